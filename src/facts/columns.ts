import type { FailedVisit, MovedVisit, SectionValue } from '../model/index.ts';
import { columnKey, hostOf, pageKey } from './address.ts';
import { type BlankSigns, blankSigns, FrameLinks, isBlank, linkMark, worse } from './blank.ts';
import { byShortness, hash, Keep } from './bounded.ts';
import { kindOf, latestOf, newer, type SeenPage, type SiteFrame } from './seen.ts';

type Column = SectionValue<'columns'>[number];

const COLUMNS = 4000;
const FAILURES = 20_000;
const FOLDERS = 20_000;

/** What is known of one column so far; every field merges the same way in any order. */
interface Entry {
  /** Address with its rank: what a menu leads to (0), a page that surely is a column (1), another (2). */
  readonly url: Ranked;
  /** Name with its rank (tag 0, breadcrumb 1, navigation 2, block 3, title 4) so that the best one wins. */
  readonly name: Ranked | null;
  readonly type: string | null;
  readonly level: number;
  readonly position: readonly string[];
  /** Entries of its pages by page, so that a page seen twice counts once. Hashes of at most 200 pages. */
  readonly pages: ReadonlyMap<string, { readonly items: number; readonly dated: number }>;
  /** Entries that other pages show of it. */
  readonly shown: { readonly items: number; readonly dated: number };
  readonly latest: string | null;
  readonly read: boolean;
  readonly blank: BlankSigns | null;
  readonly notSeen: string | null;
}

interface Redirect {
  /** Key of the column that it leads to. */
  readonly to: string;
  readonly url: string;
  /** It leads off the site. */
  readonly away: boolean;
}

interface Ranked {
  readonly rank: number;
  readonly text: string;
}

/** Newest date and number of articles that say they belong to a column, by its breadcrumb and by their folder. */
interface Filed {
  readonly count: number;
  readonly latest: string | null;
}

/** The register of columns (栏目): from navigation, blocks, breadcrumbs, tags and the list pages themselves. */
export class Columns {
  readonly #frame: SiteFrame;
  readonly #entries = new Keep<Entry>(COLUMNS, byShortness);
  /** Pages that are columns only if something names them so. */
  readonly #weak = new Keep<Entry>(COLUMNS, byShortness);
  readonly #byPath = new Keep<Filed>(COLUMNS);
  readonly #byFolder = new Keep<Filed>(FOLDERS);
  readonly #failures = new Keep<string>(FAILURES);
  readonly #links = new FrameLinks();

  constructor(frame: SiteFrame) {
    this.#frame = frame;
  }

