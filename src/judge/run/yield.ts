import type { Observation } from './observe.ts';

/**
 * No double deduction (ENG-11: 因空白、应更新未更新等已按其他指标扣分的，不重复扣分). An entry that `yields` leaves out the pieces that an
 * entry of the same part which does not yield already counts. What is merely suspected there is left out as well: it is counted
 * once, in the place where a person settles it.
 */
export function withoutDoubles(observations: readonly Observation[]): Observation[] {
  const taken = new Map<string, string>();
  for (const one of observations) {
    if (one.rule.entry.yields || !counts(one)) continue;
    for (const piece of one.pieces ?? []) taken.set(`${one.rule.part} ${piece}`, one.rule.entry.code);
  }
  return observations.map((one) => {
    if (!one.rule.entry.yields || one.pieces === null || !counts(one)) return one;
    const left = one.pieces.filter((piece) => !taken.has(`${one.rule.part} ${piece}`));
    if (left.length === one.pieces.length) return one;
    const codes = [
      ...new Set(one.pieces.flatMap((piece) => taken.get(`${one.rule.part} ${piece}`) ?? [])),
    ].sort();
    const away = one.pieces.length - left.length;
    return {
      ...one,
      pieces: left,
      count: left.length,
      state: left.length === 0 ? 'pass' : one.state,
      summary: {
        zh: `${one.summary.zh}（其中${away}处已按${codes.join('、')}计，不重复扣分）`,
        en: `${one.summary.en} (${away} of them already counted under ${codes.join(', ')}, not deducted twice)`,
      },
    };
  });
}

function counts({ state }: Observation): boolean {
  return state === 'fail' || state === 'suspected';
}
