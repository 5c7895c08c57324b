import type { Leader } from '../../model/index.ts';
import { oneLine } from '../dom.ts';
import { mayHoldAny, Signs } from '../pairs.ts';
import { type LeaderGroup, type Piece, type PieceKind, pairUp } from './leader-pairs.ts';
import { leadersOfTables } from './leader-tables.ts';
import type { Cell, Look } from './look.ts';
import { isTitle, namedTitle, personName } from './names.ts';

/** Columns of leader information (领导信息、负责人信息); 领导活动, 领导讲话, 领导信箱 are columns of another kind. */
const LEADER_PAGE =
  /领导(?:信息|之窗|介绍|简介|简历|班子|成员|分工|一览|名单|团队|风采|机构|专栏|页面|集体|概况|职务|之页|干部信息|窗口)|(?:县|市|区|局|委|政府|机构|现任|本级|机关|单位|省|厅|镇|街道|党组|党委|人大|政协|院)领导(?:$|[\s>»\-_|—]|同志)|负责人(?:信息|介绍|简介|简历|一览|分工)|(?:县长|市长|区长|局长|省长|主任|书记|厅长|镇长|乡长|州长|旗长)之窗|班子成员|单位负责人|主要负责人|(?:^|[\s>»\-_|—])领导(?:$|[\s>»\-_|—])|人员简历|个人简历/m;
const NOT_LEADER_PAGE =
  /领导(?:活动|讲话|信箱|调研|动态|批示|关怀|小组|视察|言论|接访|接待|报道|留言|论述|文稿|致辞)|公示|任免|任职|拟任|名单公布|殉职|逝世/;

/** Whether the page says that it is leader information: by its title, its column tags, its only heading, its breadcrumb. */
export function isLeaderPage(look: Look): boolean {
  if (!/领导|负责人|之窗|班子|简历/.test(look.about)) return false;
  return LEADER_PAGE.test(look.about) && !NOT_LEADER_PAGE.test(look.about);
}

const NAMING = new Signs(/领导|负责人|之窗|简历|班子/);

/** Leaders (负责人) that the page names: of the whole page where it is leader information, else of a block headed so. */
export function readLeaders(look: Look): Leader[] {
  const { text, pairs } = look.page;
  if (!NAMING.test(text, pairs) && !/领导|负责人/.test(look.title)) return ownPage(look);
  if (isLeaderPage(look)) {
    const tables = leadersOfTables(look);
    if (tables.length > 0) return merge(tables);
    return lifeTold(look, merge(leadersBetween(look, mainFrom(look), text.length, true)));
  }
  const headed = headedBlock(look);
  if (headed !== null) {
    const found = leadersBetween(look, headed.from, headed.to, false);
    const titled = found.filter((leader) => leader.title !== null);
    // One pair alone may be chance (a byline, a caption) unless it leads to a page of its own.
    if (titled.length >= 2 || titled.some((leader) => leader.url !== undefined)) return merge(titled);
  }
  return ownPage(look);
}

const LIFE = /出生|参加工作|毕业|学历|籍贯|历任|简历|履历/;

/** The page of one leader: whatever it tells of a life counts as the résumé, in however unusual a form. */
function lifeTold(look: Look, leaders: readonly Leader[]): Leader[] {
  const own = leaders.filter((leader) => leader.url === undefined);
  const alone = own.length === 1 ? own[0] : undefined;
  if (alone === undefined || alone.resume || !LIFE.test(look.page.text.slice(mainFrom(look))))
    return [...leaders];
  return leaders.map((leader) => (leader === alone ? { ...leader, resume: true } : leader));
}

/** A page headed by nothing but a name (李明) that shows a title and a résumé. */
function ownPage(look: Look): Leader[] {
  const head = look.title.split(/[\s_\-|—–,，]+/)[0] ?? '';
  const name = personName(head, 'title');
  if (name === null || !RESUME_TEXT.test(look.page.text) || NOT_LEADER_PAGE.test(look.about)) return [];
  const found = leadersBetween(look, 0, look.page.text.length, true).filter((leader) => leader.name === name);
  return found.some((leader) => leader.title !== null && leader.resume) ? merge(found) : [];
}

