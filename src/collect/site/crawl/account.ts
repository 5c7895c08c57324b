import type { CollectionFailure, Coverage, DeadLink, FailureKind, LinkFacts } from '../../../model/index.ts';
import { isFrontPage, utc } from '../../../model/index.ts';
import { Edge } from '../frontier.ts';
import type { CheckedFile, Outlink } from '../options.ts';
import { Flag, State } from '../store.ts';
import { normalizeUrl } from '../url.ts';
import { isDead } from './answers.ts';
import { outagesOf } from './outage.ts';
import type { CrawlRun, JournalLine } from './run.ts';

/** Pages that link to a dead address and are named; all are counted. */
const NAMED = 5;
const MAX_DEAD = 2_000;
const MAX_FAILURES = 500;
const MAX_EXAMPLES = 5;
const MAX_OUTLINK_HOSTS = 20_000;
const MAX_ATTACHMENTS = 5_000;

const Fate = { unknown: 0, alive: 1, dead: 2 } as const;

/** What became of every address, in typed arrays: ten bytes an address whatever the size of the site. */
interface Fates {
  readonly fate: Uint8Array;
  readonly inside: Uint8Array;
  /** Address that a redirect leads to in the end; itself where it does not redirect. */
  readonly end: Uint32Array;
  readonly host: Uint32Array;
}

function fatesOf(run: CrawlRun): Fates {
  const size = run.frontier.size + 1;
  const fates: Fates = {
    fate: new Uint8Array(size),
    inside: new Uint8Array(size),
    end: new Uint32Array(size),
    host: new Uint32Array(size),
  };
  const isOutage = outagesOf(run.store);
  const scope = new Set(run.frontier.scopeHosts().map(({ id }) => id));
  for (const row of run.store.each('SELECT id, host, state, kind, status, tries, at, target FROM url')) {
    const id = Number(row.id);
    fates.host[id] = Number(row.host);
    fates.inside[id] = scope.has(Number(row.host)) ? 1 : 0;
    // A stub that sends on by meta refresh or script opens by itself: a link to it is none that leads nowhere.
    const stub = row.state === State.redirect && Number(row.status) < 300;
    fates.end[id] = row.state === State.redirect && !stub ? Number(row.target) : id;
    fates.fate[id] = stub ? Fate.alive : isOutage(row) ? Fate.unknown : fateOf(row);
  }
  for (let id = 1; id < size; id++) {
    let at = id;
    for (let hop = 0; hop < 12 && fates.end[at] !== at && fates.end[at] !== 0; hop++)
      at = fates.end[at] ?? at;
    if (at !== id) fates.fate[id] = fates.end[at] === at ? (fates.fate[at] ?? 0) : Fate.unknown;
  }
  return fates;
}

function fateOf(row: Record<string, unknown>): number {
  if (row.state === State.done || row.state === State.alive) return Fate.alive;
  if (row.state !== State.failed || typeof row.kind !== 'string') return Fate.unknown;
  const status = typeof row.status === 'number' ? row.status : null;
  return isDead(row.kind as FailureKind, status) && Number(row.tries) >= 2 ? Fate.dead : Fate.unknown;
}

interface Tally {
  readonly counts: Uint32Array;
  readonly onHome: Uint8Array;
  /** Pages that link to a dead address, first ones. */
  readonly from: Map<number, number[]>;
  readonly outlinks: Map<number, { links: number; embeds: number; from: number; dead: boolean; ok: boolean }>;
}

async function tallyOf(run: CrawlRun, fates: Fates): Promise<Tally> {
  const size = run.frontier.size + 1;
  const tally: Tally = {
    counts: new Uint32Array(size),
    onHome: new Uint8Array(size),
    from: new Map(),
    outlinks: new Map(),
  };
  const last = new Uint32Array(size);
  const homes = homePages(run);
  for await (const { page, edges } of run.journal.pages()) {
    const home = homes.has(page);
    for (const edge of edges) {
      const id = edge >>> 2;
      // A page counts once, however often and in whatever spelling it links to an address.
      if (last[id] !== page && !(home && tally.onHome[id] === 1))
        tally.counts[id] = (tally.counts[id] ?? 0) + 1;
      last[id] = page;
      if (home) tally.onHome[id] = 1;
      if (fates.fate[id] === Fate.dead) {
        const from = tally.from.get(id);
        if (from === undefined) tally.from.set(id, [page]);
        else if (from.length < NAMED && !from.includes(page)) from.push(page);
      }
      if (fates.inside[id] !== 1) addOutlink(tally, fates, id, page, (edge & Edge.embedded) !== 0);
    }
  }
  return tally;
}

/** The home page under all its names: what “首页” leads to is no further page that holds the same dead links. */
function homePages({ store }: CrawlRun): ReadonlySet<number> {
  const rows = store.all('SELECT id FROM url WHERE depth = 0').map(({ id }) => Number(id));
  const addresses = rows.map((id) => store.urlOf(id) ?? '');
  const near = store.all('SELECT id FROM url WHERE depth = 1').map(({ id }) => Number(id));
  const named = near.filter((id) => addresses.some((home) => isFrontPage(store.urlOf(id) ?? '', home)));
  return new Set([...rows, ...named]);
}

