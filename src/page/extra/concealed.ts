import { decodeHTML } from 'entities';
import type { Concealed } from '../../model/index.ts';
import { type El, oneLine } from '../dom.ts';
import { Recent } from '../recent.ts';
import {
  declarations,
  hostOf,
  isSuspectUrl,
  type Suspect,
  styleHides,
  suspicionOf,
  tiny,
} from './concealed-rules.ts';
import { writtenByScript } from './concealed-scripts.ts';
import { stuffedAt } from './concealed-words.ts';
import type { Look } from './look.ts';
import { maliciousMarks } from './malicious.ts';

type How = Concealed['how'];
const MAX = 60;

/**
 * Links and text that visitors do not see and search engines do (暗链). Tab panels, drop-down menus and print parts are hidden too,
 * so only what leads to unofficial foreign hosts, or is full of a foreign trade's words, is reported.
 */
export function readConcealed(look: Look): Concealed[] {
  const found: Concealed[] = [];
  const taken = new Set<El>();
  const suspects = suspectLinks(look);
  const add = (how: How, el: El | null, url: string | null, text: string) => {
    if (found.length < MAX)
      found.push({ how, url, text: text.slice(0, 200), selector: el === null ? 'html' : selectorOf(el) });
  };
  const foreign = new Set(suspects.map(({ el }) => el));
  const known = new Map<El, How | null>();
  for (const { el, url } of suspects) {
    const how = howHidden(look, el, foreign, known);
    if (how === null || taken.has(el)) continue;
    taken.add(el);
    add(how, el, url, look.page.textOf(el));
  }
  trailing(
    look,
    suspects.filter(({ el }) => !taken.has(el)),
  ).forEach(({ el, url }) => {
    add('not-displayed', el, url, look.page.textOf(el));
  });
  for (const one of writtenByScript(
    look,
    suspects.filter(({ el }) => !taken.has(el)),
  )) {
    add('script-written', one.el, one.url, one.text);
  }
  for (const { el, url, how } of unseenFrames(look)) add(how, el, url, url);
  stuffedText(look, add);
  stuffedMeta(look, add);
  for (const { how, url, text } of maliciousMarks(look)) add(how, null, url, text);
  return found;
}

/** Frames of foreign hosts too small to see, or put out of sight: how pages are made to load malware (挂马). */
function unseenFrames(look: Look): { el: El; url: string; how: How }[] {
  const own = [hostOf(look.page.base), hostOf(look.page.url)];
  return look.page.byTag('iframe').flatMap((el) => {
    const src = el.attr('src');
    const url = src !== null && FULL.test(src) ? look.page.resolve(src) : null;
    if (url === null || !isSuspectUrl(url, ...own)) return [];
    const small = tiny(el.attr('width') ?? undefined) || tiny(el.attr('height') ?? undefined);
    const how = small ? ('zero-size' as const) : hidesBy(el);
    return how === null ? [] : [{ el, url, how }];
  });
}

const FULL = /^\s{0,20}(?:https?:)?\/\//i;

/** `/…`, `./…`, `#` and names begin no address of another host; most references do so. */
function mayBeFull(href: string): boolean {
  const first = href.charCodeAt(0);
  return first <= 0x20 || first > 0x7f || (first | 0x20) === 0x68 || href.startsWith('//');
}

function suspectLinks(look: Look): Suspect[] {
  const isSuspect = suspicionOf([hostOf(look.page.base), hostOf(look.page.url)]);
  const hosts = new Map<string, boolean>();
  let before: { readonly root: string; readonly suspect: boolean } | null = null;
  const suspects: Suspect[] = [];
  for (const el of look.page.byTag('a')) {
    const href = el.attr('href');
    if (href === null || !mayBeFull(href) || !FULL.test(href)) continue;
    const url = look.page.hrefOf(el);
    if (url === null) continue;
    // Links to one host stand together; most are the site's own.
    if (before === null || !url.startsWith(before.root)) {
      const host = hostOf(url);
      const suspect = hosts.get(host) ?? isSuspect(url);
      hosts.set(host, suspect);
      before = { root: url.slice(0, url.indexOf('/', 8) + 1) || url, suspect };
    }
    if (before.suspect) suspects.push({ el, url });
  }
  return suspects;
}

/** How the link or something around it is put out of sight; null where it is seen, or folded away as menus are. */
function howHidden(look: Look, link: El, suspects: ReadonlySet<El>, known: Map<El, How | null>): How | null {
  for (let el: El | null = link; el !== null && el.tag !== 'body'; el = el.parent) {
    let how = known.get(el);
    if (how === undefined) {
      how = hidesBy(el) ?? (el.attr('hidden') === null ? null : 'not-displayed');
      known.set(el, how);
    }
    if (how === null) continue;
    return FOLDS.has(how) && isFolded(look, el, link, suspects) ? null : how;
  }
  return sameColour(look, link) ? 'same-colour' : null;
}

/** What scripts of honest pages do to menus, tabs and lists of friendly links; nobody folds with `text-indent:-9999px`. */
const FOLDS: ReadonlySet<How> = new Set(['not-displayed', 'zero-size']);
const FOLDING =
  /nav|menu|drop|select|option|tab|pop|modal|layer|dialog|share|friend|yqlj|link|lj|swiper|slide|panel|collapse|more|mobile|wap|\bsub|hover|toggle|float|tip|qrcode|weixin|wechat|banner|gallery|lunbo|list|content|item|login|search|print/i;

