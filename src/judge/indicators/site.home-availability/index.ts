import { z } from 'zod';
import { census } from '../../basis.ts';
import { defineIndicator } from '../../indicator.ts';
import { isMonitored, probeTables, watch } from '../../probes.ts';

/** 首页可用性 of the 2015 census: points for each full percent of probes that failed. */
export default defineIndicator({
  id: 'site.home-availability',
  title: { zh: '首页可用性', en: 'Home page availability' },
  explain: {
    zh: '按站点监测的同一批访问记录，计算首页打不开的次数占比，每满1%计一处。检查端自身故障、拦截、经批准的维护不计入；监测不足的不作结论。',
    en: 'From the same probes as reachability: the share that failed, one piece for each full percent. Our own faults, firewalls and approved maintenance are left out; too few probes conclude nothing.',
  },
  basis: census('网站可用性', '首页可用性'),
  subject: 'site',
  needs: ['probes'],
  params: z.strictObject({
    days: z.number().int().positive(),
    perDay: z.number().int().positive(),
    seconds: z.number().positive(),
    apartMinutes: z.number().nonnegative(),
  }),
  outcomes: {
    available: {
      state: 'pass',
      says: {
        zh: '监测{days}天共访问{total}次，{failed}次打不开，不足1%',
        en: '{total} probes in {days} days, {failed} failed: less than 1 %',
      },
    },
    failed: {
      state: 'fail',
      says: {
        zh: '监测{days}天共访问{total}次，{failed}次打不开，占{share}%',
        en: '{total} probes in {days} days, {failed} failed: {share} %',
      },
      advice: {
        zh: '排查域名解析、带宽、服务器和防护设备，确保首页稳定访问。',
        en: 'Look into name resolution, bandwidth, servers and firewalls.',
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
        zh: '监测数据不足：最近{days}天中有{full}天达到每天{perDay}次，不作结论',
        en: 'Too few probes: {full} of the last {days} days have {perDay} or more; nothing is concluded',
      },
      advice: {
        zh: '连续监测一周，每天间隔访问不少于规定次数后重新评判。',
        en: 'Monitor for a full week with enough probes a day, then judge again.',
      },
    },
  },
  check({ probes }, rule, { asOf }) {
    const { window, failed, full } = watch(probes.probes, rule, asOf);
    const total = window.length;
    const share = total === 0 ? 0 : Math.round((failed.length * 10_000) / total) / 100;
    const values = { days: rule.days, perDay: rule.perDay, full, total, failed: failed.length, share };
    const evidence = probeTables(window, failed);
    if (!isMonitored(window, failed)) return [{ outcome: 'notMonitored', values, evidence }];
    if (full < rule.days) return [{ outcome: 'notEnough', values, evidence }];
    const count = Math.floor((failed.length * 100) / total);
    return [
      count === 0
        ? { outcome: 'available', values, evidence }
        : { outcome: 'failed', count, values, evidence },
    ];
  },
});
