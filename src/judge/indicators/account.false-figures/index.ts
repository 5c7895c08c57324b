import { z } from 'zod';
import { type ContentHit, dayOf, parseTime } from '../../../model/index.ts';
import { type EvenLikes, evenLikes, type Growth, growthOf } from '../../../signals/index.ts';
import { accountVeto, opinion } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineAccountIndicator, type Result } from '../../indicator.ts';

type Hit = z.infer<typeof ContentHit>;
type Outcome = 'nothingSeen' | 'tooLittle' | 'growth' | 'evenLikes' | 'wording';

/** Places quoted. */
const QUOTED = 5;

/** 购买“粉丝”、强制要求群众点赞等弄虚作假. NM-VETO-03b: the machine only ever suspects. */
export default defineAccountIndicator({
  id: 'account.false-figures',
  title: { zh: '购买粉丝、强制点赞', en: 'Bought followers, coerced likes' },
  explain: {
    zh: '粉丝：以每日净增粉丝的中位数为常态，找出远超常态、又没有相应阅读量增长的时段；有账号合并公告的、新开设账号的自然增长、数据缺失期间的增长不算。点赞：找出连续多篇阅读量高低不一而点赞数几乎相同、且大部分与阅读量无关的情形；单篇热文、投票、小账号的高点赞率不算。文字：发布内容或群众留言中强制点赞的要求或反映。均只作线索，由人工调查认定。',
    en: 'Followers: stretches in which far more came than the median day brings, without reads to match; announced mergers, new accounts, and growth over missing days are left out. Likes: runs of posts with nearly the same number of likes while reads vary, most of which do not depend on reads; single loved posts, votes and small accounts with high ratios do not count. Words: demands for likes in posts, or complaints of them in messages. All are leads that a person looks into.',
  },
  basis: [
    ...accountVeto('互动回应差', '购买“粉丝”、强制要求群众点赞等弄虚作假'),
    opinion('严禁“买粉丝”，不得强制要求群众下载、关注、点赞、转发'),
  ],
  subject: 'account',
  needs: ['followers', 'likes'],
  params: z.strictObject({
    leastFollowers: z.number().positive(),
    shareOfFollowers: z.number().positive(),
    spreads: z.number().positive(),
    readsEach: z.number().positive(),
    newDays: z.number().int().nonnegative(),
    posts: z.number().int().min(3),
    leastLikes: z.number().positive(),
    likeRatio: z.number().positive(),
    evenness: z.number().positive(),
    fixedShare: z.number().positive(),
  }),
  question: {
    zh: '经调阅后台粉丝来源、发文要求和群众反映，是否存在购买粉丝或强制点赞？',
    en: 'Do the sources of followers in the back end, orders to staff, and what the public says show that followers were bought or likes ordered?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '{days}日数据和{liked}篇内容中未见购买粉丝、强制点赞的线索',
        en: 'No lead to bought followers or coerced likes in {days} days and {liked} posts',
      },
    },
    tooLittle: {
      state: 'pass',
      says: {
        zh: '数据不足（{days}日、{liked}篇），未见购买粉丝、强制点赞的线索',
        en: 'Too little data ({days} days, {liked} posts); no lead to bought followers or coerced likes is seen',
      },
    },
    growth: {
      state: 'suspected',
      says: {
        zh: '{from}至{to}粉丝异常增加{excess}（此前{base}），同期阅读量没有相应增长',
        en: '{excess} followers more than usual from {from} to {to} (before: {base}), without reads to match',
      },
      advice: {
        zh: '调阅后台粉丝来源和抽样粉丝资料；有推广活动、账号合并的提供佐证后排除。',
        en: 'Look at the sources of followers in the back end and at some of them; a campaign or merger that explains it dismisses this.',
      },
    },
    evenLikes: {
      state: 'suspected',
      says: {
        zh: '{from}至{to}连续{run}篇的点赞数都在{likes}上下，与阅读量高低无关（点赞率中位数{ratio}%）',
        en: 'From {from} to {to} {run} posts in a row have about {likes} likes each, however many read them (median share {ratio}%)',
      },
      advice: {
        zh: '查是否下达过点赞、截图、排名等要求；立即取消，不得变相考核点赞。',
        en: 'Find out whether likes, screenshots or rankings were demanded; stop it, and rate nobody by likes.',
      },
    },
    wording: {
      state: 'suspected',
      says: {
        zh: '发布内容或群众留言中有强制点赞的要求或反映（{hits}处）：“{text}”',
        en: 'Posts or messages demand likes or complain of such demands ({hits}): “{text}”',
      },
      advice: {
        zh: '核实来源，确有强制要求的立即纠正并向群众说明。',
        en: 'Check where it comes from; if likes were demanded, put it right and tell the public.',
      },
    },
    found: {
      by: 'person',
      state: 'fail',
      says: { zh: '经认定存在购买粉丝或强制点赞', en: 'Followers were bought or likes coerced' },
      advice: {
        zh: '清理虚假粉丝，取消强制要求，追究责任并公开说明。',
        en: 'Remove the bought followers, withdraw the demands, hold to account who ordered it and say so in public.',
      },
    },
  },
  check({ followers, likes }, params, { subject }) {
    const growth = growthOf(
      followers.days,
      { registered: subject.registered, announcements: followers.announcements },
      {
        least: params.leastFollowers,
        share: params.shareOfFollowers,
        spreads: params.spreads,
        readsEach: params.readsEach,
        newDays: params.newDays,
      },
    );
    const liked = likes.posts.map(({ at, reads, likes }) => ({ at: parseTime(at) ?? 0, reads, likes }));
    const even = evenLikes(liked, {
      posts: params.posts,
      least: params.leastLikes,
      ratio: params.likeRatio,
      evenness: params.evenness,
      fixed: params.fixedShare,
    });
    const results: Result<Outcome>[] = [
      ...(growth ?? []).filter(({ because }) => because === null).map((one) => ofGrowth(one, followers.days)),
      ...(even === null ? [] : [ofLikes(even, likes.posts)]),
      ...(likes.wording.length === 0 ? [] : [ofWording(likes.wording)]),
    ];
    if (results.length > 0) return results;
    const values = { days: followers.days.length, liked: liked.length };
    const little = growth === null || liked.length < params.posts;
    return [{ outcome: little ? 'tooLittle' : 'nothingSeen', values, evidence: [] }];
  },
});

