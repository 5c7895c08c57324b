import { z } from 'zod';
import { PageKind } from '../page.ts';
import { Timestamp } from '../words.ts';
import { FailureKind } from './coverage.ts';

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
