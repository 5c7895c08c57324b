import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { link, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { sampleOf } from '../../sample.ts';

/** 站内搜索: the site's search finds its own articles by title. SITE-DED-24: each title not on the first page −1. */
export default defineIndicator({
  id: 'site.search-function',
  title: { zh: '站内搜索', en: 'Search on the site' },
  explain: {
    zh: '查看首页是否提供站内搜索，并用本网站已发布信息的完整标题逐条搜索，第1页结果中找不到的每条计一次。搜索被验证码、频率限制拦截的，不作判断。',
    en: 'Looks for a search form on the home page and searches for full titles of the site’s own articles; each that is not on the first page of results counts. Searches stopped by a captcha or rate limit prove nothing.',
  },
  basis: deduction('功能设计', '站内搜索'),
  subject: 'site',
  needs: ['search', 'home'],
  params: z.strictObject({ sample: z.number().int().positive() }),
  outcomes: {
    works: {
      state: 'pass',
      says: {
        zh: '站内搜索可用，{count}条标题均在第1页结果中找到',
        en: 'Search works: all {count} titles were on the first page of results',
      },
    },
    absent: {
      state: 'fail',
      says: { zh: '首页未提供站内搜索功能', en: 'The home page offers no search' },
      advice: {
        zh: '在全站页面头部提供站内搜索，覆盖全部已发布信息；集约化平台已有搜索服务的，直接接入。',
        en: 'Offer a search over all that is published at the head of every page; use the shared platform’s where there is one.',
      },
    },
    formNotSeen: {
      state: 'suspected',
      says: {
        zh: '首页源代码中未见站内搜索表单，搜索框可能由脚本生成，待人工查看',
        en: 'The home page’s source has no search form; a script may put it there, a person has to look',
      },
      advice: {
        zh: '打开首页查看有无搜索框并试搜一条已发布信息；确无的，在页面头部提供站内搜索。',
        en: 'Open the home page, look for the search box and search for something published; where there is none, offer one.',
      },
    },
    unusable: {
      state: 'fail',
      says: { zh: '站内搜索不可用（{why}）', en: 'The search does not work ({why})' },
      advice: {
        zh: '修复站内搜索服务，重建索引，并设置可用性监控。',
        en: 'Mend the search service, rebuild its index and watch that it stays up.',
      },
    },
    titleNotFound: {
      state: 'fail',
      says: {
        zh: '搜索“{query}”，第1页结果中没有该信息',
        en: 'Searching for “{query}”: not on the first page of results',
      },
      advice: {
        zh: '检查该信息是否进入索引，优化标题匹配权重，使完整标题搜索结果排在首位。',
        en: 'See whether the article is in the index, and weight titles so that a full title comes first.',
      },
    },
    homeNotRead: {
      state: 'inconclusive',
      says: {
        zh: '首页由脚本生成，未能读取，不能判断是否提供站内搜索',
        en: 'The home page is made by script and was not read, so its search cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
    notTried: {
      state: 'inconclusive',
      says: {
        zh: '站内搜索未能测试（{why}），不能判断是否可用',
        en: 'The search could not be tried ({why}), so it cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ search, home }, { sample }, { coverage }) {
    const tries = sampleOf(
      search.tries.filter((one) => one.kind === 'exact'),
      sample,
      (one) => one.query,
    );
    const evidence = [
      link(search.form ?? home.url, search.form === null ? home.title : '站内搜索'),
      table(
        ['搜索词', '第1页找到', '结果数', '原因', '网址'],
        tries.map((one) => [
          one.query,
          one.found === null ? '未能测试' : one.found ? '是' : '否',
          one.results,
          one.why,
          one.url,
        ]),
      ),
    ];
    const why = tries.find((one) => one.why !== null)?.why ?? '—';
    if (search.form === null) {
      if (home.needsScript) return [{ outcome: 'homeNotRead', evidence }];
      return [{ outcome: coverage.rendered > 0 ? 'absent' : 'formNotSeen', evidence }];
    }
    if (search.usable === false) return [{ outcome: 'unusable', values: { why }, evidence }];
    const tried = tries.filter((one) => one.found !== null);
    if (tried.length === 0) return [{ outcome: 'notTried', values: { why }, evidence }];
    const lost = tried.filter((one) => one.found === false);
    if (lost.length === 0) return [{ outcome: 'works', values: { count: tried.length }, evidence }];
    return lost.map((one) => ({
      outcome: 'titleNotFound' as const,
      key: one.query,
      values: { query: one.query },
      evidence: [link(one.url, one.query), ...evidence],
    }));
  },
});
