import { writeFile } from 'node:fs/promises';
import type { Unread } from '../attachments/index.ts';
import { InputError, type Language, messageOf, type TextHit } from '../model/index.ts';
import { type HitsReport, renderHits, type ShownHit } from '../report/index.ts';
import { hitFingerprints, maskNumbers, type ScannedWindow } from '../text/index.ts';
import { type HitPrinter, oneLine, placeCounter } from './check-text-view.ts';
import { version } from './config.ts';

/** Characters of context to either side. */
const AROUND = 60;
/** Hits that a person can go through in one page; more are counted. */
const MOST = 2_000;

/** Gathers the hits of all files for one report, and what was not read. */
export class HitsCollector {
  readonly #about: { readonly files: readonly string[]; readonly date: string; readonly language: Language };
  readonly #hits: ShownHit[] = [];
  readonly #unread: { where: string; why: Unread['why']; todo: Unread['todo'] }[] = [];
  #left = 0;

  constructor(about: {
    readonly files: readonly string[];
    readonly date: string;
    readonly language: Language;
  }) {
    this.#about = about;
  }

  unread(where: string, { why, todo }: Unread): void {
    this.#unread.push({ where, why, todo });
  }

  printer(file: string): HitPrinter {
    const place = placeCounter();
    return {
      add: (window, hits) => {
        for (const hit of hits) {
          const at = place(window, hit.start);
          if (this.#hits.length < MOST) this.#hits.push(shown(window, hit, file, at));
          else this.#left++;
        }
        place(window, window.core[1]);
        return '';
      },
      end: () => '',
    };
  }

  /** Writes the report to a file, or prints it where none is given. */
  async write(out: string | undefined, print: (text: string) => Promise<void>): Promise<void> {
    const { files, date, language } = this.#about;
    const named = files.map(nameOf);
    const report: HitsReport = {
      files: named,
      hits: this.#hits,
      left: this.#left,
      unread: this.#unread,
      date,
    };
    const page = renderHits(report, { language, generator: `xunjian ${version()}` });
    if (out === undefined) return await print(page);
    try {
      await writeFile(out, page);
    } catch (error) {
      throw new InputError({
        what: 'write',
        where: out,
        why: messageOf(error).split(',')[0] ?? 'it cannot be written',
        todo: 'give another --out',
        cause: error,
      });
    }
  }
}

function shown({ text, from }: ScannedWindow, hit: TextHit, file: string, place: string): ShownHit {
  const [start, end] = [hit.start - from, hit.end - from];
  const prints = hitFingerprints({ ...hit, start, end }, text, file);
  // A report goes from hand to hand: it must not spread what it found.
  const around = (piece: string) => oneLine(maskNumbers(piece));
  const show = hit.category === 'privacy' ? around : oneLine;
  return {
    ...prints,
    file: nameOf(file),
    place,
    hit: { ...hit, text: show(hit.text), why: show(hit.why) },
    before: around(text.slice(Math.max(0, start - AROUND), start)),
    after: around(text.slice(end, end + AROUND)),
  };
}

function nameOf(file: string): string {
  return file === '-' ? '标准输入 standard input' : file;
}
