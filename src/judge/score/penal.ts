import type { Bilingual, Verdict } from '../../model/index.ts';
import { compare, rounded } from './arithmetic.ts';
import type { Outcome } from './because.ts';
import { type Line, sourceOf } from './points.ts';
import { resultOf, totalOf } from './score.ts';

/**
 * Whether a result may be the ground of a penalty (facts §0: numbers from memory are off for penal use until checked). The law is
 * applied with all numbers in force; then it is asked whether the result would be the same without those nobody has verified.
 */
export function penal(outcome: Outcome, lines: readonly Line[], noServices: boolean): Verdict['penal'] {
  const reasons = whyNot(outcome, lines, noServices);
  return { usable: reasons.length === 0, because: reasons };
}

function whyNot(outcome: Outcome, lines: readonly Line[], noServices: boolean): Bilingual[] {
  if (outcome.result === 'undetermined')
    return [{ zh: '尚未得出结论，不得作为问责依据。', en: 'Nothing is concluded yet.' }];
  if (outcome.result === 'qualified') return [];
  if (!outcome.inForce)
    return [
      {
        zh: '检查时点不在该指标的施行期内，结论仅供参考，不得作为问责依据。',
        en: 'The standard was not in force at the instant that is judged; the result is for comparison only.',
      },
    ];
  if (outcome.vetoes.length > 0) return vetoesNotSure(outcome);
  return [...lawNotSure(outcome), ...scoreNotSure(outcome, lines, noServices)];
}

/** One veto that rests on sure numbers is enough. */
function vetoesNotSure({ vetoes }: Outcome): Bilingual[] {
  if (vetoes.some((one) => !sourceOf(one).unsure)) return [];
  return vetoes.map(({ rule }) => ({
    zh: `“${rule.indicator.title.zh}”（${rule.entry.code}）依据的数值尚未核对，不得作为问责依据。`,
    en: `${rule.indicator.title.en} (${rule.entry.code}) rests on numbers that nobody has verified.`,
  }));
}

function lawNotSure({ law }: Outcome): Bilingual[] {
  if (!law.base.unsure && !law.unqualifiedBelow.unsure) return [];
  return [
    {
      zh: '总分或合格线尚未核对，不得作为问责依据。',
      en: 'The base or the line between qualified and unqualified is not verified.',
    },
  ];
}

function scoreNotSure({ law }: Outcome, lines: readonly Line[], noServices: boolean): Bilingual[] {
  const sure = totalOf(
    lines.map((line) => ({ ...line, points: line.sure })),
    law,
    noServices,
  );
  if (resultOf(sure, law) === 'unqualified') return [];
  const codes = lines
    .filter((line) => line.rule.part === 'deduction' && line.points.max.gt(line.sure.max))
    .map((line) => line.rule.entry.code);
  const score = rounded(sure.deduction.min);
  const reaches = compare(sure.deduction.min, law.unqualifiedBelow.value) >= 0;
  return [
    {
      zh: `${codes.join('、')}的扣分依据的数值尚未核对；剔除后扣分指标得分为${score}分${reaches ? `，不低于${law.unqualifiedBelow.value}分` : ''}，不得作为问责依据。`,
      en: `Deductions of ${codes.join(', ')} rest on numbers that nobody has verified; without them the deduction score is ${score}${reaches ? `, not below ${law.unqualifiedBelow.value}` : ''}.`,
    },
  ];
}