function ofGrowth(
  { from, to, excess, base }: Growth,
  days: readonly { readonly day: string; readonly followers: number | null; readonly reads: number | null }[],
): Result<Outcome> {
  return {
    outcome: 'growth',
    key: from,
    values: { from, to, excess, base },
    evidence: [
      { type: 'series', name: '粉丝', points: days.map(({ day, followers }) => [day, followers]) },
      { type: 'series', name: '阅读', points: days.map(({ day, reads }) => [day, reads]) },
    ],
  };
}

function ofLikes(
  { from, to, posts, likes, ratio }: EvenLikes,
  all: readonly { readonly at: string; readonly reads: number; readonly likes: number }[],
): Result<Outcome> {
  const run = all.filter(({ at }) => (parseTime(at) ?? 0) >= from && (parseTime(at) ?? 0) <= to);
  return {
    outcome: 'evenLikes',
    key: dayOf(from),
    values: { from: dayOf(from), to: dayOf(to), run: posts, likes, ratio: Math.round(1000 * ratio) / 10 },
    evidence: [
      table(
        ['发布时间', '阅读', '点赞'],
        run.map(({ at, reads, likes }) => [at, reads, likes]),
      ),
    ],
  };
}

function ofWording(hits: readonly Hit[]): Result<Outcome> {
  const sorted = [...hits].sort((a, b) => (`${a.url} ${a.start}` < `${b.url} ${b.start}` ? -1 : 1));
  return {
    outcome: 'wording',
    values: { hits: hits.length, text: sorted[0]?.text ?? '—' },
    evidence: sorted
      .slice(0, QUOTED)
      .map(({ url, text, context, why }) => ({ type: 'quote', url, text, context, note: why })),
  };
}
