import { cleanTitle } from './clean-title.ts';
import { type PageDate, parseDate } from './dates.ts';
import { type El, oneLine, type ParsedPage, parsePage } from './dom.ts';
import { Signs } from './pairs.ts';
import { isBlank } from './source.ts';

/** An entry that a script of the page holds and the browser draws. */
export interface IslandRow {
  readonly title: string;
  readonly url: string | null;
  readonly date: PageDate | null;
}

/** Entries of one array or store of a script (数据岛), in its order. */
export interface Island {
  readonly rows: readonly IslandRow[];
  /** Markup in a script (CDATA stores, `document.write`): to be read as a page of its own. */
  readonly fragment: ParsedPage | null;
}

/** Scripts beyond this are libraries, not data. */
const MAX_SCRIPT = 4_000_000;
const MIN_ROWS = 2;

/** Data islands of a page: CDATA stores, JSON arrays of objects, arrays of arrays, written markup. */
export function findIslands(page: ParsedPage): Island[] {
  const islands: Island[] = [];
  for (const tag of ['script', 'textarea', 'xml'] as const) {
    for (const el of page.byTag(tag)) {
      const size = el.c1 - el.c0;
      if (size < 40 || size > MAX_SCRIPT) continue;
      islands.push(...readIslands(page, el, page.rawOf(el)));
    }
  }
  return islands;
}

function readIslands(page: ParsedPage, script: El, code: string): Island[] {
  if (code.includes('<![CDA') && /<(?:record|li|tr|a|dl|div)\b/i.test(code)) {
    const fragment = parsePage(cdataOf(code), page.base, page.charset);
    if (fragment.byTag('a').length >= 1) return [{ rows: [], fragment }];
  }
  if (script.tag !== 'script') return [];
  const stores = objectRows(page, code).filter((rows) => rows.length >= MIN_ROWS);
  if (stores.length > 0) return stores.map((rows) => ({ rows, fragment: null }));
  const tuples = opensTuple(code) && /(?:19|20)\d\d/.test(code) ? tupleRows(page, code) : [];
  if (tuples.length >= MIN_ROWS) return [{ rows: tuples, fragment: null }];
  if (WRITES.test(code, page.code) && code.includes('<a')) {
    const markup = writtenMarkup(code);
    if (markup !== '') return [{ rows: [], fragment: parsePage(markup, page.base, page.charset) }];
  }
  return [];
}