  failed(visit: FailedVisit): void {
    this.#failures.merge(pageKey(visit.url), (old) =>
      old === undefined || visit.why < old ? visit.why : old,
    );
  }

  add(page: SeenPage): void {
    if (page.isHome) {
      this.#links.add(page);
      this.#addLinked(page, 1, 1);
      return;
    }
    const { facts } = page;
    if (facts.kind === 'search') return;
    if (facts.article !== null) this.#file(page);
    if (facts.kind !== 'article' && this.#frame.internal(page.url)) {
      const level = page.column.path.length > 0 ? page.column.path.length : page.visit.depth + 1;
      this.#addSelf(page, level);
      this.#addLinked(page, level + 1, level + 1);
    } else this.#touch(page);
    const asked = columnKey(page.visit.url);
    if (asked !== page.column.key) this.#redirected(asked, page);
  }

  /** Columns that a page leads to: its navigation and the headings of its blocks. */
  #addLinked(page: SeenPage, navLevel: number, blockLevel: number): void {
    for (const link of page.facts.nav) this.#mention(link.url, link.text, 2, navLevel);
    for (const block of page.facts.blocks) {
      if (block.url === null) continue;
      const latest = latestOf([block.latest], page.horizon);
      const shown = { items: block.items, dated: block.dated };
      this.#mention(block.url, block.name, 3, blockLevel, { shown, latest });
    }
  }

  #mention(url: string, text: string, rank: number, level: number, more: Partial<Entry> = {}): void {
    const { lexicon, internal, homeUrl } = this.#frame;
    if (!internal(url) || lexicon.isFunction(text) || pageKey(url) === pageKey(homeUrl)) return;
    const name = { rank, text: text.trim() };
    this.#merge(columnKey(url), { ...EMPTY, url: { rank: 0, text: url }, name, level, ...more });
  }

  #addSelf(page: SeenPage, level: number): void {
    const { facts, column } = page;
    const { lexicon } = this.#frame;
    const items = facts.items;
    const name = nameOf(page);
    if (name === null || lexicon.isFunction(name.text)) return;
    this.#links.add(page);
    const isSure = isColumnPage(page);
    const into = isSure ? this.#entries : this.#weak;
    const now: Entry = {
      ...EMPTY,
      url: { rank: isSure ? 1 : 2, text: page.url },
      name,
      type: column.type,
      level: Math.max(1, level),
      position: column.path,
      pages: new Map([
        [page.key, { items: items.length, dated: items.filter((item) => item.date !== null).length }],
      ]),
      latest: latestOf(
        [...items.map((item) => item.date), ...facts.messages.map((m) => m.received)],
        page.horizon,
      ),
      read: page.truly,
      blank: page.truly ? blankSigns(page) : null,
      notSeen: page.truly ? null : notSeenWhy(page),
    };
    into.merge(column.key, (old) => (old === undefined ? now : join(old, now)));
  }

  /** A page of the navigation that is an article (机构职能): the column exists and is not blank. */
  #touch(page: SeenPage): void {
    for (const key of new Set([page.column.key, columnKey(page.visit.url)])) {
      const latest = latestOf([page.facts.article?.published ?? null], page.horizon);
      this.#single.merge(key, (old) => ({
        read: page.truly || (old?.read ?? false),
        latest: newer(old?.latest ?? null, latest),
        notSeen: page.truly ? null : notSeenWhy(page),
      }));
    }
  }
  /** Single pages by column key: most are articles nobody lists as a column, so only some are kept. */
  readonly #single = new Keep<{
    readonly read: boolean;
    readonly latest: string | null;
    readonly notSeen: string | null;
  }>(COLUMNS, byShortness);

  /** A column address that leads to another place: read there, never blank here. */
  #redirected(asked: string, page: SeenPage): void {
    this.#addRedirect(asked, { to: page.column.key, away: !this.#frame.internal(page.url), url: page.url });
  }

  /** An address that only sends on, whether or not the page it leads to was read on its behalf. */
  moved({ url, to }: MovedVisit): void {
    const asked = columnKey(url);
    const target = columnKey(to);
    if (asked !== target && this.#frame.internal(url))
      this.#addRedirect(asked, { to: target, away: !this.#frame.internal(to), url: to });
  }

  #addRedirect(asked: string, now: Redirect): void {
    this.#redirects.merge(asked, (old) =>
      old === undefined || byShortness(now.url, old.url) < 0 ? now : old,
    );
  }

  /** Where an address leads in the end; null where it leads nowhere else, or in a circle. */
  #endOf(key: string): Redirect | null {
    const seen = new Set([key]);
    let end = this.#redirects.get(key) ?? null;
    while (end !== null && !end.away && !seen.has(end.to)) {
      seen.add(end.to);
      const next = this.#redirects.get(end.to);
      if (next === undefined) return end;
      end = next;
    }
    return end?.away === true ? end : null;
  }
  readonly #redirects = new Keep<Redirect>(COLUMNS, byShortness);

  #file(page: SeenPage): void {
    const latest = latestOf([page.facts.article?.published ?? null], page.horizon);
    const add = (old: Filed | undefined): Filed => ({
      count: (old?.count ?? 0) + 1,
      latest: newer(old?.latest ?? null, latest),
    });
    if (page.column.path.length > 0) this.#byPath.merge(pathKey(page.column.path), add);
    else if (page.column.name !== null) this.#byPath.merge(pathKey([page.column.name]), add);
    this.#byFolder.merge(page.column.folder, add);
  }

  #merge(key: string, now: Entry): void {
    this.#entries.merge(key, (old) => (old === undefined ? now : join(old, now)));
  }

  finish(): Column[] {
    const merged = this.#mergeTwins();
    return merged.map(([key, entry]) => this.#column(key, entry, menuOf(merged, entry)));
  }

  /** Several addresses of one column: the same name at the same place of the breadcrumb. */
  #mergeTwins(): [string, Entry][] {
    const twins = new Map<string, [string, Entry]>();
    const out: [string, Entry][] = [];
    for (const [key, found] of this.#entries.entries()) {
      const weak = this.#weak.get(key);
      const entry = weak === undefined ? found : join(found, weak);
      const moved = this.#endOf(key);
      const target = moved !== null && !moved.away ? moved.to : key;
      const path = entry.position.length > 0 ? pathKey(entry.position) : null;
      const id = path !== null ? `${hostOf(entry.url.text)} ${path}` : `key ${target}`;
      const byKey = twins.get(`key ${target}`);
      const twin = twins.get(id) ?? byKey;
      if (twin !== undefined) twin[1] = join(twin[1], entry);
      else {
        const row: [string, Entry] = [target, entry];
        out.push(row);
        twins.set(id, row);
        twins.set(`key ${target}`, row);
      }
      const row = twins.get(id) ?? twin;
      if (row !== undefined) twins.set(`key ${target}`, row);
    }
    return out;
  }

  #column(key: string, entry: Entry, menu: () => ReadonlySet<number>): Column {
    const { lexicon } = this.#frame;
    const moved = this.#endOf(key);
    const name = entry.name?.text ?? '';
    const position = entry.position.length > 0 ? [...entry.position] : [name];
    const filed = this.#filed(key, position);
    const single = this.#single.get(key);
    const own = [...entry.pages.values()];
    const items = Math.max(sum(own, 'items'), entry.shown.items, ...filed.map((one) => one.count));
    const dated = Math.max(
      sum(own, 'dated'),
      entry.shown.dated,
      ...filed.map((one) => (one.latest === null ? 0 : one.count)),
    );
    const latest = [...filed.map((one) => one.latest), single?.latest ?? null].reduce(newer, entry.latest);
    const read = (entry.read || (single?.read ?? false)) && moved?.away !== true;
    const blank =
      read && items === 0 && single === undefined && moved === null && entry.blank !== null
        ? isBlank(entry.blank, this.#links, menu(), lexicon.words.limits.blankText)
        : false;
    return {
      name,
      type: entry.type,
      ...kindOf(entry.type, [name, ...[...position].reverse()], lexicon),
      url: entry.url.text,
      level: entry.level,
      position,
      items,
      dated: Math.min(items, dated),
      latest,
      blank,
      read,
      unreadWhy: read ? null : this.#unreadWhy(key, entry, moved, single?.notSeen ?? null),
      ...(moved?.away === true ? { elsewhere: moved.url } : {}),
    };
  }

  /** Articles of a column: those whose breadcrumb ends in it; where none says so, those that lie in its folder. */
  #filed(key: string, position: readonly string[]): readonly Filed[] {
    const byPath = this.#byPath.get(pathKey(position));
    if (byPath !== undefined) return [byPath];
    const folder = folderOf(key);
    const byFolder = folder === null ? undefined : this.#byFolder.get(folder);
    return byFolder === undefined ? [] : [byFolder];
  }

  #unreadWhy(key: string, entry: Entry, moved: Redirect | null, single: string | null): string {
    if (moved?.away === true) return `跳转至其他网站：${moved.url}`;
    return (
      entry.notSeen ??
      single ??
      this.#failures.get(pageKey(entry.url.text)) ??
      this.#failures.get(key) ??
      '未在本次采集范围内'
    );
  }
}

