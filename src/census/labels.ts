import type { AccountVerdict, Bilingual, Language } from '../model/index.ts';
import type { Contradiction, DuplicateReason, Inferred } from '../register/index.ts';
import { CONFIDENCE, platformName } from '../report/index.ts';
import type { CensusAccount } from './gather.ts';
import type { Counts, Group } from './summary.ts';

export { CONFIDENCE, platformName };

export const ACTIVITY: Readonly<Record<NonNullable<CensusAccount['activity']> | 'byUse', Bilingual>> = {
  active: { zh: '正常更新', en: 'active' },
  sleeping: { zh: '睡眠', en: 'sleeping' },
  zombie: { zh: '僵尸', en: 'zombie' },
  unknown: { zh: '未证实', en: 'not proven' },
  byUse: { zh: '按可用性判', en: 'judged by use' },
};

const LEVEL: Readonly<Record<string, Bilingual>> = {
  national: { zh: '国家', en: 'national' },
  province: { zh: '省级', en: 'province' },
  city: { zh: '市级', en: 'city' },
  county: { zh: '县级', en: 'county' },
  township: { zh: '乡镇（街道）', en: 'township' },
  village: { zh: '村（社区）', en: 'village' },
};
const NOT_STATED: Bilingual = { zh: '未注明', en: 'not stated' };

export function levelName(id: string | null): Bilingual {
  return id === null ? NOT_STATED : (LEVEL[id] ?? { zh: id, en: id });
}

export function unitName({ id, name }: Group): Bilingual {
  const text = name ?? id;
  return text === null ? NOT_STATED : { zh: text, en: text };
}

/** Columns of the tables of counts, in order. */
export const COUNT_COLUMNS: readonly { readonly key: keyof Counts; readonly head: Bilingual }[] = [
  { key: 'total', head: { zh: '总数', en: 'total' } },
  { key: 'unqualified', head: { zh: '不合格', en: 'unqualified' } },
  { key: 'undetermined', head: { zh: '待判定', en: 'undetermined' } },
  { key: 'qualified', head: { zh: '合格', en: 'qualified' } },
  { key: 'zombie', head: { zh: '僵尸', en: 'zombies' } },
  { key: 'sleeping', head: { zh: '睡眠', en: 'sleeping' } },
  { key: 'unknown', head: { zh: '未证实', en: 'not proven' } },
  { key: 'suspected', head: { zh: '疑似', en: 'suspected' } },
  { key: 'followers', head: { zh: '粉丝', en: 'followers' } },
  { key: 'readsPerDay', head: { zh: '日均阅读', en: 'reads/day' } },
];

export function shownCount(value: number | null): string {
  return value === null ? '—' : value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

export function activityName(activity: CensusAccount['activity'], language: Language): string {
  return ACTIVITY[activity ?? 'byUse'][language];
}

/** Reasons in both languages, one line each. */
export type Reasons = Readonly<Record<Language, readonly string[]>>;

/** Why an account came to its result: what is wrong or open, else when it last posted. */
export function reasonsOf({ findings }: AccountVerdict, language: Language): readonly string[] {
  const wrong = findings.filter(({ state }) => ['fail', 'suspected', 'inconclusive'].includes(state));
  if (wrong.length > 0)
    return wrong.map(
      ({ title, summary }) => `${title[language]}${language === 'zh' ? '：' : ': '}${summary[language]}`,
    );
  const about = findings.find(({ state, outcome }) => state === 'exempt' || outcome === 'updated');
  const other = about ?? findings.find(({ indicator }) => indicator === 'account.no-updates');
  return other === undefined ? [] : [other.summary[language]];
}

export const DUPLICATE: Readonly<Record<DuplicateReason, Bilingual>> = {
  handle: { zh: '同一平台账号相同', en: 'same id on the platform' },
  url: { zh: '主页链接相同', en: 'same address' },
  name: { zh: '同一单位同平台同名', en: 'same name, body and platform' },
  moved: {
    zh: '原账号停用、同名账号在用（疑似迁移）',
    en: 'one stopped, another of its name in use (moved)',
  },
  units: {
    zh: '上下级单位或同一认证主体重复登记',
    en: 'filed by two bodies, one above the other, or one verified subject',
  },
  variant: { zh: '名称只差“官方”“发布”等字样', en: 'names differ by words that say nothing' },
};

const FIELD: Readonly<Record<Contradiction['field'] | Inferred['field'], Bilingual>> = {
  level: { zh: '层级', en: 'level' },
  region: { zh: '行政区划代码', en: 'division code' },
  parent: { zh: '上级单位', en: 'parent' },
  idcode: { zh: '网站标识码', en: 'site code' },
};

export function fieldName(field: Contradiction['field'] | Inferred['field']): Bilingual {
  return FIELD[field];
}

/** A value that was filled in, as people say it. */
export function inferredValue({ field, value }: Inferred, unitOf: (id: string) => string): Bilingual {
  if (field === 'level') return levelName(value);
  const text = field === 'parent' ? unitOf(value) : value;
  return { zh: text, en: text };
}
