import { z } from 'zod';
import { FailureKind } from './facts/coverage.ts';
import { Obstacle, PageKind, PageSketch } from './page.ts';
import { Timestamp } from './words.ts';

const count = z.number().int().nonnegative();

/**
 * The traces that an inspection leaves of its pages (`pages.jsonl.gz`), for the inspection after it: what a page was about, in less
 * than a kilobyte. One JSON object a line; the first line is the head.
 */
export const TraceHead = z.strictObject({
  schema: z.literal('xunjian.pages/1'),
  /** How the sketches were made; others cannot be compared with ours. */
  method: z.string(),
});
export type TraceHead = z.infer<typeof TraceHead>;

/** A page that was read. */
export const PageTrace = z.strictObject({
  t: z.literal('page'),
  url: z.string(),
  at: Timestamp,
  kind: PageKind,
  title: z.string(),
  /** Date that an article prints. */
  date: z.string().nullable(),
  sketch: PageSketch,
  /** Hash of title, headline and the tags for search engines: where it is the same, nobody wrote anything there. */
  head: z.string(),
  /** Terms of harmful content in these. */
  terms: z.array(z.string()),
  /** Hash of the site's own scripts and style sheets that it loads: its layout. */
  frame: z.string(),
  obstacle: Obstacle.nullable(),
});
export type PageTrace = z.infer<typeof PageTrace>;

export const TraceLine = z.discriminatedUnion('t', [
  PageTrace,
  /** An address that only sends on. */
  z.strictObject({ t: z.literal('moved'), url: z.string(), to: z.string() }),
  /** An address that was not read. */
  z.strictObject({ t: z.literal('failed'), url: z.string(), kind: FailureKind }),
  /** Hosts outside the site on its pages; the last line. `whole` = none was left out. */
  z.strictObject({
    t: z.literal('hosts'),
    pages: count,
    whole: z.boolean(),
    hosts: z.array(
      z.strictObject({
        host: z.string(),
        /** Pages that link to it, and pages that load a script or a frame from it. */
        pages: count,
        embeds: count,
        from: z.string(),
      }),
    ),
  }),
]);
export type TraceLine = z.infer<typeof TraceLine>;
export type HostsTrace = Extract<TraceLine, { t: 'hosts' }>;
