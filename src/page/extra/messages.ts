import type { ColumnBlock, ListItem, Message } from '../../model/index.ts';
import type { El } from '../dom.ts';
import { mayHoldAny, Signs } from '../pairs.ts';
import { isConsultPage } from './channels.ts';
import type { Grid } from './grid.ts';
import type { Look } from './look.ts';
import { messagesInFull } from './message-detail.ts';
import { answeredBy, dateIn, type MessageColumn, messageColumn } from './message-words.ts';

const SIGNS = new Signs(/来信|留言|信件|写信|咨询|回复|答复|办结|投诉|诉求/);
/** What an office puts into its own mailbox column: statistics, notices, rules. No citizen writes such a headline. */
const OFFICE_TITLE =
  /统计|情况(?:通报|汇总|公示|分析)|公告|公示|通知|通报|办法|须知|指南|制度|规定|报告|访谈|征集|调查/;
const MAX_MESSAGES = 500;

/**
 * Citizens' messages that the page shows to the public: rows of a table, entries of a list, or those that it prints in full. On
 * a mailbox's own page (县长信箱) plain list entries (`items`) are letters as well, with no word on their answers.
 */
export function readMessages(
  look: Look,
  items: readonly ListItem[] = [],
  blocks: readonly ColumnBlock[] = [],
): Message[] {
  const found = statedMessages(look);
  if (found.length > 0 || items.length < 2 || !isConsultPage(look)) return found;
  // The front page of interaction lists several columns: whose entries these are cannot be told.
  if (blocks.length > 1) return found;
  const letters = items.filter(({ title }) => !OFFICE_TITLE.test(title));
  return letters.slice(0, MAX_MESSAGES).map(({ title, url, date }) => ({
    title,
    url,
    received: date,
    replied: null,
    answered: null,
    department: null,
    reply: null,
  }));
}

/** The kind of a page asks for them and its facts: read once. */
const stated = new WeakMap<Look, Message[]>();

function statedMessages(look: Look): Message[] {
  let messages = stated.get(look);
  if (messages === undefined) {
    messages = messagesOf(look);
    stated.set(look, messages);
  }
  return messages;
}

function messagesOf(look: Look): Message[] {
  if (!SIGNS.test(look.page.text, look.page.pairs)) return [];
  const tables = look.page.byTag('table').flatMap((table) => fromTable(look, look.gridOf(table)));
  if (tables.length > 0) return tables.slice(0, MAX_MESSAGES);
  const headed = fromHeadedList(look);
  if (headed.length > 0) return headed.slice(0, MAX_MESSAGES);
  const listed = fromStatusList(look);
  if (listed.length > 0) return listed.slice(0, MAX_MESSAGES);
  return messagesInFull(look).slice(0, MAX_MESSAGES);
}

type Columns = ReadonlyMap<MessageColumn, number>;

/** Heads that make a table one of messages: a title, and a reply's date, a status or a writing date. */
function columnsOf(heads: readonly string[]): Columns | null {
  const columns = new Map<MessageColumn, number>();
  heads.forEach((head, i) => {
    const column = messageColumn(head);
    if (column !== null && !columns.has(column)) columns.set(column, i);
  });
  const telling = heads.some((head) =>
    /来信|写信|留言|信件|咨询|投诉|诉求|回复|答复|办结|办理|提问/.test(head),
  );
  const answer = columns.has('replied') || columns.has('status') || columns.has('reply');
  return columns.has('title') && telling && (answer || columns.has('received')) ? columns : null;
}

function fromTable(look: Look, grid: Grid): Message[] {
  const headAt = grid.slice(0, 3).findIndex((row) => columnsOf(row.map((el) => look.shortText(el))) !== null);
  const columns = columnsOf(grid[headAt]?.map((el) => look.shortText(el)) ?? []);
  if (columns === null || !isMessagePlace(look, columns)) return [];
  const messages: Message[] = [];
  for (const row of grid.slice(headAt + 1)) {
    const message = toMessage(look, row, columns);
    if (message !== null) messages.push(message);
  }
  return believable(messages, columns);
}

/** A column of reply dates that is empty throughout may be filled by a script, or kept for the answers' own pages. */
function believable(messages: Message[], columns: Columns): Message[] {
  if (columns.has('status') || messages.some((message) => message.replied !== null)) return messages;
  return messages.map((message) => (message.answered === false ? { ...message, answered: null } : message));
}

