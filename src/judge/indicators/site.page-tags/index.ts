import { z } from 'zod';
import type { PageKind } from '../../../model/index.ts';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { listOf, nameSome, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 页面标签: the mandatory meta tags of home, column and article pages. SITE-DED-26. */
export default defineIndicator({
  id: 'site.page-tags',
  title: { zh: '页面标签', en: 'Page tags' },
  explain: {
    zh: '核对已读取的首页、栏目页、内容页是否按规范设置网站标签、栏目标签、内容页标签（名称不区分大小写，内容不得为空）。某类页面缺少必选标签的比例超过规定的，计一处。',
    en: 'Checks the home, column and article pages read for the mandatory tags of site, column and content (names in any case, content not empty). A kind of page counts once where more than the set share of it lacks a mandatory tag.',
  },
  basis: [...deduction('功能设计', '页面标签'), guideline('附件 网页设计规范 · 页面标签')],
  subject: 'site',
  needs: ['tags'],
  params: z.strictObject({
    homeTags: z.string().min(1),
    columnTags: z.string().min(1),
    articleTags: z.string().min(1),
    share: z.number().min(0).max(1),
    minPages: z.number().int().positive(),
  }),
  outcomes: {
    tagged: {
      state: 'pass',
      says: {
        zh: '抽查的{count}个页面标签规范（个别页面缺失未超过规定比例）',
        en: 'The tags of {count} pages conform (single pages that lack one stay below the set share)',
      },
    },
    home: {
      state: 'fail',
      says: {
        zh: '首页标签不规范：{checked}个页面中{lacking}个缺少必选标签（{tags}）',
        en: 'Tags of home pages: {lacking} of {checked} lack a mandatory one ({tags})',
      },
      advice: {
        zh: '在首页模板的 <head> 中补齐所列 meta 标签，由发布系统自动填写。',
        en: 'Add these meta tags to the head of the template of home pages and have the publishing system fill them in.',
      },
    },
    column: {
      state: 'fail',
      says: {
        zh: '栏目页标签不规范：{checked}个页面中{lacking}个缺少必选标签（{tags}）',
        en: 'Tags of column pages: {lacking} of {checked} lack a mandatory one ({tags})',
      },
      advice: {
        zh: '在栏目页模板的 <head> 中补齐所列 meta 标签（ColumnType 按规范的栏目类别填写），由发布系统自动填写。',
        en: 'Add these meta tags to the head of the template of column pages (ColumnType takes one of the prescribed values) and have the publishing system fill them in.',
      },
    },
    article: {
      state: 'fail',
      says: {
        zh: '内容页标签不规范：{checked}个页面中{lacking}个缺少必选标签（{tags}）',
        en: 'Tags of article pages: {lacking} of {checked} lack a mandatory one ({tags})',
      },
      advice: {
        zh: '在内容页模板的 <head> 中补齐所列 meta 标签（PubDate 格式为 YYYY-MM-DD HH:MM，ContentSource 填发布单位或转载来源），由发布系统自动填写。',
        en: 'Add these meta tags to the head of the template of article pages (PubDate is YYYY-MM-DD HH:MM, ContentSource who published it) and have the publishing system fill them in.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '可供核对的首页、栏目页、内容页共{count}个，数量不足，不能判断页面标签是否规范',
        en: 'Only {count} home, column and article pages were read, too few to judge their tags',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ tags }, params) {
    const kinds = KINDS.map(({ kind, outcome }) => {
      const required = listOf(params[`${outcome}Tags`]);
      const wanted = (names: readonly string[]) => names.filter((name) => required.includes(name));
      const pages = tags.lacking
        .filter((page) => page.kind === kind)
        .map((page) => ({ url: page.url, lacks: [...wanted(page.missing), ...wanted(page.empty)] }))
        .filter((page) => page.lacks.length > 0);
      return { outcome, checked: tags.checked[kind] ?? 0, pages };
    });
    // The list of pages may be cut; what it names is then the least.
    const cut = tags.lackingCount > tags.lacking.length;
    const count = kinds.reduce((sum, one) => sum + one.checked, 0);
    if (count < params.minPages) return [{ outcome: 'notSeen', values: { count }, evidence: [] }];
    const lacking = kinds.filter(({ checked, pages }) => pages.length > params.share * checked);
    if (lacking.length === 0) return [{ outcome: 'tagged', values: { count }, evidence: [] }];
    return lacking.map(({ outcome, checked, pages }) => ({
      outcome,
      values: {
        checked,
        lacking: cut ? `≥${pages.length}` : pages.length,
        tags: nameSome([...new Set(pages.flatMap((page) => page.lacks))], 10),
      },
      evidence: [
        table(
          ['页面', '缺少或为空的标签'],
          pages.map((page) => [page.url, page.lacks.join('、')]),
        ),
      ],
    }));
  },
});

const KINDS = [
  { kind: 'home', outcome: 'home' },
  { kind: 'list', outcome: 'column' },
  { kind: 'article', outcome: 'article' },
] as const satisfies readonly { kind: PageKind; outcome: string }[];
