import { z } from 'zod';
import { type AccountPosts, type AccountSubject, dayOf, parseTime, shanghai } from '../../../model/index.ts';
import { type ActivityState, activityOf } from '../../../signals/index.ts';
import { accountVeto } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 内容不更新. NM-VETO-02a: no post in the two weeks before the check. */
export default defineAccountIndicator({
  id: 'account.no-updates',
  title: { zh: '内容不更新', en: 'No updates' },
  explain: {
    zh: '监测时间点前14×24小时内有发布即为更新；只注明日期的按当日最后时刻计。没有发布的，须有覆盖整个时段的成功采集记录才认定为不更新（从未发布的为“僵尸”，曾经发布的为“睡眠”），否则不作结论。已注销、已公告停更的账号不按本项判；登记为停用但未见公告的、时段内发布的内容均已删除的、内容日期缺失或晚于采集时间的，由人工核实。客户端和未发布内容的小程序按可用性判，不按本项判。',
    en: 'A post in the 14 × 24 hours before the check is an update; a bare day counts with its last hour. Without one, silence has to be proven by successful collections over the whole window (never posted: zombie; posted before: sleeping), else nothing is concluded. Accounts that are cancelled or announced their stop are not judged by this; those filed as stopped without a notice, those whose posts in the window were all taken down, and posts without a date or dated after the collection go to a person. Apps, and mini programs that post nothing, are judged by use.',
  },
  basis: accountVeto('内容不更新', '监测时间点前2周内无更新'),
  subject: 'account',
  needs: ['posts'],
  params: z.strictObject({ days: z.number().int().positive() }),
  question: {
    zh: '该账号监测时间点前2周内是否确无更新？停用的是否已公告并按程序注销？',
    en: 'Was there really no update in the two weeks before the check? If it is stopped, was that announced and the account cancelled?',
  },
  outcomes: {
    updated: {
      state: 'pass',
      says: { zh: '最近更新于{latest}，在前{days}日之内', en: 'Last post {latest}, within {days} days' },
    },
    byUse: {
      state: 'notApplicable',
      says: {
        zh: '客户端、服务类小程序按可用性判，不按更新判',
        en: 'Apps and service mini programs are judged by use, not by posts',
      },
    },
    cancelled: {
      state: 'notApplicable',
      says: { zh: '账号已注销，最近一次更新{latest}', en: 'The account is cancelled; last post {latest}' },
    },
    stopAnnounced: {
      state: 'notApplicable',
      says: {
        zh: '账号已停用，并于{announced}公告停更',
        en: 'The account is stopped, and said so on {announced}',
      },
    },
    sleeping: {
      state: 'fail',
      says: {
        zh: '前{days}日内无更新（已证实），最近一次更新{latest}',
        en: 'No post in the {days} days before (proven); last post {latest}',
      },
      advice: {
        zh: '恢复更新并保持每两周至少发布一次；确无力维护的，按程序公告、归档后注销。',
        en: 'Post again, once in two weeks at least; if nobody can keep it up, announce, archive and cancel it.',
      },
    },
    neverPosted: {
      state: 'fail',
      says: {
        zh: '{registered}注册以来从未发布内容（“僵尸”账号）',
        en: 'Nothing was ever posted since registration on {registered} (a zombie)',
      },
      advice: {
        zh: '按程序注销；确需保留的，明确责任人并开始更新。',
        en: 'Cancel it; if it is needed, name who is responsible and start posting.',
      },
    },
    stopped: {
      state: 'suspected',
      says: {
        zh: '登记为停用，未见停更公告，最近一次更新{latest}，是否履行注销程序待核实',
        en: 'Filed as stopped, no notice seen, last post {latest}; whether it was closed properly has to be checked',
      },
      advice: {
        zh: '发布停更公告，说明内容和服务去向，归档后注销账号并更新备案。',
        en: 'Announce the stop and where its services went, archive, cancel the account and update the filing.',
      },
    },
    announcedOnly: {
      state: 'suspected',
      says: {
        zh: '{announced}公告停更，但名录仍登记为在用，最近一次更新{latest}',
        en: 'Announced its stop on {announced} but is filed as in use; last post {latest}',
      },
      advice: {
        zh: '核实后注销账号并更新备案状态；继续使用的应恢复更新。',
        en: 'Check, cancel the account and update the filing; if it goes on, post again.',
      },
    },
    removed: {
      state: 'suspected',
      says: {
        zh: '前{days}日内发布的内容（最近{latest}）均已删除，是否算更新待人工认定',
        en: 'What was posted in the {days} days before (last {latest}) was all taken down; whether it counts a person decides',
      },
      advice: {
        zh: '查明删除原因，补发内容；检查发布前审核。',
        en: 'Find out why it was taken down, post again, look at the review before publishing.',
      },
    },
    misdated: {
      state: 'suspected',
      says: {
        zh: '前{days}日内未见更新，但有内容未注明日期或日期晚于采集时间，实际发布时间待核实',
        en: 'No update is seen in the {days} days before, but there are posts without a date or dated after the collection',
      },
      advice: {
        zh: '在平台上查看这些内容的实际发布时间。',
        en: 'Look up on the platform when these were really posted.',
      },
    },
    young: {
      state: 'inconclusive',
      says: {
        zh: '{registered}注册，至检查时点不满{days}日，尚未发布内容，不作结论',
        en: 'Registered on {registered}, less than {days} days before the check, nothing posted yet; nothing is concluded',
      },
      advice: { zh: '满两周后再次检查。', en: 'Check again when two weeks have passed.' },
    },
    notProven: {
      state: 'inconclusive',
      says: {
        zh: '已知最近更新{latest}；没有覆盖前{days}日的成功采集记录，不能证明无更新',
        en: 'Last known post {latest}; no successful collection covers the {days} days before, so silence is not proven',
      },
      advice: {
        zh: '补采该账号前两周的发布内容（覆盖整个时段）后再次检查。',
        en: 'Collect its posts for the whole two weeks and check again.',
      },
    },
  },
  check({ posts }, { days }, { asOf, subject }) {
    const state = activityOf(subject, posts, asOf, days);
    const notice = posts.stopNotices[0];
    const values = {
      days,
      latest: state.latest === null ? '—' : shownTime(state.latest.published),
      registered: subject.registered ?? '—',
      announced: notice === undefined ? '—' : shownTime(notice.published),
    };
    return [{ outcome: outcomeOf(state, subject, posts), values, evidence: evidenceOf(posts, state) }];
  },
});

