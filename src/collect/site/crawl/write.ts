import type { FailedVisit, FileVisit, PageVisit } from '../../../model/index.ts';
import { Tier, tierOf } from '../order.ts';
import type { ReadPage } from '../reading/reader.ts';
import { Flag, State, type UrlRow } from '../store.ts';
import { hostOf, sameHomeHost } from '../url.ts';
import { type CrawlRun, openHost } from './run.ts';

export const MAX_HOPS = 10;

/** What has come of one address, waiting to be written down. */
export type Finished =
  | {
      readonly type: 'page';
      readonly row: UrlRow;
      readonly visit: Omit<PageVisit, 'facts' | 'hits'>;
      readonly read: ReadPage;
      readonly json: string;
      readonly links: Uint32Array;
      /** Something else than the page stood there. */
      readonly failure: FailedVisit | null;
    }
  | { readonly type: 'file'; readonly row: UrlRow; readonly visit: FileVisit }
  | {
      readonly type: 'failed';
      readonly row: UrlRow;
      readonly visit: FailedVisit;
      /** Whether a second occasion may change it. */
      readonly again: boolean;
    }
  | {
      readonly type: 'redirect';
      readonly row: UrlRow;
      readonly to: string;
      readonly at: number;
      readonly status: number;
    };

/** Hands one result to the sink, the journal and the database. */
export async function writeDown(run: CrawlRun, done: Finished): Promise<void> {
  const { store, frontier, journal, sink, tally } = run;
  const { row } = done;
  switch (done.type) {
    case 'page': {
      await sink.page({ ...done.visit, ...done.read });
      if (done.failure !== null) await sink.failed?.(done.failure);
      const { edges } = frontier.discover(row, done.read.facts, done.links);
      journal.links(row.id, edges);
      // The worker's JSON goes in as it is: `r` holds facts and hits.
      journal.line('{"t":"page","v":', JSON.stringify(done.visit), ',"r":', done.json, '}');
      if (done.failure !== null) journal.line(JSON.stringify({ t: 'failed', v: done.failure }));
      const read = done.failure === null || done.failure.kind === 'needs-script';
      store.settle(row.id, read ? State.done : State.failed, {
        status: done.visit.status,
        kind: done.failure?.kind ?? null,
        why: done.failure?.why ?? null,
        at: done.visit.at,
      });
      if (done.visit.rendered)
        store.run('UPDATE url SET flags = flags | ? WHERE id = ?', Flag.rendered, row.id);
      if (read) tally.pages += 1;
      else tally.failed += 1;
      break;
    }
    case 'file':
      await sink.file?.(done.visit);
      journal.line(JSON.stringify({ t: 'file', v: done.visit }));
      store.settle(row.id, State.alive, { status: done.visit.status, at: done.visit.at });
      break;
    case 'failed':
      await writeFailure(run, row, done.visit, done.again);
      break;
    case 'redirect':
      await writeRedirect(run, row, done.to, done.status, done.at);
      break;
    default:
      done satisfies never;
  }
  frontier.settled(row.id);
}

async function writeFailure(run: CrawlRun, row: UrlRow, visit: FailedVisit, again: boolean): Promise<void> {
  const { store, journal, sink, tally } = run;
  const { status, kind, why, at } = visit;
  if (again && row.pass === 1) {
    store.settle(row.id, State.deferred, { status, kind, why, at });
    return;
  }
  store.settle(row.id, State.failed, { status, kind, why, at });
  tally.failed += 1;
  await sink.failed?.(visit);
  journal.line(JSON.stringify({ t: 'failed', v: visit }));
}

async function writeRedirect(
  run: CrawlRun,
  row: UrlRow,
  to: string,
  status: number,
  at: number,
): Promise<void> {
  const { frontier, store, sink, journal } = run;
  if (mayMoveHome(run, row, to)) await openHost(run, to);
  if (row.hops >= MAX_HOPS || leadsBack(run, row, to)) {
    const why =
      row.hops >= MAX_HOPS ? `more than ${MAX_HOPS} redirects` : `the redirects go in a circle at ${to}`;
    return writeFailure(run, row, { url: row.url, kind: 'redirect-loop', why, at, status }, false);
  }
  const tier = row.depth === 0 ? Tier.home : tierOf(row.prio);
  const target = frontier.add(to, {
    tier,
    depth: row.depth,
    group: row.id,
    referrer: row.referrer,
    text: row.text,
    asked: row.asked === 0 ? row.id : row.asked,
    hops: row.hops + 1,
  });
  store.settle(row.id, State.redirect, { status, at, target });
  const moved = { url: row.url, to, at };
  await sink.moved?.(moved);
  journal.line(JSON.stringify({ t: 'moved', v: moved }));
}

/** The home page may answer under its name with or without www, by http or https, where nobody named the hosts. */
export function mayMoveHome(run: CrawlRun, row: UrlRow, to: string): boolean {
  if (row.depth !== 0 || run.settings.hosts !== undefined) return false;
  return sameHomeHost(hostOf(to), hostOf(run.target));
}

function leadsBack(run: CrawlRun, row: UrlRow, to: string): boolean {
  const { frontier, store } = run;
  let id = frontier.idOf(to);
  for (let hop = 0; id !== 0 && hop <= MAX_HOPS; hop++) {
    if (id === row.id) return true;
    id = store.number('SELECT target FROM url WHERE id = ? AND state = ?', id, State.redirect);
  }
  return false;
}
