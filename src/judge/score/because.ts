import type { Bilingual, Verdict } from '../../model/index.ts';
import type { Rule } from '../load/index.ts';
import type { Observation } from '../run/observe.ts';
import type { Law } from '../standard.ts';
import { compare, type Fraction, rounded } from './arithmetic.ts';
import { isOpen } from './points.ts';
import type { Total } from './score.ts';

export interface Outcome {
  readonly result: Verdict['result'];
  readonly vetoes: readonly Observation[];
  readonly observations: readonly Observation[];
  /** null under a veto, and where only the vetoes are for this subject. */
  readonly total: Total | null;
  readonly law: Law;
  /** Role of a site; `account` for an official account. */
  readonly role: 'portal' | 'department' | 'other' | 'account' | null;
  /** The standard was in force at the instant that is judged. */
  readonly inForce: boolean;
}

/** Why the result is what it is, in one sentence. */
export function because(outcome: Outcome): Bilingual {
  const { vetoes, total, role } = outcome;
  if (vetoes.length > 0) return becauseOfVeto(vetoes);
  const open = outcome.observations.filter((one) => one.rule.part === 'veto' && isOpen(one));
  if (open.length > 0) return join(becauseOpen(open), total === null ? null : meanwhile(total));
  if (total === null) return withoutScore(role);
  return join(becauseOfScore(outcome, total), role === null ? UNKNOWN_ROLE : null);
}

const UNKNOWN_ROLE = {
  zh: '（未注明网站类别，按政府门户网站评分）',
  en: ' (kind of site not known: scored as a portal)',
};

function becauseOfVeto(vetoes: readonly Observation[]): Bilingual {
  const names = titles(vetoes);
  return {
    zh: `出现单项否决情形（${names.zh}），判定为不合格，不再评其他指标。`,
    en: `Unqualified by single veto (${names.en}); nothing else is scored.`,
  };
}

function becauseOpen(open: readonly Observation[]): Bilingual {
  const suspected = open.filter((one) => one.state === 'suspected');
  const unseen = open.filter((one) => one.state === 'inconclusive');
  const zh: string[] = [];
  const en: string[] = [];
  if (suspected.length > 0) {
    const names = titles(suspected);
    zh.push(`疑似存在单项否决情形（${names.zh}），有待人工核实`);
    en.push(`single vetoes are suspected and wait for a person (${names.en})`);
  }
  if (unseen.length > 0) {
    const names = titles(unseen);
    zh.push(`部分单项否决指标未能完成检查（${names.zh}）`);
    en.push(`single vetoes could not be checked (${names.en})`);
  }
  return { zh: `${zh.join('；')}，暂不能得出结论`, en: `Undetermined: ${en.join('; ')}` };
}

function meanwhile(total: Total): Bilingual {
  const score = span(total.final.min, total.final.max);
  return {
    zh: `；如均不成立，得分为${score.zh}分。`,
    en: `; if none of them holds, the score is ${score.en}.`,
  };
}

function withoutScore(role: Outcome['role']): Bilingual {
  if (role === 'account')
    return {
      zh: '未出现单项否决情形，判定为合格。',
      en: 'Qualified: no single veto.',
    };
  const whose =
    role === 'department' ? { zh: '部门网站', en: 'a department' } : { zh: '非门户网站', en: 'no portal' };
  return {
    zh: `未出现单项否决情形，判定为合格；${whose.zh}只检查单项否决指标，不评分。`,
    en: `Qualified: no single veto; the site of ${whose.en} is judged by the vetoes alone and gets no score.`,
  };
}

function becauseOfScore({ result, law, observations }: Outcome, total: Total): Bilingual {
  const { unqualifiedBelow, bonusAbove } = law;
  const deduction = span(total.deduction.min, total.deduction.max);
  const final = span(total.final.min, total.final.max);
  if (result === 'undetermined') {
    const open = observations.filter((one) => one.rule.part === 'deduction' && isOpen(one));
    return {
      zh: `未出现单项否决情形，尚有${open.length}项扣分情形待核实或未能检查，扣分指标得分为${deduction.zh}分，跨越${unqualifiedBelow.value}分，暂不能得出结论`,
      en: `Undetermined: no single veto, but ${open.length} deductions are open and the deduction score of ${deduction.en} lies on both sides of ${unqualifiedBelow.value}`,
    };
  }
  if (result === 'unqualified')
    return {
      zh: `未出现单项否决情形，扣分指标得分为${deduction.zh}分，低于${unqualifiedBelow.value}分，判定为不合格`,
      en: `Unqualified: no single veto, but the deduction score of ${deduction.en} is below ${unqualifiedBelow.value}`,
    };
  const bonus =
    compare(total.deduction.max, bonusAbove.value) > 0 && total.bonus.max.gt(0)
      ? { zh: `，计入加分后最终得分为${final.zh}分`, en: `, ${final.en} with the bonus` }
      : { zh: '', en: '' };
  return {
    zh: `未出现单项否决情形，扣分指标得分为${deduction.zh}分，不低于${unqualifiedBelow.value}分${bonus.zh}，判定为合格`,
    en: `Qualified: no single veto, and the deduction score of ${deduction.en} is not below ${unqualifiedBelow.value}${bonus.en}`,
  };
}

function span(min: Fraction, max: Fraction): Bilingual {
  const [low, high] = [rounded(min), rounded(max)];
  return low === high ? { zh: `${low}`, en: `${low}` } : { zh: `${low}至${high}`, en: `${low} to ${high}` };
}

/** More titles than this make no sentence. */
const MOST_TITLES = 6;

/** Titles of the indicators concerned, each once; of many the first and how many there are. */
function titles(observations: readonly Observation[]): Bilingual {
  const rules = [...new Set<Rule>(observations.map((one) => one.rule))];
  const shown = rules.slice(0, MOST_TITLES);
  const more = rules.length > shown.length;
  return {
    zh: `${shown.map((rule) => rule.indicator.title.zh).join('、')}${more ? `等${rules.length}项` : ''}`,
    en: `${shown.map((rule) => rule.indicator.title.en).join(', ')}${more ? ` and ${rules.length - shown.length} more` : ''}`,
  };
}

/** One sentence with one full stop. */
function join(head: Bilingual, tail: Bilingual | null): Bilingual {
  const zh = `${head.zh}${tail?.zh ?? ''}`;
  const en = `${head.en}${tail?.en ?? ''}`;
  return { zh: zh.endsWith('。') ? zh : `${zh}。`, en: en.endsWith('.') ? en : `${en}.` };
}
