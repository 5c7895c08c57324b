import { z } from 'zod';
import type { FooterFacts } from '../../../model/index.ts';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { listOf, table } from '../../evidence.ts';
import { defineIndicator, type Result } from '../../indicator.ts';
import { mostCommon } from '../../sample.ts';

/** Elements of the footer by their official names. */
const ELEMENTS: Readonly<Record<string, Exclude<keyof FooterFacts, 'pages'>>> = {
  党政机关网站标识: 'sign',
  网站标识码: 'siteIdCode',
  ICP备案编号: 'icp',
  公安机关备案标识: 'police',
  主办单位: 'sponsor',
  联系方式: 'contact',
};

/** 网站标识: who runs the site, at the foot of every page. SITE-DED-21: each element lacking −1. */
export default defineIndicator({
  id: 'site.footer-identity',
  title: { zh: '网站标识', en: 'Identity at the foot of pages' },
  explain: {
    zh: '汇总已读取页面的底部功能区，核对党政机关网站标识、网站标识码、ICP备案编号、公安机关备案标识、主办单位、联系方式；某项在多数页面缺失的计一项。底部由脚本生成而未能读取的，不作判断。',
    en: 'Looks at the foot of all pages read for the sign of party and government bodies, site code, ICP and police filing, sponsor and contact; each that most pages lack counts. Where the foot is made by script and was not seen, nothing is held against the site.',
  },
  basis: [...deduction('功能设计', '网站标识'), guideline('底部功能区')],
  subject: 'site',
  needs: ['footer'],
  params: z.strictObject({
    elements: z.string().min(1),
    minPages: z.number().int().positive(),
    mostPages: z.number().min(0).max(1),
    codePattern: z.string().min(1),
  }),
  outcomes: {
    complete: {
      state: 'pass',
      says: {
        zh: '全站页面底部标识齐全（检查{pages}个页面）',
        en: 'The foot of pages shows every element ({pages} pages)',
      },
    },
    lacking: {
      state: 'fail',
      says: {
        zh: '{pages}个页面中有{without}个底部未列明{element}',
        en: '{without} of {pages} pages do not show at their foot: {element}',
      },
      advice: {
        zh: '在全站公共页脚模板中补充所缺标识，链接指向对应的备案或标识页面，并检查各套模板（首页、列表、正文、专题）是否一致。',
        en: 'Add it to the common footer template with its proper link, and see that all templates (home, list, article, special) carry it.',
      },
    },
    badCode: {
      state: 'fail',
      says: {
        zh: '网站标识码“{code}”不符合编码规则',
        en: 'The site code “{code}” is not of the prescribed form',
      },
      advice: {
        zh: '在全国政府网站信息报送系统核对本网站10位标识码，并更正页脚和 SiteIDCode 标签。',
        en: 'Look up the site’s ten-character code in the national register and correct the foot and the tag SiteIDCode.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '可供核对的页面为{pages}个，数量不足或页面底部由脚本生成，不能判断标识是否齐全',
        en: '{pages} pages could be looked at: too few, or their foot is made by script, so identity cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ footer }, params, { coverage }) {
    const named = listOf(params.elements).flatMap((name) => {
      const key = ELEMENTS[name];
      return key === undefined ? [] : [{ name, facts: footer[key] }];
    });
    const rows = named.map(({ name, facts }) => [
      name,
      facts.pages,
      footer.pages - facts.pages,
      mostCommon(facts.values),
      facts.missing[0] ?? null,
    ]);
    const evidence = [table(['标识', '有此项的页面', '缺此项的页面', '常见内容', '缺失页面示例'], rows)];
    // A foot of which no page shows anything at all was probably put there by a script that did not run.
    const byScript = coverage.rendered === 0 && named.every(({ facts }) => facts.pages === 0);
    if (footer.pages < params.minPages || byScript) {
      return [{ outcome: 'notSeen', values: { pages: footer.pages }, evidence }];
    }
    const results: Result<'lacking' | 'badCode'>[] = named
      .filter(({ facts }) => footer.pages - facts.pages > params.mostPages * footer.pages)
      .map(({ name, facts }) => ({
        outcome: 'lacking',
        key: name,
        values: { element: name, pages: footer.pages, without: footer.pages - facts.pages },
        evidence,
      }));
    const code = mostCommon(footer.siteIdCode.values);
    if (code !== null && !new RegExp(params.codePattern, 'i').test(code.trim()))
      results.push({ outcome: 'badCode', values: { code }, evidence });
    if (results.length > 0) return results;
    return [{ outcome: 'complete', values: { pages: footer.pages }, evidence }];
  },
});
