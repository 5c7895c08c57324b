import type { EarlierCompared } from '../../model/index.ts';

const at = '2019-05-01T02:00:00Z';
const now = '2019-05-20T02:00:00Z';

/** A comparison in which everything happened, with hostile text in it. */
export function sampleEarlier(): EarlierCompared {
  return {
    comparable: true,
    facts: {
      collectedAt: '2019-05-01T10:00:00+08:00',
      pages: 300,
      verdict: {
        standard: { id: 'cn-2019', version: '2019.1' },
        asOf: '2019-05-01T10:00:00+08:00',
        result: 'unqualified',
        score: { min: 55, max: 57.5 },
        rejudged: false,
        lines: [],
      },
      compared: {
        both: 280,
        added: 12,
        moved: 3,
        gone: 4,
        unseen: 13,
        reused: 2,
        frameKept: 0.9,
        usual: 0.6,
      },
      counts: { subject: 40, terms: 1, parked: 1 },
      changes: [
        {
          kind: 'subject',
          url: 'http://county.example/dt/7.html',
          before: {
            title: '关于灌溉安排的通知',
            opening: '为做好春季灌溉工作，现将有关事项通知如下。各乡镇要加强组织领导，落实工作责任。',
            kind: 'article',
            writing: 'han',
            at,
          },
          now: {
            title: '"><img src=x onerror=alert(2)>第三章',
            opening: '她猛地睁开眼睛，发现自己竟回到十年前那个雨夜。',
            kind: 'article',
            writing: 'han',
            at: now,
          },
          alike: 0,
          familiar: 0.02,
          terms: [],
          quote: null,
        },
        {
          kind: 'parked',
          url: 'http://county.example/a/very/long/address/that/does/not/break/by/itself/because/it/has/no/space.html',
          before: { title: '政策文件', opening: '各乡镇人民政府', kind: 'article', writing: 'han', at },
          now: { title: '域名出售', opening: '', kind: 'other', writing: 'none', at: now },
          alike: null,
          familiar: null,
          terms: [],
          quote: '该域名正在出售',
        },
      ],
      sentAway: [
        { domain: 'casino.invalid', government: false, pages: 2, home: false, examples: [] },
        { domain: 'newcounty.gov.cn', government: true, pages: 120, home: true, examples: [] },
      ],
      newHosts: [
        { host: 'cdn.casino.invalid', pages: 200, embeds: 180, from: 'http://county.example/', known: false },
      ],
      redated: { of: 200, count: 3, bulk: false, examples: [] },
      gonePages: [{ url: 'http://county.example/gone.html', title: '已删除' }],
      homeGone: null,
      columnsGone: [{ name: '统计数据', url: 'http://county.example/tj/', answers4xx: true }],
    },
    lines: [
      {
        code: 'SITE-VETO-01d',
        title: { zh: '遭攻击篡改未有效处置', en: 'Attack or tampering not handled' },
        part: 'veto',
        before: { state: 'pass', points: { min: 0, max: 0 } },
        now: { state: 'suspected', points: { min: 0, max: 0 } },
        direction: 'worse',
      },
      {
        code: 'SITE-DED-03',
        title: { zh: '领导信息', en: 'Leader information' },
        part: 'deduction',
        before: { state: 'fail', points: { min: 5, max: 5 } },
        now: { state: 'fail', points: { min: 2, max: 2 } },
        direction: 'better',
      },
      {
        code: 'SITE-DED-18',
        title: { zh: '搜索功能', en: 'Search' },
        part: 'deduction',
        before: { state: 'fail', points: { min: 5, max: 5 } },
        now: { state: 'inconclusive', points: { min: 0, max: 5 } },
        direction: 'open',
      },
    ],
  };
}
