import { fold, SKIP } from '../match/fold.ts';
import type { Lexicon } from './compile.ts';

type Take = (index: number, start: number, end: number) => void;

/** Reads a text once more where units repeat; `repeats` are their offsets, as the first reading gave them. */
export type RepeatedScan = (text: string, repeats: readonly number[], take: Take) => void;

/**
 * Characters written several times (赌赌博博): the text is read once more with runs as one character. Hits in which nothing is
 * repeated are those of the first reading and are not told again, so it is read around repeated characters only, and no further than
 * the characters of such terms reach. Null where no rule asks for it.
 */
export function createRepeatedScan({ automaton, entries }: Lexicon): RepeatedScan | null {
  const { classes } = automaton;
  const own = entries.filter(({ fold: { names } }) => names.has('repeated'));
  if (own.length === 0) return null;
  // By class: whether it is in such a term, or read over.
  const reaches = new Uint8Array(SKIP + 1);
  reaches[SKIP] = 1;
  for (const { term } of own)
    for (let at = 0; at < term.text.length; at++) {
      const kind = classes[term.text.charCodeAt(at)] as number;
      if (kind !== 0) reaches[kind] = 1;
    }
  const isWithin = (text: string, at: number) => reaches[classes[text.charCodeAt(at)] as number] === 1;

  return (text, repeats, take) => {
    const check = (index: number, start: number, end: number) => {
      const entry = entries[index];
      if (entry === undefined || !entry.fold.names.has('repeated')) return;
      const { table } = entry.fold;
      const last = table[text.charCodeAt(end - 1)];
      let stop = end;
      while (stop < text.length && table[text.charCodeAt(stop)] === last) stop++;
      const length = entry.term.text.length;
      if (stop - start === length) return;
      // What is longer may be so for symbols between its characters alone.
      if (
        stop - start > 2 * length ||
        fold(text.slice(start, stop), table).length > fold(entry.term.text, table).length
      )
        take(index, start, stop);
    };
    let done = 0;
    for (const place of repeats) {
      if (place < done || !isWithin(text, place)) continue;
      let from = place;
      while (from > done && isWithin(text, from - 1)) from--;
      done = place + 1;
      while (done < text.length && isWithin(text, done)) done++;
      automaton.scanCollapsed(text, from, done, check);
    }
  };
}
