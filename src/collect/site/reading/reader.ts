import type { PageFacts, ScanHit } from '../../../model/index.ts';

/** What reading one page gives. */
export interface ReadPage {
  readonly facts: PageFacts;
  readonly hits: readonly ScanHit[];
}

/** Reads one page from its unpacked bytes; pure. `url` is the address that answered, `contentType` the header as sent. */
export type Reader = (
  bytes: Uint8Array,
  page: { readonly url: string; readonly contentType: string | null },
) => ReadPage;

/** What the module named by `reader` exports. It is loaded once in every worker thread. */
export interface ReaderModule {
  createReader(options: unknown): Reader | Promise<Reader>;
}

/** What the module named by `scan.module` exports: the text hook, run over each page's facts in the worker. */
export interface ScanModule {
  createPageScanner(
    options: unknown,
  ): ((facts: PageFacts) => readonly ScanHit[]) | Promise<(facts: PageFacts) => readonly ScanHit[]>;
}

/** Which modules a worker loads; URLs as text, since they go to another thread. */
export interface ReadingPlan {
  readonly reader: string;
  readonly readerOptions: unknown;
  /** Unpacked size of a page at most. */
  readonly decodedBytes: number;
}

export interface ReadTask {
  readonly id: number;
  readonly url: string;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  /** Moves to the worker where it has its memory for itself: it is empty here afterwards. */
  readonly body: Uint8Array;
}

/**
 * A page as a worker sends it back. The facts travel as JSON: that text goes into the journal as it is, and parsing it costs less
 * than cloning the object. Links come as fingerprints, so that those seen before cost the main thread no string.
 */
export type ReadAnswer =
  | {
      readonly id: number;
      readonly ok: true;
      readonly json: string;
      /** Two numbers for each of `facts.links`: fingerprint of its normalised address; 0, 0 where it has none. */
      readonly links: Uint32Array;
      readonly bytes: number;
    }
  | { readonly id: number; readonly ok: false; readonly bomb: boolean; readonly why: string };