const WRITES = new Signs(/\.write(?:ln)?\(/, ['.write(', '.writeln(']);

/** A bracket and then a quote, with at most nine spaces between. */
function opensTuple(code: string): boolean {
  for (let open = code.indexOf('['); open >= 0; open = code.indexOf('[', open + 1)) {
    let at = open + 1;
    while (at <= open + 9 && isBlank(code.charCodeAt(at))) at++;
    const quote = code.charCodeAt(at);
    if (quote === 0x22 || quote === 0x27) return true;
  }
  return false;
}

/** What CDATA sections hold, one after another. */
function cdataOf(code: string): string {
  const parts: string[] = [];
  for (let at = code.indexOf('<![CDATA['); at >= 0; at = code.indexOf('<![CDATA[', at)) {
    const end = code.indexOf(']]>', at);
    if (end < 0) break;
    parts.push(code.slice(at + 9, end));
    at = end + 3;
  }
  return `<body>${parts.join('\n')}</body>`;
}

/** Field names that stores use, the telling ones first. */
const ranks = (words: string): ReadonlyMap<string, number> =>
  new Map(words.split(' ').map((word, rank) => [word, rank]));
const TITLE_KEY = ranks(
  'title doctitle infotitle arttitle newstitle articletitle showtitle linktitle subject biaoti bt topic name t',
);
const URL_KEY = ranks(
  'url docpuburl docurl linkurl pageurl puburl infourl arturl urls link href address path u',
);
const DATE_KEY = ranks(
  'pubdate publishdate publishtime pubtime publishedtime publisheddate docreltime docreldate releasedate releasetime docpubtime ' +
    'fbsj fbrq showdate showtime artdate infodate deploytime writetime date time createtime createdate addtime crtime rq sj d',
);
const KEYS: ReadonlySet<string> = new Set(
  'title doctitle infotitle arttitle newstitle articletitle subject showtitle name bt'.split(' '),
);
const FIELD_NAME = /(?<!\w)(\w{2,12})["']?\s{0,3}$/;

/** Whether a script has a field such as `"title": "…"`: looked for at its colons, of which there are few. */
function hasTitles(code: string): boolean {
  for (let colon = code.indexOf(':'); colon >= 0; colon = code.indexOf(':', colon + 1)) {
    let at = colon + 1;
    while (at < colon + 4 && isSpaceSign(code.charCodeAt(at))) at++;
    const quote = code.charCodeAt(at);
    if (quote !== 0x22 && quote !== 0x27 && quote !== 0x60) continue;
    const name = FIELD_NAME.exec(code.slice(Math.max(0, colon - 18), colon))?.[1];
    if (name !== undefined && KEYS.has(name.toLowerCase())) return true;
  }
  return false;
}

function isSpaceSign(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x3000;
}

/** `[{"title": …, "url": …, "pubDate": …}, …]`, as JSON or as a literal of the language. */
function objectRows(page: ParsedPage, code: string): IslandRow[][] {
  if (!hasTitles(code)) return [];
  const stores = new Map<number, IslandRow[]>();
  for (const { array, fields } of objectsOf(code)) {
    const title = pick(fields, TITLE_KEY);
    const address = pick(fields, URL_KEY);
    if (title === null || address === null) continue;
    const printed = pick(fields, DATE_KEY);
    const shown = cleanTitle(plainText(title));
    const url = page.resolve(addressIn(address));
    if (shown.length < 2 || url === null) continue;
    const row = { title: shown, url, date: printed === null ? null : parseDate(printed) };
    const store = stores.get(array);
    if (store === undefined) stores.set(array, [row]);
    else store.push(row);
  }
  return [...stores.values()];
}

function pick(
  fields: readonly (readonly [string, string])[],
  keys: ReadonlyMap<string, number>,
): string | null {
  let best: string | null = null;
  let rank = Number.POSITIVE_INFINITY;
  for (const [name, value] of fields) {
    const at = value === '' ? undefined : keys.get(name.toLowerCase());
    if (at === undefined || at >= rank) continue;
    rank = at;
    best = value;
  }
  return best;
}

/** `{"pc":"/a.html"}` written inside a string names the address for desktops. */
function addressIn(value: string): string {
  if (!value.startsWith('{')) return value;
  return /"(?:pc|common|web|url)"\s{0,3}:\s{0,3}"([^"]{1,500})"/.exec(value)?.[1] ?? '';
}

function plainText(value: string): string {
  return value.includes('<') || value.includes('&')
    ? oneLine(parsePage(value, 'http://localhost/').text)
    : oneLine(value);
}

