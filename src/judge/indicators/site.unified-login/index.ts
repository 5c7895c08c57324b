import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { LET_A_PERSON_TRY } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 统一登录: where parts of interaction need a login, it is one. SITE-DED-17. */
export default defineIndicator({
  id: 'site.unified-login',
  title: { zh: '统一登录', en: 'One login for all interaction' },
  explain: {
    zh: '列出各互动板块要求登录的地址；均不需登录或登录地址相同的，视为统一；登录地址不同的，可能仍为统一身份认证，由人工以同一账号测试。',
    en: 'Lists where the parts of interaction ask for a login; none needed, or all at one host, counts as one. Several hosts may still share one account: a person tries.',
  },
  basis: deduction('互动交流', '统一登录'),
  subject: 'site',
  needs: ['interaction'],
  params: z.strictObject({}),
  question: {
    zh: '用同一账号登录一个互动板块后，进入其他互动板块是否无需重新注册登录？',
    en: 'After logging in to one part of interaction, can the others be used with the same account without registering again?',
  },
  outcomes: {
    noLogin: {
      state: 'notApplicable',
      says: {
        zh: '{count}个互动渠道均未见注册登录要求，不涉及统一登录',
        en: 'None of {count} channels asks for a login; nothing to unify',
      },
    },
    oneLogin: {
      state: 'pass',
      says: { zh: '各互动板块使用同一登录入口（{host}）', en: 'All parts of interaction log in at {host}' },
    },
    unified: {
      state: 'pass',
      by: 'person',
      says: { zh: '经人工测试，各互动板块已统一登录', en: 'A person tried: one login works for all parts' },
    },
    severalLogins: {
      state: 'suspected',
      says: {
        zh: '互动板块有{count}个不同的登录地址（{hosts}），是否统一登录待人工测试',
        en: 'Parts of interaction log in at {count} different hosts ({hosts}); a person has to try whether one account serves all',
      },
      advice: {
        zh: '将各互动板块接入统一身份认证，做到一次注册、一号登录；已接入的，提供测试账号供核查。',
        en: 'Join all parts of interaction to one identity service, one account for all; where that is done, give the inspector a test account.',
      },
    },
    separate: {
      state: 'fail',
      by: 'person',
      says: { zh: '经人工测试，各互动板块未统一登录', en: 'A person tried: the parts need separate logins' },
      advice: {
        zh: '将各互动板块接入统一身份认证，做到一次注册、一号登录。',
        en: 'Join all parts of interaction to one identity service, one account for all.',
      },
    },
    toBeTested: {
      state: 'inconclusive',
      says: {
        zh: '互动板块的登录方式未能识别，是否统一登录须人工测试',
        en: 'How the parts of interaction log in was not recognised; a person has to try',
      },
      advice: LET_A_PERSON_TRY,
    },
  },
  check({ interaction: { logins, channels } }) {
    const own = logins.filter((one) => one.part === 'interaction');
    const evidence = [
      table(
        ['登录地址所在主机', '网址'],
        own.map((one) => [one.host, one.url]),
      ),
    ];
    const hosts = [...new Set(own.map((one) => one.host))].sort();
    const [host] = hosts;
    if (hosts.length > 1) {
      return [
        { outcome: 'severalLogins', values: { count: hosts.length, hosts: hosts.join('、') }, evidence },
      ];
    }
    if (host !== undefined) return [{ outcome: 'oneLogin', values: { host }, evidence }];
    const consult = channels.filter((one) => one.kind === 'consult');
    const open = consult.length > 0 && consult.every((one) => one.form && !one.login);
    if (open) return [{ outcome: 'noLogin', values: { count: consult.length }, evidence }];
    return [{ outcome: 'toBeTested', evidence }];
  },
});
