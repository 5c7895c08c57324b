import { z } from 'zod';
import { DAY, parseTime, shanghai } from '../../../model/index.ts';
import { activityOf } from '../../../signals/index.ts';
import { accountVeto } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 移动客户端（APP）无法下载或使用，或“僵尸”“睡眠”. NM-VETO-02b. */
export default defineAccountIndicator({
  id: 'account.app-unusable',
  title: { zh: '客户端、小程序不可用', en: 'App or mini program cannot be used' },
  explain: {
    zh: '只查移动客户端和小程序。看检查时点前规定日数内最近一次下载、安装、使用测试的结果；测试因我方原因（超时、限流）未完成的不算。没有测试结果而近期发布过内容的，视为在用；曾经发布、长期无更新的为疑似“睡眠”；其余不作结论，由人工测试。',
    en: 'Only for apps and mini programs. Looks at the latest test of downloading, installing and using it in the given days before the check; a test that failed on our side (timeout, quota) is none. Without a test, one that posted lately is in use; one that posted once and fell silent is suspected to sleep; for the others nothing is concluded and a person tries.',
  },
  basis: accountVeto('内容不更新', '移动客户端（APP）无法下载或使用，“僵尸”“睡眠”'),
  subject: 'account',
  needs: ['posts', 'use'],
  params: z.strictObject({ days: z.number().int().positive(), postDays: z.number().int().positive() }),
  question: {
    zh: '该客户端（小程序）能否下载、安装并正常使用主要功能？',
    en: 'Can it be downloaded, installed and used for what it is for?',
  },
  outcomes: {
    usable: {
      state: 'pass',
      says: { zh: '{at}测试可下载、可使用', en: 'Tested on {at}: can be downloaded and used' },
    },
    inUse: {
      state: 'pass',
      says: {
        zh: '前{postDays}日内有内容更新，在用；未见下载测试结果',
        en: 'In use: posted in the {postDays} days before; no test of the download is known',
      },
    },
    otherKind: {
      state: 'notApplicable',
      says: { zh: '不是客户端或小程序', en: 'No app and no mini program' },
    },
    cancelled: { state: 'notApplicable', says: { zh: '已注销', en: 'Cancelled' } },
    unusable: {
      state: 'fail',
      says: { zh: '{at}测试不可用：{why}', en: 'Tested on {at}: cannot be used ({why})' },
      advice: {
        zh: '修复并重新上架；不再维护的，公告后下架注销，功能并入保留的客户端。',
        en: 'Mend it and put it back into the stores; if it is given up, announce, withdraw it, and move its functions to one that stays.',
      },
    },
    dormant: {
      state: 'suspected',
      says: {
        zh: '前{postDays}日内无更新（已证实），未见可用性测试结果，疑似“睡眠”',
        en: 'No update in the {postDays} days before (proven) and no test of use: it may sleep',
      },
      advice: {
        zh: '由检查人员下载试用；确已停用的按程序下架注销。',
        en: 'Let an inspector download and try it; if it is out of use, withdraw it properly.',
      },
    },
    notTested: {
      state: 'inconclusive',
      says: {
        zh: '检查时点前{days}日内没有下载、使用测试结果，不作结论',
        en: 'No test of download or use in the {days} days before the check; nothing is concluded',
      },
      advice: {
        zh: '由检查人员下载试用，将结果记入采集记录（what: app）或人工认定。',
        en: 'Let an inspector download and try it, and record the result as a collection (what: app) or as an answer.',
      },
    },
  },
  check({ posts, use }, { days, postDays }, { asOf, subject }) {
    const values = { days, postDays, at: '—', why: '—' };
    const only = (outcome: 'otherKind' | 'cancelled' | 'inUse' | 'dormant' | 'notTested') => [
      { outcome, values, evidence: [] },
    ];
    if (!subject.byUse) return only('otherKind');
    if (subject.status === 'cancelled') return only('cancelled');
    const end = (to: string) => parseTime(to) ?? Number.NEGATIVE_INFINITY;
    const [latest] = use.runs
      .filter((run) => !run.ourFault && end(run.to) <= asOf && end(run.to) >= asOf - days * DAY)
      .sort((a, b) => end(b.to) - end(a.to) || Number(a.ok) - Number(b.ok));
    if (latest !== undefined) {
      const at = shanghai(end(latest.to)).slice(0, 10);
      const evidence = [
        table(
          ['测试', '起', '止', '结果', '错误'],
          use.runs.map(({ what, from, to, ok, error }) => [what, from, to, ok ? '成功' : '失败', error]),
        ),
      ];
      return [
        {
          outcome: latest.ok ? 'usable' : 'unusable',
          values: { ...values, at, why: latest.error ?? '—' },
          evidence,
        },
      ];
    }
    const { activity } = activityOf(subject, posts, asOf, postDays);
    if (activity === 'active') return only('inUse');
    return only(activity === 'sleeping' ? 'dormant' : 'notTested');
  },
});
