import { DAY, type Evidence, parseTime, type SectionValue, shanghai } from '../model/index.ts';
import { table } from './evidence.ts';

interface Probe {
  readonly time: number;
  readonly failed: boolean;
  readonly row: readonly (string | number | null)[];
}

/** How a site is to be watched (监测). */
export interface WatchRule {
  readonly days: number;
  /** Probes a day, and how many minutes they have to lie apart to count as such (间隔性访问). */
  readonly perDay: number;
  readonly apartMinutes: number;
  /** A probe that takes so long or longer has failed. */
  readonly seconds: number;
}

export interface Watch {
  /** Probes of the days that end with the last one, those that say nothing about the site left out. */
  readonly window: readonly Probe[];
  readonly failed: readonly Probe[];
  /** Days with enough probes. */
  readonly full: number;
}

/** What a probe met that is no outage: our own fault, our own rules, or somebody's answer that kept us out. */
const NOT_THE_SITE = ['local-fault', 'refused-address', 'robots', 'blocked', 'captcha', 'login'];

export function watch(probes: SectionValue<'probes'>['probes'], rule: WatchRule, asOf: number): Watch {
  const { days, perDay, seconds, apartMinutes } = rule;
  const usable = probes.flatMap((probe) => usableProbe(probe, seconds)).sort((a, b) => a.time - b.time);
  const end = endOfWatch(usable, asOf);
  const window = usable.filter(({ time }) => time > end - days * DAY && time <= end);
  const full = Array.from({ length: days }, (_, day) => {
    const own = window.filter(({ time }) => time > end - (day + 1) * DAY && time <= end - day * DAY);
    return apart(own, apartMinutes * 60_000) >= perDay;
  }).filter(Boolean).length;
  return { window, failed: window.filter((probe) => probe.failed), full };
}

/**
 * Whether anybody monitored the site. The one visit that every inspection pays is no monitoring while it went well; where it did
 * not, more probes are called for.
 */
export function isMonitored(window: readonly Probe[], failed: readonly Probe[]): boolean {
  return window.length > 1 || failed.length > 0;
}

/** A probe that says something about the site. 15.000 s counts as failed (超过（含）15秒). */
function usableProbe(probe: SectionValue<'probes'>['probes'][number], seconds: number): Probe[] {
  const time = parseTime(probe.at);
  if (time === null || probe.local || probe.maintenance === true) return [];
  if (!probe.ok && probe.error !== null && NOT_THE_SITE.includes(probe.error)) return [];
  const failed = !probe.ok || (probe.ms !== null && probe.ms >= seconds * 1000);
  return [{ time, failed, row: [shanghai(time), probe.ms, probe.status, probe.error, probe.vantage] }];
}

/** The week ends with the last probe where that lies less than a day back: the next would only be due later. */
function endOfWatch(probes: readonly Probe[], asOf: number): number {
  const last = probes.findLast(({ time }) => time <= asOf)?.time ?? asOf;
  return asOf - last < DAY ? last : asOf;
}

/** A burst of tries is one probe. */
function apart(probes: readonly Probe[], gap: number): number {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { time } of probes) {
    if (time - last < gap) continue;
    count += 1;
    last = time;
  }
  return count;
}

/** Probes by day, and each that failed. */
export function probeTables(window: readonly Probe[], failed: readonly Probe[]): Evidence[] {
  if (window.length === 0) return [];
  const perDay = Map.groupBy(window, ({ time }) => shanghai(time).slice(0, 10));
  const days = [...perDay].map(([day, own]) => [day, own.length, own.filter((probe) => probe.failed).length]);
  if (failed.length === 0) return [table(['日期', '访问次数', '失败次数'], days)];
  const rows = failed.map(({ row }) => row);
  return [
    table(['日期', '访问次数', '失败次数'], days),
    table(['时间', '毫秒', '状态码', '错误', '监测点'], rows),
  ];
}
