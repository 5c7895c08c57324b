import { Counts, Lane, type Stretch, UNITS, WORD } from './counts.ts';
import { clueOf, type Digits, digitsOf } from './dates.ts';
import { classOf, Sign } from './letters.ts';
import { foldedUnit, Pairs } from './pairs.ts';
import { unitsOf } from './units.ts';

/** What all readers of a page ask of its whole text. */
export interface Scan {
  readonly counts: Counts;
  readonly digits: Digits;
  readonly pairs: Pairs;
}

/** Counts letters, finds the digits and notes the pairs of a text, all in one pass: to read the text costs more than each of these. */
export function scanText(text: string, stretches: readonly Stretch[]): Scan {
  const size = text.length;
  const units = unitsOf(text);
  const words = Counts.room(size);
  const held = Pairs.room(size);
  const shift = Pairs.shiftOf(held);
  const runs: number[] = [];
  let runEnd = -1;
  let clues = 0;
  let before = -1;
  let at = 0;
  for (const { end, hidden, link } of stretches) {
    while (at < end) {
      const word = (at >>> UNITS) * WORD;
      const stop = Math.min(end, (at | ((1 << UNITS) - 1)) + 1);
      let letters = 0;
      let marks = 0;
      for (; at < stop; at++) {
        let code = units[at] ?? 0;
        const sign = classOf(code);
        letters |= (sign & Sign.letter) << at;
        if (sign > Sign.letter) {
          if ((sign & Sign.digit) !== 0) {
            if (at !== runEnd) runs.push(at, at);
            runEnd = at + 1;
            runs[runs.length - 1] = runEnd;
          } else if (sign === Sign.mark) marks |= 1 << at;
          else if ((sign & Sign.clue) !== 0) clues |= clueOf(code, at + 1 < size ? (units[at + 1] ?? 0) : 0);
          else code = foldedUnit(code);
        }
        if (before >= 0) {
          const slot = Pairs.slot(before, code, shift);
          held[slot >>> 5] = (held[slot >>> 5] ?? 0) | (1 << (slot & 31));
        }
        before = code;
      }
      words[word + Lane.letters] = (words[word + Lane.letters] ?? 0) | letters;
      if (!hidden) words[word + Lane.visible] = (words[word + Lane.visible] ?? 0) | letters;
      const lane = word + (link ? Lane.linked : Lane.marks);
      words[lane] = (words[lane] ?? 0) | (link ? letters : marks);
    }
  }
  return { counts: new Counts(words), digits: digitsOf(text, runs, clues), pairs: new Pairs(held) };
}
