import type { PageKind } from '../model/index.ts';
import type { ArticleReading } from './article.ts';
import type { ParsedPage } from './dom.ts';
import type { Lists } from './items.ts';
import { lettersOnly } from './letters.ts';
import { numbered, Signs, spaced } from './pairs.ts';
import type { Tags } from './tags.ts';

export interface KindEvidence {
  readonly page: ParsedPage;
  readonly tags: Tags;
  readonly lists: Lists;
  readonly reading: ArticleReading;
  readonly position: readonly string[];
  /** What the readers of services, leaders and interaction say. */
  readonly extra: PageKind | null;
}

const ROOT = /^\/?(?:(?:index|default|home|main|portal|gb\/index)(?:_\d+)?(?:\.\w{2,6})?)?\/?$/i;
const OFFICE =
  /^[^\s_|—-]{2,20}(?:局|委|委员会|厅|办公室|镇|乡|街道|街道办事处|中心|医院|学校|大学|学院|[^\s_|—-]网)$/;
const FOLDER = /^\/?[\w-]{1,30}\/(?:(?:index|default|home|main)(?:\.\w{2,6})?)?$/i;
const ARTICLE_PATH =
  /\/(?:t?\d{8}_\d+|art_?\w*|content_?\w*|post_\w+|info_?\w*|detail\w*|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{15,40}|\d{5,})\.\w{3,6}$|\/(?:art|content|info|detail|article)\/|[?&](?:articleid|infoid|newsid|contentid|id)=/i;
const LIST_PATH =
  /(?:^|\/)(?:index|list|node|col\d*|column|channel|more|default)(?:_?\d*)?(?:\.\w{3,6})?\/?$|\/(?:col|list|node)[/_]?\d+|\/$/i;
const PAGER = new Signs(
  /下一页|尾\s?页|末\s?页|共\s{0,3}\d{1,6}\s{0,3}[页条]|第\s?\d{1,5}\s?\/\s?\d{1,5}\s?页|转到第|每页/,
  [
    '下一页',
    ...spaced('尾', '页'),
    ...spaced('末', '页'),
    ...numbered('共'),
    ...numbered('第'),
    '转到第',
    '每页',
  ],
);
/** What columns without entries say. */
const EMPTY =
  /(?:暂无|没有|无)(?:任何|相关|找到|可用)?(?:的)?(?:信息|内容|数据|记录|文章|稿件)|(?:正在|内容)(?:更新|建设|完善)中/;
const TOOLS = new Signs(/打印|关闭(?:窗口|页面|本页)|字体|字号/, ['打印', '关闭', '字体', '字号']);
const NEIGHBOURS = new Signs(/上一篇|下一篇|上一条|责任编辑/);
const PAGER_CODE = new Signs(/createPageHTML|pagination|createPage|jpage|totalPage|pageCount|laypage/i);

/** What a page is for, from everything that was read of it. */
export function kindOf(evidence: KindEvidence): PageKind {
  if (isHome(evidence)) return 'home';
  const article = articleScore(evidence);
  const list = listScore(evidence);
  // 领导专栏 may as well be a column's name as an article's.
  const sure = lettersOnly(evidence.reading.headline.text).length < 6 ? 8 : 7;
  if (evidence.extra !== null && !(article >= sure && article > list)) return evidence.extra;
  if (article >= 4 && article >= list) return 'article';
  if (list >= 3) return 'list';
  return article >= 4 ? 'article' : 'other';
}

function isHome({ page, tags, lists, reading, position }: KindEvidence): boolean {
  if (position.length > 1 || (tags.ArticleTitle ?? '') !== '') return false;
  const blocks = lists.groups.filter((group) => !group.frame && group.rows.length >= 2).length;
  const atRoot = ROOT.test(page.path);
  if (atRoot) return blocks >= 2 || page.byTag('a').length >= 20 || reading.article.text.length < 400;
  const title = lettersOnly(page.documentTitle);
  const named =
    title !== '' &&
    (title === lettersOnly(tags.SiteName ?? '-') ||
      /(?:人民政府|政府网|门户网站|首页)$|^首页/.test(title) ||
      // A department's site in a folder of the portal.
      (OFFICE.test(page.documentTitle) && FOLDER.test(page.path)));
  return named && position.length === 0 && blocks >= 4 && !(reading.signed && reading.headline.from >= 0);
}

