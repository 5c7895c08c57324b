import type { UnitLevel } from '../../model/index.ts';
import type { Channel } from '../facts/channel.ts';
import type { Body } from '../facts/units.ts';
import { type Bounds, type PolicyFile, type Rule, Test } from '../policy/schema.ts';

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

/** Whether a channel fits a condition: surely not as soon as one thing that is asked is surely not so. */
export function answerTo(test: Test, channel: Channel, params: Rule['params'], context: TestContext): Answer {
  let holds = true;
  let sure = true;
  for (const name of namesOf(test)) {
    const answer = ask(name, test, channel, params, context);
    if (answer.sure && !answer.holds) return NO;
    holds &&= answer.holds;
    sure &&= answer.sure;
  }
  return { holds, sure };
}

/** What a condition asks; kept, as each is asked of every channel. */
const asked = new WeakMap<Test, readonly (keyof Test)[]>();

function namesOf(test: Test): readonly (keyof Test)[] {
  const known = asked.get(test);
  if (known !== undefined) return known;
  const names = TestKeys.filter((name) => test[name] !== undefined);
  asked.set(test, names);
  return names;
}

const TestKeys = Object.keys(Test.shape) as readonly (keyof Test)[];

function ask(
  name: keyof Test,
  test: Test,
  channel: Channel,
  params: Rule['params'],
  context: TestContext,
): Answer {
  const { body } = channel;
  switch (name) {
    case 'level':
      return oneOf<UnitLevel>(body?.level ?? null, test.level, body?.inferred.includes('level') !== true);
    case 'unitKind':
      return oneOf(body?.kind ?? null, test.unitKind, body?.inferred.includes('kind') !== true);
    case 'management':
      // A sheet without the column is about bodies under their local governments; only a name can speak against it.
      return {
        holds: (body?.management ?? 'local') === test.management,
        sure: body?.inferred.includes('management') !== true,
      };
    case 'named':
      return is(test.named?.some((word) => body?.name.includes(word) === true) === true);
    case 'inScope':
      return is((body !== null && context.scopeHead(body) !== null) === test.inScope);
    case 'headsScope':
      return is((body !== null && context.scopeHead(body) === body) === test.headsScope);
    case 'platform':
      return oneOf(channel.platform, test.platform);
    case 'accountKind':
      return oneOf(channel.kind, test.accountKind);
    case 'status':
      // A sheet without the column lists what is in use.
      return oneOf(channel.status ?? 'active', test.status);
    case 'activity':
      return oneOf(channel.activity, test.activity, channel.activity !== 'unknown');
    case 'verified':
      return channel.verified === null ? UNKNOWN : is(channel.verified === test.verified);
    case 'functions':
      return is(channel.functions.some(({ general }) => !general) === test.functions);
    case 'serves':
      return serves(channel, test.serves ?? {}, params, context.doubt);
    case 'followers':
      return within(channel.followers, test.followers ?? {}, params);
    case 'readsPerDay':
      return within(channel.readsPerDay, test.readsPerDay ?? {}, params);
    case 'followersOfResidents':
      return within(
        ratio(channel.followers, body?.residents ?? null),
        test.followersOfResidents ?? {},
        params,
      );
    case 'readsPlace':
      return within(context.readsPlace(channel), test.readsPlace ?? {}, params);
    case 'not': {
      const inner = answerTo(test.not ?? {}, channel, params, context);
      return { holds: inner.sure && !inner.holds, sure: inner.sure };
    }
    case 'any':
      return either((test.any ?? []).map((one) => answerTo(one, channel, params, context)));
  }
}

function is(holds: boolean): Answer {
  return holds ? YES : NO;
}

function oneOf<T>(value: T | null, list: readonly T[] | undefined, sure = true): Answer {
  if (value === null) return UNKNOWN;
  const holds = list?.includes(value) === true;
  return sure ? is(holds) : { holds, sure };
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

/** One holds: surely where one surely does. */
function either(answers: readonly Answer[]): Answer {
  if (answers.some(({ holds, sure }) => sure && holds)) return YES;
  return { holds: answers.some(({ holds }) => holds), sure: answers.every(({ sure }) => sure) };
}
