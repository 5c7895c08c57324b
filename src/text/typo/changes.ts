import { createContextScorer } from './context.ts';
import { createDecoder, type Reading, type Stretch } from './decode.ts';
import { type Change, createEvidence, type EvidenceOptions } from './evidence.ts';
import { EDGE, NUMBER } from './pairs.ts';

export interface ChangeOptions extends EvidenceOptions {
  /** How improbable a word of one, two, three and more characters is before its characters are doubted (−natural logarithm). */
  readonly doubt: readonly number[];
  /** And how improbable before it is asked whether they fit between their neighbours. */
  readonly suspect: readonly number[];
  /** How badly a character has to fit between its neighbours to be doubted, and how much better another has to (logits). */
  readonly unfit: readonly [own: number, better: number];
}

/** Characters to either side of a doubted one that are read again with it. */
const AROUND = 5;
/** Longer runs are cut into pieces: the neighbourhood of a character is all that counts. */
const PIECE = 160;
const HAN_RUN = /\p{Script=Han}{2,}/gu;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;
/** A character that fits so well between its neighbours is not doubted (logit). */
const WELL = 4;
/** Finds in a text what may be wrong characters; every change comes with its evidence, the judgement is the caller's. */
export function createChangeFinder(options: ChangeOptions): (text: string) => readonly Change[] {
  const { lexicon, alike, doubt, suspect, unfit } = options;
  const context = createContextScorer(options.context);
  const changesIn = createEvidence(options, context);
  const decode = createDecoder(options, context);
  const side = (character: string) => lexicon.size + (WORD_CHARACTER.test(character) ? NUMBER : EDGE);

  function inRun(run: string, left: number, right: number): readonly Change[] {
    const read = decode(run, { from: 0, to: run.length, left, right }, null);
    const marks = doubted(run, read);
    if (marks === null) return [];
    const found: Change[] = [];
    for (const [first, last] of stretches(read, marks)) {
      const stretch: Stretch = {
        from: (read[first] as Reading).start,
        to: (read[last] as Reading).end,
        left: first === 0 ? left : (read[first - 1] as Reading).word,
        right: last === read.length - 1 ? right : (read[last + 1] as Reading).word,
      };
      found.push(...compare(run, read.slice(first, last + 1), decode(run, stretch, marks), stretch));
    }
    return found;
  }

  /**
   * Characters of improbable words, and of the short word before one (it may be the wrong one of the two), unless their neighbours speak
   * for them; and of words that are less improbable those that do not fit between their neighbours, where another does.
   */
  function doubted(run: string, read: readonly Reading[]): Uint8Array | null {
    const marks = new Uint8Array(run.length);
    let any = false;
    for (let index = 0; index < read.length; index++) {
      const { start, end, score } = read[index] as Reading;
      const kind = Math.min(end - start, doubt.length) - 1;
      if (-score <= (suspect[kind] as number)) continue;
      const before = read[index - 1];
      const from = before !== undefined && before.end - before.start === 1 ? before.start : start;
      const improbable = -score > (doubt[kind] as number);
      for (let at = from; at < end; at++) {
        if (marks[at] === 1) continue;
        const own = context.own(at);
        if (own > (improbable ? WELL : unfit[0])) continue;
        if (!improbable && !betterThan(run.charCodeAt(at), at, own + unfit[1])) continue;
        marks[at] = 1;
        any = true;
      }
    }
    return any ? marks : null;
  }

  /** Whether a character like the one at a place fits there with so high a logit. */
  function betterThan(code: number, at: number, least: number): boolean {
    for (const other of alike.of(code).codes) if (context.logit(at, other) > least) return true;
    return false;
  }

  /** From the first to the last word of each stretch around doubted characters. */
  function stretches(read: readonly Reading[], marks: Uint8Array): readonly (readonly [number, number])[] {
    const found: [number, number][] = [];
    read.forEach(({ start, end }, index) => {
      if (!marked(marks, start, end)) return;
      let first = index;
      while (first > 0 && start - (read[first] as Reading).start < AROUND) first--;
      let last = index;
      while (last < read.length - 1 && (read[last] as Reading).end - end < AROUND) last++;
      const before = found.at(-1);
      if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
      else found.push([first, last]);
    });
    return found;
  }

  /** The changed words of a reading, against the reading of what stands there. */
  function compare(
    run: string,
    plain: readonly Reading[],
    other: readonly Reading[],
    { left, right }: Stretch,
  ): readonly Change[] {
    const found: Change[] = [];
    for (const difference of differences(plain, other)) {
      found.push(...changesIn(run, { plain, other, difference, left, right }));
    }
    return found;
  }

  return (text) => {
    const found: Change[] = [];
    for (const { 0: run, index } of text.matchAll(HAN_RUN))
      for (let from = 0; from < run.length; from += PIECE) {
        const piece = run.slice(from, from + PIECE);
        const at = index + from;
        context.load(text, at, at + piece.length);
        for (const change of inRun(piece, side(text.charAt(at - 1)), side(text.charAt(at + piece.length))))
          found.push({ ...change, start: change.start + at, end: change.end + at });
      }
    return found;
  };
}

function marked(marks: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (marks[at] === 1) return true;
  return false;
}

/** Where two readings of one stretch differ: from and to (exclusive) in each; both sides begin and end at the same characters. */
function differences(
  a: readonly Reading[],
  b: readonly Reading[],
): readonly (readonly [number, number, number, number])[] {
  const found: [number, number, number, number][] = [];
  let i = 0;
  let j = 0;
  let open: [number, number] | null = null;
  while (i < a.length && j < b.length) {
    const one = a[i] as Reading;
    const two = b[j] as Reading;
    if (one.start === two.start && one.end === two.end && two.cost === 0) {
      if (open !== null) found.push([open[0], i, open[1], j]);
      open = null;
      i++;
      j++;
      continue;
    }
    open ??= [i, j];
    let endA = one.end;
    let endB = two.end;
    i++;
    j++;
    while (endA !== endB)
      if (endA < endB) endA = (a[i++] as Reading).end;
      else endB = (b[j++] as Reading).end;
  }
  if (open !== null) found.push([open[0], i, open[1], j]);
  return found;
}
