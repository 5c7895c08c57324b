import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { LET_A_PERSON_TRY } from '../../coverage.ts';
import { link, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { sampleOf } from '../../sample.ts';

/** 在线申请: registering and applying online works. SITE-DED-11: each sampled entry that does not −1. */
export default defineIndicator({
  id: 'site.online-application',
  title: { zh: '在线申请', en: 'Applying online' },
  explain: {
    zh: '逐个打开网站上的在线申请入口，打不开的逐个计。能否注册、能否提交申请须人工以普通用户身份测试。',
    en: 'Opens the entries to apply online; each that does not open counts. Whether one can register and submit has to be tried by a person as an ordinary user.',
  },
  basis: deduction('办事服务', '在线申请'),
  subject: 'site',
  needs: ['services'],
  params: z.strictObject({ sample: z.number().int().positive() }),
  question: {
    zh: '随机选取可在线申请的事项，以普通用户身份注册登录并填报，能否正常使用？不能使用的有几项？',
    en: 'Choose items that can be applied for online, register as an ordinary user and fill in the forms: do they work? How many do not?',
  },
  outcomes: {
    opens: {
      state: 'pass',
      says: {
        zh: '抽查的{count}个在线申请入口均能打开（能否提交以人工测试为准）',
        en: 'All {count} sampled entries to apply online open (whether one can submit is for a person to try)',
      },
    },
    broken: {
      state: 'fail',
      says: {
        zh: '在线申请入口打不开：{url}（{why}）',
        en: 'An entry to apply online does not open: {url} ({why})',
      },
      advice: {
        zh: '修复该入口或更换为可用的申请地址；已改由统一平台办理的，将链接指向具体事项的办理页面；暂不能在线办理的，去掉“在线申请”按钮并注明线下办理方式。',
        en: 'Mend the entry or point it at the item’s page on the shared platform; where the item cannot be applied for online, remove the button and say how it is done at the counter.',
      },
    },
    unusable: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '经人工测试，在线注册或申请不能正常使用',
        en: 'A person tried to register or apply online and could not',
      },
      advice: {
        zh: '排查注册、验证码、登录和提交各环节，修复后由非本单位人员复测。',
        en: 'Check registration, verification code, login and submission one by one; have somebody from outside try again.',
      },
    },
    toBeTested: {
      state: 'inconclusive',
      says: {
        zh: '未能打开在线申请入口进行检查，须人工测试能否注册和申请',
        en: 'No entry to apply online could be opened by machine; a person has to try registering and applying',
      },
      advice: LET_A_PERSON_TRY,
    },
  },
  check({ services: { apply, entry } }, { sample }) {
    const tried = sampleOf(
      apply.filter((one) => one.ok !== null),
      sample,
      (one) => one.url,
    );
    const evidence = [
      ...(entry === null ? [] : [link(entry.url, entry.name)]),
      table(
        ['入口', '能否打开', '原因'],
        apply.map((one) => [one.url, one.ok === null ? '未测' : one.ok ? '能' : '不能', one.why]),
      ),
    ];
    const broken = tried.filter((one) => one.ok === false);
    if (broken.length > 0) {
      return broken.map(({ url, why }) => ({
        outcome: 'broken' as const,
        key: url,
        values: { url, why: why ?? '—' },
        evidence,
      }));
    }
    if (tried.length === 0) return [{ outcome: 'toBeTested', evidence }];
    return [{ outcome: 'opens', values: { count: tried.length }, evidence }];
  },
});