function articleScore({ page, tags, lists, reading, position }: KindEvidence): number {
  let score = 0;
  const { body, headline, byline } = reading;
  const title = tags.ArticleTitle ?? '';
  if (title !== '' && lettersOnly(title) !== lettersOnly(tags.ColumnName ?? '')) score += 4;
  if ((tags.PubDate ?? '') !== '') score += 1;
  const own = lettersOnly(headline.text);
  const short = own.length >= 4 && byline && !namesColumn(own, page, tags, position);
  if (headline.from >= 0 && (own.length >= 6 || short)) score += 1;
  if (byline && headline.from >= 0) score += 2;
  const rows = lists.main?.rows ?? [];
  const entries = rows.filter((row) => row.date !== null && row.at <= body.to).length;
  // What entries of a list say of themselves signs no article.
  if (reading.signed && headline.from >= 0 && entries < 3) score += 2;
  const marks = page.sentenceMarks(body.from, body.to) + latinMarks(body.text);
  const linked = page.linkLetters(body.from, body.to);
  const letters = page.letters(body.from, body.to);
  if (marks >= 4 && letters >= 80 && linked * 3 < letters) score += 2;
  if (marks >= 15 && linked * 3 < letters) score += 1;
  if (ARTICLE_PATH.test(page.path)) score += 1;
  if (/正文|详情|内容/.test(page.text.slice(0, 3_000)) && position.length > 0) score += 0.5;
  if (TOOLS.test(page.text, page.pairs)) score += 1;
  if (NEIGHBOURS.test(page.text, page.pairs)) score += 1;
  const inside = rows.filter((row) => row.at >= body.from && row.at <= body.to);
  // Entries in the very place of the body are a list, not an article; with summaries only their dates tell.
  if (
    rows.length >= 4 &&
    inside.length > rows.length / 2 &&
    letters > 0 &&
    (linked * 2 > letters || inside.filter((row) => row.date !== null && row.link !== null).length >= 4)
  )
    score -= 3;
  return score;
}

/** Sentence marks of a text in Latin letters. */
function latinMarks(text: string): number {
  const start = text.slice(0, 2_000);
  if (/[\u4e00-\u9fff]/.test(start)) return 0;
  return start.match(/[a-z)][.,;!?](?=\s|$)/g)?.length ?? 0;
}

/** 公告 of a page called 公告: the name of the column or of the site, not of an article. */
function namesColumn(own: string, page: ParsedPage, tags: Tags, position: readonly string[]): boolean {
  return [tags.ColumnName ?? '', tags.SiteName ?? '', page.documentTitle, ...position].some(
    (name) => lettersOnly(name) === own,
  );
}

function listScore({ page, tags, lists, position }: KindEvidence): number {
  let score = 0;
  const rows = lists.main?.rows ?? [];
  const dated = rows.filter((row) => row.date !== null).length;
  const islands = Math.max(0, ...lists.islands.map((items) => items.length));
  if (rows.length >= 3 || islands >= 3) score += 2;
  if (rows.length >= 8 || islands >= 8) score += 1;
  if ((rows.length >= 2 && dated * 2 > rows.length) || islands >= 2) score += 2;
  if ((tags.ColumnName ?? '') !== '' && (tags.ArticleTitle ?? '') === '') score += 2;
  if (PAGER.test(page.text, page.pairs) || hasPager(page)) score += 2;
  if (position.length > 0 && rows.length === 0 && EMPTY.test(page.text)) score += 2;
  if (LIST_PATH.test(page.path)) score += 1;
  // A column may have a single entry.
  if (dated > 0 && rows.length < 3 && namesPage(page, position)) score += 2;
  return score;
}

/** The breadcrumb ends in what the page's title begins with. */
function namesPage(page: ParsedPage, position: readonly string[]): boolean {
  const last = lettersOnly(position.at(-1) ?? '');
  return position.length > 1 && last.length >= 2 && lettersOnly(page.documentTitle).startsWith(last);
}

function hasPager(page: ParsedPage): boolean {
  return (
    PAGER_CODE.mayBeIn(page.code) &&
    page
      .byTag('script')
      .some((script) => script.c1 - script.c0 < 5_000 && PAGER_CODE.test(page.rawOf(script), page.code))
  );
}
