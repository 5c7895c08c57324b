import { dayOf, type EarlierFacts, type PageTrace, parseTime } from '../model/index.ts';
import { Best } from './best.ts';
import type { Note } from './earlier-pages.ts';
import type { EarlierWords } from './limits.ts';
import { type Sample, sameText } from './sketch.ts';

type Redated = EarlierFacts['redated']['examples'][number];

/** Articles that print another date than at the earlier inspection, over the same text (翻新日期). */
export class Redating {
  readonly #limits: EarlierWords['limits'];
  readonly #examples: Best<Redated>;
  #of = 0;
  #count = 0;

  constructor(limits: EarlierWords['limits']) {
    this.#limits = limits;
    this.#examples = new Best(limits.changes);
  }

  add(line: PageTrace, then: Note, now: Sample): void {
    if (line.date === null || then.date === null || line.kind !== 'article') return;
    if (now.words < this.#limits.leastText || !sameText(then.sample, now)) return;
    this.#of += 1;
    const [before, after] = [dayIn(then.date), dayIn(line.date)];
    if (before === null || after === null || before === after) return;
    // A page that prints the day on which it is read prints a clock.
    if (before === dayIn(then.at) && after === dayIn(line.at)) return;
    this.#count += 1;
    this.#examples.add(line.url, { url: line.url, title: line.title, before: then.date, now: line.date });
  }

  finish(): EarlierFacts['redated'] {
    const { bulkPages, bulkShare, examples } = this.#limits;
    const bulk = this.#count >= bulkPages && this.#count >= bulkShare * this.#of;
    const kept = this.#examples.values();
    return { of: this.#of, count: this.#count, bulk, examples: bulk ? kept.slice(0, examples) : kept };
  }
}

function dayIn(date: string): string | null {
  const at = parseTime(date);
  return at === null ? null : dayOf(at);
}
