import type { Concealed } from '../../model/index.ts';
import type { El } from '../dom.ts';
import { isHarmlessHost } from './concealed-words.ts';

type How = Concealed['how'];

/** A link to a host that is neither the site's nor an official or well-known one. */
export interface Suspect {
  readonly el: El;
  readonly url: string;
}

/** Whether an address leads to a foreign host that honest hidden boxes do not link to. */
export function isSuspectUrl(url: string, ...own: string[]): boolean {
  return suspicionOf(own)(url);
}

/** The same for many addresses of one page, given the hosts that are its own. */
export function suspicionOf(own: readonly string[]): (url: string) => boolean {
  const sites = own.filter((host) => host !== '').map(siteOf);
  return (url) => {
    const host = hostOf(url);
    if (host === '' || /^[\d.]+$|^\[|^localhost$|^[^.]+$/.test(host)) return false;
    return !isHarmlessHost(host) && !sites.includes(siteOf(host));
  };
}

export function hostOf(url: string): string {
  // Nearly all are plain: http://host/…
  const from = url.indexOf('//') + 2;
  const to = url.indexOf('/', from);
  const plain = url.slice(from, to < 0 ? undefined : to);
  if (from > 1 && /^[a-z0-9.-]+$/.test(plain)) return plain;
  return (/^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(url)?.[1] ?? '').toLowerCase();
}

/** The registrable name, near enough: the last three labels under a second-level suffix such as com.cn, else the last two. */
function siteOf(host: string): string {
  const last = host.lastIndexOf('.');
  const middle = last > 0 ? host.lastIndexOf('.', last - 1) : -1;
  const second = last < 0 ? '' : host.slice(middle + 1, last);
  const suffixed =
    /^(?:com|net|org|gov|edu|ac|mil|co)$/.test(second) ||
    (second.length === 2 && middle >= 0 && host.endsWith('.cn'));
  if (!suffixed) return host.slice(middle + 1);
  return host.slice(middle > 0 ? host.lastIndexOf('.', middle - 1) + 1 : 0);
}

/** What one of the ways to hide needs at least. */
const HIDING =
  /display\s*:[^;]*none|(?:visibility|overflow)\s*:[^;]*hidden|opacity\s*:|-\s?\d\d|font-size\s*:[^;]*0/i;

/** How an inline style puts its element out of sight; null where it does not. */
export function styleHides(style: string): How | null {
  // Most inline styles set a width, a margin, a font: they are told by a glance.
  if (style.length < 7 || !HIDING.test(style)) return null;
  const rules = declarations(style);
  if (rules.get('display') === 'none' || rules.get('visibility') === 'hidden' || rules.get('opacity') === '0')
    return 'not-displayed';
  if (far(rules.get('text-indent'))) return 'off-screen';
  if (
    /^(?:absolute|fixed|relative)$/.test(rules.get('position') ?? '') &&
    ['left', 'top', 'right', 'bottom'].some((side) => far(rules.get(side)))
  ) {
    return 'off-screen';
  }
  if (['margin-left', 'margin-top', 'margin'].some((side) => far(rules.get(side)))) return 'off-screen';
  if (zero(rules.get('font-size'))) return 'zero-size';
  const clipped = /hidden/.test(rules.get('overflow') ?? '');
  const small = ['height', 'width', 'max-height', 'max-width'].some((side) => tiny(rules.get(side)));
  return clipped && small ? 'zero-size' : null;
}

/** Property → value of an inline style, both in lower case. */
export function declarations(style: string): Map<string, string> {
  const rules = new Map<string, string>();
  for (const part of style.slice(0, 2000).toLowerCase().split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0)
      rules.set(
        part.slice(0, colon).trim(),
        part
          .slice(colon + 1)
          .replace('!important', '')
          .trim(),
      );
  }
  return rules;
}

function far(value: string | undefined): boolean {
  const m = /^-\s?(\d{1,9})(?:\.\d{0,9})?(px|em|pt|%|rem|in|cm)?/.exec(value ?? '');
  if (m === null) return false;
  const n = Number(m[1]);
  return m[2] === undefined || m[2] === 'px' || m[2] === 'pt' ? n >= 500 : m[2] === '%' ? n >= 200 : n >= 50;
}

function zero(value: string | undefined): boolean {
  return /^0(?:\.0{0,5})?(?:px|pt|em|%|rem)?$/.test(value ?? '');
}

/** One or two pixels, or none. */
export function tiny(value: string | undefined): boolean {
  return zero(value) || /^[12](?:px|pt)?$/.test(value ?? '');
}
