import { z } from 'zod';
import { parseTime } from '../../../model/index.ts';
import { boughtFollowers, coercedLikes } from '../../../signals/index.ts';
import { accountVeto, opinion } from '../../basis.ts';
import { defineAccountIndicator, type Result } from '../../indicator.ts';
import { ofFollowers, ofLikes, ofWording, type Suspicion } from './findings.ts';

type Outcome = 'nothingSeen' | 'tooLittle' | Suspicion;

/** 购买“粉丝”、强制要求群众点赞等弄虚作假. NM-VETO-03b: the machine only ever suspects. */
export default defineAccountIndicator({
  id: 'account.false-figures',
  title: { zh: '购买粉丝、强制点赞', en: 'Bought followers, coerced likes' },
  explain: {
    zh: '粉丝：以账号自身的日常净增为常态，找出超出常态、且同期及前几日的阅读（按本账号和同平台账号的最高转化率）也解释不了的时段，包括单日骤增、长期均匀增加、分批增加、清理后补量、数据缺失期间的增加；已公告或登记的账号合并（含分批迁移）、平台统一清理或恢复、开设初期、10万+内容、数据错误不算；有抽样粉丝资料的，看其中像批量注册的比例、注册和关注是否集中。点赞：看点赞数是否整齐、是否不随阅读量变化、是否先于阅读到来、是否与同一系统的账号相同、是否远高于同类账号；单篇热文、投票评选、读者很少而人人点赞的账号不算。各项证据按对数几率相加得出概率，达到标准规定值的提请核实。文字：发布内容或群众留言中强制点赞的要求或反映。均只作线索，由人工调查认定。',
    en: 'Followers: stretches in which more came than the usual day brings and than the readers of those days (at the most that this account and its platform convert) explain: steps, drips, purchases in parts, after a clean-up, behind missing days. Mergers that were announced or are in the register (in batches too), what the platform took from or gave to everybody, the first weeks, posts read by more than 100,000 and errors of the data are left out. Where followers are sampled: how many look made for sale, and whether they were made and came together. Likes: whether they are even, do not follow reads, come before the readers, equal those of sister accounts, lie far above peers; single loved posts, votes and accounts with few readers do not count. The weights of evidence (log-odds) add up to a probability; the standard says from which on a person looks. Words: demands for likes in posts, or complaints of them in messages. All are leads that a person looks into.',
  },
  basis: [
    ...accountVeto('互动回应差', '购买“粉丝”、强制要求群众点赞等弄虚作假'),
    opinion('严禁“买粉丝”，不得强制要求群众下载、关注、点赞、转发'),
  ],
  subject: 'account',
  needs: ['followers', 'likes'],
  params: z.strictObject({
    suspectAt: z.number().gt(0).max(1),
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
        zh: '{from}至{to}粉丝异常增加{excess}（此前{base}），疑似概率{probability}%：{because}',
        en: '{excess} unexplained new followers from {from} to {to} (before: {base}), probability {probability}%: {because}',
      },
      advice: {
        zh: '调阅后台粉丝来源和抽样粉丝资料；有推广活动、账号合并的提供佐证后排除。',
        en: 'Look at the sources of followers in the back end and at some of them; a campaign or merger that explains it dismisses this.',
      },
    },
    profiles: {
      state: 'suspected',
      says: {
        zh: '抽样粉丝资料异常，疑似概率{probability}%：{because}',
        en: 'The sampled followers look bought, probability {probability}%: {because}',
      },
      advice: {
        zh: '调阅后台粉丝来源和增长记录，扩大抽样核实。',
        en: 'Look at the sources of followers and their growth in the back end, and sample more of them.',
      },
    },
    evenLikes: {
      state: 'suspected',
      says: {
        zh: '{from}至{to}的{posts}篇内容点赞异常（中位{likes}个，点赞率{ratio}%），疑似概率{probability}%：{because}',
        en: 'The likes of {posts} posts from {from} to {to} look ordered (median {likes}, {ratio}% of readers), probability {probability}%: {because}',
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
    const liked = likes.posts.map(({ at, ...counts }) => ({ at: parseTime(at) ?? 0, ...counts }));
    const bought = boughtFollowers(
      {
        ...followers,
        registered: subject.registered,
        posts: liked,
        profiles: followers.profiles.map(({ followedAt, created, score }) => ({
          followedAt: followedAt === null ? null : parseTime(followedAt),
          created: created === null ? null : parseTime(created),
          score,
        })),
      },
      {
        least: params.leastFollowers,
        share: params.shareOfFollowers,
        spreads: params.spreads,
        readsEach: params.readsEach,
        newDays: params.newDays,
      },
    );
    const coerced = coercedLikes(
      { posts: liked, peers: likes.peers, staff: likes.staff },
      {
        posts: params.posts,
        least: params.leastLikes,
        ratio: params.likeRatio,
        evenness: params.evenness,
        fixed: params.fixedShare,
      },
    );
    const results: Result<Outcome>[] = [
      ...(bought === null || bought.probability < params.suspectAt ? [] : [ofFollowers(bought, followers)]),
      ...(coerced === null || coerced.probability < params.suspectAt ? [] : [ofLikes(coerced, likes.posts)]),
      ...(likes.wording.length === 0 ? [] : [ofWording(likes.wording)]),
    ];
    if (results.length > 0) return results;
    const values = { days: followers.days.length, liked: liked.length };
    const little = bought === null || coerced === null;
    return [{ outcome: little ? 'tooLittle' : 'nothingSeen', values, evidence: [] }];
  },
});