/** A hidden box that is a part of the page's furniture: named so, or most of its links are official or the site's own. */
function isFolded(look: Look, box: El, link: El, suspects: ReadonlySet<El>): boolean {
  if (stuffedAt(look.page.textOf(link)) >= 0) return false;
  for (let el: El | null = box, up = 0; el !== null && up < 3 && el.tag !== 'body'; el = el.parent, up++) {
    if (el.tag === 'nav' || el.tag === 'select' || FOLDING.test(`${el.className} ${el.id}`)) return true;
  }
  const links = look.page.within(box, 'a');
  const foreign = links.filter((el) => suspects.has(el)).length;
  return foreign * 2 < links.length;
}

function hidesBy(el: El): How | null {
  if (el.tag === 'marquee') return tinyMarquee(el) ? 'zero-size' : null;
  const style = el.attr('style');
  return style === null || style === '' ? null : styleHides(style);
}

function tinyMarquee(el: El): boolean {
  const size = (name: string) => Number.parseInt(el.attr(name) ?? '100', 10);
  return size('width') <= 5 || size('height') <= 5 || size('scrollamount') >= 1000;
}

const NO_RULES: ReadonlyMap<string, string> = new Map();

/** Words in the colour of what lies behind them, both given inline. */
function sameColour(look: Look, link: El): boolean {
  let front: string | null = null;
  for (let el: El | null = link; el !== null; el = el.parent) {
    const style = el.attr('style');
    const bgcolor = el.attr('bgcolor');
    if (style === null && bgcolor === null && el.tag !== 'font') continue;
    const rules = style !== null && /color|background/i.test(style) ? declarations(style) : NO_RULES;
    front ??= colour(rules.get('color') ?? (el.tag === 'font' ? (el.attr('color') ?? undefined) : undefined));
    const behind = colour(rules.get('background-color') ?? rules.get('background') ?? bgcolor ?? undefined);
    if (front !== null && behind !== null) return front === behind && look.page.textOf(link) !== '';
  }
  return false;
}

function colour(value: string | undefined): string | null {
  const text = (value ?? '').trim().toLowerCase();
  if (text === 'white') return '#ffffff';
  if (text === 'black') return '#000000';
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short !== null) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`;
  return /^#[0-9a-f]{6}$/.test(text) ? text : null;
}

/** Three or more such links after the end of the page. */
function trailing(look: Look, suspects: readonly Suspect[]): Suspect[] {
  if (suspects.length < 3) return [];
  const html = look.page.html;
  const small = html.lastIndexOf('</html');
  // Backwards through all of the page only where it is there.
  const end = html.includes('</HTML', small + 1) ? html.lastIndexOf('</HTML') : small;
  if (end < 0) return [];
  const after = suspects.filter(({ el }) => el.c0 > end);
  return after.length >= 3 ? after : [];
}

/** Hidden boxes full of a foreign trade's words, links or none. */
function stuffedText(
  look: Look,
  add: (how: How, el: El | null, url: string | null, text: string) => void,
): void {
  const page = look.page;
  const styles = new Recent(styleHides);
  for (const el of page.all) {
    if (el.attrs.length === 0 || el.t1 - el.t0 < 4) continue;
    const style = el.attr('style');
    if (style === null) continue;
    const how = styles.of(style);
    const hit = how === null ? -1 : stuffedAt(page.text.slice(el.t0, el.t1));
    if (how !== null && hit >= 0)
      add(how, el, null, oneLine(page.text.slice(el.t0 + Math.max(0, hit - 40), el.t1)));
  }
}

/** Title, keywords and description are what search results show: hijackers write them anew. */
function stuffedMeta(
  look: Look,
  add: (how: How, el: El | null, url: string | null, text: string) => void,
): void {
  for (const el of look.page.byTag('title')) {
    const title = oneLine(decodeHTML(look.page.rawOf(el).slice(0, 2000)));
    if (stuffedAt(title) >= 0) add('keyword-title', el, null, title);
  }
  for (const el of look.page.byTag('meta')) {
    if (!/^(?:keywords|description)$/i.test(el.attr('name') ?? '')) continue;
    const content = oneLine((el.attr('content') ?? '').slice(0, 4000));
    if (stuffedAt(content) >= 0) add('meta-keywords', el, null, content);
  }
}

/** A CSS selector that leads to the element: its id, else the way down from the nearest id or the body. */
export function selectorOf(el: El): string {
  const steps: string[] = [];
  for (let at: El | null = el; at !== null && at.tag !== 'html' && steps.length < 6; at = at.parent) {
    if (/^[A-Za-z][\w-]{0,60}$/.test(at.id)) {
      steps.unshift(`#${at.id}`);
      break;
    }
    const word = /^[A-Za-z][\w-]{0,60}/.exec(at.className.trim())?.[0];
    steps.unshift(word === undefined ? at.tag : `${at.tag}.${word}`);
  }
  return steps.join(' > ') || 'html';
}