const BLOCK_HEAD =
  /^(?:.{0,6}(?:县|市|区|局|委|政府|省|厅|镇|党组|机构|现任|本级|本局|我局|单位)?领导(?:信息|之窗|介绍|简介|班子|成员|分工|一览|团队|风采|班子成员)?|负责人信息|(?:县长|市长|区长|局长|省长|主任|书记|厅长|镇长|州长|旗长)之窗)$/;

/** Where a block of leaders lies on a page of another kind: what follows its heading inside the box that both share. */
function headedBlock(look: Look): Pick<Cell, 'from' | 'to'> | null {
  if (!mayHoldAny(look.page.pairs, ['领导', '负责', '之窗'])) return null;
  for (const cell of look.cells) {
    const { text } = cell;
    if (text.length > 12 || !/领导|负责|之窗/.test(text) || !BLOCK_HEAD.test(text)) continue;
    let box = look.elementAt(cell.from, cell.to);
    // A heading box holds the heading and 更多; the block around it holds at least a name and a title more.
    while (box !== null && look.page.letters(cell.to, box.t1) < 8) box = box.parent;
    if (box === null || box.tag === 'body' || box.t1 - cell.to > 3000) continue;
    const inside = look.page.text.slice(cell.to, box.t1);
    if (/书记|长|主任|主席/.test(inside)) return { from: cell.to, to: box.t1 };
  }
  return null;
}

/** Navigation stands before the breadcrumb: leaders come after it. */
function mainFrom(look: Look): number {
  const at = look.page.text.search(/(?:当前|您的|您所在的?|现在|所在)位置/);
  return Math.max(at, 0);
}

const RESUME_TEXT =
  /[男女][，,、\s][^。]{0,40}(?:\d{4}年\d{1,2}月|\d{4}[.．]\d{1,2}|\d{4}年)\s?(?:\d{1,2}日)?\s?[出生]/;
const RESUME_NAME =
  /^\s*([^，,。：:（(]{2,14}?)\s?(?:同志)?[（(，,、\s]\s?(?:[^，,。]{0,6}[，,]\s?)?[男女][）)，,、\s]/;
const RESUME_WORD =
  /^(?:【?(?:个人|工作|领导|基本|人物|主要)?(?:简历|履历|简介|经历)】?|查看简历|个人简历及分工|工作经历|点击查看|查看详情|详细信息|详情|详细>*|人物简介|基本情况)[：:>»]*$/;
const DUTY =
  /(?:^|[，,。；：:])\s?(?:负责|分管|主持|协助|联系(?!电话|方式|地址|我们|人)|协管)[^，。]{2,}|^(?:工作)?(?:分工|职责)[：:]/;
const LABELS =
  /(?=(?:姓 ?名|职 ?务|职 ?位|工作分工|分工|分管工作|主要职责|工作职责|个人简历|简历|个人简介|性 ?别|民 ?族|出生年月|籍 ?贯|学 ?历|联系电话|办公电话|电子邮箱)\s?[：:])/;

/** Cuts text[from, to) into pieces at cells, links and labels and names what each is. */
export function piecesOf(look: Look, from: number, to: number, sure: boolean): Piece[] {
  const pieces: Piece[] = [];
  const cuts = linkCuts(look, from, to);
  for (const cell of look.cellsIn(from, to)) {
    if (cell.to > to) break;
    for (const part of cutCell(cell, cuts)) {
      let at = part.from;
      for (const text of part.text.split(LABELS)) {
        pieces.push(...piecesOfText(text, at, sure));
        at += text.length;
      }
    }
    if (pieces.length > 1500) break;
  }
  return withPortraits(look, pieces, from, to, sure);
}

function leadersBetween(look: Look, from: number, to: number, sure: boolean): Leader[] {
  const groups = pairUp(piecesOf(look, from, to, sure));
  return groups.map((group) => {
    const own = ownAddress(look, group, groups);
    return {
      name: group.name,
      title: postOf(look, group),
      resume: group.resume || own !== null,
      ...(group.duties === null ? {} : { duties: group.duties }),
      ...(own === null ? {} : { url: own }),
      ...(own === null || group.resume ? {} : { promised: true as const }),
    };
  });
}

/** A line of a résumé (`2011.02—2013.05 某市委宣传部副部长`) names a former post: what the page says of the present one counts. */
function postOf(look: Look, group: LeaderGroup): string | null {
  if (group.title === null || !/^(?:19|20)\d\d\s?[.年/-]/.test(group.title)) return group.title;
  const now = /现任(?:职务)?\s?[:：]?\s?([^。；;\n]{2,60})/.exec(look.page.text)?.[1]?.trim() ?? '';
  return isTitle(now) ? now : null;
}

/** Where a leader's own page is: the link in the words, else that of the portrait in the same card. */
function ownAddress(look: Look, group: LeaderGroup, groups: readonly LeaderGroup[]): string | null {
  const url = look.linkIn(group.from, group.to) ?? cardLink(look, group, groups);
  // A link back to this very page, or to a home page, is no page of the leader's own.
  if (url === null || url === look.page.url || /^https?:\/\/[^/]+\/?(?:index\.\w+)?$/.test(url)) return null;
  return url;
}

function cardLink(look: Look, group: LeaderGroup, groups: readonly LeaderGroup[]): string | null {
  const card = look.elementAt(group.from, group.to);
  if (card === null || groups.length < 2 || card.tag === 'body' || card.t1 - card.t0 > 800) return null;
  const shared = groups.some((other) => other !== group && other.from >= card.t0 && other.from < card.t1);
  return shared ? null : look.linkIn(card.t0, card.t1);
}

function linkCuts(look: Look, from: number, to: number): number[] {
  const cuts: number[] = [];
  for (const el of look.page.byTag('a')) {
    if (el.t1 <= from || el.t0 >= to || el.t1 - el.t0 < 2) continue;
    cuts.push(el.t0, el.t1);
  }
  return cuts.sort((a, b) => a - b);
}

function cutCell(cell: Cell, cuts: readonly number[]): Cell[] {
  const inside: number[] = [];
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? 0) <= cell.from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < cuts.length && (cuts[i] ?? 0) < cell.to; i++) inside.push(cuts[i] ?? 0);
  if (inside.length === 0) return [cell];
  const parts: Cell[] = [];
  let start = cell.from;
  for (const cut of [...inside, cell.to]) {
    const text = cell.text.slice(start - cell.from, cut - cell.from);
    if (text.trim() !== '') parts.push({ from: start, to: cut, text: text.trim() });
    start = cut;
  }
  // 副县长：<a>李明</a> is one statement; words beside several links are not.
  const first = parts[0];
  const whole = parts.length === 2 && first !== undefined && /[：:]$/.test(first.text);
  return whole ? [cell] : parts;
}

