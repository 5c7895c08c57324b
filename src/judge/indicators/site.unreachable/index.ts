import { z } from 'zod';
import { DAY, type Evidence, parseTime, type SectionValue, shanghai } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

interface Probe {
  readonly time: number;
  readonly failed: boolean;
  readonly row: readonly (string | number | null)[];
}

/** What a probe met that is no outage: our own fault, our own rules, or somebody's answer that kept us out. */
const NOT_THE_SITE = ['local-fault', 'refused-address', 'robots', 'blocked', 'captcha', 'login'];

/** 站点无法访问: a week of probes, and 5 % or more of them failed. SITE-VETO-02. */
export default defineIndicator({
  id: 'site.unreachable',
  title: { zh: '站点无法访问', en: 'Site unreachable' },
  explain: {
    zh: '监测一周，每天间隔性访问不少于规定次数，超过（含）规定秒数仍打不开的记为失败，失败次数占全部访问次数的比例达到标准即为无法访问。检查端自身故障、被防火墙拦截、经批准并公告的维护或临时下线期间的访问不计入。监测不足一周或每天次数不足的，不作结论。',
    en: 'A week of probes, so many a day and apart from each other; a probe that takes the time limit or longer has failed; a share of failures at or above the limit of all probes means unreachable. Probes that met our own faults, a firewall, or approved and announced maintenance are left out. Less than a week, or too few on any day, concludes nothing.',
  },
  basis: veto(
    '站点无法访问',
    '监测1周，每天间隔性访问20次以上，超过（含）15秒网站仍打不开的次数累计占比5%以上',
  ),
  subject: 'site',
  needs: ['probes'],
  params: z.strictObject({
    days: z.number().int().positive(),
    perDay: z.number().int().positive(),
    seconds: z.number().positive(),
    percent: z.number().positive().max(100),
    apartMinutes: z.number().nonnegative(),
  }),
  outcomes: {
    reachable: {
      state: 'pass',
      says: {
        zh: '监测{days}天共访问{total}次，{failed}次打不开，占{share}%，低于{percent}%',
        en: '{total} probes in {days} days, {failed} failed: {share} %, below {percent} %',
      },
    },
    unreachable: {
      state: 'fail',
      says: {
        zh: '监测{days}天共访问{total}次，{failed}次超过（含）{seconds}秒打不开，占{share}%，达到{percent}%',
        en: '{total} probes in {days} days, {failed} failed or took {seconds} s or more: {share} %, at or above {percent} %',
      },
      advice: {
        zh: '排查域名解析、带宽、服务器和防护设备，确保7×24小时稳定访问；确需维护的提前审批并公告，尽快恢复后重新监测一周。',
        en: 'Look into name resolution, bandwidth, servers and firewalls; have maintenance approved and announced beforehand; monitor for another week once restored.',
      },
    },
    notEnough: {
      state: 'inconclusive',
      says: {
        zh: '监测数据不足：最近{days}天中有{full}天达到每天{perDay}次，共访问{total}次（{failed}次打不开），不作结论',
        en: 'Too few probes: {full} of the last {days} days have {perDay} or more; {total} in all ({failed} failed); nothing is concluded',
      },
      advice: {
        zh: '用 xunjian 监测功能（或导入 probes.jsonl）连续监测一周，每天间隔访问20次以上；检查期间始终打不开的，先更换网络或地点核实。',
        en: 'Monitor for a full week, twenty or more probes a day (or import probes.jsonl); if it never opened during the check, try another network or place first.',
      },
    },
  },
  check({ probes }, { days, perDay, seconds, percent, apartMinutes }, { asOf }) {
    const usable = probes.probes
      .flatMap((probe) => usableProbe(probe, seconds))
      .sort((a, b) => a.time - b.time);
    const end = endOfWatch(usable, asOf);
    const window = usable.filter(({ time }) => time > end - days * DAY && time <= end);
    const failed = window.filter((probe) => probe.failed);
    const full = Array.from({ length: days }, (_, day) => {
      const own = window.filter(({ time }) => time > end - (day + 1) * DAY && time <= end - day * DAY);
      return apart(own, apartMinutes * 60_000) >= perDay;
    }).filter(Boolean).length;
    const values = {
      days,
      perDay,
      seconds,
      percent,
      full,
      total: window.length,
      failed: failed.length,
      share: window.length === 0 ? 0 : Math.round((failed.length * 10_000) / window.length) / 100,
    };
    const evidence = evidenceOf(window, failed);
    if (full < days) return [{ outcome: 'notEnough', values, evidence }];
    // Whole numbers on both sides: 7 of 140 is 5 % exactly.
    const unreachable = failed.length * 100 >= percent * window.length;
    return [{ outcome: unreachable ? 'unreachable' : 'reachable', values, evidence }];
  },
});

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

/** Probes that lie apart (间隔性访问): a burst of tries is one. */
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

function evidenceOf(window: readonly Probe[], failed: readonly Probe[]): Evidence[] {
  if (window.length === 0) return [];
  const perDay = Map.groupBy(window, ({ time }) => shanghai(time).slice(0, 10));
  const days = [...perDay].map(([day, own]) => [day, own.length, own.filter((probe) => probe.failed).length]);
  return [
    table(['日期', '访问次数', '失败次数'], days),
    ...(failed.length === 0
      ? []
      : [
          table(
            ['时间', '毫秒', '状态码', '错误', '监测点'],
            failed.map(({ row }) => row),
          ),
        ]),
  ];
}
