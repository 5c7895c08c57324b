import { z } from 'zod';
import { Lifecycle } from './lifecycle.ts';
import { AccountsFound } from './mentions.ts';
import {
  ChannelKind,
  ColumnBlock,
  Concealed,
  FeatureKind,
  ListItem,
  Message,
  PageKind,
  TextHit,
} from './page.ts';
import { AccountStatus } from './register.ts';
import { ReplyReading } from './replies.ts';
import { Bilingual, Timestamp } from './words.ts';

/**
 * Site facts (网站事实): everything that a crawl, a probe or an archive said about one site, plain and dated. Indicators
 * read these and nothing else, so `facts.json` judged again gives the same verdict (`xunjian judge`).
 *
 * A section that could not be collected is `unavailable` with its reason: the runner makes every indicator that needs it
 * *inconclusive* without asking it. A section that was collected only in part says so in its own fields (`complete`).
 */
export const Unavailable = z.strictObject({
  status: z.literal('unavailable'),
  reason: z.enum([
    'blocked',
    'unreachable',
    'local-fault',
    'refused',
    'needs-browser',
    'not-asked',
    'limit',
    'no-source',
  ]),
  why: Bilingual,
  /** What to do so that it can be collected. */
  todo: Bilingual,
});
export type Unavailable = z.infer<typeof Unavailable>;

/** A part of facts that may not have been collected. */
export function section<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('status', [z.strictObject({ status: z.literal('ok'), value }), Unavailable]);
}

/** Whom the facts are about. `null` = not known; standards say what follows from that. */
export const SiteSubject = z.strictObject({
  kind: z.literal('site'),
  id: z.string(),
  name: z.string(),
  url: z.string(),
  hosts: z.array(z.string()),
  idCode: z.string().nullable(),
  /** 门户网站 of a government, a department's site, or another; deductions and bonus are for portals (ENG-01). */
  role: z.enum(['portal', 'department', 'other']).nullable(),
  /** Whether the body serves the public; those that do not are scored × 4/3 without the service part (ENG-06). */
  services: z.boolean().nullable(),
});
export type SiteSubject = z.infer<typeof SiteSubject>;

/** Why a page was not read. The three-way account (read, failed, not seen) of every report rests on these. */
export const FailureKind = z.enum([
  'dns',
  'refused-connection',
  'timeout',
  'reset',
  'tls',
  'http-4xx',
  'http-5xx',
  'throttled',
  'blocked',
  'captcha',
  'login',
  'too-large',
  'bomb',
  'too-slow',
  'redirect-loop',
  'refused-address',
  'robots',
  'needs-script',
  'local-fault',
  'not-html',
  'broken-record',
]);
export type FailureKind = z.infer<typeof FailureKind>;

export const CollectionFailure = z.strictObject({
  url: z.string(),
  kind: FailureKind,
  why: z.string(),
  at: Timestamp,
  status: z.number().int().nullable(),
});
export type CollectionFailure = z.infer<typeof CollectionFailure>;

/** What was seen, what failed and what was not looked at (采集情况). */
export const Coverage = z.strictObject({
  source: z.enum(['live', 'archive', 'folder']),
  from: Timestamp,
  to: Timestamp,
  pages: z.number().int().nonnegative(),
  /** Every page that was found was read: nothing skipped by budget, depth, trap or failure. */
  complete: z.boolean(),
  /** Pages found and not read, by the reason. */
  unseen: z.array(
    z.strictObject({
      reason: z.string(),
      count: z.number().int().nonnegative(),
      examples: z.array(z.string()),
    }),
  ),
  failures: z.array(CollectionFailure),
  failureCounts: z.partialRecord(FailureKind, z.number().int().positive()),
  /** Pages that show nothing without script and were not rendered. */
  needsScript: z.number().int().nonnegative(),
  rendered: z.number().int().nonnegative(),
  /** Why robots.txt or a refusal was overridden, where an inspector did so. */
  override: z.string().nullable(),
  userAgent: z.string(),
});
export type Coverage = z.infer<typeof Coverage>;

/** A date that was checked for belief. */
export const DatedUrl = z.strictObject({ url: z.string(), title: z.string(), date: z.string().nullable() });
export type DatedUrl = z.infer<typeof DatedUrl>;