const STRING_FIELD =
  /["']?([A-Za-z_]\w{0,40})["']?\s{0,4}:\s{0,4}(?:"((?:[^"\\\n]|\\.){0,4000})"|'((?:[^'\\\n]|\\.){0,4000})'|(1\d{9,12})(?!\d))/y;

interface Literal {
  /** Which array it stands in: where that opens; -1 for none (`list.push({…})`). */
  readonly array: number;
  readonly fields: (readonly [string, string])[];
}

/** Object literals with the string fields of their own level, by one scan that never goes back. */
function objectsOf(code: string): Literal[] {
  const done: Literal[] = [];
  const open: Literal[] = [];
  const arrays: number[] = [];
  for (let at = 0; at < code.length && done.length < 5_000; ) {
    const sign = code.charCodeAt(at);
    if (sign === 0x7b) {
      open.push({ array: arrays[arrays.length - 1] ?? -1, fields: [] });
      at++;
    } else if (sign === 0x7d) {
      const literal = open.pop();
      if (literal !== undefined && literal.fields.length > 1) done.push(literal);
      at++;
    } else if (sign === 0x5b) {
      arrays.push(at++);
    } else if (sign === 0x5d) {
      arrays.pop();
      at++;
    } else if (isFieldStart(code, at)) {
      STRING_FIELD.lastIndex = at;
      const m = STRING_FIELD.exec(code);
      open[open.length - 1]?.fields.push(...fieldOf(m));
      at = m === null ? skipToken(code, at) : STRING_FIELD.lastIndex;
    } else at++;
  }
  return done;
}

function fieldOf(m: RegExpExecArray | null): (readonly [string, string])[] {
  return m === null ? [] : [[m[1] ?? '', unescaped(m[2] ?? m[3] ?? m[4] ?? '')]];
}

function isFieldStart(code: string, at: number): boolean {
  const sign = code.charCodeAt(at);
  return (
    sign === 0x22 ||
    sign === 0x27 ||
    (sign >= 0x41 && sign <= 0x5a) ||
    (sign >= 0x61 && sign <= 0x7a) ||
    sign === 0x5f
  );
}

/** Beyond a string or a word that is no field. */
function skipToken(code: string, at: number): number {
  const sign = code.charCodeAt(at);
  if (sign === 0x22 || sign === 0x27) {
    let end = at + 1;
    while (end < code.length && code.charCodeAt(end) !== sign && code.charCodeAt(end) !== 10)
      end += code.charCodeAt(end) === 0x5c ? 2 : 1;
    return end + 1;
  }
  let end = at + 1;
  while (end < code.length && /\w/.test(code[end] ?? '')) end++;
  return end;
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g,
    (_, u: string | undefined, x: string | undefined, c: string | undefined) => {
      if (u !== undefined || x !== undefined) return String.fromCharCode(Number.parseInt(u ?? x ?? '0', 16));
      return c === 'n' || c === 'r' || c === 't' ? ' ' : (c ?? '');
    },
  );
}

const TUPLE =
  /\[\s{0,9}((?:"(?:[^"\\\n]|\\.){0,1000}"|'(?:[^'\\\n]|\\.){0,1000}')(?:\s{0,9},\s{0,9}(?:"(?:[^"\\\n]|\\.){0,1000}"|'(?:[^'\\\n]|\\.){0,1000}'|\d{1,13})){1,12})\s{0,9}\]/g;

/** `[["标题", "/a.html", "2019-05-17"], …]`: which cell is which shows in its form. */
function tupleRows(page: ParsedPage, code: string): IslandRow[] {
  const rows: IslandRow[] = [];
  for (const m of code.matchAll(TUPLE)) {
    const cells = [...(m[1] ?? '').matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g)].map((c) =>
      unescaped(c[1] ?? c[2] ?? ''),
    );
    const address = cells.find((cell) => /^(?:https?:\/\/|\.{0,2}\/|[\w./-]+\.s?html?)/.test(cell));
    const printed = cells.find((cell) => cell.length <= 30 && parseDate(cell) !== null);
    const rest = cells
      .filter((cell) => cell !== address && cell !== printed)
      .sort((a, b) => b.length - a.length);
    const title = cleanTitle(plainText(rest[0] ?? ''));
    const url = address === undefined ? null : page.resolve(address);
    if (url === null || printed === undefined || title.length < 2) continue;
    rows.push({ title, url, date: parseDate(printed) });
    if (rows.length > 5_000) break;
  }
  return rows;
}

/** String literals of `document.write` calls that hold markup, one after another. */
function writtenMarkup(code: string): string {
  const parts: string[] = [];
  for (const m of code.matchAll(/"((?:[^"\\\n]|\\.){0,20000})"|'((?:[^'\\\n]|\\.){0,20000})'/g)) {
    const text = unescaped(m[1] ?? m[2] ?? '');
    if (parts.length > 0 || text.includes('<')) parts.push(text);
    if (parts.length > 5_000) break;
  }
  const markup = parts.join('');
  return markup.includes('<a') ? `<body>${markup}</body>` : '';
}
