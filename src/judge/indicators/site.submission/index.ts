import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { absenceProven, LET_A_PERSON_TRY, LOOK_AGAIN } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 信息提交: a citizen can register and submit a message. SITE-DED-16. */
export default defineIndicator({
  id: 'site.submission',
  title: { zh: '信息提交', en: 'Submitting a message' },
  explain: {
    zh: '查看咨询建言渠道（不含网上信访、纪检举报和找错）能否打开、有无可直接填写的表单。需注册登录的，须人工以普通网民身份注册并提交一条测试信息。',
    en: 'Looks whether the consulting channels (not petitions, discipline or error reports) open and show a form that can be filled in at once. Where registration is needed a person has to register as an ordinary citizen and submit a test message.',
  },
  basis: deduction('互动交流', '信息提交'),
  subject: 'site',
  needs: ['interaction', 'columns'],
  params: z.strictObject({}),
  question: {
    zh: '以普通网民身份能否注册（如需）并成功提交一条咨询或建议？',
    en: 'Can an ordinary citizen register (where needed) and submit a question or suggestion?',
  },
  outcomes: {
    formOpen: {
      state: 'pass',
      says: {
        zh: '“{name}”可直接填写提交，未见注册登录要求',
        en: '“{name}” shows a form that can be filled in without registration',
      },
    },
    submitted: {
      state: 'pass',
      by: 'person',
      says: { zh: '经人工测试，网民能够注册并提交信息', en: 'A person tried and could register and submit' },
    },
    broken: {
      state: 'fail',
      says: {
        zh: '互动渠道均打不开：{names}',
        en: 'None of the channels opens: {names}',
      },
      advice: {
        zh: '立即修复互动渠道页面；系统迁移的，更新全站入口链接并以网民身份提交测试信息核验。',
        en: 'Mend the channel at once; after a move update every entry to it, and submit a test message as a citizen would.',
      },
    },
    cannotSubmit: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '经人工测试，网民不能注册或注册后无法提交信息',
        en: 'A person tried and could not register, or not submit after registering',
      },
      advice: {
        zh: '排查注册、短信验证、登录、表单校验和附件上传各环节，修复后由非本单位人员复测。',
        en: 'Check registration, message codes, login, form checks and uploads; have somebody from outside try again.',
      },
    },
    missing: {
      state: 'fail',
      says: { zh: '未发现咨询建言渠道', en: 'No consulting channel was found' },
      advice: {
        zh: '开设网上咨询、建言献策或领导信箱等互动渠道，并明确办理单位和答复时限。',
        en: 'Open a channel for questions and suggestions, and say who answers and by when.',
      },
    },
    toBeTested: {
      state: 'inconclusive',
      says: {
        zh: '“{name}”需登录或表单未能识别，能否提交信息须人工测试',
        en: '“{name}” needs a login or its form was not recognised; a person has to try submitting',
      },
      advice: LET_A_PERSON_TRY,
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读取的页面中未见咨询建言渠道，尚有页面未能读取，不能认定未提供',
        en: 'No consulting channel on the pages read; others could not be read',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ interaction, columns }, _params, { coverage }) {
    const channels = interaction.channels.filter((one) => one.kind === 'consult');
    const evidence = [
      table(
        ['渠道', '表单', '需登录', '能否打开', '网址'],
        channels.map((one) => [
          one.name,
          one.form ? '有' : '未见',
          one.login ? '是' : '未见要求',
          one.ok === null ? '未测' : one.ok ? '能' : '不能',
          one.url,
        ]),
      ),
    ];
    const open = channels.find((one) => one.form && !one.login && one.ok !== false);
    if (open !== undefined) return [{ outcome: 'formOpen', values: { name: open.name }, evidence }];
    const first = channels.find((one) => one.ok !== false);
    if (first !== undefined) return [{ outcome: 'toBeTested', values: { name: first.name }, evidence }];
    if (channels.length > 0) {
      return [{ outcome: 'broken', values: { names: channels.map((one) => one.name).join('、') }, evidence }];
    }
    const known = columns.some((column) => column.kind === 'consult') || interaction.messageCount > 0;
    return [{ outcome: !known && absenceProven(coverage, columns) ? 'missing' : 'notSeen', evidence }];
  },
});
