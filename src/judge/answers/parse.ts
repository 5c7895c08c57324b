import { z } from 'zod';
import { Day, InputError, parseTime } from '../../model/index.ts';
import type { AnyIndicator } from '../indicator.ts';
import { INDICATORS } from '../indicators/index.ts';
import {
  type Located,
  type Problem,
  placeOf,
  plain,
  problemsOf,
  readLocated,
  showProblem,
} from '../load/located.ts';

const about = {
  /** Whom it is about, by subject id; absent = whoever is judged. */
  subject: z.string().optional(),
  /** Fingerprint of a finding, as the verdict shows it … */
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'must be a fingerprint as the verdict shows it (32 digits and letters a–f)')
    .optional(),
  /** … or an indicator, and where needed the key or an address of the finding that is meant. */
  indicator: z.string().optional(),
  key: z.string().optional(),
  url: z.string().optional(),
  /** Who decided, and when. */
  by: z.string().min(1),
  at: z.string().refine((text) => parseTime(text) !== null, 'must be a day or time such as 2019-05-20T10:00'),
  note: z.string().optional(),
};
/** Last day on which it holds. */
const until = Day.refine((text) => parseTime(text) !== null, 'must be a day of the calendar');

/** One decision of a person (人工认定). */
export const Answer = z.discriminatedUnion('decision', [
  /** What is suspected is so. */
  z.strictObject({ ...about, decision: z.literal('confirm') }),
  /** It is not so: a false alarm, here and in later inspections. */
  z.strictObject({ ...about, decision: z.literal('dismiss'), until: until.optional() }),
  /** It is so, is explained and accepted until a date. */
  z.strictObject({ ...about, decision: z.literal('exempt'), until, note: z.string().min(1) }),
  /** What the person found instead: one of the indicator's outcomes, and how often. */
  z.strictObject({
    ...about,
    decision: z.literal('answer'),
    outcome: z.string(),
    count: z.number().int().nonnegative().optional(),
    until: until.optional(),
  }),
]);
export type Answer = z.infer<typeof Answer>;

/** A site's code is all digits, and a fingerprint may be. */
const TEXTS = new Set(['subject', 'fingerprint', 'key', 'by', 'note']);

const AnswersFile = z.union([z.array(Answer), z.strictObject({ answers: z.array(Answer) })]);

/**
 * Reads an answers file (YAML; a list, or a list under `answers`). Throws an `InputError` of one line that names file, line and
 * column.
 */
export function parseAnswers(
  text: string,
  file: string,
  indicators: readonly AnyIndicator[] = INDICATORS,
): readonly Answer[] {
  const { tree, problems } = readLocated(text, file);
  if (tree === null) throw unusable(problems);
  const list = tree.kind === 'list' ? z.array(Answer) : AnswersFile.options[1];
  const parsed = list.safeParse(plain(tree, TEXTS));
  if (!parsed.success) throw unusable(problemsOf(tree, parsed.error));
  const answers = Array.isArray(parsed.data) ? parsed.data : parsed.data.answers;
  const prefix = tree.kind === 'list' ? [] : ['answers'];
  const wrong = answers.flatMap((answer, index) =>
    checkAnswer(answer, indicators).map(
      ([field, message]): Problem => problemAt(tree, [...prefix, index, field], message),
    ),
  );
  if (wrong.length > 0) throw unusable(wrong);
  return answers;
}

function problemAt(tree: Located, path: readonly PropertyKey[], message: string): Problem {
  const at = path.filter((part) => part !== '');
  const shown = at.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return { level: 'error', place: placeOf(tree, at), path: shown.replace(/^\./, ''), message };
}

function checkAnswer(
  answer: Answer,
  indicators: readonly AnyIndicator[],
): [field: string, message: string][] {
  if (answer.fingerprint === undefined && answer.indicator === undefined)
    return [['', 'must name a fingerprint or an indicator']];
  if (answer.fingerprint !== undefined && answer.indicator !== undefined)
    return [['indicator', 'is already said by the fingerprint; name one of them']];
  if (answer.indicator === undefined) return [];
  const indicator = indicators.find((one) => one.id === answer.indicator);
  if (indicator === undefined) return [['indicator', `there is no indicator ${answer.indicator}`]];
  if (answer.decision !== 'answer' || indicator.outcomes[answer.outcome] !== undefined) return [];
  const known = Object.keys(indicator.outcomes).join(', ');
  return [['outcome', `${indicator.id} has no outcome ${answer.outcome}; it has ${known}`]];
}

function unusable(problems: readonly Problem[]): InputError {
  const [first, ...more] = problems;
  const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
  if (first === undefined) throw new Error('no problem to report');
  const { place, path, message } = first;
  return new InputError({
    what: 'answers',
    where: showProblem({ ...first, path: '', message: '' }).replace(/: $/, ''),
    why: `${path === '' ? '' : `${path}: `}${message}${rest}`,
    todo: `mend line ${place.line} and run again`,
  });
}