const EMPTY: Omit<Entry, 'url' | 'name' | 'level'> = {
  type: null,
  position: [],
  pages: new Map(),
  shown: { items: 0, dated: 0 },
  latest: null,
  read: false,
  blank: null,
  notSeen: null,
};

const PAGES_COUNTED = 400;

function join(a: Entry, b: Entry): Entry {
  const pages = a.pages.size >= PAGES_COUNTED ? a.pages : new Map([...a.pages, ...b.pages]);
  return {
    url:
      a.url.rank < b.url.rank || (a.url.rank === b.url.rank && byShortness(a.url.text, b.url.text) <= 0)
        ? a.url
        : b.url,
    name: bestName(a.name, b.name),
    type: least(a.type, b.type),
    level: Math.min(a.level, b.level),
    position: longer(a.position, b.position),
    pages,
    shown: { items: Math.max(a.shown.items, b.shown.items), dated: Math.max(a.shown.dated, b.shown.dated) },
    latest: newer(a.latest, b.latest),
    read: a.read || b.read,
    blank: worse(a.blank, b.blank),
    notSeen: least(a.notSeen, b.notSeen),
  };
}

/** Links to columns beside or above this one: what a side menu shows. Made only for the few columns that may be blank. */
function menuOf(all: readonly [string, Entry][], own: Entry): () => ReadonlySet<number> {
  return () =>
    new Set(all.filter(([, entry]) => entry.level <= own.level).map(([, entry]) => linkMark(entry.url.text)));
}

