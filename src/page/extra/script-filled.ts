import type { El } from '../dom.ts';
import type { Look } from './look.ts';

/** A template that a script has still to fill: Vue, Angular, mustache. */
const TEMPLATE = /\{\{\s{0,5}[\w$]{1,40}(?:\.[\w$]{1,40}){0,5}\s{0,5}(?:\||\}\})/;
const FETCHES =
  /\$\.(?:ajax|get|getJSON|post)\s{0,2}\(|XMLHttpRequest|axios[.(]|\bfetch\s{0,2}\(|\.load\s{0,2}\(|\$http\./;
/** `loadList(1200)`, `getInfoData('12', 1)`: asks for the entries of this very column. */
const ASKS =
  /\b(?:load|get|init|query|show|fetch|render)[A-Za-z]{0,12}(?:List|Data|Info|News|Content|Article|Column)[A-Za-z]{0,12}\s{0,2}\(\s{0,2}["'\d{]/;
const BOXES = new Set(['ul', 'ol', 'div', 'tbody', 'table', 'dl', 'section']);
const PLACE = /(?:当前|您的|您所在的?|现在|所在)位置/;

/**
 * Whether a page that shows no content of its own leaves it to a script: a template, an empty box that a script names and fetches
 * for, or a call in the body that asks for entries. Only what follows the breadcrumb counts: weather and menus are filled so too.
 */
export function isScriptFilled(look: Look): boolean {
  const { page } = look;
  if (page.html.includes('v-for=') || page.html.includes('ng-repeat=') || TEMPLATE.test(page.text))
    return true;
  const from = Math.max(0, page.html.search(PLACE));
  const asks = page
    .byTag('script')
    .some((el) => el.c0 >= from && el.parent?.tag !== 'head' && ASKS.test(page.rawOf(el).slice(0, 20_000)));
  return asks || (FETCHES.test(look.scripts) && hasNamedBox(look, from));
}

function hasNamedBox(look: Look, from: number): boolean {
  const code = look.scripts;
  const isEmpty = (el: El) =>
    !el.hidden &&
    el.c0 >= from &&
    BOXES.has(el.tag) &&
    el.end - el.index <= 4 &&
    look.page.letters(el.t0, el.t1) <= 10;
  for (const [token, els] of look.page.tokens()) {
    if (token.length < 3 || !els.some(isEmpty)) continue;
    if (['#', '.', '"', "'"].some((mark) => code.includes(`${mark}${token}`))) return true;
  }
  return false;
}
