import type { FailureKind } from './facts/index.ts';
import type { PageFacts, TextHit } from './page.ts';

/**
 * What collecting hands on, page by page, to whoever reduces it (room `facts`). Bytes are gone by then: they are in the WARC.
 */
export interface PageVisit {
  /** The address asked for, after normalisation, and the one that answered. */
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  /** When it was fetched (milliseconds). */
  readonly at: number;
  readonly ms: number | null;
  /** The server's own clock and the file's age as HTTP says them; null where the header is absent or no date. */
  readonly serverDate: number | null;
  readonly lastModified: number | null;
  /** Clicks from the home page. */
  readonly depth: number;
  /** The page that led here, and the words of the link. */
  readonly referrer: string | null;
  readonly linkText: string | null;
  readonly bytes: number;
  /** WARC-Record-ID and payload digest of the response record. */
  readonly record: string | null;
  readonly digest: string | null;
  readonly rendered: boolean;
  readonly facts: PageFacts;
  readonly hits: readonly ScanHit[];
}

/** A hit with where it stands on the page. */
export interface ScanHit extends TextHit {
  readonly context: string;
  readonly selector: string | null;
}

/** A fetched file that is no page: attachment, picture, feed. */
export interface FileVisit {
  readonly url: string;
  readonly status: number;
  readonly at: number;
  readonly contentType: string;
  readonly bytes: number;
}

export interface FailedVisit {
  readonly url: string;
  readonly kind: FailureKind;
  readonly why: string;
  readonly at: number;
  readonly status: number | null;
}

/** An address that only sends on: what stands there is read at `to`, on this site or another. */
export interface MovedVisit {
  readonly url: string;
  readonly to: string;
  readonly at: number;
}

/** Where collected pages go. Every method returns fast; a promise asks the collector to wait (back-pressure). */
export interface CollectionSink {
  page(visit: PageVisit): void | Promise<void>;
  file?(visit: FileVisit): void | Promise<void>;
  failed?(visit: FailedVisit): void | Promise<void>;
  moved?(visit: MovedVisit): void | Promise<void>;
}

/** How far long work has come; the command line draws it. */
export interface Progress {
  readonly done: number;
  readonly queued: number;
  readonly failed: number;
  readonly bytes: number;
  readonly url: string;
}
