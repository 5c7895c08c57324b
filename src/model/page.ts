import { z } from 'zod';
import { PageMentions } from './mentions.ts';
import { PAGE_TAGS } from './page-tags.ts';

/** What a page is for (页面类型). `search` is a result page of the site's own search. */
export const PageKind = z.enum([
  'home',
  'list',
  'article',
  'service',
  'leaders',
  'interaction',
  'search',
  'other',
]);
export type PageKind = z.infer<typeof PageKind>;

/** One entry of a list, in page order. `date` is `YYYY-MM-DD` or null where the page prints none (ENG-10: undated = not updated). */
export const ListItem = z.strictObject({
  title: z.string(),
  /** Absolute; null where the entry links nowhere (`#`, `javascript:`). */
  url: z.string().nullable(),
  date: z.string().nullable(),
});
export type ListItem = z.infer<typeof ListItem>;

/** A link or attachment as the page has it, absolute and without fragment. */
export const PageLink = z.strictObject({
  url: z.string(),
  text: z.string(),
  /** What asks for it, where that is not an `<a>`: an image, a frame, a script, a style sheet, a form. */
  via: z.enum(['img', 'frame', 'script', 'style', 'form', 'area', 'media']).optional(),
});
export type PageLink = z.infer<typeof PageLink>;

export const Article = z.strictObject({
  title: z.string(),
  /** `YYYY-MM-DD` or ISO with +08:00 where the page shows an hour. */
  published: z.string().nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  /** The body, one paragraph a line, table cells parted by tabs. */
  text: z.string(),
  /** Length of the whole body where `text` is only its beginning (`abridged`). */
  textLength: z.number().int().nonnegative().optional(),
});
export type Article = z.infer<typeof Article>;

/** A leader (负责人) on a page of leader information. `resume`: a résumé (简历) is there, as text or as a link to one. */
export const Leader = z.strictObject({
  name: z.string(),
  title: z.string().nullable(),
  resume: z.boolean(),
  /** Division of work (分管工作), where printed. */
  duties: z.string().optional(),
  /** Own page of this leader. */
  url: z.string().optional(),
  /** `resume` rests on nothing but the link to that page: true until the page itself was looked at. */
  promised: z.literal(true).optional(),
});
export type Leader = z.infer<typeof Leader>;

/** Identity at the foot of a page (网页底部功能区, facts SITER-06); null = not in this page. */
export const Footer = z.strictObject({
  siteIdCode: z.string().nullable(),
  icp: z.string().nullable(),
  police: z.string().nullable(),
  sponsor: z.string().nullable(),
  contact: z.string().nullable(),
  /** The entry to 我为政府网站找错: its address, or `true`-like text of the script that puts it there. */
  errorReport: z.string().nullable(),
  /** The sign of party and government bodies (党政机关网站标识): its link. */
  sign: z.string().nullable().optional(),
  /** 网站地图. */
  sitemap: z.string().nullable().optional(),
});
export type Footer = z.infer<typeof Footer>;

/** A block of a page that lists one column (栏目块): its heading, where the heading leads, its newest entry. */
export const ColumnBlock = z.strictObject({
  name: z.string(),
  url: z.string().nullable(),
  items: z.number().int().nonnegative(),
  dated: z.number().int().nonnegative(),
  latest: z.string().nullable(),
});
export type ColumnBlock = z.infer<typeof ColumnBlock>;

/** The site's own search form (站内搜索). `param` is the field that takes the words; `hidden` goes along unchanged. */
export const SearchForm = z.strictObject({
  action: z.string(),
  method: z.enum(['get', 'post']),
  param: z.string(),
  hidden: z.record(z.string(), z.string()),
});
export type SearchForm = z.infer<typeof SearchForm>;

/**
 * A channel of interaction (互动渠道). `petition` (网上信访) and `discipline` (纪检举报) do not count as consulting
 * channels (SITE-VETO-05a).
 */
export const ChannelKind = z.enum([
  'consult', // 咨询投诉、领导信箱、建言献策
  'survey', // 调查征集
  'interview', // 在线访谈
  'chat', // 实时交流、智能问答
  'petition',
  'discipline',
  'error-report',
]);
export type ChannelKind = z.infer<typeof ChannelKind>;

export const Channel = z.strictObject({
  kind: ChannelKind,
  name: z.string(),
  url: z.string().nullable(),
  /** A form in which a citizen can write is on this very page. */
  form: z.boolean(),
  /** The page says that writing needs registration or login. */
  login: z.boolean(),
});
export type Channel = z.infer<typeof Channel>;

/** A citizen's message shown to the public (公开留言). */
export const Message = z.strictObject({
  title: z.string(),
  url: z.string().nullable(),
  /** When it was written; null where the page does not say. */
  received: z.string().nullable(),
  /** When it was answered; null where it is not, or not said. */
  replied: z.string().nullable(),
  /** True: an answer, its date or a “已回复” is shown; false: shown as open; null: the page does not tell. */
  answered: z.boolean().nullable(),
  /** Who answered (答复单位). */
  department: z.string().nullable(),
  reply: z.string().nullable(),
});
export type Message = z.infer<typeof Message>;