export const Home = z.strictObject({
  url: z.string(),
  title: z.string(),
  /** The home page is only an entrance (首页仅为导航入口): second-level pages decide freshness then. */
  entranceOnly: z.boolean(),
  /** Dated and undated entries of the home page, newest first, at most 100. */
  items: z.array(ListItem),
  itemCount: z.number().int().nonnegative(),
  /** Newest believable date on it (none after the collection's end). */
  latest: z.string().nullable(),
  blocks: z.array(ColumnBlock),
  /** Pages that the home page links to, with their newest dates. */
  secondLevel: z.array(
    z.strictObject({ url: z.string(), name: z.string(), latest: z.string().nullable(), read: z.boolean() }),
  ),
  needsScript: z.boolean(),
});
export type Home = z.infer<typeof Home>;

/** What a column is for (栏目类别); decides how often it has to change. From the tag ColumnType, else from its name. */
export const ColumnKind = z.enum([
  'news', // 动态、要闻
  'notice', // 通知公告
  'policy', // 政策文件
  'interpretation', // 政策解读
  'overview', // 概况信息
  'agency', // 机构职能
  'leaders', // 领导信息
  'statistics', // 数据发布
  'response', // 回应关切
  'disclosure', // 信息公开指南、目录、年报、依申请公开
  'personnel', // 人事、规划计划
  'service', // 办事服务
  'consult', // 咨询投诉、留言
  'survey', // 调查征集
  'interview', // 在线访谈
  'special', // 专题
  'other',
]);
export type ColumnKind = z.infer<typeof ColumnKind>;

/** One column (栏目) of the site. */
export const Column = z.strictObject({
  name: z.string(),
  /** ColumnType as tagged, null where untagged. */
  type: z.string().nullable(),
  kind: ColumnKind,
  /** How `kind` is known: the tag, the name, or a guess from what it holds. */
  kindFrom: z.enum(['tag', 'name', 'none']),
  url: z.string(),
  /** 1 = linked from the home page's navigation or blocks, 2 = below one of those, and so on. */
  level: z.number().int().positive(),
  position: z.array(z.string()),
  /** Entries seen on its list pages; `dated` of them with a date. */
  items: z.number().int().nonnegative(),
  dated: z.number().int().nonnegative(),
  latest: z.string().nullable(),
  /** Nothing but a frame is there: no entry, no text (空白栏目). Never true where the page was not truly seen. */
  blank: z.boolean(),
  /** Whether its page was read; false with the reason where it was not. */
  read: z.boolean(),
  unreadWhy: z.string().nullable(),
  /** Address on another site that it redirects to: what stands there is not this site's column. */
  elsewhere: z.string().optional(),
});
export type Column = z.infer<typeof Column>;

/** A date that speaks against itself (伪造发稿日期 and its innocent look-alikes). */
export const DateDoubt = z.strictObject({
  url: z.string(),
  title: z.string(),
  printed: z.string(),
  kind: z.enum([
    'future', // printed date lies after the collection
    'last-modified-later', // the file is much younger than the printed date, and so are its neighbours not
    'new-url-old-date', // first seen now, dated long ago, in a place where it would have been seen before
    'url-date-differs', // the date in the address differs from the printed one
    'tag-differs', // PubDate and the printed date differ
    'server-clock', // the server's own clock is wrong, so its Last-Modified proves nothing
  ]),
  other: z.string(),
});
export type DateDoubt = z.infer<typeof DateDoubt>;

export const Document = z.strictObject({
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  /** URLs of the other side (interpretations of a document, documents of an interpretation) that this page links to. */
  linksTo: z.array(z.string()),
  /** An interpretation of it is known by title, whether linked or not. */
  matched: z.array(z.string()),
  /** Issued in the body's own name (以本地区、本部门名义印发); null = cannot be told. */
  own: z.boolean().nullable(),
  /** Form of an interpretation. */
  form: z.enum(['text', 'graphic', 'video', 'interactive']).nullable(),
});
export type Document = z.infer<typeof Document>;

/** A page on which the site's duty is or is not met, as the reader saw it. */
const Seen = z.strictObject({ url: z.string(), title: z.string(), quote: z.string() });

export const LeaderFacts = z.strictObject({
  /** Column or page of leader information; null = none found. */
  column: z.strictObject({ url: z.string(), name: z.string() }).nullable(),
  leaders: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string().nullable(),
      resume: z.boolean(),
      duties: z.boolean(),
      url: z.string(),
    }),
  ),
  /** Pages of leader information on which no leader could be read. */
  unread: z.array(z.string()),
});
export type LeaderFacts = z.infer<typeof LeaderFacts>;

