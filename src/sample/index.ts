import type { Bilingual } from '../model/index.ts';
import { createCalendar } from './calendar.ts';
import { loadSampleData } from './data.ts';
import type { Context } from './entries.ts';
import { type SampleProbe, weekOfProbes } from './probes.ts';
import { createRandom } from './random.ts';
import { type Served, serveSite } from './server.ts';
import { buildSites } from './sites.ts';
import type { Expectation, SiteDefinition } from './types.ts';

export type { SampleProbe } from './probes.ts';
export type { Expectation } from './types.ts';

/** One site of the running sample county. */
export interface SampleSite {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly about: Bilingual;
  readonly role: SiteDefinition['role'];
  /** Whether the body serves the public. */
  readonly services: boolean;
  readonly needsBrowser: boolean;
  readonly expect: Expectation;
  /** Hourly availability of the week before, invented like the site. */
  readonly probes: readonly SampleProbe[];
}

export interface SampleCounty {
  readonly name: string;
  readonly sites: readonly SampleSite[];
  close(): Promise<void>;
}

export interface SampleOptions {
  /** The instant that “today” is on the sites (milliseconds); their dates are counted back from it. */
  readonly asOf: number;
  /** The same seed gives the same texts. Default 1. */
  readonly seed?: number;
  /** First port on 127.0.0.1, one per site; 0 (default) takes free ones. */
  readonly port?: number;
  /** Only these sites, by id. */
  readonly only?: readonly string[];
}

/** Ids of all sites, in the order they are served. */
export function sampleSiteIds(): string[] {
  return buildSites(createContext(0, 1))
    .filter((site) => site.listed !== false)
    .map((site) => site.id);
}

/**
 * Serves the sample county: invented sites on 127.0.0.1 in the manners of four publishing systems, each with what it `expect`s
 * an inspection to find. `close` ends all servers.
 */
export async function startSampleCounty(options: SampleOptions): Promise<SampleCounty> {
  const context = createContext(options.asOf, options.seed ?? 1);
  const all = buildSites(context);
  const wanted = all.filter((site) => site.listed !== false && (options.only?.includes(site.id) ?? true));
  const first = options.port ?? 0;
  const served: Served[] = [];
  const peers = new Map<string, string>();
  const close = async (): Promise<void> => {
    await Promise.all(served.map((one) => one.close()));
  };
  try {
    for (const [i, site] of [...wanted, ...all.filter((one) => one.listed === false)].entries()) {
      const one = await serveSite(site, first === 0 ? 0 : first + i, peers);
      served.push(one);
      peers.set(site.id, one.url);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    name: context.data.county.name,
    sites: wanted.map((site) => ({
      id: site.id,
      name: site.name,
      url: peers.get(site.id) ?? '',
      about: site.about,
      role: site.role,
      services: site.services,
      needsBrowser: site.needsBrowser,
      expect: site.expect,
      probes: weekOfProbes(site.id, options.asOf, site.downEvery ?? null),
    })),
    close,
  };
}

function createContext(asOf: number, seed: number): Context {
  return { data: loadSampleData(), calendar: createCalendar(asOf), random: createRandom(seed) };
}
