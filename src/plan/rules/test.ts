import type { UnitLevel } from '../../model/index.ts';
import type { Channel } from '../facts/channel.ts';
import type { Body } from '../facts/units.ts';
import type { Bounds, PolicyFile, Rule, Test } from '../policy/schema.ts';

/**
 * The answer to a condition: as things look, and whether that is proven. What the register does not tell is never true, and never
 * surely false: a person looks.
 */
export interface Answer {
  readonly holds: boolean;
  readonly sure: boolean;
}

export interface TestContext {
  readonly doubt: PolicyFile['doubt'];
  /** The policy is about some bodies alone, and the register has none of them. */
  readonly scopeIsEmpty: boolean;
  /** Head of the scope that a body belongs to; null where it is in none. */
  scopeHead(body: Body): Body | null;
  /** Place by reads among its peers, 1 = most; null where not known. */
  readsPlace(channel: Channel): number | null;
}

const YES: Answer = { holds: true, sure: true };
const NO: Answer = { holds: false, sure: true };
/** Not known: taken as not so, and not sure. */
const UNKNOWN: Answer = { holds: false, sure: false };

/** Whether a channel fits a condition. */
export function answerTo(test: Test, channel: Channel, params: Rule['params'], context: TestContext): Answer {
  const { body } = channel;
  const answers: Answer[] = [];
  const ask = <K extends keyof Test>(name: K, answer: (wanted: NonNullable<Test[K]>) => Answer) => {
    const wanted = test[name];
    if (wanted !== undefined && wanted !== null) answers.push(answer(wanted));
  };
  const figure = (
    name: 'followers' | 'readsPerDay' | 'followersOfResidents' | 'readsPlace',
    value: number | null,
  ) => ask(name, (bounds) => within(value, bounds, params));
  ask('level', (levels) =>
    oneOf<UnitLevel>(body?.level ?? null, levels, body?.inferred.includes('level') !== true),
  );
  ask('unitKind', (kinds) => oneOf(body?.kind ?? null, kinds, body?.inferred.includes('kind') !== true));
  // A sheet without the column is about bodies under their local governments; only a name can speak against it.
  ask('management', (wanted) => ({
    holds: (body?.management ?? 'local') === wanted,
    sure: body?.inferred.includes('management') !== true,
  }));
  ask('named', (words) => is(words.some((word) => body?.name.includes(word) === true)));
  ask('inScope', (wanted) => is((body !== null && context.scopeHead(body) !== null) === wanted));
  ask('headsScope', (wanted) => is((body !== null && context.scopeHead(body) === body) === wanted));
  ask('platform', (platforms) => is(platforms.includes(channel.platform)));
  ask('accountKind', (kinds) => oneOf(channel.kind, kinds));
  // A sheet without the column lists what is in use.
  ask('status', (states) => is(states.includes(channel.status ?? 'active')));
  ask('activity', (states) =>
    channel.activity === 'unknown'
      ? { holds: states.includes('unknown'), sure: false }
      : is(states.includes(channel.activity)),
  );
  ask('verified', (wanted) => (channel.verified === null ? UNKNOWN : is(channel.verified === wanted)));
  ask('functions', (wanted) => is(channel.functions.some(({ general }) => !general) === wanted));
  ask('serves', (bounds) => serves(channel, bounds, params, context.doubt));
  figure('followers', channel.followers);
  figure('readsPerDay', channel.readsPerDay);
  figure('followersOfResidents', ratio(channel.followers, body?.residents ?? null));
  if (test.readsPlace !== undefined) figure('readsPlace', context.readsPlace(channel));
  ask('not', (inner) => {
    const { holds, sure } = answerTo(inner, channel, params, context);
    return { holds: sure && !holds, sure };
  });
  ask('any', (tests) => either(tests.map((one) => answerTo(one, channel, params, context))));
  return both(answers);
}

function is(holds: boolean): Answer {
  return holds ? YES : NO;
}

function oneOf<T>(value: T | null, list: readonly T[], sure = true): Answer {
  return value === null ? UNKNOWN : { holds: list.includes(value), sure };
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null ? null : part / whole;
}

function within(value: number | null, bounds: Bounds, params: Rule['params']): Answer {
  if (value === null) return UNKNOWN;
  const limit = (name: string | undefined) => (name === undefined ? undefined : params[name]?.value);
  const [atLeast, atMost, above, below] = [
    limit(bounds.atLeast),
    limit(bounds.atMost),
    limit(bounds.above),
    limit(bounds.below),
  ];
  return is(
    (atLeast === undefined || value >= atLeast) &&
      (atMost === undefined || value <= atMost) &&
      (above === undefined || value > above) &&
      (below === undefined || value < below),
  );
}

/** A probability near the limit, or of an account of which little was seen, decides nothing alone. */
function serves(
  { purpose }: Channel,
  bounds: Bounds,
  params: Rule['params'],
  doubt: TestContext['doubt'],
): Answer {
  if (purpose === null) return UNKNOWN;
  const { holds } = within(purpose.serves, bounds, params);
  const limits = Object.values(bounds).flatMap((name) => params[name ?? '']?.value ?? []);
  const near = limits.some((limit) => Math.abs(purpose.serves - limit) < doubt.serves.value);
  return { holds, sure: !near && purpose.evidence >= doubt.evidence.value };
}

/** All hold: surely not where one surely does not. */
function both(answers: readonly Answer[]): Answer {
  if (answers.some(({ holds, sure }) => sure && !holds)) return NO;
  return { holds: answers.every(({ holds }) => holds), sure: answers.every(({ sure }) => sure) };
}

/** One holds: surely where one surely does. */
function either(answers: readonly Answer[]): Answer {
  if (answers.some(({ holds, sure }) => sure && holds)) return YES;
  return { holds: answers.some(({ holds }) => holds), sure: answers.every(({ sure }) => sure) };
}
