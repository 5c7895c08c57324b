import type { PagePicture } from '../mentions/index.ts';
import type { El, ParsedPage } from './dom.ts';

const MOST = 300;
/** Longer text around a picture is prose, not its caption. */
const CAPTION = 60;
/** Steps up from a picture to what holds its caption. */
const STEPS = 4;

/** Pictures of a page with the words that belong to them, each address once. */
export function readPictures(page: ParsedPage): PagePicture[] {
  const all = page.byTag('img');
  const found = new Map<string, PagePicture>();
  all.forEach((el, at) => {
    if (found.size >= MOST) return;
    const url = page.resolve(addressOf(el));
    if (url === null || found.has(url)) return;
    const words = [el.attr('alt'), el.attr('title')]
      .map((one) => one?.trim() ?? '')
      .filter((one, index, list) => one !== '' && list.indexOf(one) === index)
      .join(' ');
    found.set(url, {
      url,
      words: words.slice(0, 2 * CAPTION),
      near: captionOf(page, el, all[at - 1] ?? null, all[at + 1] ?? null),
      width: sideOf(el, 'width'),
      height: sideOf(el, 'height'),
    });
  });
  return [...found.values()];
}

/** Pictures that load late carry their address elsewhere. */
function addressOf(el: El): string | null {
  const src = el.attr('src');
  const late = el.attr('data-src') ?? el.attr('data-original') ?? el.attr('data-lazy');
  return late !== null &&
    (src === null || src === '' || src.startsWith('data:') || /loading|blank|placeholder/i.test(src))
    ? late
    : src;
}

/**
 * The caption: text of the nearest element around it that has any, up to the next picture and from the one before. The words behind a
 * picture count before those ahead of it, for captions stand below.
 */
function captionOf(page: ParsedPage, el: El, before: El | null, after: El | null): string {
  let holder: El | null = el.parent;
  for (let step = 0; step < STEPS && holder !== null; step++, holder = holder.parent) {
    if (holder.tag === 'body') return '';
    const whole = page.text.slice(holder.t0, holder.t1).trim();
    if (whole === '') continue;
    const to = after !== null && after.t0 < holder.t1 ? after.t0 : holder.t1;
    const behind = page.text.slice(el.t0, to).trim();
    if (behind !== '') return behind.length <= CAPTION ? behind : '';
    const from = before !== null && before.t0 > holder.t0 ? before.t0 : holder.t0;
    const ahead = page.text.slice(from, el.t0).trim();
    return ahead.length <= CAPTION ? ahead : '';
  }
  return '';
}

/** `width="120"`, `style="width:120px"`; null where the page does not tell, or tells a share of something. */
function sideOf(el: El, side: 'width' | 'height'): number | null {
  const given = el.attr(side);
  if (given !== null && /^\s?\d{1,4}(px)?\s?$/i.test(given)) return Number.parseInt(given, 10);
  const style = el.attr('style');
  if (style === null) return null;
  const match = new RegExp(`(?:^|[;\\s])${side}\\s?:\\s?(\\d{1,4})(?:\\.\\d+)?px`, 'i').exec(
    style.slice(0, 500),
  );
  return match === null ? null : Number(match[1]);
}