function outcomeOf({ basis }: ActivityState, { status }: AccountSubject, { stopNotices }: AccountPosts) {
  if (basis === 'posted') return 'updated';
  if (status === 'cancelled') return 'cancelled';
  if (basis === 'byUse') return 'byUse';
  const announced = stopNotices.length > 0;
  if (status === 'stopped') return announced ? 'stopAnnounced' : 'stopped';
  switch (basis) {
    case 'removed':
      return 'removed';
    case 'notCovered':
      return 'notProven';
    case 'young':
      return 'young';
    case 'misdated':
      return 'misdated';
    case 'neverPosted':
      return 'neverPosted';
    case 'silent':
      return announced ? 'announcedOnly' : 'sleeping';
  }
}

function evidenceOf(posts: AccountPosts, { basis }: ActivityState) {
  const shown = [...posts.newest, ...posts.deleted, ...posts.stopNotices];
  const distinct = [...new Map(shown.map((post) => [post.id, post])).values()];
  const rows = distinct.map(({ title, published, deletedAt, url }) => [title, published, deletedAt, url]);
  const runs = posts.runs.map(({ from, to, ok, error }) => [from, to, ok ? '成功' : '失败', error]);
  const tables = rows.length === 0 ? [] : [table(['内容', '发布时间', '删除时间', '网址'], rows)];
  if (basis === 'posted' || runs.length === 0) return tables;
  return [...tables, table(['采集起', '采集止', '结果', '错误'], runs)];
}

/** A day where only the day is known, else to the minute in Asia/Shanghai. */
function shownTime(date: string): string {
  const at = parseTime(date);
  if (at === null) return date;
  return date.length === 10 ? dayOf(at) : shanghai(at).slice(0, 16).replace('T', ' ');
}
