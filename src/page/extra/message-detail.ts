import type { Message } from '../../model/index.ts';
import { oneLine } from '../dom.ts';
import type { Look } from './look.ts';
import { answeredBy, dateIn, type MessageLabel, messageLabel } from './message-words.ts';

interface Part {
  readonly label: MessageLabel;
  value: string;
}

/** The messages that a page prints in full: 来信内容, 回复内容, 答复时间 under labels or headings; none on other pages. */
export function messagesInFull(look: Look): Message[] {
  const text = look.page.text;
  if (
    !/(?:来信|留言|信件|咨询|问题|投诉|诉求|提问|反映|写信)\s?(?:内容|详情|正文|描述|标题|主题|时间|日期)/.test(
      text,
    )
  )
    return [];
  const messages = oneByOne(partsOf(look)).flatMap((parts) => messageOf(look, parts) ?? []);
  if (messages.length < 2) return messages.map(({ message }) => message);
  // Letters printed one after the other share the page's headline: the question is what tells them apart.
  return messages.map(({ message, titled, question }) =>
    titled ? message : { ...message, title: question },
  );
}

/** A label that comes again begins the next message. */
function oneByOne(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  let group: Part[] = [];
  for (const part of parts) {
    const begins = part.label === 'question' || part.label === 'title';
    if (begins && group.some((other) => other.label === part.label) && group.length > 1) {
      groups.push(group);
      group = [];
    }
    group.push(part);
  }
  groups.push(group);
  return groups;
}

interface Read {
  readonly message: Message;
  readonly titled: boolean;
  readonly question: string;
}

function messageOf(look: Look, parts: readonly Part[]): Read | null {
  const value = (label: MessageLabel) =>
    parts.find((part) => part.label === label && part.value !== '')?.value ?? null;
  const labels = new Set(parts.map((part) => part.label));
  const question = labels.has('question') || labels.has('title');
  if (!question || labels.size < 2) return null;
  if (value('question') === null && value('received') === null && value('replied') === null) return null;
  // A form to write in has the labels, too, and nothing behind them.
  const dated = value('received') !== null || value('replied') !== null;
  if (look.page.byTag('textarea').length > 0 && !dated) return null;
  // Without a date of its own the page must say that it is about letters: articles speak of 问题 and 答复.
  if (!dated && !/信箱|来信|留言|信件|咨询|投诉|互动|问政|诉求|写信/.test(look.about)) return null;
  const asked = (value('question') ?? '').slice(0, 80);
  return {
    message: toMessage(look, value),
    titled: value('title') !== null || asked === '',
    question: asked,
  };
}

function toMessage(look: Look, value: (label: MessageLabel) => string | null): Message {
  const said = value('reply');
  const open = said !== null && said.length < 16 && /^(?:暂?无|未|待|尚未|正在|办理中|处理中|-)/.test(said);
  const reply = said === null || open || said.length < 2 ? null : said.slice(0, 4000);
  const replied = dateIn(value('replied') ?? '');
  const status = answeredBy(value('status') ?? '');
  return {
    title: value('title') ?? headline(look),
    url: look.page.url,
    received: dateIn(value('received') ?? ''),
    replied,
    answered: reply !== null || replied !== null ? true : (status ?? (open ? false : null)),
    department: value('department'),
    reply,
  };
}

function headline(look: Look): string {
  const [h1] = look.page.byTag('h1');
  const [h2, second] = look.page.byTag('h2');
  const head = h1 ?? (second === undefined ? h2 : undefined);
  const text = head === undefined ? '' : look.shortText(head, 80);
  return text !== '' ? text : (look.title.split(/[_|—]|\s-\s/)[0] ?? look.title).trim();
}

const INLINE = /(?:^|\s)([\p{Script=Han}]{1,4}(?: ?[\p{Script=Han}]){0,4})\s?[：:]\s?/gu;

/** Labels and what stands behind each, in page order. */
function partsOf(look: Look): Part[] {
  const parts: Part[] = [];
  let open: Part | null = null;
  for (const cell of look.cells) {
    const alone = cell.text.length <= 10 ? messageLabel(cell.text) : null;
    if (alone !== null) {
      open = { label: alone, value: '' };
      parts.push(open);
      continue;
    }
    const inline = inlineParts(cell.text);
    if (inline.length > 0) {
      parts.push(...inline);
      open = inline.at(-1) ?? null;
      continue;
    }
    if (open !== null) open = append(open, cell.text);
    if (parts.length > 60) break;
  }
  return parts;
}

/** Short fields end with their line; letters and replies run on to the next label. */
function append(open: Part, text: string): Part | null {
  if (FOOT.test(text)) return null;
  const long = open.label === 'reply' || open.label === 'question';
  if (!long && open.value !== '') return null;
  open.value = open.value === '' ? text : `${open.value}\n${text}`;
  return open.value.length > 6000 ? null : open;
}

const FOOT =
  /^(?:【?(?:打印|关闭|返回|收藏|分享|上一[条篇封]|下一[条篇封]|满意度|评价|您对|网站地图|关于我们|版权所有|主办单位|承办单位|相关链接|友情链接|扫一扫)|ICP备)|备案|您访问的链接|[您你](?:即将|正在)离开|[：:]?版权所有/;

function inlineParts(text: string): Part[] {
  const found: Part[] = [];
  const hits = [...text.slice(0, 400).matchAll(INLINE)].flatMap((m) => {
    const label = messageLabel(m[1] ?? '');
    const at = m.index + m[0].length;
    return [{ label, from: m.index, at }];
  });
  if (hits[0] === undefined || hits[0].from > 2 || hits[0].label === null) {
    if (!hits.some((hit) => hit.label !== null)) return [];
  }
  hits.forEach((hit, i) => {
    if (hit.label === null) return;
    const end = hits[i + 1]?.from ?? text.length;
    found.push({ label: hit.label, value: oneLine(text.slice(hit.at, end)) });
  });
  return found;
}