export const ServiceGuide = z.strictObject({
  url: z.string(),
  title: z.string(),
  /** Element classes present with text, in their official names. */
  present: z.array(z.string()),
  missing: z.array(z.string()),
  /** Unclear demands such as 其他材料, 等相关材料, no number of copies (SITE-DED-14), quoted. */
  vague: z.array(z.string()),
  /** Forms and samples that the guide names, and whether their file is there. */
  forms: z.array(
    z.strictObject({
      name: z.string(),
      url: z.string().nullable(),
      ok: z.boolean().nullable(),
      why: z.string().nullable(),
    }),
  ),
  links: z.array(z.string()),
});
export type ServiceGuide = z.infer<typeof ServiceGuide>;

export const ServiceFacts = z.strictObject({
  /** Entry to services (办事服务); null = none found. */
  entry: z.strictObject({ url: z.string(), name: z.string(), external: z.boolean() }).nullable(),
  /** Service items (事项) listed, with the classes they are listed under. */
  itemCount: z.number().int().nonnegative(),
  classes: z.array(z.strictObject({ name: z.string(), items: z.number().int().nonnegative() })),
  guides: z.array(ServiceGuide),
  /** Statistics of services done (办事统计). */
  stats: z.strictObject({ url: z.string(), latest: z.string().nullable() }).nullable(),
  /** Entries to apply online, and whether they opened. */
  apply: z.array(z.strictObject({ url: z.string(), ok: z.boolean().nullable(), why: z.string().nullable() })),
});
export type ServiceFacts = z.infer<typeof ServiceFacts>;

export const InteractionFacts = z.strictObject({
  channels: z.array(
    z.strictObject({
      kind: ChannelKind,
      name: z.string(),
      url: z.string(),
      form: z.boolean(),
      login: z.boolean(),
      external: z.boolean(),
      /** Opened without error; null = not tried. */
      ok: z.boolean().nullable(),
    }),
  ),
  /** Messages shown to the public, with the page they were read from; channel kind where known. */
  messages: z.array(
    z.strictObject({
      ...Message.shape,
      page: z.string(),
      channel: ChannelKind.nullable(),
      /** What the reply is worth; absent where there is none, or nobody looked. */
      reading: ReplyReading.optional(),
    }),
  ),
  messageCount: z.number().int().nonnegative(),
  /** Statistics of messages received and answered. */
  stats: z.strictObject({ url: z.string(), latest: z.string().nullable() }).nullable(),
  surveys: z.array(DatedUrl),
  interviews: z.array(DatedUrl),
  /** Hosts at which a login is asked for, by the part of the site that asks. */
  logins: z.array(
    z.strictObject({ part: z.enum(['interaction', 'service', 'other']), host: z.string(), url: z.string() }),
  ),
});
export type InteractionFacts = z.infer<typeof InteractionFacts>;

/** One element of the footer over all pages read. */
const FooterElement = z.strictObject({
  pages: z.number().int().nonnegative(),
  values: z.array(z.strictObject({ value: z.string(), pages: z.number().int().positive() })),
  missing: z.array(z.string()),
});
export const FooterFacts = z.strictObject({
  pages: z.number().int().nonnegative(),
  siteIdCode: FooterElement,
  icp: FooterElement,
  police: FooterElement,
  sponsor: FooterElement,
  contact: FooterElement,
  errorReport: FooterElement,
  sign: FooterElement,
  sitemap: FooterElement,
});
export type FooterFacts = z.infer<typeof FooterFacts>;

export const TagFacts = z.strictObject({
  /** Pages of each kind looked at, and those that lack a mandatory tag. */
  checked: z.partialRecord(PageKind, z.number().int().positive()),
  lacking: z.array(
    z.strictObject({
      url: z.string(),
      kind: PageKind,
      missing: z.array(z.string()),
      empty: z.array(z.string()),
    }),
  ),
  lackingCount: z.number().int().nonnegative(),
});
export type TagFacts = z.infer<typeof TagFacts>;

