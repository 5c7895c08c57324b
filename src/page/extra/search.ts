import type { SearchForm } from '../../model/index.ts';
import type { El } from '../dom.ts';
import { mayHoldAny } from '../pairs.ts';
import type { Look } from './look.ts';

/** Names that search fields carry over the CMS families; matched against the whole name without its prefix. */
const FIELD =
  /^(?:q|s|k|w|wd|kw|qt|sw|key|keys|word|words|text|title|keyword|keywords|key_?words?|search_?word|search_?words?|searchkey|search_?text|search_?keyword|search_?content|searchvalue|searchinput|searchtxt|search_?input|search|sword|squery|query|qword|querystr|querystring|titlekey|tit|val|content|condition|searchcondition|bt|ssnr|sskey|gjz|gjc|jiansuo|keywordtext|headkeyword|_keyword|keyvalue|fulltext|fulltextsearch|s_word|textfield|tbxkeyword|txtkeyword|txtsearch|txtkey|txt_search|txt_keyword|topic|webkeyword|searchtitle|wordkey|allkeyword|intext|info)$/i;
const SEARCHING = /search|query|sousuo|jiansuo|jsearch|sosuo|\bso\b|\bss\b|\/s\?|find/i;
const WORDS = /搜索|检索|查询|搜一搜|关键[字词]|站内搜|搜$|请输入.{0,12}(?:内容|关键|搜|查)|找一找|全文/;
const NOT_SEARCH =
  /login|logon|signin|register|subscribe|newsletter|comment|vote|password|captcha|mailto|feedback|查询码|登录|注册|订阅|证件号|身份证|编号|受理号|流水号|信件编号|办件编号|密码/i;

/** The site's own search form (站内搜索): the first on the page that can be replayed; null where none is, or only a script knows it. */
export function readSearch(look: Look): SearchForm | null {
  for (const form of look.page.byTag('form')) {
    const found = fromForm(look, form);
    if (found !== null) return found;
  }
  return fromScript(look);
}

function fromForm(look: Look, form: El): SearchForm | null {
  const page = look.page;
  const inputs = page.within(form, 'input');
  if (inputs.some((el) => /^password$/i.test(el.attr('type') ?? ''))) return null;
  if (page.within(form, 'textarea').length > 0) return null;
  const texts = inputs.filter(isText);
  if (texts.length === 0 || texts.length > 4) return null;
  const action = form.attr('action') ?? '';
  const self = `${form.id} ${form.className} ${form.attr('name') ?? ''} ${action}`;
  const field =
    texts.find((el) => FIELD.test(fieldName(el))) ??
    (texts.length === 1 && SEARCHING.test(self) ? texts[0] : undefined);
  if (field === undefined) return null;
  const about = `${self} ${field.attr('placeholder') ?? ''} ${field.attr('value') ?? ''} ${fieldName(field)} ${field.id} ${field.className} ${buttons(look, form, inputs)} ${page.textOf(form).slice(0, 200)}`;
  if (NOT_SEARCH.test(about) || !(SEARCHING.test(about) || WORDS.test(about))) return null;
  const param = field.attr('name') ?? '';
  const url = actionOf(look, form, action);
  if (url === null || param === '' || isForeign(url, look.page.url)) return null;
  return {
    action: url,
    method: /^post$/i.test(form.attr('method') ?? '') ? 'post' : 'get',
    param,
    hidden: hiddenOf(look, form, inputs),
  };
}

const OTHER_TYPES =
  /^(?:hidden|submit|button|image|reset|checkbox|radio|password|file|date|datetime-local|month|time|number|email|tel|color|range)$/i;

/** A type that no browser knows is text to all of them. */
function isText(el: El): boolean {
  return !OTHER_TYPES.test((el.attr('type') ?? '').trim()) && el.attr('readonly') === null;
}

function fieldName(el: El): string {
  return (el.attr('name') ?? el.id).replace(/^.*[.$:[]/, '').replace(/\]$/, '');
}

function buttons(look: Look, form: El, inputs: readonly El[]): string {
  const values = inputs
    .filter((el) => /^(?:submit|button|image)$/i.test(el.attr('type') ?? ''))
    .map((el) => `${el.attr('value') ?? ''} ${el.attr('alt') ?? ''}`);
  return [...values, ...look.page.within(form, 'button').map((el) => look.page.textOf(el))]
    .join(' ')
    .slice(0, 200);
}