/** A table of notices has 标题 and 发布时间 as well: without an answer's column the page must speak of messages. */
function isMessagePlace(look: Look, columns: Columns): boolean {
  if (columns.has('replied') || columns.has('reply')) return true;
  return /信箱|来信|留言|信件|咨询|投诉|互动|问政|诉求|建议|写信/.test(look.about);
}

function toMessage(look: Look, cells: readonly El[], columns: Columns): Message | null {
  const page = look.page;
  const at = (column: MessageColumn): El | undefined => {
    const i = columns.get(column);
    return i === undefined ? undefined : cells[i];
  };
  const text = (column: MessageColumn) => {
    const el = at(column);
    return el === undefined ? '' : look.shortText(el, 8000);
  };
  const titleCell = at('title');
  if (titleCell === undefined) return null;
  const link = page.within(titleCell, 'a')[0] ?? (titleCell.tag === 'a' ? titleCell : undefined);
  const title = (link?.attr('title') ?? '').trim() || text('title');
  if (title === '' || messageColumn(title) !== null || /^(?:暂无|没有)(?:数据|内容|信息|记录)/.test(title))
    return null;
  const first = cells[0];
  const url =
    link === undefined ? (first === undefined ? null : look.linkIn(first.t0, first.t1)) : page.hrefOf(link);
  const replied = dateIn(text('replied'));
  const status =
    answeredBy(text('status')) ??
    answeredBy(text('replied')) ??
    (text('reply') === '' ? null : answeredBy(text('reply')));
  const reply = text('reply');
  return {
    title,
    url,
    received: dateIn(text('received')),
    replied,
    answered:
      status ??
      (replied !== null
        ? true
        : reply.length >= 8
          ? true
          : columns.has('replied') && dashed(text('replied'))
            ? false
            : null),
    department: text('department') || null,
    reply: reply.length >= 8 && answeredBy(reply) === null ? reply.slice(0, 4000) : null,
  };
}

/** An empty or dashed 回复时间 says that there was no reply. */
function dashed(text: string): boolean {
  return /^[-—/\s无]*$/.test(text);
}

/** Rows of boxes under a row of heads: `<li><span>标题</span><span>写信时间</span>…</li><li>…</li>`. */
function fromHeadedList(look: Look): Message[] {
  const page = look.page;
  if (!mayHoldAny(page.pairs, ['标题', '主题', '题目'])) return [];
  for (const cell of look.cells) {
    if (cell.text.length > 60 || !/(?:标题|主题|题目)/.test(cell.text)) continue;
    for (
      let row = look.elementAt(cell.from, cell.to), up = 0;
      row !== null && up < 3;
      row = row.parent, up++
    ) {
      // A row of heads is short; what is longer holds the list as well.
      if (row.t1 - row.t0 > 200) break;
      const heads = page.childrenOf(row).filter((el) => el.t1 > el.t0);
      if (heads.length < 3 || heads.length > 10) continue;
      const columns = columnsOf(heads.map((el) => look.shortText(el)));
      if (columns === null || !isMessagePlace(look, columns)) break;
      const found = rowsAfter(look, row, heads.length, columns);
      if (found.length > 0) return found;
    }
  }
  return [];
}

function rowsAfter(look: Look, head: El, width: number, columns: Columns): Message[] {
  const page = look.page;
  const holder = head.parent;
  if (holder === null) return [];
  const messages: Message[] = [];
  const visit = (el: El, depth: number): void => {
    if (messages.length >= MAX_MESSAGES) return;
    const cells = page.childrenOf(el);
    const own = cells.length === width ? cells : singleLinkChildren(look, el, width);
    const message = own === null ? null : toMessage(look, own, columns);
    if (message !== null) messages.push(message);
    else if (depth < 3) for (const child of cells) visit(child, depth + 1);
  };
  let scope: El | null = head;
  // Heads stand beside the rows, or in a box of their own before the list.
  for (let up = 0; up < 3 && scope?.parent != null && messages.length === 0; up++, scope = scope.parent) {
    const siblings = page.childrenOf(scope.parent);
    for (const el of siblings.slice(siblings.indexOf(scope) + 1)) visit(el, 0);
  }
  return believable(messages, columns);
}

