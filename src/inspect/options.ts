import type { EarlierWords } from '../changes/index.ts';
import type { BrowserSearch, CrawlOptions } from '../collect/site/index.ts';
import type { SiteVocabulary } from '../facts/index.ts';
import type { Answer, Standard } from '../judge/index.ts';
import type { AccountWords } from '../mentions/index.ts';
import type { Bilingual, Language, Progress, SiteFacts, SiteSubject, Verdict } from '../model/index.ts';
import type { TextScan } from '../packs/index.ts';
import type { ReplyReader } from '../signals/index.ts';
import type { Ipv6Tools } from './probe/ipv6.ts';

/** What a person asks for. Everything that has a default is filled in by the command line. */
export interface InspectOptions {
  /** Folder for the results. */
  readonly out: string;
  readonly standard: Standard;
  readonly vocabulary: SiteVocabulary;
  /** Reads what replies to messages are worth; absent = nobody looks. */
  readonly replies?: ReplyReader;
  readonly answers?: readonly Answer[];
  /** The instant that is judged (ms); default the end of the collection. */
  readonly asOf?: number;
  readonly maxPages: number;
  /** Where to look for a browser; null: none is used. */
  readonly browser: BrowserSearch | null;
  readonly resume: boolean;
  readonly allowPrivate: boolean;
  readonly role: SiteSubject['role'];
  readonly services: boolean | null;
  /** Why robots.txt is not obeyed; recorded in facts and report. */
  readonly robotsOverride?: string;
  readonly userAgent?: string;
  readonly contact?: string;
  /** A probe log (`probes.jsonl` of INTERFACES). */
  readonly probes?: string;
  readonly delayMs?: number;
  readonly concurrency?: number;
  readonly language: Language;
  /** Name and version of the program, for facts, evidence and report. */
  readonly collector: SiteFacts['collector'];
  /** The text hook that runs over each page in the reading threads, and the names of its packs. */
  readonly scan?: NonNullable<CrawlOptions['scan']> & {
    readonly packs: readonly string[];
    /** For attachments; without it they are not read. */
    readonly text?: TextScan;
  };
  /** Attachments to read at most, the newest first; 0: none. */
  readonly maxAttachments: number;
  /** How accounts are named; absent = pages are not read for mentions of accounts. */
  readonly accounts?: AccountWords;
  /** Pictures that may be codes (二维码) to fetch and decode at most; 0: none. */
  readonly maxCodes: number;
  /** Folder of an earlier inspection of the site, and how to compare with it. */
  readonly earlier?: { readonly folder: string; readonly words: EarlierWords };
  /** Recognises text in pictures and scanned pages among them; some seconds each. */
  readonly ocr: boolean;
}

export type Stage = 'collect' | 'probe' | 'attachments' | 'render' | 'compare' | 'judge' | 'report';

/** What comes in from outside: clock, stop, network tools, and ears for what happens. */
export interface InspectHooks {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onStage?: (stage: Stage) => void;
  readonly onWarning?: (warning: Bilingual) => void;
  /** A reading thread that was started ahead. */
  readonly spare?: CrawlOptions['spare'];
  /** Replaced in tests; by default the system's. */
  readonly resolve?: CrawlOptions['resolve'];
  readonly ipv6?: Ipv6Tools;
}

export interface Inspection {
  readonly verdict: Verdict;
  readonly facts: SiteFacts;
  /** Folder that holds the results. */
  readonly out: string;
  /** The report, as written to the folder. */
  readonly html: string;
}
