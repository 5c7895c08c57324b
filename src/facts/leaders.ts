import type { Leader, SectionValue } from '../model/index.ts';
import { byShortness, byText, Keep } from './bounded.ts';
import type { SeenPage } from './seen.ts';

type LeaderFacts = SectionValue<'leaders'>;
type LeaderEntry = LeaderFacts['leaders'][number];
const LEADERS = 300;

/** Leaders (领导信息) over all pages that show them; a résumé on any of them counts. */
export class Leaders {
  readonly #leaders = new Keep<LeaderEntry>(LEADERS);
  readonly #columns = new Keep<{ readonly url: string; readonly name: string }>(20, byShortness);
  readonly #unread = new Keep<string>(50, byShortness);

  add(page: SeenPage): void {
    const { facts } = page;
    const about =
      facts.kind === 'leaders' || (page.column.kind === 'leaders' && facts.kind !== 'interaction');
    if (!about || page.isHome) return;
    if (facts.leaders.length > 0) {
      for (const leader of facts.leaders) this.#addLeader(leader, page);
    } else if (facts.article === null) this.#unread.merge(page.key, () => page.url);
    if (facts.kind !== 'article')
      this.#columns.merge(page.key, () => ({ url: page.url, name: page.column.name ?? facts.title }));
  }

  #addLeader(leader: Leader, page: SeenPage): void {
    const now: LeaderEntry = {
      name: leader.name,
      title: leader.title,
      resume: leader.resume,
      duties: leader.duties !== undefined && leader.duties !== '',
      url: leader.url ?? page.url,
    };
    this.#leaders.merge(leader.name.replace(/\s/g, ''), (old) =>
      old === undefined ? now : joined(old, now),
    );
  }

  finish(columns: SectionValue<'columns'>): LeaderFacts {
    const named = columns.filter((column) => column.kind === 'leaders');
    const best = named.sort((a, b) => a.level - b.level || byShortness(a.url, b.url))[0];
    const seen = this.#columns.values()[0];
    const leaders = this.#leaders.values().sort((a, b) => byText(a.url, b.url) || byText(a.name, b.name));
    const column = best === undefined ? (seen ?? null) : { url: best.url, name: best.name };
    const notRead = named.filter((one) => !one.read).map((one) => one.url);
    // An index page without persons is not unread where the pages below it showed them.
    const unread = leaders.length > 0 ? [] : this.#unread.values();
    return { column, leaders, unread: [...new Set([...unread, ...notRead])].slice(0, 50) };
  }
}

function joined(a: LeaderEntry, b: LeaderEntry): LeaderEntry {
  const [one, other] = byText(a.url, b.url) <= 0 ? [a, b] : [b, a];
  return {
    name: one.name,
    title: longest(one.title, other.title),
    resume: a.resume || b.resume,
    duties: a.duties || b.duties,
    url: one.url,
  };
}

function longest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a.length >= b.length ? a : b;
}
