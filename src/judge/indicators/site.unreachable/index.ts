import { z } from 'zod';
import { veto } from '../../basis.ts';
import { defineIndicator } from '../../indicator.ts';
import { isMonitored, probeTables, watch } from '../../probes.ts';

/** 站点无法访问: a week of probes, and 5 % or more of them failed. SITE-VETO-02. */
export default defineIndicator({
  id: 'site.unreachable',
  title: { zh: '站点无法访问', en: 'Site unreachable' },
  explain: {
    zh: '监测一周，每天间隔性访问不少于规定次数，超过（含）规定秒数仍打不开的记为失败，失败次数占全部访问次数的比例达到标准即为无法访问。检查端自身故障、被防火墙拦截、经批准并公告的维护或临时下线期间的访问不计入。监测不足一周或每天次数不足的，不作结论；没有开展监测的，不评本项。',
    en: 'A week of probes, so many a day and apart from each other; a probe that takes the time limit or longer has failed; a share of failures at or above the limit of all probes means unreachable. Probes that met our own faults, a firewall, or approved and announced maintenance are left out. Less than a week, or too few on any day, concludes nothing; where nobody monitored, this is not judged.',
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
    notMonitored: {
      state: 'notApplicable',
      says: {
        zh: '本次没有开展为期{days}天的可用性监测，不评本项',
        en: 'Availability was not monitored for {days} days this time, so this is not judged',
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
    const { window, failed, full } = watch(probes.probes, { days, perDay, seconds, apartMinutes }, asOf);
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
    const evidence = probeTables(window, failed);
    if (!isMonitored(window, failed)) return [{ outcome: 'notMonitored', values, evidence }];
    if (full < days) return [{ outcome: 'notEnough', values, evidence }];
    // Whole numbers on both sides: 7 of 140 is 5 % exactly.
    const unreachable = failed.length * 100 >= percent * window.length;
    return [{ outcome: unreachable ? 'unreachable' : 'reachable', values, evidence }];
  },
});
