/**
 * What detectors ask of every text, worked out once (数字段). Most patterns turn on a run of digits or on one rare character: they
 * are tried there only, where one pass of each pattern over the whole text would cost as much as all terms together.
 */
export interface Look {
  /** Where runs of ASCII digits begin and end, by turns. */
  readonly runs: readonly number[];
  /** Whether a full-width digit (０–９) stands anywhere. */
  readonly wide: boolean;
}

/** The look of a text; taken when the first detector asks. */
export function createLook(text: string): () => Look {
  let look: Look | null = null;
  return () => {
    look ??= lookAt(text);
    return look;
  };
}

function lookAt(text: string): Look {
  const runs: number[] = [];
  let wide = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > NINE) {
      if (code >= WIDE_ZERO && code <= WIDE_NINE) wide = true;
    } else if (code >= ZERO) {
      const from = at;
      do at++;
      while (at < text.length && isDigit(text.charCodeAt(at)));
      runs.push(from, at);
      at--;
    }
  }
  return { runs, wide };
}

const ZERO = 0x30;
const NINE = 0x39;
const WIDE_ZERO = 0xff10;
const WIDE_NINE = 0xff19;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Starts of the runs of digits that a test takes. */
export function runsWhere({ runs }: Look, takes: (from: number, to: number) => boolean): number[] {
  const places: number[] = [];
  for (let index = 0; index < runs.length; index += 2) {
    const from = runs[index] ?? 0;
    if (takes(from, runs[index + 1] ?? 0)) places.push(from);
  }
  return places;
}

/** Whether one of some signs stands right behind a run of digits: where none does, no pattern of a number and such a sign can match. */
export function isBehindDigits(text: string, { runs }: Look, signs: string): boolean {
  for (let i = 1; i < runs.length; i += 2) if (signs.includes(text.charAt(runs[i] ?? 0) || ' ')) return true;
  return false;
}

/** The same in front of a run. */
export function isBeforeDigits(text: string, { runs }: Look, signs: string): boolean {
  for (let i = 0; i < runs.length; i += 2)
    if (signs.includes(text.charAt((runs[i] ?? 0) - 1) || ' ')) return true;
  return false;
}

/**
 * The matches of a pattern that begin at one of `places` (rising) or at most `before` units in front of one: what `matchAll` gives of
 * a pattern all of whose matches begin there. `pattern` is sticky and matches no empty text; `begins` marks the units that its
 * matches begin with, where that is known.
 */
export function matchesNear(
  text: string,
  pattern: RegExp,
  places: readonly number[],
  before = 0,
  begins: Uint8Array | null = null,
): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  let at = 0;
  for (const place of places) {
    at = Math.max(at, place - before);
    while (at <= place) {
      if (begins !== null && begins[text.charCodeAt(at)] !== 1) {
        at++;
        continue;
      }
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) at++;
      else {
        found.push(match);
        at = pattern.lastIndex;
      }
    }
  }
  return found;
}

/** One byte per UTF-16 unit: 1 where a word begins (or, by `unitOf`, what else) with it. */
export function marksOf(
  words: Iterable<string>,
  unitOf: (word: string) => number = (word) => word.charCodeAt(0),
): Uint8Array {
  const marks = new Uint8Array(0x10000);
  for (const word of words) if (word !== '') marks[unitOf(word)] = 1;
  return marks;
}

/** Marks of pairs of units, by `pairSlot`: one look tells almost every pair that is none of them, and never one that is. */
export function pairMarks(pairs: Iterable<string>): Uint8Array {
  const marks = new Uint8Array(PAIR_SLOTS);
  for (const pair of pairs) marks[pairSlot(pair.charCodeAt(0), pair.charCodeAt(1))] = 1;
  return marks;
}

const PAIR_SLOTS = 1 << 14;

/** Multiplicative hashing (Knuth 6.4) by the upper bits. */
export function pairSlot(first: number, second: number): number {
  return Math.imul((first << 16) | second, 0x9e3779b1) >>> 18;
}

/**
 * Finds the first place from an offset on at which any of some words stands, as a pattern of alternatives would; −1 where none does.
 */
export function createWordSearch(words: readonly string[]): (text: string, from: number) => number {
  const given = words.filter((word) => word !== '');
  const byPair = new Map<string, string[]>();
  for (const word of given) {
    if (word.length === 1) continue;
    const pair = word.slice(0, 2);
    const known = byPair.get(pair);
    if (known === undefined) byPair.set(pair, [word]);
    else known.push(word);
  }
  const marks = pairMarks(byPair.keys());
  const ofTwo = (text: string, from: number): number => {
    let next = text.charCodeAt(from);
    for (let at = from; at < text.length - 1; at++) {
      const code = next;
      next = text.charCodeAt(at + 1);
      if (marks[pairSlot(code, next)] !== 1) continue;
      if (standsAt(text, at, byPair.get(text.slice(at, at + 2)))) return at;
    }
    return -1;
  };
  const single = given.filter((word) => word.length === 1);
  return (text, from) => {
    if (from >= text.length) return -1;
    const places = [ofTwo(text, from), ...single.map((unit) => text.indexOf(unit, from))];
    return places.reduce((least, at) => (at >= 0 && (least < 0 || at < least) ? at : least), -1);
  };
}

/** Apart from the loop: a function made in it would keep its counter in memory. */
function standsAt(text: string, at: number, words: readonly string[] = []): boolean {
  return words.some((word) => text.startsWith(word, at));
}
