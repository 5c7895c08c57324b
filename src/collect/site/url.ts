/** Parameters that carry a session or a campaign and never choose the content. Names in lower case. */
const SESSION_PARAMS = new Set([
  'jsessionid',
  'phpsessid',
  'sessionid',
  'session_id',
  'sessid',
  'sid',
  'aspsessionid',
  'cfid',
  'cftoken',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
]);
/** `sid` is a session only where its value looks like one; elsewhere it is a station or subject id. */
const SESSION_VALUE = /^[0-9a-z!.-]{16,}$/i;
const AMBIGUOUS = new Set(['sid']);

/**
 * The one form of an address that the crawl knows it by: WHATWG serialisation (lower-case host, default port dropped, dot
 * segments resolved, backslashes turned), no fragment, no credentials, no session ids, percent-encoding in upper case with
 * unreserved characters decoded (RFC 3986 §6.2.2). `index.html` is *not* taken for its folder. Null where it is no http(s) address.
 */
export function normalizeUrl(text: string, base?: string): string | null {
  const trimmed = text.trim();
  const clean = trimmed.includes('&amp;') ? trimmed.replaceAll('&amp;', '&') : trimmed;
  let url: URL;
  try {
    url = new URL(clean, base);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.hostname.endsWith('.') && url.hostname.length > 1) url.hostname = url.hostname.slice(0, -1);
  const mark = url.href.indexOf('#');
  let href = mark < 0 ? url.href : url.href.slice(0, mark);
  if (href.includes(';') || href.includes('?') || href.includes('(')) href = withoutSession(href);
  return href.includes('%') ? normalizePercent(href) : href;
}

function withoutSession(href: string): string {
  const mark = href.indexOf('?');
  let path = mark < 0 ? href : href.slice(0, mark);
  // ;jsessionid=… of servlet containers, /(S(…))/ of ASP.NET.
  path = path
    .replace(/;jsessionid=[^/?;]*/gi, '')
    .replace(/\/\((?:[AFS]\([^()/]{1,100}\)){1,3}\)(?=\/)/gi, '');
  if (mark < 0) return path;
  const kept = href
    .slice(mark + 1)
    .split('&')
    .filter((pair) => pair !== '' && !isSession(pair));
  // `?` alone asks the same as no query at all on every server we know; addresses differ in it by accident.
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

function isSession(pair: string): boolean {
  const [name = '', value = ''] = pair.split('=', 2);
  const lower = name.toLowerCase();
  if (lower.startsWith('aspsessionid')) return true;
  if (!SESSION_PARAMS.has(lower)) return false;
  return !AMBIGUOUS.has(lower) || SESSION_VALUE.test(value);
}

function normalizePercent(href: string): string {
  return href.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(char) ? char : whole.toUpperCase();
  });
}

/** Host with port, as scope and pacing know it; empty where it is no address. */
export function hostOf(url: string): string {
  const start = url.indexOf('//');
  if (start < 0) return '';
  const rest = url.slice(start + 2);
  const end = rest.search(/[/?#]/);
  return end < 0 ? rest : rest.slice(0, end);
}

/** Path, query included. */
export function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  return start < 0 ? '/' : url.slice(start);
}

/** Endings of files that are never pages: looked at for existence only. */
const FILE =
  /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|ceb|rtf|csv|txt|zip|rar|7z|gz|tar|apk|ipa|exe|dmg|jpe?g|png|gif|bmp|webp|svg|ico|tiff?|mp3|mp4|m4a|wav|wma|wmv|avi|mov|flv|swf|m3u8|mpe?g|rmvb|ts|js|mjs|css|map|woff2?|ttf|eot|otf|json|xml|rss|atom)$/i;

export function looksLikeFile(url: string): boolean {
  const mark = url.indexOf('?');
  return FILE.test(mark < 0 ? url : url.slice(0, mark));
}

/** Endings of pages: such an address is read as one even where the words of a link call it a file. */
const PAGE = /\.(?:s?html?|xhtml)$/i;

export function looksLikePage(url: string): boolean {
  const mark = url.indexOf('?');
  return PAGE.test(mark < 0 ? url : url.slice(0, mark));
}

/** Two addresses of one home page: same path, the host with or without `www.`, http or https. */
export function sameHomeHost(a: string, b: string): boolean {
  const bare = (host: string) => host.replace(/^www\./, '').replace(/:(?:80|443)$/, '');
  return bare(a) === bare(b);
}
