import { fold } from '../match/fold.ts';
import type { Lexicon } from './compile.ts';

/**
 * Characters written several times (赌赌博博): the text is read once more with runs as one character. Hits in which nothing is
 * repeated are those of the first reading and are not told again.
 */
export function scanRepeated(
  text: string,
  { automaton, entries }: Lexicon,
  take: (index: number, start: number, end: number) => void,
): void {
  automaton.scan(
    text,
    (index, start, end) => {
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
    },
    true,
  );
}
