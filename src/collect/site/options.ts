import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { AccountWords } from '../../mentions/index.ts';
import type {
  CollectionFailure,
  CollectionSink,
  Coverage,
  InputError,
  LinkFacts,
  Progress,
} from '../../model/index.ts';
import type { ExchangeArchive } from '../archive/index.ts';
import type { Resolve } from './net/address.ts';
import type { FetchLimits } from './net/fetcher.ts';
import type { SpareReader } from './reading/spare.ts';
import type { TrapLimits } from './traps.ts';

export type { CollectionSink, InputError };

/** Shows pages that need script. Rejects where a page cannot be shown; that page is left as it was. */
export interface PageRenderer {
  render(
    url: string,
    signal: AbortSignal,
  ): Promise<{ readonly html: string; readonly finalUrl: string } | null>;
}

const Count = z.number().int().nonnegative();
const Positive = z.number().int().positive();

/** Options of a crawl that a person may set; the consequence of each beside it. */
export const CrawlSettings = z.strictObject({
  /** Hosts (`host` or `host:port`) that are the site; default the target's, and where its home page redirects under the same name. */
  hosts: z.array(z.string().min(1)).optional(),
  /** Pages to read at most. What was found beyond is told in `coverage.unseen`. */
  maxPages: Positive.default(1_000),
  /** Folder for the crawl's state. With `resume`, an earlier run in it is continued. */
  workdir: z.string().min(1),
  resume: z.boolean().default(false),
  /** Lets loopback and private addresses be fetched. */
  allowPrivate: z.boolean().default(false),
  /** Who we are, with a contact, as sent to every server. */
  userAgent: z.string().min(1).optional(),
  contact: z.string().min(1).optional(),
  /** Why robots.txt is not obeyed; recorded in the coverage. Without it robots.txt is obeyed. */
  ignoreRobots: z.string().min(1).optional(),
  /** Connections to one host at once; default 4, on loopback 12. */
  connections: Positive.max(64).optional(),
  /** Milliseconds between two requests to one host; default 100, on loopback 0. A larger crawl-delay wins. */
  delayMs: Count.optional(),
  /** Longest pause a site may ask for by Retry-After; asked for more, the page is left as `throttled`. */
  maxPauseMs: Count.default(120_000),
  /** Tries of a page on one occasion where it times out, is reset or answers 5xx. */
  tries: Positive.max(10).default(3),
  /** Base of the waiting time between those tries; doubled each time. */
  backoffMs: Count.default(1_000),
  /** Least time between the first failure of a link and its second occasion. */
  secondTryAfterMs: Count.default(2_000),
  /** Threads that read pages; default one less than there are cores, at least 1. */
  workers: Positive.max(32).default(Math.max(1, Math.min(8, availableParallelism() - 1))),
  /** Links looked at beyond the pages that were read: none, those into the site, or external ones as well. */
  checkLinks: z.enum(['off', 'internal', 'all']).default('all'),
  /** How many at most, internal and external. Links of the home page come first. */
  checkBudget: z
    .strictObject({ internal: Count.default(20_000), external: Count.default(1_000) })
    .default({ internal: 20_000, external: 1_000 }),
  /** Whether sitemaps named in robots.txt (or /sitemap.xml) add pages. */
  sitemaps: z.boolean().default(true),
  /** Pages without content but for script that are rendered at most, where a renderer is given. */
  maxRenders: Count.default(50),
  /** Refusals (firewall, captcha) in a row after which a host is left alone. */
  maxBlocks: Positive.default(8),
  /** Faults in a row after which a host counts as gone. */
  maxFaults: Positive.default(25),
  /** Addresses that the table holds at most; more are counted but not followed. */
  maxAddresses: Positive.default(5_000_000),
  /** URL of a module that exports `createReader`; default: the page room with the scan hook. */
  reader: z.string().optional(),
  readerOptions: z.unknown().optional(),
  /** The text hook: URL of a module that exports `createPageScanner(options)`. */
  scan: z.strictObject({ module: z.string(), options: z.unknown() }).optional(),
  /** How accounts are named; without it pages are not read for mentions of accounts. */
  accounts: AccountWords.optional(),
  /** Sketches what each page is about, for comparison with other inspections. */
  sketch: z.boolean().default(false),
  /** Words in link text that mark pages which indicators need; default `packs/crawl/wanted.yaml`. */
  wanted: z.array(z.string().min(1)).optional(),
});
export type CrawlSettings = z.infer<typeof CrawlSettings>;

export interface CrawlOptions extends z.input<typeof CrawlSettings> {
  readonly limits?: Partial<FetchLimits>;
  readonly traps?: Partial<TrapLimits>;
  readonly archive?: ExchangeArchive;
  readonly renderer?: PageRenderer;
  readonly resolve?: Resolve;
  readonly controlNames?: readonly string[];
  readonly clock?: () => number;
  readonly random?: () => number;
  readonly onProgress?: (progress: Progress) => void;
  /** A reading thread that was started ahead. */
  readonly spare?: SpareReader;
}

/** Links to one host outside the site. */
export interface Outlink {
  readonly host: string;
  readonly links: number;
  readonly embeds: number;
  /** First page that links there. */
  readonly from: string;
  /** `ok` and `dead` where a link to it was checked. */
  readonly state: 'unchecked' | 'ok' | 'dead';
}

export interface CheckedFile {
  readonly url: string;
  /** null = could not be told. */
  readonly ok: boolean | null;
  readonly status: number | null;
  readonly why: string | null;
}

export interface CrawlResult {
  readonly coverage: Coverage;
  readonly links: LinkFacts;
  readonly outlinks: readonly Outlink[];
  /** Files offered for download whose existence was looked at (at most 5,000). */
  readonly attachments: readonly CheckedFile[];
  /** Hosts that were taken for the site. */
  readonly hosts: readonly string[];
  /** How the home page fared: the address that answered, or why none did. */
  readonly home: { readonly url: string; readonly failure: CollectionFailure | null };
  /** Whether robots.txt, as it was read or overridden, lets an address of the site be fetched. */
  readonly allows: (url: string) => boolean;
  /** Pages and files by the run that fetched them: a resumed run repeats none of the earlier one's. */
  readonly fetched: number;
}
