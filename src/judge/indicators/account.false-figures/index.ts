import { z } from 'zod';
import { parseTime } from '../../../model/index.ts';
import { boughtFollowers, coercedLikes } from '../../../signals/index.ts';
import { accountVeto, opinion } from '../../basis.ts';
import { defineAccountIndicator, type Result } from '../../indicator.ts';
import { GROWTH, LIKES, type Outcome, ofFollowers, ofLikes, ofWording, unclear } from './findings.ts';
import { outcomes } from './outcomes.ts';

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
    askAt: z.number().gt(0).max(1),
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
  outcomes,
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
    const { suspectAt, askAt } = params;
    const isAt = (one: { readonly probability: number } | null, at: number) => (one?.probability ?? 0) >= at;
    const results: Result<Outcome>[] = [];
    if (bought !== null && isAt(bought, askAt)) {
      const found = ofFollowers(bought, followers);
      results.push(isAt(bought, suspectAt) ? found : unclear(found, GROWTH));
    }
    if (coerced !== null && isAt(coerced, askAt)) {
      const found = ofLikes(coerced, likes.posts);
      results.push(isAt(coerced, suspectAt) ? found : unclear(found, LIKES));
    }
    if (likes.wording.length > 0) results.push(ofWording(likes.wording));
    if (results.length > 0) return results;
    const values = { days: followers.days.length, liked: liked.length };
    const little = bought === null || coerced === null;
    return [{ outcome: little ? 'tooLittle' : 'nothingSeen', values, evidence: [] }];
  },
});
