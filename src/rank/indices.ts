import type { Bilingual } from '../model/index.ts';
import type { Scored } from './counter.ts';
import { bci, bciSimple, wci13, wci142, wciEarly, weiboCity } from './formulas.ts';
import type { Period } from './period.ts';
import type { Gaps, Tally } from './tally.ts';

export interface PublishedIndex {
  readonly title: Bilingual;
  /** Platform whose accounts it ranks. */
  readonly platform: 'weixin' | 'weibo';
  /** Where its numbers come from, and what is not sure about them. */
  readonly note: Bilingual;
  /** Gaps that bear on it. */
  readonly gaps: readonly (keyof Gaps)[];
  /** Values of all accounts of one period at once (some indices measure against the best); null where it cannot be computed. */
  score(tallies: ReadonlyMap<string, Tally>, period: Period): ReadonlyMap<string, Scored | null>;
}

const WEIXIN_GAPS: PublishedIndex['gaps'] = [
  'withoutReads',
  'withoutCounts',
  'withoutPosition',
  'capped',
  'deleted',
  'twice',
];
const WEIBO_GAPS: PublishedIndex['gaps'] = ['withoutCounts', 'withoutOrigin', 'deleted', 'twice'];

/** Without one post whose reads are told there is nothing to compute from; without any post the value is zero. */
const weixin =
  (one: (tally: Tally, period: Period) => Scored): PublishedIndex['score'] =>
  (tallies, period) =>
    each(tallies, (tally) => (tally.posts > 0 && tally.read === 0 ? null : one(tally, period)));

export const INDICES = {
  'wci-14.2': {
    title: { zh: '微信传播指数 WCI V14.2', en: 'WeChat index WCI V14.2' },
    platform: 'weixin',
    note: { zh: '按公布的公式计算。', en: 'By the published formula.' },
    gaps: WEIXIN_GAPS,
    score: weixin((tally, { days }) => {
      const { value, parts } = wci142(tally.weixin(days));
      return { value, parts: { ...parts, ...volume(tally) } };
    }),
  },
  'wci-13': {
    title: { zh: '微信传播指数 WCI V13.0', en: 'WeChat index WCI V13.0' },
    platform: 'weixin',
    note: {
      zh: '四个维度及启用日期见于公开资料，权重（0.3、0.3、0.3、0.1）凭记忆，未经核对。',
      en: 'Dimensions and date are published; the weights (0.3, 0.3, 0.3, 0.1) are from memory and not verified.',
    },
    gaps: WEIXIN_GAPS,
    score: weixin((tally, { days }) => {
      const { value, parts } = wci13(tally.weixin(days));
      return { value, parts: { ...parts, ...volume(tally) } };
    }),
  },
  'wci-early': {
    title: { zh: '微信传播指数 WCI V2—V11.3', en: 'WeChat index WCI V2 to V11.3' },
    platform: 'weixin',
    note: {
      zh: '按公布的公式计算；当年的“点赞”即现在的“在看”。',
      en: 'By the published formula; what was a like then is in-view now.',
    },
    gaps: WEIXIN_GAPS,
    score: weixin((tally, { days }) => {
      const { value, parts } = wciEarly(tally.weixin(days));
      return { value, parts: { ...parts, ...volume(tally) } };
    }),
  },
  bci: {
    title: { zh: '微博传播指数 BCI', en: 'Weibo index BCI' },
    platform: 'weibo',
    note: { zh: '公式凭记忆，有计算样例核对。', en: 'Formula from memory, checked by a worked example.' },
    gaps: WEIBO_GAPS,
    score: (tallies) =>
      each(tallies, (tally) => {
        const period = tally.weibo();
        const { value, parts } = bci(period);
        return { value, parts: { ...parts, ...period } };
      }),
  },
  'bci-simple': {
    title: { zh: '微博传播指数 BCI（简化公布式）', en: 'Weibo index BCI, simple published form' },
    platform: 'weibo',
    note: { zh: '按公布的简化公式计算。', en: 'By the simple form that was published.' },
    gaps: ['withoutCounts', 'deleted', 'twice'],
    score: (tallies) =>
      each(tallies, (tally) => {
        const period = tally.weibo();
        const { value, parts } = bciSimple(period);
        return { value, parts: { ...parts, ...period } };
      }),
  },
  'weibo-city': {
    title: { zh: '政务微博城市竞争力指数', en: 'City ranking of government Weibo' },
    platform: 'weibo',
    note: {
      zh: '权重（传播0.30、服务0.35、互动0.35）由公布的榜单推算。各维度的计分方法未公布，此处为我方建议：传播按阅读数、服务按已答复留言数、互动按评论和点赞数，取对数后以名录中最高者为100。',
      en: 'The weights (spread 0.30, service 0.35, interaction 0.35) are derived from a published table. How each dimension is measured is not published; here, as our proposal, it is reads, messages answered, and comments with likes, by their logarithm, the best of the register being 100.',
    },
    gaps: ['withoutReads', 'withoutCounts', 'deleted', 'twice'],
    score: (tallies) => {
      const interaction = (tally: Tally) => tally.weibo().comments + tally.weibo().likes;
      const best = (of: (tally: Tally) => number) =>
        [...tallies.values()].reduce((most, tally) => Math.max(most, of(tally)), 0);
      const [reads, answered, reactions] = [
        best((tally) => tally.reads),
        best((tally) => tally.answered),
        best(interaction),
      ];
      return each(tallies, (tally) => {
        const parts = {
          spread: against(tally.reads, reads),
          service: against(tally.answered, answered),
          interaction: against(interaction(tally), reactions),
        };
        return { value: weiboCity(parts), parts };
      });
    },
  },
} as const satisfies Record<string, PublishedIndex>;

export type IndexId = keyof typeof INDICES;
export const INDEX_IDS = Object.keys(INDICES) as readonly IndexId[];

function each(
  tallies: ReadonlyMap<string, Tally>,
  one: (tally: Tally) => Scored | null,
): ReadonlyMap<string, Scored | null> {
  return new Map([...tallies].map(([id, tally]) => [id, one(tally)]));
}

function volume(tally: Tally): Readonly<Record<string, number>> {
  const { posts, total } = tally.weixin(1);
  return { posts, ...total };
}

function against(value: number, best: number): number {
  return best === 0 ? 0 : (100 * Math.log(value + 1)) / Math.log(best + 1);
}
