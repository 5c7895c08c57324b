import { INDEX_PAGE } from '../model/index.ts';

/**
 * Addresses as names of things: when two of them mean one page, one column, one folder. RFC 3986 §6 equivalence plus what
 * content-management systems do (index files, page numbers in file names and parameters).
 */
/** Names of a site's first page; below an entrance or inside a frame `main.html` is a page of its own. */
const ROOT = /^\/(?:(?:index|default|main|home)\.(?:s?html?|aspx?|jsp|php|do))?$/i;
/** `index_3.html`, `list-2.shtml`, `tzgg_12.html` under a column; only small numbers are page numbers. */
const PAGED_FILE = /\/([a-z]*?)[_-]?\d{1,3}(\.(?:s?html?|aspx?|jsp|php))$/i;
const PAGE_PARAM =
  /^(?:page|pageno|pagenum|pageindex|page_no|page_num|currentpage|curpage|pn|pagesize|offset|nowpage)$/i;

export function parse(url: string): URL | null {
  return URL.parse(url);
}

/** Scheme, host, path and query of an address as pages give it: absolute and normalised, so no parser is needed for each link. */
const PARTS = /^https?:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i;

const HOST = /^https?:\/\/([^/?#]*)/i;

/** Host with port. */
export function hostOf(url: string): string {
  return HOST.exec(url)?.[1]?.toLowerCase() ?? '';
}

/** A host without `www.`, which names the same site. */
export function bareHost(host: string): string {
  const name = host.toLowerCase();
  return name.startsWith('www.') ? name.slice(4) : name;
}

/** Tells whether an address lies on one of the hosts, `www.` or not. */
export function onHosts(hosts: readonly string[]): (url: string) => boolean {
  const own = new Set(hosts.filter((host) => host !== '').map(bareHost));
  // Most links of a page lead to the site itself, in the same spelling.
  let last = '\0';
  return (url) => {
    if (url.startsWith(last)) return true;
    if (!own.has(bareHost(hostOf(url)))) return false;
    const path = url.indexOf('/', url.indexOf('//') + 2);
    if (path > 0) last = url.slice(0, path + 1);
    return true;
  };
}

/** One page, one key: scheme, index file and closing slash do not part pages. */
export function pageKey(url: string): string {
  const parts = PARTS.exec(url);
  if (parts === null) return url;
  const [, host = '', path = '', search = ''] = parts;
  const bare = path.endsWith('/') ? path.slice(0, -1) : path.replace(INDEX_PAGE, '');
  return `${host.toLowerCase()}${bare}${search === '?' ? '' : search}`;
}

/** One column, one key: the key of its first page. */
export function columnKey(url: string): string {
  const at = parse(url);
  if (at === null) return url;
  const search = at.search === '' ? '' : searchKey(at.searchParams);
  const path = at.pathname
    .replace(PAGED_FILE, (whole, name: string, end: string) =>
      /^(?:index|list|default|page|node|channel|)$/i.test(name) ? `/${name || 'index'}${end}` : whole,
    )
    .replace(INDEX_PAGE, '/')
    .replace(/(?<=.)\/$/, '');
  return `${at.host.toLowerCase()}${path}${search}`;
}

/** Parameters that choose the list, not a page of it. */
function searchKey(given: URLSearchParams): string {
  const all = [...given];
  const paged = all.some(([name]) => PAGE_PARAM.test(name));
  // One vendor's lists carry the list's own id (`uid`) only on their later pages.
  const params = all.filter(([name]) => !PAGE_PARAM.test(name) && !(paged && name === 'uid'));
  return params.length === 0 ? '' : `?${new URLSearchParams(params)}`;
}

/** The folder of an article without the parts that run with time: `/zwgk/tzgg/201905/t2_1.html` → `host/zwgk/tzgg`. */
export function folderKey(url: string): string {
  const at = parse(url);
  if (at === null) return url;
  const parts = at.pathname.split('/').slice(0, -1);
  while (
    parts.length > 1 &&
    /^(?:\d{1,8}|\d{4}[-_]\d{1,2}(?:[-_]\d{1,2})?|art|content|t\d{8})$/i.test(parts.at(-1) ?? '')
  )
    parts.pop();
  return `${at.host.toLowerCase()}${parts.join('/')}`;
}

/** Whether the address is a site's root. */
export function isRoot(url: string): boolean {
  const at = parse(url);
  return at !== null && at.search === '' && ROOT.test(at.pathname);
}

/** A calendar span that an address names: `/2019-05/17/`, `/20190517/`, `t20190517_1.html`, `/201905/`. Days as `YYYY-MM-DD`. */
export function dateInAddress(url: string): { readonly from: string; readonly to: string } | null {
  const path = parse(url)?.pathname ?? '';
  const full =
    /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/.exec(path) ??
    /\/((?:19|20)\d{2})[-/_]?(0?[1-9]|1[0-2])[-/_](0?[1-9]|[12]\d|3[01])(?=[/_.])/.exec(path);
  if (full !== null) {
    const day = `${full[1]}-${pad(full[2])}-${pad(full[3])}`;
    return { from: day, to: day };
  }
  const month = /\/((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])(?=\/)/.exec(path);
  if (month === null) return null;
  const last = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).getUTCDate();
  return { from: `${month[1]}-${month[2]}-01`, to: `${month[1]}-${month[2]}-${last}` };
}

/**
 * The running number of an address and the series it belongs to: `/tzgg/content_5384134.htm` → `host/tzgg content_#.htm`, 5384134.
 * By folder: some systems count each column for itself, and of a count over all columns each one is a rising part.
 */
export function serialOf(url: string): { readonly series: string; readonly serial: number } | null {
  const at = parse(url);
  if (at === null) return null;
  const name = `${at.pathname.split('/').at(-1) ?? ''}${at.search}`;
  const runs = [...name.matchAll(/\d+/g)].filter(
    ([run]) => run.length >= 4 && run.length <= 12 && !isDate(run),
  );
  const last = runs.at(-1);
  if (last === undefined) return null;
  const series = `${folderKey(url)} ${name.slice(0, last.index).replace(/\d+/g, '#')}#${name.slice(last.index + last[0].length).replace(/\d+/g, '#')}`;
  return { series, serial: Number(last[0]) };
}

function isDate(run: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])\d*)?$/.test(run);
}

function pad(part: string | undefined): string {
  return (part ?? '').padStart(2, '0');
}
