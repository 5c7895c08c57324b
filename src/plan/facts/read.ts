import { type Register, type RegisterWords, readRegister } from '../../collect/import/index.ts';
import {
  type AccountRow,
  AccountStatus,
  InputError,
  type PostRow,
  type SiteRow,
  spanOf,
} from '../../model/index.ts';
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

/** What reading gathers. */
interface Gathered {
  readonly activity: Activities;
  readonly reach: Reach;
  readonly purpose: PurposeSource;
}

/** A register folder → what a plan is made from. Posts and figures are read as streams; a few numbers per account stay. */
export async function readPlanFacts(folder: string, options: ReadFactsOptions): Promise<ReadFacts> {
  const { words, asOf, skipBad = false, signal } = options;
  const held: { gathered: Gathered | null } = {
    gathered: { activity: new Activities(words, asOf), reach: new Reach(asOf), purpose: options.purpose() },
  };
  const register = await (options.read ?? readRegister)(folder, {
    words,
    skipBad,
    ...(signal === undefined ? {} : { signal }),
    sink: () => ({
      posts: (row) => {
        held.gathered?.activity.post(row);
        held.gathered?.reach.post(row);
        if (isKnown(row, asOf)) held.gathered?.purpose.post(row);
      },
      collections: (row) => held.gathered?.activity.collection(row),
      metrics: (row) => held.gathered?.reach.metric(row),
      messages: (row) => held.gathered?.purpose.message(row),
    }),
  });
  const { gathered } = held;
  // The sink may outlive the reading; what was gathered by it must not.
  held.gathered = null;
  if (gathered === null)
    throw new InputError({ what: 'plan', where: folder, why: 'was not read', todo: 'report this' });
  return channelsOf(register, gathered, options);
}

function channelsOf(
  register: Register,
  { activity, reach, purpose }: Gathered,
  { planning, asOf, days }: ReadFactsOptions,
): ReadFacts {
  const bodies = new Bodies(register.units, planning);
  const functions = new Functions(purpose);
  const accounts = [...register.accounts.values()].map((row): Channel => {
    const found = reach.of(row.id);
    const unit = row.unit === null ? null : (register.units.get(row.unit) ?? null);
    const forWhat = purpose.purpose(row, unit);
    const { activity: active, lastPost } = activity.of(row, days);
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
      activity: active,
      lastPost,
      followers: found.followers ?? row.followers,
      readsPerDay: found.readsPerDay,
      // Nothing seen of an account that was not fully collected is no proof that it posts nothing.
      posts: found.posts === 0 && active === 'unknown' ? null : found.posts,
      staff: row.staff,
      functions: functions.of(row, forWhat.functions),
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

/** Functions of accounts; each is one object for all that carry it, as there are few functions and many accounts. */
class Functions {
  readonly #source: PurposeSource;
  readonly #filed = new Map<string, readonly Carried[]>();
  readonly #found = new Map<string, Carried>();
  readonly #known = new Map<string, Carried>();

  constructor(source: PurposeSource) {
    this.#source = source;
  }

  of(row: AccountRow, found: readonly string[]): readonly Carried[] {
    const carried = new Map<string, Carried>();
    for (const cell of row.functions) for (const one of this.#ofCell(cell)) carried.set(one.id, one);
    for (const id of found) if (!carried.has(id)) carried.set(id, this.#ofPosts(id));
    return carried.size === 0 ? NONE : [...carried.values()];
  }

  #ofCell(cell: string): readonly Carried[] {
    const known = this.#filed.get(cell);
    if (known !== undefined) return known;
    const made = this.#source.named(cell).map(({ id, name, serves }) => {
      const one = this.#known.get(id) ?? { id, name, filed: true, general: serves === 0 };
      this.#known.set(id, one);
      return one;
    });
    this.#filed.set(cell, made);
    return made;
  }

  #ofPosts(id: string): Carried {
    const known = this.#found.get(id);
    if (known !== undefined) return known;
    const name = this.#source.label(id) ?? { zh: id, en: id };
    const made = { id, name, filed: false, general: false };
    this.#found.set(id, made);
    return made;
  }
}

const NONE: readonly Carried[] = [];

function briefly({ shares, serves, evidence, telling }: Purpose): ForWhat {
  const title = (kinds: readonly string[]) => telling.find(({ kind }) => kinds.includes(kind))?.title ?? null;
  return {
    percent: {
      service: Math.round(100 * shares.service),
      information: Math.round(100 * shares.information),
      interaction: Math.round(100 * shares.interaction),
      publicity: Math.round(100 * shares.publicity),
      repost: Math.round(100 * shares.repost),
      offDuty: Math.round(100 * shares.offDuty),
    },
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
    posts: null,
    staff: null,
    functions: [],
    purpose: null,
    filing: filled.length / 4,
  };
}
