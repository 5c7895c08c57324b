import { parse } from 'yaml';
import { z } from 'zod';
import type { Folding } from '../engine/compile.ts';

/** Two texts of equal length: each character of `from` counts as the one of `to` below it. */
const Pairs = z
  .strictObject({ from: z.string(), to: z.string() })
  .refine(({ from, to }) => from.length === to.length, 'from and to must be of equal length');

const FoldingFile = z.strictObject({
  schema: z.literal('xunjian.folding/1'),
  source: z.string(),
  traditional: Pairs,
  lookalike: z.array(Pairs),
});

/** Reads `packs/folding.yaml`. Throws where it is malformed: it ships with the program. */
export function parseFolding(text: string): Folding {
  const file = FoldingFile.parse(parse(text));
  return {
    traditional: pairs(file.traditional),
    lookalikes: new Map(file.lookalike.flatMap((one) => [...pairs(one)])),
  };
}

function pairs({ from, to }: { readonly from: string; readonly to: string }): Map<string, string> {
  return new Map(Array.from({ length: from.length }, (_, index) => [from[index] ?? '', to[index] ?? '']));
}
