import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { LET_A_PERSON_TRY } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 一号登录: one account for the site and its service systems. SITE-DED-25. */
export default defineIndicator({
  id: 'site.single-account',
  title: { zh: '一号登录', en: 'One account for site and services' },
  explain: {
    zh: '列出互动交流和办事服务要求登录的地址。登录地址相同的，视为一号登录；不同或未识别的，须人工用同一账号测试。',
    en: 'Lists where interaction and services ask for a login. One host for both counts as one account; otherwise a person has to try with the same account.',
  },
  basis: deduction('功能设计', '一号登录'),
  subject: 'site',
  needs: ['interaction'],
  params: z.strictObject({}),
  question: {
    zh: '用同一账号能否同时登录网站互动交流和政务服务等系统，无需重复注册？',
    en: 'Does one account log in to both the site’s interaction and its service systems, without registering again?',
  },
  outcomes: {
    oneHost: {
      state: 'pass',
      says: {
        zh: '互动交流与办事服务使用同一登录入口（{host}）',
        en: 'Interaction and services log in at {host}',
      },
    },
    single: {
      state: 'pass',
      by: 'person',
      says: { zh: '经人工测试，已实现一号登录', en: 'A person tried: one account serves all' },
    },
    separate: {
      state: 'fail',
      by: 'person',
      says: { zh: '经人工测试，未实现一号登录', en: 'A person tried: accounts are separate' },
      advice: {
        zh: '将网站用户体系接入本地区统一身份认证平台，注册一次即可登录互动交流、政务服务等系统。',
        en: 'Join the site’s accounts to the region’s identity service, so that one registration serves interaction and services.',
      },
    },
    toBeTested: {
      state: 'inconclusive',
      says: {
        zh: '登录地址：{hosts}；是否一号登录须人工测试',
        en: 'Logins at: {hosts}; a person has to try whether one account serves all',
      },
      advice: LET_A_PERSON_TRY,
    },
  },
  check({ interaction: { logins } }) {
    const hostsOf = (part: 'interaction' | 'service') =>
      new Set(logins.filter((one) => one.part === part).map((one) => one.host));
    const interaction = hostsOf('interaction');
    const service = hostsOf('service');
    const all = [...new Set([...interaction, ...service])].sort();
    const evidence = [
      table(
        ['板块', '主机', '网址'],
        logins.map((one) => [PARTS[one.part], one.host, one.url]),
      ),
    ];
    const [host] = all;
    if (host !== undefined && all.length === 1 && interaction.size === 1 && service.size === 1)
      return [{ outcome: 'oneHost', values: { host }, evidence }];
    return [{ outcome: 'toBeTested', values: { hosts: all.join('、') || '—' }, evidence }];
  },
});

const PARTS = { interaction: '互动交流', service: '办事服务', other: '其他' } as const;