export const DeadLink = z.strictObject({
  url: z.string(),
  status: z.number().int().nullable(),
  kind: FailureKind,
  why: z.string(),
  /** Times tried, on different occasions: a link is dead only after a second try. */
  tries: z.number().int().positive(),
  scope: z.enum(['internal', 'external']),
  attachment: z.boolean(),
  onHome: z.boolean(),
  /** Pages that link to it: all counted, the first ones named. */
  count: z.number().int().positive(),
  from: z.array(z.strictObject({ url: z.string(), text: z.string() })),
});
export type DeadLink = z.infer<typeof DeadLink>;

export const LinkFacts = z.strictObject({
  internal: z.number().int().nonnegative(),
  external: z.number().int().nonnegative(),
  checked: z.number().int().nonnegative(),
  unchecked: z.number().int().nonnegative(),
  dead: z.array(DeadLink),
  /** Distinct dead targets, and links to them, by where they stand: what SITE-DED-22 counts. */
  deadOnHome: z.number().int().nonnegative(),
  deadElsewhere: z.number().int().nonnegative(),
});
export type LinkFacts = z.infer<typeof LinkFacts>;

/** A try of the site's own search. */
export const SearchTry = z.strictObject({
  query: z.string(),
  /** `exact`: a whole title of the site; `fuzzy`: parts of one; `pinyin`, `typo`: a misspelt one. */
  kind: z.enum(['exact', 'fuzzy', 'pinyin', 'typo']),
  expected: z.string(),
  url: z.string(),
  /** On the first page of results; null = the try failed on our side or was blocked. */
  found: z.boolean().nullable(),
  results: z.number().int().nonnegative().nullable(),
  why: z.string().nullable(),
});
export const SearchFacts = z.strictObject({
  /** Address of the form; null = no search form on the home page. */
  form: z.string().nullable(),
  usable: z.boolean().nullable(),
  tries: z.array(SearchTry),
});
export type SearchFacts = z.infer<typeof SearchFacts>;

export const DomainFacts = z.strictObject({
  host: z.string(),
  /** The address is an IP or a local name, as in a test: naming rules cannot be applied. */
  isAddress: z.boolean(),
  /** Names the home page shows in its head, and its title. */
  shownNames: z.array(z.string()),
  title: z.string(),
});
export type DomainFacts = z.infer<typeof DomainFacts>;

export const Ipv6Facts = z.strictObject({
  aaaa: z.array(z.string()),
  /** The site answered over IPv6; false also where the lookup truly gave no address; null = lookup or network of ours failed. */
  reachable: z.boolean().nullable(),
  why: z.string().nullable(),
});
export type Ipv6Facts = z.infer<typeof Ipv6Facts>;

