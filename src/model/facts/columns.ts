import { z } from 'zod';
import { ColumnBlock, ListItem } from '../page.ts';

/** A date that was checked for belief. */
export const DatedUrl = z.strictObject({ url: z.string(), title: z.string(), date: z.string().nullable() });
export type DatedUrl = z.infer<typeof DatedUrl>;

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
  /** Columns that its navigation leads to on other hosts, by the kind that their names say; nothing there was read. */
  outside: z.array(z.strictObject({ url: z.string(), name: z.string(), kind: ColumnKind })).optional(),
  needsScript: z.boolean(),
});
export type Home = z.infer<typeof Home>;

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
    'date-moved', // an earlier inspection read the same text under another date (`other`)
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
