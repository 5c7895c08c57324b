import { type Register, type RegisterWords, readFound, readRegister } from '../collect/import/index.ts';
import {
  compareFound,
  type Discovery,
  type DiscoveryAids,
  type Sighting,
  splitFound,
} from '../discovery/index.ts';
import { type AccountWords, createMentionReader } from '../mentions/index.ts';
import type { FoundRow } from '../model/index.ts';
import { inferUnits } from '../register/index.ts';
import { PostMentions } from './posts.ts';
import { rowsOf, SitesByAddress } from './rows.ts';
import { readSources } from './sources.ts';

export interface DiscoverOptions {
  readonly words: RegisterWords;
  readonly accounts: AccountWords;
  readonly aids: DiscoveryAids;
  /** Results of inspections, archives, folders of saved pages. */
  readonly sources: readonly string[];
  readonly maxCodes: number;
  readonly skipBad?: boolean;
  readonly signal: AbortSignal;
  readonly read?: typeof readRegister;
  readonly onSite?: (path: string) => void;
}

/** A site that was read and is in the register, or is not. */
export interface SiteRead {
  readonly path: string;
  readonly url: string;
  readonly site: string | null;
  readonly pages: number;
  readonly accounts: number;
}

export interface Discovered {
  readonly register: Register;
  readonly discovery: Discovery;
  readonly sites: readonly SiteRead[];
  /** Rows of `found.jsonl` as it would be now: what sites that were read again showed before is replaced. */
  readonly rows: readonly FoundRow[];
}

/** Finds accounts on sites, in posts and in what was found before, and compares them with the register. */
export async function discover(folder: string, options: DiscoverOptions): Promise<Discovered> {
  const { words, accounts, aids, signal, skipBad = false } = options;
  const reader = createMentionReader(accounts);
  const works: PostMentions[] = [];
  const register = await (options.read ?? readRegister)(folder, {
    words,
    skipBad,
    signal,
    sink: (tables) => {
      const posts = new PostMentions(tables.accounts, reader, aids.names);
      works.push(posts);
      return { posts: (row) => posts.post(row) };
    },
  });
  const ids = [...register.accounts.keys(), ...register.sites.keys()];
  const before = await readFound(folder, { subjects: new Map(ids.map((id) => [id, id])), signal });
  const places = new SitesByAddress(register.sites.values());
  const fresh = new Map<string, FoundRow[]>();
  const stray: Sighting[] = [];
  const sites: SiteRead[] = [];
  const { onSite } = options;
  for await (const result of readSources(options.sources, {
    words: accounts,
    maxCodes: options.maxCodes,
    signal,
    ...(onSite === undefined ? {} : { onSite }),
  })) {
    const site = places.idOf(result);
    const { url, path, coverage } = result;
    sites.push({ path, url, site, pages: coverage.pages, accounts: result.accounts.total });
    if (site !== null) fresh.set(site, rowsOf(result, site));
    else for (const row of rowsOf(result, '-')) if (row.how !== 'look') stray.push({ ...row, subject: null });
  }
  const posts = works.flatMap((one) => one.sightings());
  const kept = before.filter(({ subject }) => !fresh.has(subject));
  const rows = [...kept, ...[...fresh.values()].flat()];
  const { sightings, looks } = splitFound(rows);
  const units = aids.divisions === null ? register.units : inferUnits(register.units, aids.divisions).units;
  const discovery = compareFound(
    { ...register, units },
    { sightings: [...sightings, ...posts, ...stray], looks },
    aids,
  );
  return { register, discovery, sites, rows };
}
