import type { Channel } from '../../model/index.ts';
import type { El } from '../dom.ts';
import { channelKindOf } from './channel-words.ts';
import type { Look } from './look.ts';

const MAX_CHANNELS = 120;

/** Entries to channels of interaction on this page, and the form in which a citizen writes, where it is here. */
export function readChannels(look: Look): Channel[] {
  const found = new Map<string, Channel>();
  const add = (channel: Channel) => {
    const key = `${channel.kind}\n${channel.url ?? channel.name}`;
    const seen = found.get(key);
    if (found.size < MAX_CHANNELS && (seen === undefined || (channel.form && !seen.form)))
      found.set(key, channel);
  };
  const here = ownChannel(look);
  if (here !== null) add(here);
  for (const { el, words: name } of look.links) {
    const kind = channelKindOf(name);
    if (kind === null) continue;
    const url = look.page.hrefOf(el) ?? scriptAddress(look, el);
    add({ kind, name, url, form: false, login: LOGIN_LINK.test(el.attr('title') ?? '') });
  }
  return [...found.values()];
}

/** `onclick="window.open('/mail/')"`, `javascript:location.href='…'`. */
function scriptAddress(look: Look, el: El): string | null {
  const code = `${el.attr('onclick') ?? ''};${el.attr('href') ?? ''}`;
  const m = /(?:open|location(?:\.href)?|replace|assign)\s{0,3}[=(]\s{0,3}['"]([^'"]{1,300})['"]/.exec(
    code.slice(0, 2000),
  );
  return m === null ? null : look.page.resolve(m[1] ?? null);
}

const WRITING_FIELD =
  /title|content|theme|subject|name|phone|mobile|tel|email|mail|lxdh|xm|bt|nr|标题|内容|姓名|电话/i;
const LOGIN_LINK = /(?:请先|需)登录/;
/** The page says that only who is logged in may write. */
const LOGIN_NEEDED =
  /请先登录|请登录后|登录后(?:再|方可|才能|即可|进行)?[^。\n]{0,8}(?:留言|写信|提交|咨询|投诉|操作|发表)|(?:需要?|须|必须|请先)(?:实名)?(?:注册|登录)[^。\n]{0,12}(?:留言|写信|提交|咨询|后|方可|才能)|未登录|您还没有登录|尚未登录/;

/** The page itself as a channel: it is called one, or holds a form to write in. */
function ownChannel(look: Look): Channel | null {
  const form = writingForm(look);
  const named = pageName(look);
  if (form === null && named === null) return null;
  const login = LOGIN_NEEDED.test(look.page.text);
  if (named !== null)
    return { kind: named.kind, name: named.name, url: look.page.url, form: form !== null, login };
  if (!/写信|留言|咨询|投诉|建议|来信|信件|提问|反映|诉求|问政/.test(look.page.text)) return null;
  const name = look.title.slice(0, 40) || '留言';
  return { kind: 'consult', name, url: look.page.url, form: true, login };
}

/** Name and kind of the page where its title or heading is a channel's: 县长信箱-某县人民政府. */
function pageName(look: Look): { kind: Channel['kind']; name: string } | null {
  for (const line of look.about.split('\n')) {
    const words = line.replace(/^.{0,6}位置\s?[：:]?/, '');
    const parts = words.split(/\s*[-_|—–>»:：\s]\s*/).filter((part) => part !== '');
    // In a breadcrumb the last word is the page; in a title the first is.
    const word = words === line ? parts[0] : parts.at(-1);
    const kind = word === undefined ? null : channelKindOf(word);
    if (word !== undefined && kind !== null) return { kind, name: word };
  }
  return null;
}

/** Whether the page holds a form in which a citizen writes. */
export function isWritingPage(look: Look): boolean {
  return writingForm(look) !== null;
}

/** Whether title or breadcrumb name the page as a consulting channel: 县长信箱, 咨询投诉. */
export function isConsultPage(look: Look): boolean {
  return pageName(look)?.kind === 'consult';
}

/** A form with room for a message and a way to send it; not a search box, not a comment under an article. */
function writingForm(look: Look): El | null {
  const page = look.page;
  for (const area of page.byTag('textarea')) {
    const form = area.closest('form') ?? boxOf(area);
    if (
      form === null ||
      NOT_WRITING.test(`${form.id} ${form.className} ${form.attr('name') ?? ''} ${area.attr('name') ?? ''}`)
    )
      continue;
    const inputs = page.within(form, 'input');
    const named = inputs.filter((el) =>
      WRITING_FIELD.test(`${el.attr('name') ?? ''} ${el.id} ${el.attr('placeholder') ?? ''}`),
    );
    const words = page.textOf(form);
    if (named.length >= 1 && (hasSubmit(look, form, inputs) || /提交|发送|写信|发表/.test(words)))
      return form;
  }
  return null;
}

const NOT_WRITING = /comment|pinglun|search|feedback-?score|pingjia/i;

/** Script-driven pages have no `<form>`: the box three levels up stands for it. */
function boxOf(el: El): El | null {
  let box = el.parent;
  for (let up = 0; up < 4 && box?.parent != null && box.parent.tag !== 'body'; up++) box = box.parent;
  return box;
}

function hasSubmit(look: Look, form: El, inputs: readonly El[]): boolean {
  return (
    inputs.some((el) => /^(?:submit|image|button)$/i.test(el.attr('type') ?? '')) ||
    look.page.within(form, 'button').length > 0
  );
}