/** `<li><a><span>…</span><span>…</span></a></li>`: the cells lie in the link. */
function singleLinkChildren(look: Look, el: El, width: number): readonly El[] | null {
  const only = look.page.childrenOf(el);
  const link = only.length === 1 && only[0]?.tag === 'a' ? only[0] : undefined;
  const cells = link === undefined ? [] : look.page.childrenOf(link);
  return cells.length === width ? cells : null;
}

const STATUS =
  /^[[【（(]?(?:已(?:回复|办结|答复|处理|办理|受理)|未(?:回复|办结|答复|处理)|待(?:回复|办理|处理|受理|答复)|(?:办理|处理|受理)中|正在(?:办理|处理)|办结)[\]】）)]?$/;

/** A row that says when its letter was written. */
const ASKED = /(?:写信|来信|留言|提交|提问|咨询)(?:时间|日期)\s?[：:]\s?(?:19|20)\d\d/;
/** Fields that stand inside the link, behind the letter's title. */
const FIELDS =
  /\s?[[【（(]?(?:写信|来信|留言|提交|提问|咨询|回复|答复|办理)(?:时间|日期|人|单位|部门|状态)\s?[：:][\s\S]*$/;

/** Lists that print a status beside each title: `[已回复] 关于…的咨询 2019-05-10`. */
function fromStatusList(look: Look): Message[] {
  if (!/信箱|来信|留言|信件|咨询|投诉|互动|问政|诉求|写信/.test(look.about)) return [];
  if (
    !/已(?:回复|办结|答复|处理|办理)|办理中|处理中|待(?:回复|办理|处理)|未(?:回复|办结|答复|处理)|办结/.test(
      look.page.text,
    ) &&
    !ASKED.test(look.page.text)
  )
    return [];
  const messages: Message[] = [];
  const rows = [...look.page.byTag('li'), ...look.page.byTag('tr')];
  for (const row of rows) {
    const length = row.t1 - row.t0;
    if (length < 8 || length > 600) continue;
    const message = fromStatusRow(look, row);
    if (message !== null) messages.push(message);
  }
  return messages.length >= 2 ? messages : [];
}

function fromStatusRow(look: Look, row: El): Message | null {
  const page = look.page;
  const parts = page.all.slice(row.index + 1, row.end).filter((el) => el.t1 - el.t0 <= 12);
  const status =
    parts.map((el) => page.textOf(el)).find((text) => STATUS.test(text)) ??
    /[[【（(]([^[\]【】（）()]{2,6})[\]】）)]/.exec(page.textOf(row))?.[1];
  const said = status === undefined ? null : answeredBy(status);
  const text = page.textOf(row);
  if (said === null && !ASKED.test(text)) return null;
  const links = page.within(row, 'a').filter((el) => page.letters(el.t0, el.t1) >= 4);
  const link = links.sort((a, b) => page.letters(b.t0, b.t1) - page.letters(a.t0, a.t1))[0];
  if (link === undefined) return null;
  const when = (pattern: RegExp) => dateIn(pattern.exec(text)?.[1] ?? '');
  const replied = when(/(?:回复|答复|办结)(?:时间|日期)\s?[：:]?\s?([\d年月日\-/.: ]{8,20})/);
  const received =
    when(/(?:写信|来信|留言|提交|提问|咨询)(?:时间|日期)\s?[：:]?\s?([\d年月日\-/.: ]{8,20})/) ??
    (replied === null ? when(/((?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2})/) : null);
  const department =
    /(?:答复|回复|办理|受理|承办)(?:单位|部门|人)\s?[：:]\s?([^\s：:[\]【】]{2,30})/.exec(text)?.[1] ?? null;
  const title =
    (link.attr('title') ?? '').trim() ||
    page
      .textOf(link)
      .replace(/^[[【（(](?:已|未|待|办)[^\]】）)]{1,4}[\]】）)]\s?/, '')
      .replace(FIELDS, '');
  return {
    title,
    url: page.hrefOf(link),
    received,
    replied,
    // An answer's day is an answer; a field for it that is empty may be filled on the letter's own page.
    answered: said ?? (replied === null ? null : true),
    department,
    reply: null,
  };
}