/** An empty action sends to the page itself: the search page does so; elsewhere a script does the sending, see `fromScript`. */
function actionOf(look: Look, form: El, action: string): string | null {
  if (/^\s*javascript:/i.test(action)) return null;
  if (action.trim() !== '' && action.trim() !== '#') return look.page.resolve(action);
  const itself =
    form.attr('onsubmit') === null && SEARCHING.test(look.page.url.replace(/^https?:\/\/[^/]*/, ''));
  return itself ? look.page.url : null;
}

/** Search boxes of engines of the web are not the site's own. */
function isForeign(action: string, url: string): boolean {
  return (
    /(?:^|\.)(?:baidu|google|bing|sogou|so|sm|haosou|360)\.(?:com|cn|co|com\.\w{2}|co\.\w{2}|[a-z]{2})$/i.test(
      hostOf(action),
    ) && hostOf(action) !== hostOf(url)
  );
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/:?#]+)/.exec(url)?.[1] ?? '';
}

function hiddenOf(look: Look, form: El, inputs: readonly El[]): Record<string, string> {
  const hidden: Record<string, string> = {};
  for (const el of inputs) {
    const name = el.attr('name') ?? '';
    const type = (el.attr('type') ?? '').toLowerCase();
    const chosen = (type === 'radio' || type === 'checkbox') && el.attr('checked') !== null;
    if (name !== '' && (type === 'hidden' || chosen)) hidden[name] = el.attr('value') ?? '';
  }
  for (const select of look.page.within(form, 'select')) {
    const name = select.attr('name') ?? '';
    const options = look.page.within(select, 'option');
    const option = options.find((el) => el.attr('selected') !== null) ?? options[0];
    if (name !== '' && option !== undefined) hidden[name] = option.attr('value') ?? look.page.textOf(option);
  }
  return hidden;
}

/** `?word=' +` */
const JOINED = /[?&]([\w.]{1,40})=['"]\s{0,3}\+/g;
/** How what matches it goes on behind the name. */
const JOINTS = ['"', "'"].flatMap((quote) =>
  [...'+ \t\n\r\v\f\u00a0\u3000\ufeff'].map((next) => `=${quote}${next}`),
);

/** `location.href = '/search?word=' + encodeURIComponent(…)`: a box whose address only the page's script shows. */
function fromScript(look: Look): SearchForm | null {
  const box = look.page.byTag('input').find((el) => {
    if (!isText(el)) return false;
    const about = `${fieldName(el)} ${el.id} ${el.className} ${el.attr('placeholder') ?? ''} ${el.attr('value') ?? ''}`;
    return (
      !NOT_SEARCH.test(about) && (FIELD.test(fieldName(el)) || SEARCHING.test(about) || WORDS.test(about))
    );
  });
  if (box === undefined) return null;
  const near = handlersNear(look, box);
  if (!near.includes('+') && !mayHoldAny(look.page.code, JOINTS)) return null;
  const code = `${look.scripts}\n${near}`;
  const forms: SearchForm[] = [];
  for (const m of code.matchAll(JOINED)) {
    const form = toForm(look, quotedBefore(code, m.index + m[0].length), m[1] ?? '');
    if (form !== null) forms.push(form);
    if (forms.length > 20) break;
  }
  // A box often offers the search of a higher portal as well: the one on this host is the site's own.
  const here = hostOf(look.page.url);
  return forms.find((form) => hostOf(form.action) === here) ?? forms[0] ?? null;
}

/** The string literal that ends before `+`: `'/s/list.html?site=3&keyword='` without its quotes. */
function quotedBefore(code: string, plus: number): string {
  const end = Math.max(code.lastIndexOf("'", plus - 1), code.lastIndexOf('"', plus - 1));
  const start = code.lastIndexOf(code.charAt(end), end - 1);
  return start < 0 || end - start > 300 ? '' : code.slice(start + 1, end).trim();
}

function toForm(look: Look, address: string, param: string): SearchForm | null {
  if (address === '') return null;
  const [path = '', query = ''] = address.split('?');
  if (!FIELD.test(param) && !SEARCHING.test(path)) return null;
  const action = look.page.resolve(path === '' ? look.page.url : path);
  if (action === null || isForeign(action, look.page.url)) return null;
  const hidden: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) if (name !== param) hidden[name] = value;
  return { action, method: 'get', param, hidden };
}

function handlersNear(look: Look, box: El): string {
  const around = box.parent?.parent ?? box.parent;
  if (around === null) return '';
  return look.page.html.slice(around.c0, Math.min(around.c1, around.c0 + 4000));
}
