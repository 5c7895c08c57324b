import type { Basis } from './indicator.ts';

const DOCUMENT = '国办秘函〔2019〕19号 附件1 政府网站与政务新媒体检查指标';

/** Clause of the deduction part: first-level and second-level indicator. */
export function deduction(group: string, item: string): readonly Basis[] {
  return [{ document: DOCUMENT, clause: `二、扣分指标 · ${group} · ${item}` }];
}

/** Clause of the bonus part. */
export function bonus(group: string, item: string): readonly Basis[] {
  return [{ document: DOCUMENT, clause: `三、加分指标 · ${group} · ${item}` }];
}

/** The guideline for government websites (政府网站发展指引) that a deduction applies. */
export function guideline(clause: string): Basis {
  return { document: '国办发〔2017〕47号 政府网站发展指引', clause };
}

/** Clause of the single vetoes for websites. */
export function veto(group: string, item: string): readonly Basis[] {
  return [{ document: DOCUMENT, clause: `一、单项否决 · ${group} · ${item}` }];
}

/** Clause of the single vetoes for new media (政务新媒体). */
export function accountVeto(group: string, item: string): readonly Basis[] {
  return [{ document: DOCUMENT, clause: `政务新媒体 · 单项否决 · ${group} · ${item}` }];
}

/** The opinion on new media (推进政务新媒体健康有序发展的意见). */
export function opinion(clause: string): Basis {
  return { document: '国办发〔2018〕123号 关于推进政务新媒体健康有序发展的意见', clause };
}

/** Clause of the census table of 2015 (全国政府网站普查评分表). */
export function census(group: string, item: string): readonly Basis[] {
  return [{ document: '国办发〔2015〕15号 全国政府网站普查评分表', clause: `${group} · ${item}` }];
}
