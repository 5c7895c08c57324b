import { HOUR, shanghai } from '../model/index.ts';

/** One availability measurement, in the form of a probe log (`probes.jsonl`). */
export interface SampleProbe {
  readonly site: string;
  readonly at: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly vantage: string;
}

const HOURS = 7 * 24;

/**
 * The week of hourly measurements that an office would have of a site, counted back from the instant: an inspection of minutes
 * cannot tell how a site did in a week (SITE-VETO-02). `failEvery` = every how many it was down; null: never.
 */
export function weekOfProbes(site: string, asOf: number, failEvery: number | null): SampleProbe[] {
  return [...Array(HOURS).keys()].map((i) => {
    const down = failEvery !== null && i % failEvery === failEvery - 1;
    return {
      site,
      at: shanghai(asOf - (HOURS - i) * HOUR + HOUR / 2),
      ok: !down,
      ms: down ? 15_000 : 120 + ((i * 37) % 260),
      status: down ? null : 200,
      error: down ? 'timeout' : null,
      vantage: '示例监测点',
    };
  });
}
