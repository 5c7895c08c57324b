import { type Register, type RegisterWords, readRegister } from '../../collect/import/index.ts';
import {
  type AccountRow,
  AccountStatus,
  InputError,
  type PostRow,
  type SiteRow,
  spanOf,
} from '../../model/index.ts';
import { AccountReducer, activityOf } from '../../signals/index.ts';
import type { ActivityWord } from '../policy/schema.ts';
import type { PurposeSource } from '../purpose.ts';
import type { PlanningWords } from '../words.ts';
import type { Carried, Channel, PlanFacts } from './channel.ts';
import { Reach } from './reach.ts';
import { Bodies } from './units.ts';

export interface ReadFactsOptions {
  readonly words: RegisterWords;
  readonly planning: PlanningWords;
  readonly purpose: PurposeSource;
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
  readonly register: Register;
}

/** A register folder → what a plan is made from. Posts and figures are read as streams; a few numbers per account stay. */
export async function readPlanFacts(folder: string, options: ReadFactsOptions): Promise<ReadFacts> {
  const { words, planning, purpose, asOf, days, skipBad = false, signal } = options;
  let reduced: { readonly activity: AccountReducer; readonly reach: Reach } | undefined;
  const register = await (options.read ?? readRegister)(folder, {
    words,
    skipBad,
    ...(signal === undefined ? {} : { signal }),
    sink: (tables) => {
      const activity = new AccountReducer(tables, { words, asOf });
      const reach = new Reach(asOf);
      reduced = { activity, reach };
      return {
        posts: (row) => {
          activity.post(withoutFigures(row));
          reach.post(row);
          if (isKnown(row, asOf)) purpose.post(row);
        },
        collections: (row) => activity.collection(row),
        metrics: (row) => reach.metric(row),
        messages: (row) => purpose.message(row),
      };
    },
  });
  if (reduced === undefined)
    throw new InputError({ what: 'plan', where: folder, why: 'was not read', todo: 'report this' });
  const { activity, reach } = reduced;
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
      ...activityIn(activity, row.id, asOf, days),
      followers: found.followers ?? row.followers,
      readsPerDay: found.readsPerDay,
      posts: found.posts,
      staff: row.staff,
      functions: functionsOf(row, forWhat.functions, named, purpose),
      purpose: forWhat,
      filing: filingOf(row, planning),
    };
  });
  const sites = [...register.sites.values()].map((row) => siteOf(row, bodies));
  return { facts: { asOf, accounts, sites }, bodies, register };
}

/** Figures of posts are for other questions; not kept, they cost no memory. */
function withoutFigures(row: PostRow): PostRow {
  return { ...row, reads: null, likes: null };
}

/** A post from after the day of the plan is not known yet. */
function isKnown({ published }: PostRow, asOf: number): boolean {
  const span = published === null ? null : spanOf(published);
  return span === null || span[0] <= asOf;
}

function activityIn(
  reducer: AccountReducer,
  id: string,
  asOf: number,
  days: number,
): { readonly activity: ActivityWord; readonly lastPost: string | null } {
  const facts = reducer.facts(id);
  if (facts?.sections.posts.status !== 'ok') return { activity: 'unknown', lastPost: null };
  const { activity, latest } = activityOf(facts.subject, facts.sections.posts.value, asOf, days);
  return { activity: activity ?? 'byUse', lastPost: latest?.published ?? null };
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
