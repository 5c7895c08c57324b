import type { AccountRow, Bilingual } from '../model/index.ts';
import type { Found } from './found.ts';
import type { Suspicion } from './imitation.ts';
import type { Resemblance } from './names.ts';

/** What a finding says, and what to do about it. */
export interface Sentences {
  readonly because: Bilingual;
  readonly todo: Bilingual;
}

const quoted = (text: string | null) => `“${text ?? '（未写名称）'}”`;
const shown = ({ name, handle }: Pick<Found, 'name' | 'handle'>) => quoted(name ?? handle);

export function notFiled(found: Found, unit: string | null, by: 'name' | 'claim' | 'frame'): Sentences {
  const how = {
    name: { zh: '名称与该单位相符', en: 'its name is that of the body' },
    claim: { zh: '页面称其为本单位账号', en: 'the page calls it its own' },
    frame: { zh: '网站各页面固定展示', en: 'the site shows it on most pages' },
  }[by];
  return {
    because: {
      zh: `${shown(found)}不在名录中；${how.zh}（${unit ?? '单位不明'}）。`,
      en: `${shown(found)} is not in the register; ${how.en} (${unit ?? 'body unknown'}).`,
    },
    todo: {
      zh: '核实是否为该单位开设；是的，补办备案；不是的，请网站撤下链接或注明归属。',
      en: 'Ask the body whether it is its own; file it if so, else have the site take the link down or say whose it is.',
    },
  };
}

export function whoseUnknown(found: Found): Sentences {
  return {
    because: {
      zh: `${shown(found)}不在名录中，从名称和出处看不出属于哪个单位。`,
      en: `${shown(found)} is not in the register, and neither its name nor its place tells whose it is.`,
    },
    todo: {
      zh: '人工确认归属；与名录无关的，可不处理。',
      en: 'Have a person tell whose it is; if nobody’s of the register, leave it.',
    },
  };
}

export function nameDiffers(found: Found, account: AccountRow, like: Resemblance | null): Sentences {
  const note =
    like?.how === 'alike'
      ? {
          zh: `，差一字（“${like.one}”与“${like.other}”），可能是笔误`,
          en: ` (one character: ${like.one} and ${like.other}; perhaps a slip of the pen)`,
        }
      : { zh: '', en: '' };
  return {
    because: {
      zh: `名录中为${quoted(account.name)}，实际展示为${shown(found)}${note.zh}。`,
      en: `Filed as ${quoted(account.name)}, shown as ${shown(found)}${note.en}.`,
    },
    todo: {
      zh: '打开账号核对现用名称：账号改名的更新备案，网站写错的请改正。',
      en: 'Open the account and look: file the new name if it was renamed, have the page mended if it is wrong.',
    },
  };
}

export function handleDiffers(found: Found, account: AccountRow, filed: string): Sentences {
  return {
    because: {
      zh: `与名录中${quoted(account.name)}同名，但平台标识不同：名录为 ${filed}，网站指向 ${found.handle}。`,
      en: `Of the same name as ${quoted(account.name)}, with another id: filed ${filed}, shown ${found.handle}.`,
    },
    todo: {
      zh: '核实账号是否迁移或换号：是的更新备案并注销原账号；不是的，按疑似仿冒处理。',
      en: 'Find out whether the account moved: if so file the new id and cancel the old account, else treat it as an imitation.',
    },
  };
}

export function subjectDiffers(found: Found, account: AccountRow, filed: string, subject: string): Sentences {
  return {
    because: {
      zh: `${quoted(account.name)}名录中的主体为${quoted(filed)}，发现的主体为${quoted(subject)}。`,
      en: `${shown(found)} is filed for ${quoted(filed)}, and found to be ${quoted(subject)}’s.`,
    },
    todo: {
      zh: '核对认证主体；委托他人运营的，在备案中写明承办单位；主体变更的，更新备案。',
      en: 'Check whom the platform verified; file the operator where others run it, or the new subject.',
    },
  };
}

export function claimedBy(
  found: Found,
  account: AccountRow,
  filed: string | null,
  other: string | null,
): Sentences {
  return {
    because: {
      zh: `${quoted(account.name)}名录中属于${quoted(filed)}，但${quoted(other)}的网站称其为本单位账号。`,
      en: `${shown(found)} is filed for ${quoted(filed)}, but ${quoted(other)} calls it its own.`,
    },
    todo: { zh: '核实主办单位，更正名录。', en: 'Find out whose it is and mend the register.' },
  };
}

export function notFound(account: AccountRow, pages: number, sites: readonly string[]): Sentences {
  return {
    because: {
      zh: `名录中在用，但在本单位网站（${sites.join('、')}，已读 ${pages} 页）上没有见到链接、二维码或名称。`,
      en: `Filed as in use, but neither link, code nor name of it was seen on the body’s sites (${sites.join(', ')}; ${pages} pages read).`,
    },
    todo: {
      zh: '确认账号是否仍在使用；在用的，在网站公布入口；不再使用的，停用注销并更新备案。',
      en: `Find out whether ${quoted(account.name)} is in use: if so show it on the site, else close it and mend the register.`,
    },
  };
}

const LIKENESS: Readonly<Record<Suspicion['how'], (suspicion: Suspicion) => Bilingual>> = {
  same: () => ({ zh: '名称相同', en: 'has the same name' }),
  added: () => ({ zh: '名称只多或少“官方”“发布”等字样', en: 'differs only by words such as 官方' }),
  alike: ({ resemblance }) =>
    resemblance?.how === 'alike'
      ? {
          zh: `名称只差一个音近或形近的字（“${resemblance.one}”与“${resemblance.other}”）`,
          en: `differs by one character that sounds or looks alike (${resemblance.one}, ${resemblance.other})`,
        }
      : { zh: '名称相近', en: 'resembles it' },
  inserted: () => ({ zh: '名称只多一个重复的字', en: 'has one character doubled' }),
  official: () => ({ zh: '名称像机关单位', en: 'sounds like an office' }),
};
const EVIDENCE: Readonly<Record<Suspicion['evidence'], (found: Found) => Bilingual>> = {
  person: () => ({ zh: '认证类型为个人', en: 'is verified as a person’s' }),
  company: ({ verifiedAs }) => ({
    zh: `认证主体为${quoted(verifiedAs)}`,
    en: `is verified as ${quoted(verifiedAs)}’s`,
  }),
  unverified: () => ({ zh: '未经认证', en: 'is not verified' }),
  'other-id': () => ({
    zh: '平台标识与名录不同，且本单位网站没有展示',
    en: 'has another id, and no site of the body shows it',
  }),
  'name-only': () => ({ zh: '本单位网站没有展示', en: 'is shown by no site of the body' }),
};

export function imitation(found: Found, suspicion: Suspicion): Sentences {
  const [like, evidence] = [LIKENESS[suspicion.how](suspicion), EVIDENCE[suspicion.evidence](found)];
  const of =
    suspicion.account === null
      ? { zh: '', en: '' }
      : { zh: `与${quoted(suspicion.account.name)}`, en: ` ${quoted(suspicion.account.name)}` };
  return {
    because: {
      zh: `疑似仿冒：${shown(found)}${of.zh}${like.zh}，${evidence.zh}。`,
      en: `Suspected: ${shown(found)} ${like.en}${of.en === '' ? '' : `, as against${of.en}`}, and ${evidence.en}.`,
    },
    todo: {
      zh: '这只是线索。请人工打开账号核实主体；确属仿冒的，向平台举报并公告提醒。',
      en: 'This is a lead only. Have a person look whose it is; if it imitates, report it to the platform and warn the public.',
    },
  };
}