/** One availability probe (监测). `error` is null where the page opened. */
export const Probe = z.strictObject({
  at: Timestamp,
  ok: z.boolean(),
  ms: z.number().nonnegative().nullable(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  /** From where it was probed. */
  vantage: z.string().nullable(),
  /** The fault was on our side: says nothing about the site. */
  local: z.boolean().default(false),
  /** Taken in an approved and announced maintenance or temporary closure (维护、临时下线): left out of the count. */
  maintenance: z.boolean().optional(),
});
export type Probe = z.infer<typeof Probe>;
export const ProbeFacts = z.strictObject({ probes: z.array(Probe) });

/** What the text engine and the page reader found that a person should look at. */
export const ContentHit = z.strictObject({
  ...TextHit.shape,
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  context: z.string(),
  selector: z.string().nullable(),
  /** It stands in an attachment, not on a page. */
  attachment: z.literal(true).optional(),
  /** A picture of the place with the words marked, in the output folder. */
  shot: z.strictObject({ file: z.string(), sha256: z.string(), at: Timestamp }).optional(),
});
export const ContentFacts = z.strictObject({
  pagesScanned: z.number().int().nonnegative(),
  packs: z.array(z.string()),
  hits: z.array(ContentHit),
  hitCount: z.number().int().nonnegative(),
  /** Attachments (附件) that pages offer, and those whose text was scanned; absent where nobody looked. */
  attachments: z
    .strictObject({ found: z.number().int().nonnegative(), read: z.number().int().nonnegative() })
    .optional(),
  concealed: z.array(z.strictObject({ ...Concealed.shape, page: z.string() })),
  /** Hosts outside the site that pages link to or embed. */
  outlinks: z.array(
    z.strictObject({
      host: z.string(),
      links: z.number().int().positive(),
      embeds: z.number().int().nonnegative(),
      from: z.string(),
      /** `suspect`: hits on the link text or on the target page. */
      state: z.enum(['unchecked', 'ok', 'dead', 'parked', 'suspect']),
      why: z.string().nullable(),
    }),
  ),
});
export type ContentFacts = z.infer<typeof ContentFacts>;

export const FeatureFacts = z.strictObject({
  features: z.array(
    z.strictObject({
      kind: FeatureKind,
      url: z.string(),
      text: z.string(),
      pages: z.number().int().positive(),
    }),
  ),
});
export type FeatureFacts = z.infer<typeof FeatureFacts>;

/** How the home page and some others look in a real browser. */
export const RenderFacts = z.strictObject({
  browser: z.string(),
  pages: z.array(
    z.strictObject({
      url: z.string(),
      viewport: z.enum(['desktop', 'phone']),
      ok: z.boolean(),
      /** Errors of scripts, missing resources, horizontal overflow. */
      problems: z.array(z.string()),
      screenshot: z.string().nullable(),
      sha256: z.string().nullable(),
      ms: z.number().nonnegative(),
    }),
  ),
});
export type RenderFacts = z.infer<typeof RenderFacts>;

/** The life of a site (开办、变更、下线) as a register tells it. */
export const SiteLifecycle = z.strictObject({ ...Lifecycle.shape, listed: AccountStatus.nullable() });
export type SiteLifecycle = z.infer<typeof SiteLifecycle>;

/** The section of facts that no register stands behind. */
export const NO_REGISTER = {
  status: 'unavailable',
  reason: 'no-source',
  why: { zh: '没有网站开办、下线各环节的记载', en: 'No register tells of the steps in the life of the site' },
  todo: {
    zh: '需要检查下线程序的，用 xunjian census 检查名录。',
    en: 'To check how it was closed, use xunjian census on a register.',
  },
} as const;

/** The section of facts that were stored before anybody looked for accounts. */
export const NO_ACCOUNTS = {
  status: 'unavailable',
  reason: 'not-asked',
  why: { zh: '本次检查没有查找页面上的政务新媒体账号', en: 'Pages were not searched for official accounts' },
  todo: { zh: '用 xunjian inspect 重新检查。', en: 'Inspect again with xunjian inspect.' },
} as const;

const SECTIONS = {
  home: section(Home),
  columns: section(z.array(Column)),
  dateDoubts: section(z.array(DateDoubt)),
  /** Newest articles and a sample of the rest. */
  articles: section(
    z.array(
      z.strictObject({
        ...DatedUrl.shape,
        source: z.string().nullable(),
        column: z.string().nullable(),
        textLength: z.number(),
      }),
    ),
  ),
  documents: section(z.array(Document)),
  interpretations: section(z.array(Document)),
  overview: section(z.array(Seen)),
  agency: section(z.array(Seen)),
  leaders: section(LeaderFacts),
  services: section(ServiceFacts),
  interaction: section(InteractionFacts),
  footer: section(FooterFacts),
  tags: section(TagFacts),
  links: section(LinkFacts),
  search: section(SearchFacts),
  domain: section(DomainFacts),
  ipv6: section(Ipv6Facts),
  probes: section(ProbeFacts),
  content: section(ContentFacts),
  features: section(FeatureFacts),
  render: section(RenderFacts),
  /** Only a register tells it; facts that were stored before there was this section have none. */
  lifecycle: section(SiteLifecycle).default(NO_REGISTER),
  /** Accounts that the site shows. No indicator reads it. */
  accounts: section(AccountsFound).default(NO_ACCOUNTS),
};

export const SiteFacts = z.strictObject({
  schema: z.literal('xunjian.facts/1'),
  subject: SiteSubject,
  /** When collection ended; the default `asOf` of a verdict. */
  collectedAt: Timestamp,
  collector: z.strictObject({ name: z.string(), version: z.string() }),
  coverage: Coverage,
  sections: z.strictObject(SECTIONS),
});
export type SiteFacts = z.infer<typeof SiteFacts>;

export type SectionName = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];
type SectionOf<N extends SectionName> = z.infer<(typeof SECTIONS)[N]>;
/** The value of a section, as an indicator gets it. */
export type SectionValue<N extends SectionName> = Extract<SectionOf<N>, { status: 'ok' }>['value'];