function addOutlink({ outlinks }: Tally, fates: Fates, id: number, page: number, embedded: boolean): void {
  const host = fates.host[id] ?? 0;
  let entry = outlinks.get(host);
  if (entry === undefined) {
    if (outlinks.size >= MAX_OUTLINK_HOSTS) return;
    entry = { links: 0, embeds: 0, from: page, dead: false, ok: false };
    outlinks.set(host, entry);
  }
  entry.links += 1;
  if (embedded) entry.embeds += 1;
  if (fates.fate[id] === Fate.dead) entry.dead = true;
  if (fates.fate[id] === Fate.alive) entry.ok = true;
}

/** The account of links, from what became of every address and the edges of every page. */
export async function linkFactsOf(run: CrawlRun): Promise<{
  readonly links: LinkFacts;
  readonly outlinks: readonly Outlink[];
  readonly attachments: readonly CheckedFile[];
}> {
  const fates = fatesOf(run);
  const tally = await tallyOf(run, fates);
  const sums = { internal: 0, external: 0, checked: 0, unchecked: 0, deadOnHome: 0, deadElsewhere: 0 };
  const deadIds: number[] = [];
  for (let id = 1; id < tally.counts.length; id++) {
    if (tally.counts[id] === 0) continue;
    sums[fates.inside[id] === 1 ? 'internal' : 'external'] += 1;
    sums[fates.fate[id] === Fate.unknown ? 'unchecked' : 'checked'] += 1;
    if (fates.fate[id] !== Fate.dead) continue;
    sums[tally.onHome[id] === 1 ? 'deadOnHome' : 'deadElsewhere'] += 1;
    deadIds.push(id);
  }
  // Where there are more than can be listed: those of the home page, then the most linked ones.
  const weight = (id: number) => (tally.onHome[id] ?? 0) * 1e9 + (tally.counts[id] ?? 0);
  deadIds.sort((a, b) => weight(b) - weight(a) || a - b);
  const listed = deadIds.slice(0, MAX_DEAD);
  const texts = await linkTexts(run, listed, tally);
  const dead = listed.map((id) => deadLink(run, id, fates, tally, texts));
  return { links: { ...sums, dead }, outlinks: outlinksOf(run, tally), attachments: attachmentsOf(run) };
}

function deadLink(
  run: CrawlRun,
  id: number,
  fates: Fates,
  tally: Tally,
  texts: ReadonlyMap<string, string>,
): DeadLink {
  const end = endOf(fates, id);
  const row = run.store.all('SELECT status, kind, why, tries FROM url WHERE id = ?', end)[0] ?? {};
  const url = run.store.urlOf(id) ?? '';
  const flags = run.store.number('SELECT flags FROM url WHERE id = ?', id);
  const led = end === id ? '' : `redirects to ${run.store.urlOf(end)}: `;
  return {
    url,
    status: typeof row.status === 'number' ? row.status : null,
    kind: row.kind as FailureKind,
    why: `${led}${row.why}`,
    tries: Number(row.tries),
    scope: fates.inside[id] === 1 ? 'internal' : 'external',
    attachment: (flags & Flag.attachment) !== 0,
    onHome: tally.onHome[id] === 1,
    count: tally.counts[id] ?? 1,
    from: (tally.from.get(id) ?? []).map((page) => {
      const from = run.store.urlOf(page) ?? '';
      return { url: from, text: texts.get(`${from}\n${url}`) ?? '' };
    }),
  };
}

function endOf(fates: Fates, id: number): number {
  let at = id;
  for (let hop = 0; hop < 12 && fates.end[at] !== at; hop++) at = fates.end[at] ?? at;
  return at;
}

