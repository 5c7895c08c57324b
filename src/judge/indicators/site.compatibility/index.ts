import { z } from 'zod';
import type { Evidence } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { LET_A_PERSON_TRY } from '../../coverage.ts';
import { nameSome, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 兼容性: pages display properly in the common browsers. SITE-DED-27. */
export default defineIndicator({
  id: 'site.compatibility',
  title: { zh: '兼容性', en: 'Display in common browsers' },
  explain: {
    zh: '用浏览器打开首页等页面并截图，记录脚本错误、资源缺失和页面错位。机器只用一种浏览器核验，其他主流浏览器的显示效果由人工查看。',
    en: 'Opens the home page and others in a browser, takes pictures and notes script errors, missing resources and overflow. The machine uses one browser; a person looks at the other common ones.',
  },
  basis: deduction('功能设计', '兼容性'),
  subject: 'site',
  needs: ['render'],
  params: z.strictObject({}),
  question: {
    zh: '在主流浏览器中页面能否正常显示（无错位、遮挡、乱码、功能失效）？',
    en: 'Do pages display properly in the common browsers: nothing displaced, covered, garbled or out of order?',
  },
  outcomes: {
    displays: {
      state: 'pass',
      says: {
        zh: '{count}个页面在{browser}中正常显示',
        en: '{count} pages display properly in {browser}',
      },
    },
    problems: {
      state: 'suspected',
      says: {
        zh: '{bad}个页面在{browser}中可能显示异常（{what}），待人工查看截图',
        en: '{bad} pages may not display properly in {browser} ({what}); a person has to look at the pictures',
      },
      advice: {
        zh: '按列出的问题修复脚本错误和缺失资源，采用响应式布局，并在主流浏览器及手机上逐一核验。',
        en: 'Mend the script errors and missing resources listed, use a responsive layout, and look at the pages in every common browser and on a phone.',
      },
    },
    incompatible: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '经人工查看，主流浏览器中页面不能正常显示',
        en: 'A person looked: pages do not display properly in a common browser',
      },
      advice: {
        zh: '修复在该浏览器中的显示问题，不得要求使用特定浏览器或插件访问。',
        en: 'Mend the display in that browser; do not demand a certain browser or plug-in.',
      },
    },
    toBeTested: {
      state: 'inconclusive',
      says: {
        zh: '未能用浏览器打开任何页面，兼容性须人工查看',
        en: 'No page was opened in a browser; a person has to look',
      },
      advice: LET_A_PERSON_TRY,
    },
  },
  check({ render: { browser, pages } }, _params, { coverage }) {
    const evidence: Evidence[] = [
      ...pages.flatMap(({ url, screenshot, sha256, viewport }) =>
        screenshot === null || sha256 === null
          ? []
          : [{ type: 'screenshot' as const, url, file: screenshot, at: coverage.to, sha256, note: viewport }],
      ),
    ];
    const bad = pages.filter((page) => !page.ok || page.problems.length > 0);
    const rows = bad.map((page) => [page.url, page.viewport, page.problems.join('；') || '未能打开']);
    if (pages.length === 0) return [{ outcome: 'toBeTested', evidence }];
    if (bad.length === 0)
      return [{ outcome: 'displays', values: { count: pages.length, browser }, evidence }];
    const what = nameSome([...new Set(bad.flatMap((page) => page.problems))]);
    return [
      {
        outcome: 'problems',
        values: { bad: bad.length, browser, what: what || '—' },
        evidence: [table(['页面', '视口', '问题'], rows), ...evidence],
      },
    ];
  },
});
