import { EVIDENCE, type Evidence } from './evidence.ts';

/**
 * How the evidence is weighed: one hidden layer (see scripts/train-typo.ts, `packs/typo/judge.json`). By unit the weights of the
 * evidence in the order of `EVIDENCE` and, last, what is always added; of the output the weights of the units and, last, the same.
 */
export interface Judge {
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly number[];
}

/** Log-odds that a change is right, clean text being five times as frequent as it was in training. */
export function weigh(evidence: Evidence, { hidden, output }: Judge): number {
  const given = EVIDENCE.map((kind) => evidence[kind]);
  let odds = output[hidden.length] ?? 0;
  hidden.forEach((weights, unit) => {
    let sum = weights[given.length] ?? 0;
    for (let index = 0; index < given.length; index++)
      sum += (given[index] as number) * (weights[index] as number);
    if (sum > 0) odds += sum * (output[unit] as number);
  });
  return odds;
}