/** Most texts are one piece; a title over several names, or a pair with its duties behind a full stop, are several. */
function piecesOfText(raw: string, from: number, sure: boolean): Piece[] {
  const text = oneLine(raw);
  if (sure && text.length <= 400) {
    const several = sharedTitle(text) ?? pairAndDuties(text);
    if (several !== null) return several.map((piece) => ({ ...piece, from, to: from + raw.length }));
  }
  const piece = pieceOf(raw, from, sure);
  return piece === null ? [] : [piece];
}

type Loose = Omit<Piece, 'from' | 'to'>;

/** `副县长 周海燕 陈立 王建国`, `副局长：周海燕、陈立`: one title, several names. */
function sharedTitle(text: string): Loose[] | null {
  const words = text.split(/[\s、，,：:]+/).filter((word) => word !== '');
  const title = words[0] ?? '';
  if (words.length < 3 || words.length > 14 || !isTitle(title)) return null;
  const names = words.slice(1).map((word) => personName(word, 'title'));
  if (names.some((name) => name === null)) return null;
  return names.map((name) => ({ kind: 'pair', text: name ?? '', name, title }));
}

/** `李明 局党组书记、局长。主持局全面工作。` */
function pairAndDuties(text: string): Loose[] | null {
  const m = /^([^。；;]{4,80}?)[。；;，,]\s?((?:主持|负责|分管|协助|联系|协管).{2,})$/.exec(text);
  if (m === null) return null;
  const pair = namedTitle(m[1] ?? '') ?? glued(m[1] ?? '');
  if (pair === null) return null;
  return [
    { kind: 'pair', text: m[1] ?? '', name: pair.name, title: pair.title },
    { kind: 'duty', text: m[2] ?? '', name: null, title: null },
  ];
}

