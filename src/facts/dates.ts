import { DAY, dayOf, HOUR, inFuture, parseTime, type SectionValue, spanOf } from '../model/index.ts';
import { dateInAddress, serialOf } from './address.ts';
import { byHash, byText, Keep } from './bounded.ts';
import type { SeenPage, SiteFrame } from './seen.ts';
import { columnlessTitle } from './titles.ts';

type DateDoubt = SectionValue<'dateDoubts'>[number];
const DOUBTS = 200;
const SERIALS = 6000;
/** Articles on each side of one in the series of running numbers. */
const NEIGHBOURS = 6;

/** Differing pages that share a stamp, and how widely their printed dates lie. */
interface Cluster {
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Dates that speak against themselves (SITE-VETO-01e 伪造发稿日期), and the innocent reasons for the same signs: a site
 * regenerated at once has one Last-Modified for all its pages, a site moved to a new system has one date in all its old
 * addresses, a server whose clock is wrong dates every file wrong. Doubts are for a person; none is a proof.
 */
export class DateDoubts {
  readonly #limits: SiteFrame['lexicon']['words']['limits'];
  readonly #sure = new Keep<DateDoubt>(DOUBTS);
  readonly #address = new Keep<{ readonly doubt: DateDoubt; readonly stamp: string }>(DOUBTS);
  readonly #addressClusters = new Keep<Cluster>(4000);
  readonly #modified = new Keep<{ readonly doubt: DateDoubt; readonly stamp: string }>(DOUBTS);
  readonly #modifiedClusters = new Keep<Cluster>(4000);
  readonly #serials = new Keep<Serial>(SERIALS);
  readonly #tags = new Keep<DateDoubt>(DOUBTS);
  #clockDoubt: DateDoubt | null = null;
  #files = 0;
  #faithful = 0;

  constructor(frame: SiteFrame) {
    this.#limits = frame.lexicon.words.limits;
  }

  add(page: SeenPage): void {
    if (!page.truly) return;
    this.#checkClock(page);
    for (const item of page.facts.items) {
      if (item.date !== null && item.url !== null && this.#tooLate(item.date, page.visit.at))
        this.#future(item.url, item.title, item.date, page);
    }
    const { article } = page.facts;
    if (article?.published == null) return;
    const printed = article.published;
    if (this.#tooLate(printed, page.visit.at)) {
      this.#future(page.url, article.title, printed, page);
      return;
    }
    const doubt = { url: page.url, title: article.title || columnlessTitle(page.facts.title), printed };
    this.#checkAddress(page, doubt);
    this.#checkTag(page, doubt);
    this.#checkFile(page, doubt);
    const serial = serialOf(page.url);
    const day = spanOf(printed)?.[0];
    if (serial !== null && day !== undefined)
      this.#serials.merge(page.key, () => ({ ...doubt, ...serial, day }));
  }

  /** A page printed in the hour it was read may run a little ahead of our clock. */
  #tooLate(date: string, at: number): boolean {
    return inFuture(date, at + HOUR);
  }

