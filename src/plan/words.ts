import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError, UnitLevel } from '../model/index.ts';

const list = z.array(z.string().min(1)).min(1);

/** `packs/planning.yaml`: words of sheets and names that a plan needs. */
const PlanningWords = z.strictObject({
  schema: z.literal('xunjian.planning-words/1'),
  columns: z.strictObject({ management: list, residents: list }),
  management: z.strictObject({ vertical: list, local: list }),
  verticalNames: list,
  levels: z.array(z.strictObject({ level: UnitLevel, ends: list })),
  kinds: z.array(z.strictObject({ kind: z.string(), ends: list })),
  filing: z.array(
    z.enum([
      'unit',
      'handle',
      'registered',
      'verified',
      'kind',
      'functions',
      'staff',
      'url',
      'followers',
      'status',
    ]),
  ),
});
export type PlanningWords = z.infer<typeof PlanningWords>;

export function readPlanningWords(file: string): PlanningWords {
  const parsed = PlanningWords.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError({
    what: 'planning words',
    where: file,
    why: `${issue?.path.join('.') || 'it'}: ${issue?.message}`,
    todo: 'mend the file; packs/planning.yaml of the program shows the format',
  });
}
