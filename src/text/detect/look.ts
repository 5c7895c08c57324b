/**
 * What detectors ask of every text, worked out once (数字段). Most patterns turn on a run of digits or on one rare character: they
 * are tried there only, where one pass of each pattern over the whole text would cost as much as all terms together.
 */
export interface Look {
  /** Where runs of ASCII digits begin and end, by turns. */
  readonly runs: readonly number[];
  /** Whether a full-width digit (０–９) stands anywhere. */
  readonly wide: boolean;
  /** Rising places at which a word may begin that somebody asked for (see watch.ts): all where one does, and few more. */
  places(asker: number): readonly number[];
}

const ZERO = 0x30;
const NINE = 0x39;

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
  for (let i = 1; i < runs.length; i += 2) if (isSign(text, runs[i] ?? 0, signs)) return true;
  return false;
}

/** The same in front of a run. */
export function isBeforeDigits(text: string, { runs }: Look, signs: string): boolean {
  for (let i = 0; i < runs.length; i += 2) if (isSign(text, (runs[i] ?? 0) - 1, signs)) return true;
  return false;
}

function isSign(text: string, at: number, signs: string): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  for (let i = 0; i < signs.length; i++) if (signs.charCodeAt(i) === code) return true;
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
