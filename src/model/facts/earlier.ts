import { z } from 'zod';
import { PageKind } from '../page.ts';
import { FindingState, Part } from '../states.ts';
import { Timestamp } from '../words.ts';

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

/** Script that a text is written in, by most of its words; `none` where there are too few. */
export const Writing = z.enum(['han', 'kana', 'hangul', 'latin', 'other', 'none']);
export type Writing = z.infer<typeof Writing>;

/** What a page was at one of the two inspections. */
const PageThen = z.strictObject({
  title: z.string(),
  /** First words of its text. */
  opening: z.string(),
  kind: PageKind,
  writing: Writing,
  at: Timestamp,
});

/** What became of a page whose address stayed. */
export const PageChangeKind = z.enum([
  'subject', // about something else, in words that the site does not use
  'language', // written in another script
  'terms', // its title or its tags for search engines carry terms of harmful content, and did not
  'parked', // a page for a domain that nobody uses
  'login', // a login wall
  'error', // an error page that answers as if all were well
]);
export type PageChangeKind = z.infer<typeof PageChangeKind>;

export const PageChange = z.strictObject({
  kind: PageChangeKind,
  url: z.string(),
  before: PageThen,
  now: PageThen,
  /** Share of the shorter text's words that both have, estimated from the sketches; null where too few were there. */
  alike: share.nullable(),
  /** Share of today's words that the site used at the earlier inspection; null where that cannot be told. */
  familiar: share.nullable(),
  terms: z.array(z.string()),
  /** Words of the page that stands in its place. */
  quote: z.string().nullable(),
});
export type PageChange = z.infer<typeof PageChange>;

/** Addresses of pages that now lead to another registrable domain (可注册域名). */
export const SentAway = z.strictObject({
  domain: z.string(),
  /** The domain is one of those that only government bodies get. */
  government: z.boolean(),
  pages: count,
  /** The home page is among them. */
  home: z.boolean(),
  examples: z.array(z.strictObject({ url: z.string(), title: z.string(), to: z.string() })),
});

/** A host outside the site that no page named at the earlier inspection, and many do now. */
export const NewHost = z.strictObject({
  host: z.string(),
  pages: count,
  /** Pages that load a script or a frame from it. */
  embeds: count,
  from: z.string(),
  /** Its domain is a service that websites commonly use, or another government site. */
  known: z.boolean(),
});

/** An article whose printed date is another one, and whose text is the same. */
export const Redated = z.strictObject({
  url: z.string(),
  title: z.string(),
  before: z.string(),
  now: z.string(),
});

/** How an indicator stood at the earlier inspection. */
export const EarlierLine = z.strictObject({
  code: z.string(),
  part: Part,
  state: FindingState,
  /** What it took or gave, least and most. */
  points: z.strictObject({ min: z.number(), max: z.number() }),
});
export type EarlierLine = z.infer<typeof EarlierLine>;

/** What an earlier inspection of the same site concluded. */
export const EarlierVerdict = z.strictObject({
  standard: z.strictObject({ id: z.string(), version: z.string() }),
  asOf: Timestamp,
  result: z.enum(['qualified', 'unqualified', 'undetermined']),
  score: z.strictObject({ min: z.number(), max: z.number() }).nullable(),
  /** Its facts were judged once more, by the standard of this inspection and without people's decisions. */
  rejudged: z.boolean(),
  lines: z.array(EarlierLine),
});
export type EarlierVerdict = z.infer<typeof EarlierVerdict>;

/** What changed on a site since an earlier inspection (与上次巡查相比). */
export const EarlierFacts = z.strictObject({
  /** When the earlier inspection ended, and how much it read. */
  collectedAt: Timestamp,
  pages: count,
  verdict: EarlierVerdict.nullable(),
  compared: z.strictObject({
    /** Pages that both inspections read. */
    both: count,
    /** Pages that only this one read. */
    added: count,
    /** Pages that the earlier one read and whose address only sends on now. */
    moved: count,
    /** Pages that the earlier one read and that are not there any more (4xx). */
    gone: count,
    /** Pages that the earlier one read and this one could not or did not: nothing is known of them. */
    unseen: count,
    /** Pages about something else now, in words that the site uses: an address that was given to another of its own texts. */
    reused: count,
    /** Pages of both, that load the same own scripts and style sheets: 1 = the layout stayed, 0 = a redesign; null where none was compared. */
    frameKept: share.nullable(),
    /** What `familiar` usually is on this site (median); null where too few pages were read to tell. */
    usual: share.nullable(),
  }),
  /** Number of each kind; `changes` holds the plainest of them. */
  counts: z.partialRecord(PageChangeKind, z.number().int().positive()),
  changes: z.array(PageChange),
  sentAway: z.array(SentAway),
  newHosts: z.array(NewHost),
  redated: z.strictObject({
    /** Dated articles of both inspections with the same text. */
    of: count,
    count,
    /** So many that it was the publishing system: a move gives all articles new dates. */
    bulk: z.boolean(),
    examples: z.array(Redated),
  }),
  gonePages: z.array(z.strictObject({ url: z.string(), title: z.string() })),
  /** The home page was read then and was not now. */
  homeGone: z.strictObject({ url: z.string(), why: z.string() }).nullable(),
  /** First-level columns that are not there any more. */
  columnsGone: z.array(z.strictObject({ name: z.string(), url: z.string(), answers4xx: z.boolean() })),
});
export type EarlierFacts = z.infer<typeof EarlierFacts>;

/** The section of facts of an inspection that was compared with none. */
export const NO_EARLIER = {
  status: 'unavailable',
  reason: 'not-asked',
  why: { zh: '本次检查没有与以往的检查比较', en: 'This inspection was compared with no earlier one' },
  todo: {
    zh: '用 --earlier 给出上次检查的结果文件夹。',
    en: 'Give the folder of an earlier inspection by --earlier.',
  },
} as const;
