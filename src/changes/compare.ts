import type {
  EarlierFacts,
  HostsTrace,
  PageChange,
  PageChangeKind,
  PageTrace,
  TraceLine,
} from '../model/index.ts';
import { Best } from './best.ts';
import { EarlierPages, type Note, shorter } from './earlier-pages.ts';
import type { EarlierWords } from './limits.ts';
import { byLength, Moves } from './moves.ts';
import { newHosts } from './new-hosts.ts';
import { Redating } from './redating.ts';
import type { SiteNames } from './site-names.ts';
import { decode, overlap, type Sample } from './sketch.ts';
import { eachWord } from './words.ts';
import { writingOf } from './writing.ts';

/** The parts of `EarlierFacts` that pages tell. */
export type PageComparison = Pick<
  EarlierFacts,
  'compared' | 'counts' | 'changes' | 'sentAway' | 'newHosts' | 'redated' | 'gonePages'
>;

type Change = Omit<PageChange, 'before'>;

/**
 * Compares two inspections by the traces of their pages. Three passes: every line of the earlier inspection (`earlier`), every line of
 * this one (`now`), and the earlier lines once more for the words of those pages that changed (`recall`). Memory grows by about a
 * kilobyte for each page of the earlier inspection. Pure; the order of lines within a pass changes nothing.
 */
export class Comparison {
  readonly #words: EarlierWords;
  readonly #site: SiteNames;
  readonly #pages: EarlierPages;
  readonly #moves: Moves;
  readonly #redating: Redating;
  readonly #changes: Best<Change>;
  readonly #gone: Best<{ readonly url: string; readonly title: string }>;
  readonly #counts = new Map<PageChangeKind, number>();
  readonly #seen = new Set<number>();
  /** Pages under another spelling of their address, which count only where the spelling of the earlier inspection does not come. */
  readonly #respelt = new Map<number, PageTrace>();
  readonly #absent = new Set<number>();
  #wanted: ReadonlyMap<string, Change> | null = null;
  readonly #told: PageChange[] = [];
  #added = 0;
  #reused = 0;
  #frames = 0;
  #framesKept = 0;
  #usual: number | null | undefined;
  #hosts: HostsTrace | null = null;

  constructor(words: EarlierWords, site: SiteNames) {
    this.#words = words;
    this.#site = site;
    this.#pages = new EarlierPages(words, site.nameOf);
    this.#moves = new Moves(words, site, this.#pages);
    this.#redating = new Redating(words.limits);
    this.#changes = new Best(words.limits.changes);
    this.#gone = new Best(words.limits.examples);
  }

  earlier(line: TraceLine): void {
    this.#pages.add(line);
  }

  now(line: TraceLine): void {
    switch (line.t) {
      case 'page':
        this.#page(line);
        break;
      case 'moved':
        this.#moves.add(line.url, line.to);
        break;
      case 'failed':
        if (line.kind === 'http-4xx') this.#absent.add(this.#pages.nameOf(line.url));
        break;
      case 'hosts':
        this.#hosts = line;
        break;
      default:
        line satisfies never;
    }
  }

