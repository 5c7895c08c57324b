/** How a wrong character came about. The order is that of the costs in `TypoModel`. */
export const SAME_SOUND = 0;
export const NEAR_SOUND = 1;
export const SHAPE = 2;
/** Two neighbours in the wrong order. */
export const SWAP = 3;

export interface ConfusionSource {
  /** Characters by their usual syllable without tone, and by their other syllables. */
  readonly usual: ReadonlyMap<string, string>;
  readonly also: ReadonlyMap<string, string>;
  /** Syllable beginnings and ends that people mix up, both ways: `zh` and `z`, `ang` and `an`. */
  readonly initials: readonly (readonly [string, string])[];
  readonly finals: readonly (readonly [string, string])[];
  /** Characters that look like a character, best first. */
  readonly shapes: ReadonlyMap<string, string>;
}

/** What may have been meant where a character stands; `codes` rise, `kinds` beside them. */
export interface Confusions {
  readonly codes: Uint16Array;
  readonly kinds: Uint8Array;
}

export interface Alike {
  /** Which characters may have been meant, by UTF-16 unit; each is worked out once, when first asked for. */
  readonly of: (code: number) => Confusions;
  /** Number of the class of sounds that people mix up, by UTF-16 unit; 0 = not known. */
  readonly sound: Uint16Array;
}

export function createConfusions(source: ConfusionSource): Alike {
  let readings: ReturnType<typeof readingsOf> | null = null;
  let sounds: Uint16Array | null = null;
  const known = new Map<number, Confusions>();
  const of = (code: number): Confusions => {
    const before = known.get(code);
    if (before !== undefined) return before;
    readings ??= readingsOf(source);
    const { syllable, others } = readings;
    const own = String.fromCharCode(code);
    const kinds = new Map<string, number>();
    const add = (group: string | undefined, kind: number) => {
      for (const character of group ?? '')
        if (character !== own && (kinds.get(character) ?? 9) > kind) kinds.set(character, kind);
    };
    const sound = syllable.get(own);
    if (sound !== undefined) {
      add(source.usual.get(sound), SAME_SOUND);
      add(source.also.get(sound), NEAR_SOUND);
      for (const near of nearSyllables(sound, source)) add(source.usual.get(near), NEAR_SOUND);
    }
    for (const other of others.get(own) ?? []) add(source.usual.get(other), NEAR_SOUND);
    add(source.shapes.get(own), SHAPE);
    const sorted = [...kinds].sort(([a], [b]) => a.charCodeAt(0) - b.charCodeAt(0));
    const made = {
      codes: Uint16Array.from(sorted, ([character]) => character.charCodeAt(0)),
      kinds: Uint8Array.from(sorted, ([, kind]) => kind),
    };
    known.set(code, made);
    return made;
  };
  return {
    of,
    get sound() {
      sounds ??= soundClasses(source);
      return sounds;
    },
  };
}

function readingsOf(source: ConfusionSource): {
  readonly syllable: ReadonlyMap<string, string>;
  readonly others: ReadonlyMap<string, readonly string[]>;
} {
  const syllable = new Map<string, string>();
  for (const [sound, group] of source.usual) for (const character of group) syllable.set(character, sound);
  const others = new Map<string, string[]>();
  for (const [sound, group] of source.also)
    for (const character of group) others.set(character, [...(others.get(character) ?? []), sound]);
  return { syllable, others };
}

function soundClasses({ usual, initials, finals }: ConfusionSource): Uint16Array {
  const classes = new Uint16Array(0x10000);
  const numbers = new Map<string, number>();
  for (const [syllable, group] of usual) {
    let folded = syllable;
    for (const [a, b] of initials)
      if (folded.startsWith(a)) {
        folded = b + folded.slice(a.length);
        break;
      }
    for (const [a, b] of finals) if (folded.endsWith(a)) folded = folded.slice(0, -a.length) + b;
    const number = numbers.get(folded) ?? numbers.size + 1;
    numbers.set(folded, number);
    for (const character of group) classes[character.charCodeAt(0)] = number;
  }
  return classes;
}

/** Syllables that differ by a beginning or an end, or both, that people mix up; whether they exist shows in the groups. */
function nearSyllables(sound: string, { initials, finals }: ConfusionSource): ReadonlySet<string> {
  const found = new Set<string>();
  const swap = (text: string) => {
    // `z` begins `zh` too: what follows has to be a vowel.
    for (const [a, b] of initials)
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const)
        if (text.startsWith(from) && !/^h/.test(text.slice(from.length)))
          found.add(to + text.slice(from.length));
  };
  swap(sound);
  const begun = [sound, ...found];
  for (const text of begun)
    for (const [a, b] of finals)
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const)
        if (text.endsWith(from)) found.add(text.slice(0, -from.length) + to);
  found.delete(sound);
  return found;
}