/** Words of the links to dead addresses, read back from the journal; only pages that are named are parsed. */
async function linkTexts(run: CrawlRun, dead: readonly number[], tally: Tally): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (dead.length === 0) return texts;
  const wanted = new Set(dead.map((id) => run.store.urlOf(id)));
  const pages = new Set<string>();
  for (const id of dead) for (const page of tally.from.get(id) ?? []) pages.add(run.store.urlOf(page) ?? '');
  for await (const lines of run.journal.frames()) {
    for (const text of lines) {
      const asked = /^\{"t":"page","v":\{"url":"[^"]*","finalUrl":"([^"]*)"/.exec(text)?.[1];
      if (asked === undefined || !pages.has(asked)) continue;
      const line = JSON.parse(text) as JournalLine;
      if (line.t !== 'page') continue;
      for (const link of line.r.facts.links) {
        const url = normalizeUrl(link.url);
        if (url === null || !wanted.has(url)) continue;
        const key = `${asked}\n${url}`;
        if (!texts.has(key)) texts.set(key, link.text.slice(0, 200));
      }
    }
  }
  return texts;
}

function outlinksOf(run: CrawlRun, { outlinks }: Tally): Outlink[] {
  const names = new Map(
    run.store.all('SELECT id, name FROM host').map(({ id, name }) => [Number(id), String(name)]),
  );
  return [...outlinks]
    .map(([id, { links, embeds, from, dead, ok }]) => ({
      host: names.get(id) ?? '',
      links,
      embeds,
      from: run.store.urlOf(from) ?? '',
      state: ok ? ('ok' as const) : dead ? ('dead' as const) : ('unchecked' as const),
    }))
    .sort((a, b) => b.links - a.links || a.host.localeCompare(b.host));
}

function attachmentsOf(run: CrawlRun): CheckedFile[] {
  const isOutage = outagesOf(run.store);
  const isGone = (row: Record<string, unknown>) =>
    row.state === State.failed &&
    isDead(row.kind as FailureKind, typeof row.status === 'number' ? row.status : null) &&
    !isOutage(row);
  return run.store
    .all(
      `SELECT url, host, state, kind, status, why, at FROM url WHERE flags & ${Flag.attachment} AND state IN (?, ?, ?, ?) LIMIT ?`,
      State.alive,
      State.done,
      State.failed,
      State.unknown,
      MAX_ATTACHMENTS,
    )
    .map((row) => ({
      url: String(row.url),
      ok: row.state === State.alive || row.state === State.done ? true : isGone(row) ? false : null,
      status: typeof row.status === 'number' ? row.status : null,
      why: typeof row.why === 'string' ? row.why : null,
    }));
}

const PAGE_FAILURE = `kind IS NOT NULL AND NOT flags & ${Flag.checked} AND state IN (${State.done}, ${State.failed}, ${State.deferred})`;

/** What was read, what failed, what was not looked at. */
export function coverageOf(run: CrawlRun): Coverage {
  const { store, clock, settings } = run;
  const unseen = JSON.parse(store.meta('unseen') ?? '[]') as Coverage['unseen'];
  const counts = store.all(`SELECT kind, count(*) AS n FROM url WHERE ${PAGE_FAILURE} GROUP BY kind`);
  const failures: CollectionFailure[] = store
    .all(
      `SELECT url, kind, why, at, status FROM url WHERE ${PAGE_FAILURE} ORDER BY depth, id LIMIT ?`,
      MAX_FAILURES,
    )
    .map((row) => ({
      url: String(row.url),
      kind: row.kind as FailureKind,
      why: String(row.why ?? ''),
      at: utc(Number(row.at)),
      status: typeof row.status === 'number' ? row.status : null,
    }));
  for (const failure of run.robotsFaults.values()) failures.unshift(failure);
  const needsScript = store.number("SELECT count(*) FROM url WHERE kind = 'needs-script'");
  const missing = store.number(
    `SELECT count(*) FROM url WHERE ${PAGE_FAILURE} AND NOT (kind = 'http-4xx' AND status IN (404, 410))`,
  );
  const pages = store.number('SELECT count(*) FROM url WHERE state = ?', State.done);
  return {
    source: 'live',
    from: utc(run.tally.from),
    to: utc(clock()),
    pages,
    complete: pages > 0 && unseen.length === 0 && missing === 0,
    unseen,
    failures,
    failureCounts: Object.fromEntries(counts.map(({ kind, n }) => [String(kind), Number(n)])),
    needsScript,
    rendered: store.number(`SELECT count(*) FROM url WHERE flags & ${Flag.rendered}`),
    override: settings.ignoreRobots ?? null,
    userAgent: run.userAgent,
  };
}

/**
 * Pages that were found and not read, by reason. Taken when reading ends and kept in the database, as looking whether they are
 * there (link check) changes their state.
 */
export function noteUnseen(run: CrawlRun): void {
  const { store } = run;
  const unseen: Coverage['unseen'] = [];
  for (const { why, n } of store.all(
    'SELECT why, count(*) AS n FROM url WHERE state = ? GROUP BY why',
    State.skipped,
  )) {
    unseen.push({ reason: String(why), count: Number(n), examples: skippedExamples(run, String(why)) });
  }
  for (const { name, id } of run.frontier.scopeHosts()) {
    const count = store.number('SELECT count(*) FROM url WHERE state = ? AND host = ?', State.queued, id);
    if (count === 0) continue;
    const examples = store.next(id, MAX_EXAMPLES, 1).map(({ url }) => url);
    const reason = run.lanes.get(name)?.stopped ?? 'budget';
    const entry = unseen.find((each) => each.reason === reason);
    if (entry === undefined) unseen.push({ reason, count, examples });
    else entry.count += count;
  }
  if (run.frontier.size >= run.settings.maxAddresses)
    unseen.push({ reason: 'table-full', count: 1, examples: [] });
  store.setMeta('unseen', JSON.stringify(unseen));
}

function skippedExamples(run: CrawlRun, why: string): string[] {
  return run.store
    .all(
      'SELECT url FROM url WHERE state = ? AND why = ? ORDER BY id LIMIT ?',
      State.skipped,
      why,
      MAX_EXAMPLES,
    )
    .map(({ url }) => String(url));
}
