import { z } from 'zod';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { listOf, table } from '../../evidence.ts';
import { defineIndicator, type Result } from '../../indicator.ts';
import { mostCommon } from '../../sample.ts';

/** “我为政府网站找错”: the entry to the national error-report platform, at the foot of every page. SITE-DED-23. */
export default defineIndicator({
  id: 'site.error-report',
  title: { zh: '“我为政府网站找错”', en: 'Entry to report an error' },
  explain: {
    zh: '汇总已读取页面的底部功能区，查看是否设置“我为政府网站找错”入口、入口是否指向统一平台、所带标识码是否为本网站标识码。入口由脚本生成而未能读取的，不作判断。',
    en: 'Looks at the foot of all pages read for the entry to the national error-report platform, where it leads, and whether the site code it carries is this site’s. Where the foot is made by script and was not seen, nothing is held against the site.',
  },
  basis: [...deduction('功能设计', '“我为政府网站找错”'), guideline('底部功能区')],
  subject: 'site',
  needs: ['footer'],
  params: z.strictObject({
    platforms: z.string().min(1),
    codeField: z.string().min(1),
    minPages: z.number().int().positive(),
    mostPages: z.number().min(0).max(1),
  }),
  outcomes: {
    everywhere: {
      state: 'pass',
      says: {
        zh: '全站页面底部已设置“我为政府网站找错”入口（检查{pages}个页面）',
        en: 'The entry to report an error is at the foot of pages ({pages} pages)',
      },
    },
    missing: {
      state: 'fail',
      says: {
        zh: '已检查的{pages}个页面底部均未设置“我为政府网站找错”入口',
        en: 'None of {pages} pages has the entry to report an error',
      },
      advice: {
        zh: '从统一平台获取本网站的“我为政府网站找错”入口代码，加入全站公共页脚模板。',
        en: 'Get this site’s entry code from the national platform and put it into the common footer template.',
      },
    },
    notEverywhere: {
      state: 'fail',
      says: {
        zh: '{pages}个页面中有{without}个底部未设置“我为政府网站找错”入口',
        en: '{without} of {pages} pages lack the entry to report an error',
      },
      advice: {
        zh: '检查各套页面模板（列表、正文、专题、子频道），统一引用含找错入口的公共页脚。',
        en: 'Have every template (list, article, special, sub-channel) use the common footer with the entry.',
      },
    },
    wrongLink: {
      state: 'suspected',
      says: {
        zh: '“我为政府网站找错”入口指向“{value}”，不是已知的统一平台地址，待人工核对',
        en: 'The entry to report an error leads to “{value}”, no known address of the national platform; a person has to look',
      },
      advice: {
        zh: '点击入口核对能否打开统一平台的留言页面；链接错误的，按统一平台提供的代码更正。',
        en: 'Click the entry and see whether the national platform opens; correct it with the code that the platform gives.',
      },
    },
    wrongCode: {
      state: 'fail',
      says: {
        zh: '“我为政府网站找错”入口所带标识码为{found}，与本网站标识码{own}不符',
        en: 'The entry to report an error carries the code {found}, this site’s is {own}',
      },
      advice: {
        zh: '将入口链接中的标识码更正为本网站标识码，避免网民留言转到其他单位。',
        en: 'Put this site’s own code into the entry’s link, so that messages do not go to another body.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '可供核对的页面为{pages}个，数量不足或页面底部由脚本生成，不能判断是否设置找错入口',
        en: '{pages} pages could be looked at: too few, or their foot is made by script, so the entry cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ footer }, params, { coverage, subject }) {
    const { errorReport: entry, pages } = footer;
    const without = pages - entry.pages;
    const evidence = [
      table(
        ['入口链接', '页面数'],
        entry.values.map((one) => [one.value, one.pages]),
        `有入口的页面${entry.pages}个，无入口的页面${without}个，例如${entry.missing.slice(0, 3).join(' ') || '无'}`,
      ),
    ];
    const footSeen =
      coverage.rendered > 0 || [footer.icp, footer.sponsor, footer.siteIdCode].some((one) => one.pages > 0);
    if (pages < params.minPages || (entry.pages === 0 && !footSeen))
      return [{ outcome: 'notSeen', values: { pages }, evidence }];
    if (entry.pages === 0) return [{ outcome: 'missing', values: { pages }, evidence }];
    const results: Result<'notEverywhere' | 'wrongLink' | 'wrongCode'>[] = [];
    if (without > params.mostPages * pages)
      results.push({ outcome: 'notEverywhere', values: { pages, without }, evidence });
    const value = mostCommon(entry.values) ?? '';
    const platforms = listOf(params.platforms);
    if (/^https?:/i.test(value) && !platforms.some((host) => value.toLowerCase().includes(host)))
      results.push({ outcome: 'wrongLink', values: { value }, evidence });
    const found = URL.canParse(value) ? new URL(value).searchParams.get(params.codeField) : null;
    const own = subject.idCode;
    if (found !== null && own !== null && found.toLowerCase() !== own.toLowerCase())
      results.push({ outcome: 'wrongCode', values: { found, own }, evidence });
    return results.length > 0 ? results : [{ outcome: 'everywhere', values: { pages }, evidence }];
  },
});
