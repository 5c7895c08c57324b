import { z } from 'zod';
import type { DeadLink, Evidence, FailureKind } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { defineIndicator, type Result } from '../../indicator.ts';

/** What a visitor would call “does not open”. Blocks, logins, limits and faults of our own are none of it. */
const DEAD: readonly FailureKind[] = [
  'dns',
  'refused-connection',
  'timeout',
  'reset',
  'tls',
  'http-4xx',
  'http-5xx',
  'redirect-loop',
];
/** Final answers, which do not depend on the road between us and somebody else's server. */
const FINAL: readonly FailureKind[] = ['dns', 'http-4xx', 'redirect-loop'];

/** 可用性: links of the home page and of other pages open. SITE-DED-22: each dead target, once for the home page, once for others. */
export default defineIndicator({
  id: 'site.dead-links',
  title: { zh: '可用性', en: 'Dead links' },
  explain: {
    zh: '检查首页（首页仅为导航的，为二级页面）及其他页面上的链接，含图片、附件、外部链接；经不同时间再次尝试仍打不开的方才计入，同一目标在首页和其他页面各只计一次。外部链接仅因超时、连接失败打不开的，可能是检查端网络原因，由人工核对。',
    en: 'Checks links of the home page (of second-level pages, where it is only an entrance) and of other pages, with pictures, attachments and external links. Only what fails again at another time counts, each target once for the home page and once for the others. External links that merely time out may be our network’s fault; a person looks.',
  },
  basis: deduction('功能设计', '可用性'),
  subject: 'site',
  needs: ['links', 'home'],
  params: z.strictObject({ tries: z.number().int().positive() }),
  outcomes: {
    working: {
      state: 'pass',
      says: {
        zh: '已检查{checked}个链接，均可打开（另有{unchecked}个未检查）',
        en: '{checked} links were checked and open ({unchecked} were not checked)',
      },
    },
    deadOnHome: {
      state: 'fail',
      says: {
        zh: '首页有{count}个链接打不开或错误',
        en: '{count} links of the home page are dead',
      },
      advice: {
        zh: '按清单逐条修复或删除首页失效链接，附件、图片缺失的重新上传；建立首页链接每日巡检。',
        en: 'Mend or remove the links of the home page one by one from the list, upload missing files and pictures again, and check the home page every day.',
      },
    },
    deadElsewhere: {
      state: 'fail',
      says: {
        zh: '其他页面有{count}个链接打不开或错误',
        en: '{count} links of other pages are dead',
      },
      advice: {
        zh: '按清单修复或删除失效链接，优先处理公共模板和多个页面引用的目标；改版迁移后对旧地址设置跳转。',
        en: 'Mend or remove the links from the list, those in common templates and on many pages first; redirect old addresses after a move.',
      },
    },
    doubtful: {
      state: 'suspected',
      says: {
        zh: '有{count}个外部链接在检查端无法连接，是否失效待人工换网络核对',
        en: '{count} external links could not be reached from here; a person has to try from another network',
      },
      advice: {
        zh: '换用其他网络逐条打开核对，确已失效的修复或删除。',
        en: 'Open them from another network; mend or remove those that are truly dead.',
      },
    },
    triedOnce: {
      state: 'inconclusive',
      says: {
        zh: '有{count}个链接首次尝试打不开，尚未再次尝试，不能认定失效',
        en: '{count} links failed at the first try and were not tried again, so they are not proven dead',
      },
      advice: {
        zh: '间隔一段时间后重新检查，两次均打不开的方计入；其间可先按清单自行核对修复。',
        en: 'Check again after a while: what fails twice counts. The list can be looked through and mended meanwhile.',
      },
    },
    notChecked: {
      state: 'inconclusive',
      says: { zh: '未检查任何链接', en: 'No link was checked' },
      advice: LOOK_AGAIN,
    },
  },
  check({ links, home }, { tries }) {
    const dead = links.dead.filter((one) => DEAD.includes(one.kind));
    const proven = dead.filter((one) => one.tries >= tries);
    const once = dead.filter((one) => one.tries < tries);
    const doubtful = proven.filter((one) => one.scope === 'external' && !FINAL.includes(one.kind));
    const certain = proven.filter((one) => !doubtful.includes(one));
    const entrance = new Set(home.entranceOnly ? home.secondLevel.map((page) => page.url) : []);
    const onHome = (one: DeadLink) => one.onHome || one.from.some((page) => entrance.has(page.url));
    const elsewhere = (one: DeadLink) =>
      one.count > (one.onHome ? 1 : 0) + one.from.filter((page) => entrance.has(page.url)).length;
    const found = [
      { outcome: 'deadOnHome' as const, list: certain.filter(onHome) },
      { outcome: 'deadElsewhere' as const, list: certain.filter(elsewhere) },
      { outcome: 'doubtful' as const, list: doubtful },
      { outcome: 'triedOnce' as const, list: once },
    ];
    const results: Result<(typeof found)[number]['outcome']>[] = found
      .filter(({ list }) => list.length > 0)
      .map(({ outcome, list }) => ({
        outcome,
        count: list.length,
        values: { count: list.length },
        evidence: [deadTable(list)],
      }));
    if (results.length > 0) return results;
    const { checked, unchecked } = links;
    return [
      { outcome: checked === 0 ? 'notChecked' : 'working', values: { checked, unchecked }, evidence: [] },
    ];
  },
});

function deadTable(list: readonly DeadLink[]): Evidence {
  return table(
    ['失效链接', '原因', '尝试次数', '引用页面数', '所在页面', '链接文字'],
    list.map((one) => [
      one.url,
      one.status === null ? one.why : `HTTP ${one.status}`,
      one.tries,
      one.count,
      one.from[0]?.url ?? null,
      one.from[0]?.text ?? null,
    ]),
  );
}