function pieceOf(raw: string, from: number, sure: boolean): Piece | null {
  const text = oneLine(raw);
  if (text === '') return null;
  const base = { from, to: from + raw.length, text, name: null, title: null };
  const label =
    /^(姓 ?名|职 ?务|职 ?位|工作分工|分工|分管工作|主要职责|工作职责|个人简历|简历|个人简介)\s?[：:]\s?(.*)$/.exec(
      text,
    );
  if (label !== null) return labelled(base, (label[1] ?? '').replace(' ', ''), label[2] ?? '');
  const pair = namedTitle(text) ?? (sure ? glued(text) : null);
  if (pair !== null) return { ...base, kind: 'pair', name: pair.name, title: pair.title };
  if (isTitle(text)) return { ...base, kind: 'title', title: text };
  const name = personName(text, sure ? 'title' : 'weak');
  if (name !== null) return { ...base, kind: 'name', name };
  return { ...base, ...prose(text) };
}

/** A line of prose: a résumé that begins with a name, a division of work, or neither. */
function prose(text: string): { kind: PieceKind; name: string | null } {
  if (RESUME_WORD.test(text)) return { kind: 'resume', name: null };
  if (RESUME_TEXT.test(text.slice(0, 160))) {
    const name = personName(RESUME_NAME.exec(text)?.[1] ?? '', 'strong');
    return { kind: 'resume', name };
  }
  return { kind: DUTY.test(text.slice(0, 120)) ? 'duty' : 'other', name: null };
}

function labelled(base: Omit<Piece, 'kind'>, label: string, value: string): Piece {
  if (label === '姓名') {
    const name = personName(value, 'strong');
    return { ...base, kind: name === null ? 'other' : 'name', name };
  }
  if (label === '职务' || label === '职位') {
    return { ...base, kind: value === '' ? 'other' : 'title', title: value === '' ? null : value };
  }
  if (label.includes('简')) return { ...base, kind: 'resume' };
  return { ...base, kind: 'duty', text: value };
}

const GLUED =
  /^(.{0,40}?(?:书记|常委|[县市区省州旗盟镇乡局厅处司部院组队所行站会]长|主任|主席|秘书长|检察长|党组成员|委员|调研员|巡视员|总工程师|政委))\s?(\p{Script=Han}{2,4})(?:同志)?(?:[：:].*)?$/u;

/** `党组书记、局长李明：主持全面工作`: title and name with nothing between them. */
function glued(text: string): { name: string; title: string } | null {
  const m = GLUED.exec(text.slice(0, 120));
  // 县长信箱, 局长接待日: the two characters after the title are no name.
  if (
    m === null ||
    !isTitle(m[1] ?? '') ||
    /^(?:信箱|邮箱|热线|接待|会议|讲话|活动|之窗|简介|简历|分工)/.test(m[2] ?? '')
  )
    return null;
  const name = personName(m[2] ?? '', 'title');
  return name === null ? null : { name, title: m[1] ?? '' };
}

/** Names that stand only under a portrait's `alt` are put where the portrait stands. */
function withPortraits(look: Look, pieces: Piece[], from: number, to: number, sure: boolean): Piece[] {
  if (!sure) return pieces;
  const known = new Set(pieces.map((piece) => piece.name));
  const added: Piece[] = [];
  for (const img of look.page.byTag('img')) {
    if (img.t0 < from || img.t0 > to) continue;
    const name = personName(img.attr('alt') ?? img.attr('title') ?? '', 'weak');
    if (name === null || known.has(name)) continue;
    known.add(name);
    added.push({ kind: 'name', from: img.t0, to: img.t0, text: name, name, title: null });
  }
  if (added.length === 0) return pieces;
  return [...added, ...pieces].sort((a, b) => a.from - b.from);
}

/** One entry per person: a name met again adds what the first lacks. */
function merge(leaders: readonly Leader[]): Leader[] {
  const byName = new Map<string, Leader>();
  for (const leader of leaders) {
    const seen = byName.get(leader.name);
    byName.set(leader.name, seen === undefined ? leader : combine(seen, leader));
  }
  return [...byName.values()].slice(0, 200);
}

function combine(a: Leader, b: Leader): Leader {
  const duties = a.duties ?? b.duties;
  const url = a.url ?? b.url;
  const resume = a.resume || b.resume;
  const shown = [a, b].some((one) => one.resume && one.promised === undefined);
  return {
    name: a.name,
    title: a.title ?? b.title,
    resume,
    ...(duties === undefined ? {} : { duties }),
    ...(url === undefined ? {} : { url }),
    ...(resume && !shown ? { promised: true as const } : {}),
  };
}
