import { z } from 'zod';
import { opinion } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 一个单位原则上在同一平台只开设一个账号. NMR-03, and NMR-04 for apps (避免“一单位一应用”泛滥). “In principle”: a person decides. */
export default defineAccountIndicator({
  id: 'account.one-per-platform',
  title: { zh: '同一平台重复开设', en: 'Several accounts on one platform' },
  explain: {
    zh: '在名录中查找同一单位在同一平台上仍在使用的其他账号。规定是“原则上”，确有需要的由人工认定。',
    en: 'Looks in the register for other accounts in use of the same body on the same platform. The rule says “in principle”, so a person decides.',
  },
  basis: [opinion('一个单位原则上在同一平台只开设一个政务账号')],
  subject: 'account',
  needs: ['filing'],
  params: z.strictObject({}),
  question: {
    zh: '该单位在同一平台开设多个账号是否确有必要？',
    en: 'Does the body really need several accounts on this platform?',
  },
  outcomes: {
    single: {
      state: 'pass',
      says: { zh: '该单位在本平台只有这一个账号', en: 'The only account of its body on this platform' },
    },
    ended: { state: 'notApplicable', says: { zh: '账号已停用或注销', en: 'Stopped or cancelled' } },
    noUnit: {
      state: 'inconclusive',
      says: { zh: '名录没有写明主办单位', en: 'The register names no body' },
      advice: {
        zh: '在名录中补填主办单位后重新检查。',
        en: 'Fill in the body in the register and check again.',
      },
    },
    several: {
      state: 'suspected',
      says: {
        zh: '{unit}在本平台还有{count}个账号在用：{names}',
        en: '{unit} has {count} more accounts in use on this platform: {names}',
      },
      advice: {
        zh: '保留一个主账号，其余的内容和功能并入后按程序注销；确需保留的说明理由并备案。',
        en: 'Keep one account, move content and functions of the others into it and cancel them by the procedure; file the reason where one has to stay.',
      },
    },
  },
  check({ filing }, _, { subject }) {
    if (subject.status === 'stopped' || subject.status === 'cancelled')
      return [{ outcome: 'ended', evidence: [] }];
    if (subject.unit === null) return [{ outcome: 'noUnit', evidence: [] }];
    const others = filing.siblings.filter(({ platform }) => platform === subject.platform);
    if (others.length === 0) return [{ outcome: 'single', evidence: [] }];
    const names = others.slice(0, 5).map(({ name }) => name);
    const values = { unit: subject.unit.name, count: others.length, names: names.join('、') };
    const rows = others.map(({ id, name, accountKind }) => [id, name, accountKind]);
    return [{ outcome: 'several', values, evidence: [table(['编号', '名称', '类型'], rows)] }];
  },
});
