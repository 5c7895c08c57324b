import { z } from 'zod';
import { AccountsFound } from '../mentions.ts';
import { Timestamp } from '../words.ts';
import { Column, DateDoubt, DatedUrl, Document, Home } from './columns.ts';
import {
  ContentFacts,
  FeatureFacts,
  NO_ACCOUNTS,
  NO_REGISTER,
  RenderFacts,
  SiteLifecycle,
} from './content.ts';
import { Coverage } from './coverage.ts';
import { InteractionFacts, LeaderFacts, ServiceFacts } from './duties.ts';
import { EarlierFacts, NO_EARLIER } from './earlier.ts';
import {
  DomainFacts,
  FooterFacts,
  Ipv6Facts,
  LinkFacts,
  ProbeFacts,
  SearchFacts,
  TagFacts,
} from './signs.ts';
import { SiteSubject, section } from './subject.ts';

export * from './columns.ts';
export * from './content.ts';
export * from './coverage.ts';
export * from './duties.ts';
export * from './earlier.ts';
export * from './signs.ts';
export * from './subject.ts';

/** A page on which the site's duty is or is not met, as the reader saw it. */
const Seen = z.strictObject({ url: z.string(), title: z.string(), quote: z.string() });

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
  /** What changed since an earlier inspection; facts that were compared with none have none. */
  earlier: section(EarlierFacts).default(NO_EARLIER),
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
