import type { Bilingual, Day } from '../model/index.ts';

/** A file that an entry or a guide offers. */
export interface Attachment {
  readonly name: string;
  readonly url: string;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** One article of a column. */
export interface Entry {
  readonly id: number;
  readonly title: string;
  readonly date: Day;
  /** `HH:MM`. */
  readonly time: string;
  readonly source: string;
  readonly author: string;
  readonly body: readonly string[];
  /** Number (文号), issuing body and class of an official document. */
  readonly document?: { readonly number: string; readonly issuer: string; readonly index: string };
  /** The other side of a document and its interpretation. */
  readonly related?: readonly Link[];
  readonly relatedLabel?: string;
  readonly table?: readonly (readonly string[])[];
  readonly files?: readonly Attachment[];
  readonly graphic?: string;
  /** HTML below the text, such as a form to fill in. */
  readonly extra?: string;
}

export interface Column {
  /** Folder with slashes at both ends, `/xwdt/qhyw/`. */
  readonly path: string;
  readonly name: string;
  /** 栏目类别 as the page tag says it. */
  readonly type: string;
  readonly description: string;
  readonly keywords: string;
  /** The column above it. */
  readonly parent: Column | null;
  readonly entries: readonly Entry[];
}

export interface SampleRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: URLSearchParams;
  readonly agent: string;
  /** Scheme, host and port as the client named them. */
  readonly origin: string;
  /** Addresses of the county's other sites, by id. */
  readonly peers: ReadonlyMap<string, string>;
  /** Which request to this site it is, counted from 1. */
  readonly nth: number;
}

export interface SampleResponse {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The connection is cut instead. */
  readonly reset?: boolean;
}

export type Route = (request: SampleRequest) => SampleResponse;

/** What an inspection of the site must and must not come to; the truth that tests compare with. */
export interface Expectation {
  /** Results that are right; several where a person's answer or a longer watch is needed to settle it. */
  readonly result: readonly ('qualified' | 'unqualified' | 'undetermined')[];
  /** Clause codes of `cn-2019` that must be `fail` or `suspected`. */
  readonly found: readonly string[];
  /** Clause codes that must be neither: a wrong accusation. */
  readonly clear: readonly string[];
}

/** One site before it is served. */
export interface SiteDefinition {
  readonly id: string;
  readonly name: string;
  readonly about: Bilingual;
  readonly role: 'portal' | 'department' | 'other';
  readonly services: boolean;
  /** False for what is served only because a site links to it. Default true. */
  readonly listed?: boolean;
  /** In the week of measurements: every how many the site was down; absent: never. */
  readonly downEvery?: number;
  /** Shows its content only in a browser that runs scripts. */
  readonly needsBrowser: boolean;
  readonly expect: Expectation;
  /** Answers of fixed paths. */
  readonly routes: ReadonlyMap<string, Route>;
  /** Asked first; null lets the routes answer. */
  readonly before?: (request: SampleRequest) => SampleResponse | null;
  /** Milliseconds to wait before a request is answered. */
  readonly stall?: (request: SampleRequest) => number;
}

/** The single vetoes for websites that a machine sees something of; 01f is for a person alone. */
export const SEEN_VETOES: readonly string[] = [
  '01a',
  '01b',
  '01c',
  '01d',
  '01e',
  '02',
  '03',
  '04a',
  '04b',
  '04c',
  '05a',
  '05b',
  '06a',
  '06b',
  '06c',
].map((n) => `SITE-VETO-${n}`);
