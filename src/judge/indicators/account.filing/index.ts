import { z } from 'zod';
import { opinion } from '../../basis.ts';
import { defineAccountIndicator } from '../../indicator.ts';

/** 备案与认证. NMR-06, NMR-07: filed with the unit in charge, verified in the name of its body. */
export default defineAccountIndicator({
  id: 'account.filing',
  title: { zh: '备案与认证', en: 'Filing and verification' },
  explain: {
    zh: '名录写明未认证的，列为问题；没有填写的不作不利推定。认证主体与主办单位是否一致、名称是否规范、是否在报送系统备案，由人工核对。',
    en: 'An account that the register says is not verified is a problem; an empty cell is not held against it. Whether the verified subject is the body, the name is regular and the account is filed in the national system a person checks.',
  },
  basis: [opinion('分级备案；规范名称、认证信息标明主办单位')],
  subject: 'account',
  needs: ['filing'],
  params: z.strictObject({}),
  question: {
    zh: '账号是否已在全国政务新媒体信息报送系统备案，名称是否规范、与主办单位职责相关？',
    en: 'Is the account filed in the national system, and is its name regular and related to the duties of its body?',
  },
  outcomes: {
    verified: { state: 'pass', says: { zh: '名录注明已认证', en: 'Verified, says the register' } },
    notTold: {
      state: 'inconclusive',
      says: { zh: '名录没有填写认证情况', en: 'The register does not say whether it is verified' },
      advice: {
        zh: '在名录的“是否认证”一栏补填后重新检查。',
        en: 'Fill in the column “verified” of the register and check again.',
      },
    },
    ended: { state: 'notApplicable', says: { zh: '账号已停用或注销', en: 'Stopped or cancelled' } },
    unverified: {
      state: 'fail',
      says: { zh: '账号未经平台认证', en: 'Not verified by the platform' },
      advice: {
        zh: '以主办单位名义完成平台认证，认证信息标明主办单位；确无必要保留的按程序注销。',
        en: 'Have it verified in the name of its body, or cancel it by the procedure if nobody needs it.',
      },
    },
    notFiled: {
      by: 'person',
      state: 'fail',
      says: { zh: '账号未在报送系统备案', en: 'Not filed in the national system' },
      advice: {
        zh: '向主管单位备案，信息有变化的及时更新。',
        en: 'File it with the unit in charge and keep the filing up to date.',
      },
    },
    irregularName: {
      by: 'person',
      state: 'fail',
      says: {
        zh: '账号名称不规范或与主办单位职责无关',
        en: 'The name is irregular or unrelated to its body',
      },
      advice: {
        zh: '改用简洁规范、与主办单位职责相关的名称，各平台名称原则上一致。',
        en: 'Take a short, regular name related to the body, in principle the same on all platforms.',
      },
    },
  },
  check({ filing }, _, { subject }) {
    if (subject.status === 'stopped' || subject.status === 'cancelled')
      return [{ outcome: 'ended', evidence: [] }];
    if (filing.verified === null) return [{ outcome: 'notTold', evidence: [] }];
    return [{ outcome: filing.verified ? 'verified' : 'unverified', evidence: [] }];
  },
});