/** Something that says the page may hide what visitors do not see (暗链): evidence for a person, never a verdict. */
export const Concealed = z.strictObject({
  how: z.enum([
    'off-screen',
    'zero-size',
    'not-displayed',
    'same-colour',
    'script-written',
    'keyword-title',
    'meta-keywords',
    /** Search engines are shown it, visitors are not. */
    'cloaked',
    /** Mark of a miner or a web shell. */
    'malicious-script',
    /** Signed by whoever replaced the page. */
    'replaced',
  ]),
  url: z.string().nullable(),
  text: z.string(),
  selector: z.string(),
});
export type Concealed = z.infer<typeof Concealed>;

/** A feature that the bonus part asks for, seen on a page. */
export const FeatureKind = z.enum([
  'rating', // 服务评价
  'data-chart', // 数据可视化
  'data-download', // 数据集下载或接口
  'graphic', // 图解
  'video', // 音视频
  'interactive', // H5、动漫
  'case-query', // 办件查询
  'theme-service', // 专题、场景服务
  'print-save', // 打印、收藏
  'language', // 多语言版
  'accessibility', // 无障碍浏览
  'push', // 个性化订阅、推送
  'mobile', // 移动适配
  'chat', // 智能问答
  'service-stats', // 办事统计
  'message-stats', // 留言受理反馈统计
  'login', // 登录、注册
  'apply-online', // 在线申请
  'sample-form', // 空表、样表
]);
export type FeatureKind = z.infer<typeof FeatureKind>;

export const Feature = z.strictObject({
  kind: FeatureKind,
  url: z.string().nullable(),
  text: z.string(),
});
export type Feature = z.infer<typeof Feature>;

/** A page that is not the page asked for: what stood in its place, and the words that say so. */
export const Obstacle = z.strictObject({
  kind: z.enum(['captcha', 'firewall', 'login', 'script-challenge', 'parked', 'error-page']),
  quote: z.string(),
});
export type Obstacle = z.infer<typeof Obstacle>;

/**
 * What a page is about, in less than a kilobyte: a bottom-k sketch of its words (`hashes`: the smallest ones of their 32-bit hashes,
 * ascending, little-endian, Base64), which tells how many words two pages share without keeping any of them.
 */
export const PageSketch = z.strictObject({
  /** Distinct words, estimated where there are more than `hashes` holds; it holds at most the k smallest. */
  words: z.number().int().nonnegative(),
  hashes: z.string(),
  /** Words by script, each occurrence. */
  scripts: z.strictObject({
    han: z.number().int().nonnegative(),
    kana: z.number().int().nonnegative(),
    hangul: z.number().int().nonnegative(),
    latin: z.number().int().nonnegative(),
    other: z.number().int().nonnegative(),
  }),
  /** First words of the text. */
  opening: z.string(),
});
export type PageSketch = z.infer<typeof PageSketch>;

/** Page facts (网页要素): what a careful person reads from one page. `xunjian.page/1` of INTERFACES. */
export const PageFacts = z.strictObject({
  schema: z.literal('xunjian.page/1'),
  url: z.string(),
  kind: PageKind,
  charset: z.string(),
  title: z.string(),
  tags: z.partialRecord(z.enum(PAGE_TAGS), z.string()),
  column: z.strictObject({
    name: z.string().nullable(),
    type: z.string().nullable(),
    position: z.array(z.string()),
  }),
  items: z.array(ListItem),
  latest: z.string().nullable(),
  article: Article.nullable(),
  leaders: z.array(Leader),
  /** Service guide (办事指南): element class → text, classes in their official names (事项名称, 设定依据 …). */
  guide: z.record(z.string(), z.string()),
  footer: Footer,
  links: z.array(PageLink),

  /** Files offered for download. */
  attachments: z.array(PageLink),
  /** Entries of the main navigation (导航): the site's first-level columns. */
  nav: z.array(PageLink),
  blocks: z.array(ColumnBlock),
  search: SearchForm.nullable(),
  channels: z.array(Channel),
  messages: z.array(Message),
  features: z.array(Feature),
  concealed: z.array(Concealed),
  /** The page shows nothing without script: its facts are not known, which is not the same as absent. */
  needsScript: z.boolean(),
  /** Where a meta refresh or a plain `location =` sends the visitor at once. */
  refresh: z.string().nullable(),
  obstacle: Obstacle.nullable(),
  /** Letters and digits of all visible text: what blankness is measured by. */
  textLength: z.number().int().nonnegative(),
  /** Official accounts that it mentions; absent where nobody looked. */
  accounts: PageMentions.optional(),
  /** What it is about, for comparison with other inspections; absent where nobody asked. */
  sketch: PageSketch.optional(),
});
export type PageFacts = z.infer<typeof PageFacts>;

/** A hit of the text engine (文本命中) on a page or text; INTERFACES `check-text`. */
export const TextHit = z.strictObject({
  rule: z.string(),
  pack: z.string(),
  category: z.enum(['misstatement', 'secrecy', 'privacy', 'harmful', 'advert', 'coercion', 'typo']),
  severity: z.enum(['veto', 'error', 'warn']),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
  suggest: z.string().nullable(),
  why: z.string(),
});
export type TextHit = z.infer<typeof TextHit>;