  /** What the earlier pages said that changed or are gone. After the last line of `now`. */
  recall(line: TraceLine): void {
    if (line.t !== 'page') return;
    const name = this.#pages.nameOf(line.url);
    const note = this.#pages.get(name);
    if (note?.url !== line.url) return;
    this.#wanted ??= this.#wantedChanges();
    const change = this.#wanted.get(line.url);
    const { title, kind, at, sketch } = line;
    if (change !== undefined)
      this.#told.push({
        ...change,
        before: { title, opening: sketch.opening, kind, writing: note.writing, at },
      });
    else if (this.#isGone(name)) this.#gone.add(byLength(line.url), { url: line.url, title });
  }

  #page(line: PageTrace): void {
    const name = this.#pages.nameOf(line.url);
    const then = this.#pages.get(name);
    if (then === undefined) this.#added += 1;
    else if (pathOf(line.url) !== pathOf(then.url)) {
      const other = this.#respelt.get(name);
      if (other === undefined || shorter(line.url, other.url)) this.#respelt.set(name, line);
    } else if (!this.#seen.has(name)) this.#compare(name, line, then);
  }

  #compare(name: number, line: PageTrace, then: Note): void {
    this.#seen.add(name);
    // What stood in front of the page then says nothing about the page.
    if (then.wall) return;
    const now = { hashes: decode(line.sketch), words: line.sketch.words };
    if (line.obstacle === null) {
      this.#frames += 1;
      if (line.frame === then.frame) this.#framesKept += 1;
      this.#redating.add(line, then, now);
    }
    const change = this.#changeOf(line, then, now);
    if (change === null) return;
    this.#counts.set(change.kind, (this.#counts.get(change.kind) ?? 0) + 1);
    const plain = (change.alike ?? 0) + (change.familiar ?? 0);
    this.#changes.add(`${plain.toFixed(4)} ${then.url}`, change);
  }

  #changeOf(line: PageTrace, then: Note, now: Sample): Change | null {
    const { limits } = this.#words;
    const writing = writingOf(line.sketch, limits);
    const { usual } = this.#pages;
    const alike = overlap(then.sample, now, limits.leastShared, usual.isFrame);
    const familiar = usual.enough ? usual.familiar(now, false) : null;
    const made = (kind: PageChangeKind, quote: string | null = null): Change => ({
      kind,
      url: then.url,
      now: { title: line.title, opening: line.sketch.opening, kind: line.kind, writing, at: line.at },
      alike,
      familiar,
      terms: line.terms,
      quote,
    });
    if (line.obstacle !== null) {
      const wall = wallOf(line.obstacle.kind);
      return wall === null ? null : made(wall, line.obstacle.quote);
    }
    if (line.terms.length > 0 && !then.terms && line.head !== then.head) return made('terms');
    if (then.writing === 'han' && writing !== 'han' && writing !== 'none') return made('language');
    if (!this.#isAnother(line, then, now, alike)) return null;
    const { usually } = this;
    if (familiar === null || usually === null) return null;
    if (familiar <= limits.familiar * usually) return made('subject');
    this.#reused += 1;
    return null;
  }

  /** The page is about something else, as far as title and words can tell. */
  #isAnother(line: PageTrace, then: Note, now: Sample, alike: number | null): boolean {
    const { limits, stable } = this.#words;
    if (!stable.includes(then.kind) || Math.min(then.sample.words, now.words) < limits.leastText)
      return false;
    if (alike === null || alike > limits.alike) return false;
    return !this.#pages.isOwnTitle(then.title) || titlesAlike(then.title, line.title) < limits.titleAlike;
  }

  /** How familiar a page's words usually are. */
  get usually(): number | null {
    if (this.#usual === undefined) this.#usual = this.#pages.usualFamiliarity();
    return this.#usual;
  }

  #wantedChanges(): ReadonlyMap<string, Change> {
    for (const [name, line] of this.#respelt) {
      const then = this.#pages.get(name);
      if (then !== undefined && !this.#seen.has(name)) this.#compare(name, line, then);
    }
    return new Map(this.#changes.values().map((change) => [change.url, change]));
  }

  #isGone(name: number): boolean {
    return !this.#seen.has(name) && !this.#moves.has(name) && this.#absent.has(name);
  }

  /** After the last line of `recall`. */
  finish(): PageComparison {
    const names = this.#pages.names();
    const gone = names.filter((name) => this.#isGone(name)).length;
    const both = names.filter((name) => this.#seen.has(name)).length;
    const moved = names.filter((name) => this.#moves.has(name) && !this.#seen.has(name)).length;
    const order = new Map([...(this.#wanted ?? [])].map(([url], at) => [url, at]));
    return {
      compared: {
        both,
        added: this.#added,
        moved,
        gone,
        unseen: names.length - both - moved - gone,
        reused: this.#reused,
        frameKept: this.#frames === 0 ? null : this.#framesKept / this.#frames,
        usual: this.usually,
      },
      counts: Object.fromEntries(this.#counts),
      changes: this.#told.toSorted((a, b) => (order.get(a.url) ?? 0) - (order.get(b.url) ?? 0)),
      sentAway: this.#moves.finish(),
      newHosts: newHosts(this.#pages.hosts, this.#hosts, this.#site.hosts, this.#words),
      redated: this.#redating.finish(),
      gonePages: this.#gone.values(),
    };
  }
}

type Wall = NonNullable<PageTrace['obstacle']>['kind'];

/** What stands in place of the page. Firewalls and captchas stand in front of it: nothing is known then. */
function wallOf(kind: Wall): PageChangeKind | null {
  switch (kind) {
    case 'parked':
      return 'parked';
    case 'login':
      return 'login';
    case 'error-page':
      return 'error';
    case 'captcha':
    case 'firewall':
    case 'script-challenge':
      return null;
  }
}

/** An address without scheme and host, which may differ between two inspections. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '');
}

/** Share of the shorter title's words that both have. */
function titlesAlike(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const shorterOne = Math.min(one.size, other.size);
  return shorterOne === 0 ? 0 : [...one].filter((word) => other.has(word)).length / shorterOne;
}

function wordsOf(title: string): Set<number> {
  const words = new Set<number>();
  eachWord(title, (word) => words.add(word));
  return words;
}
