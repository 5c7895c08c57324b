import { z } from 'zod';
import { bonus } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 关键词模糊搜索: the search finds an article by parts of its title. SITE-BON-07: +1. */
export default defineIndicator({
  id: 'site.fuzzy-search',
  title: { zh: '关键词模糊搜索', en: 'Fuzzy keyword search' },
  explain: {
    zh: '用标题中的若干关键词（不连续）在站内搜索，第1页结果中找到相应信息的，视为提供模糊搜索。',
    en: 'Searches for some words of a title, not in one piece; where the article is on the first page each time, the search is fuzzy.',
  },
  basis: bonus('功能推广', '关键词模糊搜索'),
  subject: 'site',
  needs: ['search'],
  params: z.strictObject({}),
  outcomes: {
    finds: {
      state: 'pass',
      says: {
        zh: '提供关键词模糊搜索（{count}次测试均找到）',
        en: 'Fuzzy keyword search works ({count} of {count} tries)',
      },
    },
    none: {
      state: 'notApplicable',
      says: {
        zh: '未提供有效的关键词模糊搜索（{count}次测试中找到{found}次），不加分',
        en: 'No working fuzzy search ({found} of {count} tries); no points',
      },
    },
    notTried: {
      state: 'inconclusive',
      says: {
        zh: '站内搜索未能测试，不能判断是否提供模糊搜索',
        en: 'The search could not be tried, so fuzzy search cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ search }) {
    const all = search.tries.filter((one) => one.kind === 'fuzzy');
    const tried = all.filter((one) => one.found !== null);
    const found = tried.filter((one) => one.found === true).length;
    const values = { count: tried.length, found };
    const rows = all.map((one) => [
      one.query,
      one.expected,
      one.found === null ? '未能测试' : one.found ? '是' : '否',
      one.url,
    ]);
    const evidence = [table(['搜索词', '应找到', '第1页找到', '网址'], rows)];
    if (tried.length > 0 && found === tried.length) return [{ outcome: 'finds', values, evidence }];
    const unknown = tried.length === 0 && search.form !== null && search.usable !== false;
    return [{ outcome: unknown ? 'notTried' : 'none', values, evidence }];
  },
});
