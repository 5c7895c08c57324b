import type { Leader, SectionValue } from '../model/index.ts';
import { pageKey } from './address.ts';
import { byShortness, byText, Keep } from './bounded.ts';
import type { SeenPage } from './seen.ts';

type LeaderFacts = SectionValue<'leaders'>;
type LeaderEntry = LeaderFacts['leaders'][number];
const LEADERS = 300;

/** A leader while pages come in: where a résumé was shown, and where links promise one. */
interface Known extends LeaderEntry {
  /** Some page shows it. */
  readonly shown: boolean;
  /** Pages of the leader's own that links lead to. */
  readonly promises: readonly string[];
}

/** What a page that was read tells of leaders: whose names it has, and whether it holds a résumé at all. */
interface Told {
  readonly names: readonly string[];
  readonly resume: boolean;
}

/** Leaders (领导信息) over all pages that show them; a résumé on any of them counts. */
export class Leaders {
  readonly #leaders = new Keep<Known>(LEADERS);
  readonly #told = new Keep<Told>(LEADERS * 4, byShortness);
  readonly #columns = new Keep<{ readonly url: string; readonly name: string }>(20, byShortness);
  readonly #unread = new Keep<string>(50, byShortness);

  add(page: SeenPage): void {
    const { facts } = page;
    const about =
      facts.kind === 'leaders' || (page.column.kind === 'leaders' && facts.kind !== 'interaction');
    if (!about || page.isHome) return;
    if (facts.leaders.length > 0) {
      for (const leader of facts.leaders) this.#addLeader(leader, page);
      if (page.truly) this.#tell(page);
    } else if (facts.article === null) this.#unread.merge(page.key, () => page.url);
    if (facts.kind !== 'article')
      this.#columns.merge(page.key, () => ({ url: page.url, name: page.column.name ?? facts.title }));
  }

  #addLeader(leader: Leader, page: SeenPage): void {
    const promised = leader.promised === true;
    const now: Known = {
      name: leader.name,
      title: leader.title,
      resume: leader.resume,
      duties: leader.duties !== undefined && leader.duties !== '',
      url: leader.url ?? page.url,
      shown: leader.resume && !promised,
      promises: promised && leader.url !== undefined ? [pageKey(leader.url)] : [],
    };
    this.#leaders.merge(nameKey(leader.name), (old) => (old === undefined ? now : joined(old, now)));
  }

  /** An article about a leader may be the résumé itself, however it is told. */
  #tell({ facts, key, visit }: SeenPage): void {
    const now: Told = {
      names: facts.leaders.map((one) => nameKey(one.name)).sort(byText),
      resume: facts.article !== null || facts.leaders.some((one) => one.resume && one.promised !== true),
    };
    for (const at of new Set([key, pageKey(visit.url)]))
      this.#told.merge(at, (old) =>
        old === undefined
          ? now
          : {
              names: [...new Set([...old.names, ...now.names])].sort(byText),
              resume: old.resume || now.resume,
            },
      );
  }

  finish(columns: SectionValue<'columns'>): LeaderFacts {
    const named = columns.filter((column) => column.kind === 'leaders');
    const best = named.sort((a, b) => a.level - b.level || byShortness(a.url, b.url))[0];
    const seen = this.#columns.values()[0];
    const leaders = this.#leaders
      .values()
      .map((one) => this.#settled(one))
      .sort((a, b) => byText(a.url, b.url) || byText(a.name, b.name));
    const column = best === undefined ? (seen ?? null) : { url: best.url, name: best.name };
    const notRead = named.filter((one) => !one.read).map((one) => one.url);
    // An index page without persons is not unread where the pages below it showed them.
    const unread = leaders.length > 0 ? [] : this.#unread.values();
    return { column, leaders, unread: [...new Set([...unread, ...notRead])].slice(0, 50) };
  }

  /** A link promises a résumé until every page that it leads to was read, names the leader, and shows none. */
  #settled({ shown, promises, ...leader }: Known): LeaderEntry {
    const name = nameKey(leader.name);
    const promised = promises.map((at) => this.#told.get(at));
    const kept = promised.some((told) => told === undefined || told.resume || !told.names.includes(name));
    const resume = shown || (leader.resume && (kept || promises.length === 0));
    const own = this.#told.get(pageKey(leader.url));
    // An article in the place of the résumé may be one, however it is told.
    const seen =
      own?.names.length === 1 && own.names[0] === name && (resume || !own.resume) && (resume || !kept);
    return { ...leader, resume, ...(seen ? { seen } : {}) };
  }
}

function nameKey(name: string): string {
  return name.replace(/\s/g, '');
}

const PROMISES = 5;

function joined(a: Known, b: Known): Known {
  const [one, other] = byText(a.url, b.url) <= 0 ? [a, b] : [b, a];
  return {
    name: one.name,
    title: longest(one.title, other.title),
    resume: a.resume || b.resume,
    duties: a.duties || b.duties,
    url: one.url,
    shown: a.shown || b.shown,
    promises: [...new Set([...a.promises, ...b.promises])].sort(byText).slice(0, PROMISES),
  };
}

function longest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a.length >= b.length ? a : b;
}
