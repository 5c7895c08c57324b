import { type El, oneLine } from '../dom.ts';
import { mayHoldAny } from '../pairs.ts';
import { hostOf, isSuspectUrl, type Suspect, styleHides } from './concealed-rules.ts';
import { FOREIGN_TRADE } from './concealed-words.ts';
import type { Look } from './look.ts';

/** What this code cannot do without, or without what spells other code. */
const MEANS = ['write', 'referrer', 'userAgent', 'fromCharCode', 'unescape', 'decodeURI'];
const ALL_MEANS = [...MEANS, 'getElementById'];

interface Written {
  readonly el: El | null;
  readonly url: string | null;
  readonly text: string;
}

/** Hidden boxes that a script writes or hides, and scripts that send only visitors from search engines elsewhere. */
export function writtenByScript(look: Look, suspects: readonly Suspect[]): Written[] {
  const found: Written[] = [];
  // Code that names none of the means, in plain letters or in those that spell other code, is told by a glance.
  const named = mayHoldAny(look.page.code, suspects.length > 0 ? ALL_MEANS : MEANS);
  for (const el of look.page.byTag('script')) {
    if (el.c1 - el.c0 < 20 || el.c1 - el.c0 > 100_000) continue;
    const source = look.page.rawOf(el);
    if (!named && !source.includes('\\x') && !source.includes('\\u') && !source.includes('%u')) continue;
    if (!/write|style|referrer|fromCharCode|\\x|%u/.test(source)) continue;
    const code = unescaped(source);
    found.push(...writes(look, el, code), ...hides(code, suspects), ...divertsSearchers(look, el, code));
    if (found.length > 20) break;
  }
  return found;
}

/** `document.write('<div style="display:none"><a href=…')`. A lone opening tag hides the links that follow it in the page. */
function writes(look: Look, el: El, code: string): Written[] {
  const found: Written[] = [];
  for (const m of code.matchAll(/document\s?\.\s?write(?:ln)?\s?\(\s?(["'`])/g)) {
    const rest = code.slice(m.index, m.index + 4000);
    const style = /style\s?=\s?\\?["']?([^"'>\\]{3,300})/i.exec(rest);
    if (style === null || styleHides(style[1] ?? '') === null) continue;
    const urls = [...rest.matchAll(/href\s?=\s?\\?["']?(https?:[^"'\s>\\]{4,300})/gi)].map(
      (hit) => hit[1] ?? '',
    );
    const own = [hostOf(look.page.url), hostOf(look.page.base)];
    for (const url of urls.filter((one) => isSuspectUrl(one, ...own)).slice(0, 10)) {
      found.push({ el, url, text: oneLine(rest.slice(0, 160)) });
    }
    if (urls.length === 0 && linksAfter(look, el))
      found.push({ el, url: null, text: oneLine(rest.slice(0, 160)) });
  }
  return found;
}

/** Whether the very next links after a script lead to foreign hosts. */
function linksAfter(look: Look, script: El): boolean {
  const own = [hostOf(look.page.url), hostOf(look.page.base)];
  const next = look.page.byTag('a').find((el) => el.index > script.index);
  const url = next === undefined ? null : look.page.hrefOf(next);
  return url !== null && isSuspectUrl(url, ...own);
}

/** `document.getElementById("x").style.display = "none"` over a box of foreign links. */
function hides(code: string, suspects: readonly Suspect[]): Written[] {
  if (suspects.length === 0) return [];
  const found: Written[] = [];
  for (const m of code.matchAll(
    /getElementById\s?\(\s?["']([^"']{1,60})["']\s?\)\s?\.\s?style\s?\.\s?(?:display\s?=\s?["']none|visibility\s?=\s?["']hidden|position\s?=|height\s?=\s?["']0|left\s?=\s?["']-)/g,
  )) {
    for (const { el, url } of suspects) {
      if (within(el, m[1] ?? '')) found.push({ el, url, text: oneLine(m[0]) });
    }
  }
  return found;
}

function within(el: El, id: string): boolean {
  for (let at: El | null = el; at !== null; at = at.parent) if (at.id === id) return true;
  return false;
}

/** The name of a search engine beside the question where the visitor comes from. */
const ASKS =
  /(?:referrer|userAgent)[^\n]{0,160}?(?:baidu|sogou|google|haosou|360spider|\bso\.com|bing)|(?:baidu|sogou|google|haosou|360spider|\bso\.com|bing)[^\n]{0,160}?(?:referrer|userAgent)/i;

/** Search engines' visitors sent to a foreign host: the page looks healthy to its operator. */
function divertsSearchers(look: Look, el: El, code: string): Written[] {
  if (!/referrer|userAgent/.test(code) || !ASKS.test(code)) return [];
  const m =
    /(?:location(?:\.href)?\s?=|location\.replace\s?\(|window\.open\s?\(|src\s?=)\s?["'](https?:\/\/[^"']{4,300})["']/i.exec(
      code,
    );
  const url = m?.[1] ?? null;
  const foreign = url !== null && isSuspectUrl(url, hostOf(look.page.url), hostOf(look.page.base));
  const trade = FOREIGN_TRADE.exec(code);
  if (!foreign && trade === null) return [];
  return [{ el, url: foreign ? url : null, text: oneLine((m?.[0] ?? trade?.[0] ?? '').slice(0, 160)) }];
}

/** `\x64`, `\u0064`, `%64` and character-code lists read as what they spell; one pass each, nothing is run. */
function unescaped(code: string): string {
  let text = code;
  if (text.includes('\\x') || text.includes('\\u')) {
    text = text.replace(
      /\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi,
      (_, x: string | undefined, u: string | undefined) =>
        String.fromCharCode(Number.parseInt(x ?? u ?? '20', 16)),
    );
  }
  if (text.includes('fromCharCode')) {
    text = text.replace(/String\.fromCharCode\(([\d\s,]{1,20000})\)/g, (whole, list: string) => {
      const codes = list.split(',').map((one) => Number(one.trim()));
      return codes.every((n) => n > 0 && n < 65536)
        ? codes.map((n) => String.fromCharCode(n)).join('')
        : whole;
    });
  }
  if (/unescape\(|decodeURI/.test(text)) {
    text = text.replace(
      /%u([0-9a-f]{4})|%([0-9a-f]{2})/gi,
      (_, u: string | undefined, x: string | undefined) =>
        String.fromCharCode(Number.parseInt(u ?? x ?? '20', 16)),
    );
  }
  return text;
}
