import { z } from 'zod';
import { type AccountPublishing, DAY, parseTime } from '../../../model/index.ts';
import { covers } from '../../../signals/index.ts';
import { opinion } from '../../basis.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 更新频率与原创. Local rule: so many posts in a window, and a share of own ones. Silence has to be proven. */
export default defineAccountIndicator({
  id: 'account.update-rate',
  title: { zh: '更新频率与原创比例', en: 'How often it posts, and how much of its own' },
  explain: {
    zh: '统计检查时点前若干日内未删除的发布条数，少于规定的按缺少的条数计；采集记录未覆盖整个时段的不认定缺少。近期发布内容中注明原创或转载的，统计原创比例；未注明的不计入。客户端和服务类小程序不查。',
    en: 'Counts the posts of a window that still stand; each one lacking counts where collections cover the whole window, else nothing is concluded. Of recent posts that say whether they are original, the share of originals. Apps and service mini programs are not checked.',
  },
  basis: [opinion('加强内容保障，发布类账号及时更新、以原创为主')],
  subject: 'account',
  needs: ['posts', 'publishing'],
  params: z.strictObject({
    days: z.number().int().positive(),
    least: z.number().int().positive(),
    originalDays: z.number().int().positive(),
    originalShare: z.number().min(0).max(1),
    leastTold: z.number().int().positive(),
  }),
  outcomes: {
    enough: {
      state: 'pass',
      says: {
        zh: '前{days}日内发布{count}条，不少于{least}条',
        en: '{count} posts in {days} days, at least {least}',
      },
    },
    notChecked: {
      state: 'notApplicable',
      says: { zh: '按使用情况判，或已停用、注销', en: 'Judged by use, stopped or cancelled' },
    },
    notProven: {
      state: 'inconclusive',
      says: {
        zh: '已知前{days}日内发布{count}条，采集记录未覆盖整个时段',
        en: '{count} posts are known in {days} days, but collections do not cover them all',
      },
      advice: { zh: '补充采集后重新检查。', en: 'Collect the missing days and check again.' },
    },
    few: {
      state: 'fail',
      says: {
        zh: '前{days}日内发布{posts}条，比规定的{least}条少{count}条',
        en: '{posts} posts in {days} days, {count} fewer than the {least} required',
      },
      advice: {
        zh: '制定发布计划，按规定频率更新；无力维护的按程序整合或注销。',
        en: 'Plan what to post and keep to it; if nobody can, merge or cancel the account by the procedure.',
      },
    },
    fewOriginal: {
      state: 'fail',
      says: {
        zh: '前{days}日内注明来历的{told}条中原创{original}条，比例低于{share}%',
        en: 'Of {told} posts in {days} days that tell, {original} are original, below {share} %',
      },
      advice: {
        zh: '结合本单位工作增加原创内容，减少单纯转载。',
        en: 'Write more about the work of the body itself, repost less.',
      },
    },
  },
  check({ posts, publishing }, params, { asOf, subject }) {
    const { days, least, originalDays, originalShare, leastTold } = params;
    const ended = subject.status === 'stopped' || subject.status === 'cancelled';
    if (ended || subject.byUse) return [{ outcome: 'notChecked', evidence: [] }];
    const recent = within(publishing, asOf, days).length;
    const told = within(publishing, asOf, originalDays).filter(({ original }) => original !== null);
    const original = told.filter((post) => post.original === true).length;
    const values = { days, least, posts: recent };
    const results: { outcome: 'enough' | 'few' | 'notProven' | 'fewOriginal'; count: number }[] = [];
    if (recent >= least) results.push({ outcome: 'enough', count: recent });
    else if (covers(posts.runs, asOf - days * DAY, asOf))
      results.push({ outcome: 'few', count: least - recent });
    else results.push({ outcome: 'notProven', count: recent });
    if (told.length >= leastTold && original < told.length * originalShare)
      results.push({ outcome: 'fewOriginal', count: 1 });
    const share = Math.round(originalShare * 100);
    return results.map(({ outcome, count }) => ({
      outcome,
      count,
      values:
        outcome === 'fewOriginal'
          ? { days: originalDays, told: told.length, original, share, count }
          : { ...values, count },
      evidence: [],
    }));
  },
});

function within({ posts }: AccountPublishing, asOf: number, days: number): AccountPublishing['posts'] {
  return posts.filter(({ at }) => (parseTime(at) ?? 0) >= asOf - days * DAY);
}
