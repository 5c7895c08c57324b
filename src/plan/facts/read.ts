import { type RegisterWords, readRegister } from '../../collect/import/index.ts';
import { type AccountRow, AccountStatus, type PostRow, type SiteRow, spanOf } from '../../model/index.ts';
import type { Purpose } from '../../signals/index.ts';
import type { PurposeSource } from '../purpose.ts';
import type { PlanningWords } from '../words.ts';
import { Activities } from './activity.ts';
import type { Carried, Channel, ForWhat, PlanFacts } from './channel.ts';
import { Reach } from './reach.ts';
import { Bodies } from './units.ts';

export interface ReadFactsOptions {
  readonly words: RegisterWords;
  readonly planning: PlanningWords;
  /** Made for one reading, and let go after it: it remembers every account. */
  readonly purpose: () => PurposeSource;
  readonly asOf: number;
  /** Days of silence that make a sleeper: the policy's. */
  readonly days: number;
  readonly skipBad?: boolean;
  readonly signal?: AbortSignal;
  readonly read?: typeof readRegister;
}

export interface ReadFacts {
  readonly facts: PlanFacts;
  readonly bodies: Bodies;
  /** Rows of the register that could not be used. */
  readonly skippedRows: number;
}

/** A register folder → what a plan is made from. Posts and figures are read as streams; a few numbers per account stay. */
export async function readPlanFacts(folder: string, options: ReadFactsOptions): Promise<ReadFacts> {
  const { words, planning, asOf, days, skipBad = false, signal } = options;
  const purpose = options.purpose();
  // The sink may outlive the reading; what it gathered must not.
  const held = { activity: new Activities(words, asOf), reach: new Reach(asOf) };
  const register = await (options.read ?? readRegister)(folder, {
    words,
    skipBad,
    ...(signal === undefined ? {} : { signal }),
    sink: () => ({
      posts: (row) => {
        held.activity.post(row);
        held.reach.post(row);
        if (isKnown(row, asOf)) purpose.post(row);
      },
      collections: (row) => held.activity.collection(row),
      metrics: (row) => held.reach.metric(row),
      messages: (row) => purpose.message(row),
    }),
  });
  const { activity, reach } = held;
  held.activity = new Activities(words, asOf);
  held.reach = new Reach(asOf);
  const bodies = new Bodies(register.units, planning);
  const named = memo((cell: string) => purpose.named(cell));
  const accounts = [...register.accounts.values()].map((row): Channel => {
    const found = reach.of(row.id);
    const unit = row.unit === null ? null : (register.units.get(row.unit) ?? null);
    const forWhat = purpose.purpose(row, unit);
    return {
      id: row.id,
      type: 'account',
      name: row.name,
      platform: row.platform,
      kind: row.kind,
      body: bodies.get(row.unit),
      status: row.status,
      verified: row.verified,
      url: row.url,
      handle: row.handle,
      registered: row.registered,
      ...activity.of(row, days),
      followers: found.followers ?? row.followers,
      readsPerDay: found.readsPerDay,
      posts: found.posts,
      staff: row.staff,
      functions: functionsOf(row, forWhat.functions, named, purpose),
      purpose: briefly(forWhat),
      filing: filingOf(row, planning),
    };
  });
  const sites = [...register.sites.values()].map((row) => siteOf(row, bodies));
  return { facts: { asOf, accounts, sites }, bodies, skippedRows: register.errors };
}

/** A post from after the day of the plan is not known yet. */
function isKnown({ published }: PostRow, asOf: number): boolean {
  const span = published === null ? null : spanOf(published);
  return span === null || span[0] <= asOf;
}

function functionsOf(
  row: AccountRow,
  found: readonly string[],
  named: PurposeSource['named'],
  source: PurposeSource,
): Carried[] {
  const carried = new Map<string, Carried>();
  for (const cell of row.functions)
    for (const { id, name, serves } of named(cell))
      carried.set(id, { id, name, filed: true, general: serves === 0 });
  for (const id of found) {
    if (carried.has(id)) continue;
    carried.set(id, { id, name: source.label(id) ?? { zh: id, en: id }, filed: false, general: false });
  }
  return [...carried.values()];
}

function briefly({ shares, serves, evidence, telling }: Purpose): ForWhat {
  const title = (kinds: readonly string[]) => telling.find(({ kind }) => kinds.includes(kind))?.title ?? null;
  return {
    shares,
    serves,
    evidence,
    serving: title(['service', 'interaction']),
    showing: title(['publicity', 'repost', 'offDuty']),
  };
}

function filingOf(row: AccountRow, { filing }: PlanningWords): number {
  const filled = filing.filter((column) => {
    const value = row[column];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  });
  return filled.length / Math.max(1, filing.length);
}

function siteOf(row: SiteRow, bodies: Bodies): Channel {
  const filled = [row.unit, row.url, row.idcode, row.opened].filter((value) => value !== null);
  return {
    id: row.id,
    type: 'site',
    name: row.name,
    platform: 'website',
    kind: null,
    body: bodies.get(row.unit),
    status: AccountStatus.safeParse(row.status).data ?? null,
    verified: null,
    url: row.url,
    handle: row.idcode,
    registered: row.opened,
    activity: 'unknown',
    lastPost: null,
    followers: null,
    readsPerDay: null,
    posts: 0,
    staff: null,
    functions: [],
    purpose: null,
    filing: filled.length / 4,
  };
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