  #future(url: string, title: string, printed: string, page: SeenPage): void {
    const doubt: DateDoubt = { url, title, printed, kind: 'future', other: dayOf(page.visit.at) };
    this.#sure.merge(`${printed} ${url}`, (old) =>
      old !== undefined && old.other <= doubt.other ? old : doubt,
    );
  }

  #checkClock(page: SeenPage): void {
    const { serverDate, at } = page.visit;
    if (serverDate === null || Math.abs(serverDate - at) <= this.#limits.clockHours * HOUR) return;
    const doubt: DateDoubt = {
      url: page.url,
      title: page.facts.title,
      printed: dayOf(serverDate),
      kind: 'server-clock',
      other: dayOf(at),
    };
    if (this.#clockDoubt === null || byHash(doubt.url, this.#clockDoubt.url) < 0) this.#clockDoubt = doubt;
  }

  /** The date in the address says when the page was made; a cluster of them says when the site was moved. */
  #checkAddress(page: SeenPage, doubt: Omit<DateDoubt, 'kind' | 'other'>): void {
    const named = dateInAddress(page.url);
    const printed = spanOf(doubt.printed);
    if (named === null || printed === null) return;
    const from = parseTime(named.from);
    const to = parseTime(named.to);
    if (from === null || to === null) return;
    const gap = Math.max(from - printed[1], printed[0] - (to + DAY), 0);
    if (gap <= this.#limits.urlDateDays * DAY) return;
    const other = named.from === named.to ? named.from : named.from.slice(0, 7);
    grow(this.#addressClusters, other, printed[0]);
    this.#address.merge(page.key, () => ({
      doubt: { ...doubt, kind: 'url-date-differs', other },
      stamp: other,
    }));
  }

  #checkTag(page: SeenPage, doubt: Omit<DateDoubt, 'kind' | 'other'>): void {
    const tag = page.facts.tags.PubDate?.trim();
    const day = tag === undefined ? null : /^(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(tag);
    if (day === null) return;
    const tagged = `${day[1]}-${day[2]?.padStart(2, '0')}-${day[3]?.padStart(2, '0')}`;
    const [a, b] = [spanOf(tagged), spanOf(doubt.printed)];
    if (a === null || b === null || Math.abs(a[0] - b[0]) < this.#limits.tagDateDays * DAY) return;
    this.#tags.merge(page.key, () => ({ ...doubt, kind: 'tag-differs', other: tagged }));
  }

  /** A page made when asked for has the hour of asking as its age: no file, no proof. */
  #checkFile(page: SeenPage, doubt: Omit<DateDoubt, 'kind' | 'other'>): void {
    const { lastModified, serverDate, at } = page.visit;
    const printed = spanOf(doubt.printed);
    if (lastModified === null || printed === null || (serverDate ?? at) - lastModified < HOUR) return;
    this.#files++;
    const age = lastModified - printed[1];
    if (age <= this.#limits.faithfulDays * DAY) this.#faithful++;
    if (age <= this.#limits.lastModifiedDays * DAY) return;
    const stamp = dayOf(lastModified);
    grow(this.#modifiedClusters, stamp, printed[0]);
    this.#modified.merge(page.key, () => ({
      doubt: { ...doubt, kind: 'last-modified-later', other: stamp },
      stamp,
    }));
  }

  finish(): DateDoubt[] {
    const clock = this.#clockDoubt === null ? [] : [this.#clockDoubt];
    const doubts = [
      ...clock,
      ...this.#sure.values(),
      ...this.#address
        .values()
        .filter((one) => !this.#isMove(this.#addressClusters, one.stamp))
        .map((one) => one.doubt),
      ...this.#tags.values(),
      ...(clock.length > 0 ? [] : this.#modifiedDoubts()),
      ...serialDoubts(this.#serials.values(), this.#limits.idDays * DAY),
    ];
    return doubts
      .sort((a, b) => byText(a.kind, b.kind) || byText(b.printed, a.printed) || byText(a.url, b.url))
      .slice(0, DOUBTS);
  }

  /** Only where most files are as old as their dates does a younger one say anything. */
  #modifiedDoubts(): DateDoubt[] {
    if (this.#files < 10 || this.#faithful * 2 < this.#files) return [];
    return this.#modified
      .values()
      .filter((one) => !this.#isMove(this.#modifiedClusters, one.stamp))
      .map((one) => one.doubt);
  }

  #isMove(clusters: Keep<Cluster>, stamp: string): boolean {
    const cluster = clusters.get(stamp);
    if (cluster === undefined || cluster.count < this.#limits.clusterPages) return false;
    return cluster.to - cluster.from >= this.#limits.clusterSpread * DAY;
  }
}

function grow(clusters: Keep<Cluster>, stamp: string, printed: number): void {
  clusters.merge(stamp, (old) => ({
    count: (old?.count ?? 0) + 1,
    from: Math.min(old?.from ?? printed, printed),
    to: Math.max(old?.to ?? printed, printed),
  }));
}

interface Serial {
  readonly url: string;
  readonly title: string;
  readonly printed: string;
  readonly series: string;
  readonly serial: number;
  readonly day: number;
}

/**
 * Numbers in addresses run with time in most systems. A page whose number is far newer than its printed date, among
 * neighbours that all agree with each other, was made later than it says.
 */
function serialDoubts(all: readonly Serial[], slack: number): DateDoubt[] {
  const doubts: DateDoubt[] = [];
  for (const series of Map.groupBy(all, (one) => one.series).values()) {
    if (series.length < NEIGHBOURS * 3) continue;
    const run = series.toSorted((a, b) => a.serial - b.serial || byText(a.url, b.url));
    const found = run.flatMap((one, at) => {
      const near = [
        ...run.slice(Math.max(0, at - NEIGHBOURS), at),
        ...run.slice(at + 1, at + 1 + NEIGHBOURS),
      ];
      const days = near.map((other) => other.day).sort((a, b) => a - b);
      const low = days[Math.floor(days.length / 4)] ?? one.day;
      const high = days[Math.ceil((days.length * 3) / 4) - 1] ?? one.day;
      // Neighbours that do not agree (numbers run per column, a move) say nothing.
      if (high - low > slack || low - one.day <= slack) return [];
      const doubt: DateDoubt = {
        url: one.url,
        title: one.title,
        printed: one.printed,
        kind: 'new-url-old-date',
        other: dayOf(low),
      };
      return [doubt];
    });
    // Where many are so, the numbers do not run with time.
    if (found.length * 5 <= run.length) doubts.push(...found);
  }
  return doubts;
}