function bestName(a: Ranked | null, b: Ranked | null): Ranked | null {
  if (a === null || b === null) return a ?? b;
  if (a.rank !== b.rank) return a.rank < b.rank ? a : b;
  return hash(a.text) <= hash(b.text) ? a : b;
}

function least(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function longer(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return pathKey(a) <= pathKey(b) ? a : b;
}

function nameOf(page: SeenPage): Ranked | null {
  if (page.column.name !== null)
    return { rank: page.facts.column.name === page.column.name ? 0 : 1, text: page.column.name };
  const title = page.facts.title.split(/[-_—|]/)[0]?.trim() ?? '';
  return title === '' ? null : { rank: 4, text: title };
}

function pathKey(path: readonly string[]): string {
  return path.map((part) => part.replace(/\s+/g, '')).join('›');
}

/** The folder that a column is, by its key; null where it is a page among others (`/List.aspx?id=3`) or the root. */
function folderOf(key: string): string | null {
  if (key.includes('?') || /\.[a-z]{2,5}$/i.test(key.split('/').at(-1) ?? '')) return null;
  return key.includes('/') ? key : null;
}

/**
 * A page that lists, or that stands at a folder's address and says that it is a column. Guides, single messages and persons carry
 * their column's name too; they are columns only where a menu or a block calls them so.
 */
function isColumnPage({ facts, url }: SeenPage): boolean {
  if (facts.kind === 'list' || facts.items.length > 0) return true;
  if (Object.keys(facts.guide).length > 0) return false;
  return facts.column.name !== null && /^[^?]*\/(?:(?:index|default|list)\.[a-z]{3,5})?$/i.test(url);
}

function sum(
  rows: readonly { readonly items: number; readonly dated: number }[],
  field: 'items' | 'dated',
): number {
  return rows.reduce((total, row) => total + row[field], 0);
}

function notSeenWhy(page: SeenPage): string {
  if (page.facts.needsScript) return '页面内容由脚本生成，未使用浏览器读取';
  if (page.facts.obstacle !== null) return `页面被拦截：${page.facts.obstacle.quote}`;
  return `HTTP ${page.visit.status}`;
}
