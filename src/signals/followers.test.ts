import { describe, expect, it } from 'vitest';
import { parseTime } from '../model/index.ts';
import { boughtFollowers, type FollowerRule } from './followers.ts';
import { PeerReducer } from './peers.ts';
import {
  BOUGHT,
  type FollowerScenario,
  type FollowerStyle,
  followerScenario,
  HONEST,
} from './testing/followers.ts';

const RULE: FollowerRule = { least: 100, share: 0.08, spreads: 5, readsEach: 4, newDays: 120 };
const SUSPECT_AT = 0.5;
const EACH = 60;
/** Neither right nor wrong: followers were paid for, in the open. */
const AMBIGUOUS: readonly FollowerStyle[] = ['red-packet'];
/** Styles in which less shows. */
const FLOORS: Partial<Record<FollowerStyle, number>> = { 'in-campaign': 0.65, 'drip-whole': 0.6 };

const isFound = (found: { readonly probability: number } | null) => (found?.probability ?? 0) >= SUSPECT_AT;

function isFraud(style: FollowerStyle): boolean {
  return BOUGHT.some((bought) => bought === style);
}

function population(): FollowerScenario[] {
  return [...HONEST, ...BOUGHT].flatMap((style, kind) =>
    Array.from({ length: EACH }, (_, at) => followerScenario(style, 1_000 * kind + at)),
  );
}

function judged(all: readonly FollowerScenario[]) {
  const peers = new PeerReducer();
  // As in life, most of the peers are honest.
  for (const { platform, input } of all.filter(({ style }, at) => !isFraud(style) || at % 6 === 0)) {
    const { days, profiles } = input;
    peers.add(
      platform,
      {
        length: days.length,
        at: (index) => parseTime(days[index]?.day ?? '') ?? 0,
        followers: (index) => days[index]?.followers ?? Number.NaN,
        reads: (index) => days[index]?.reads ?? Number.NaN,
      },
      {
        registered: parseTime(input.registered ?? ''),
        madeShare:
          profiles.length < 15 ? null : profiles.filter(({ score }) => score >= 0.5).length / profiles.length,
      },
    );
  }
  const figures = peers.figures();
  return all.map((one) => ({
    ...one,
    found: boughtFollowers({ ...one.input, platform: figures.get(one.platform) ?? null }, RULE),
  }));
}

describe('invented accounts', () => {
  const all = judged(population());
  const share = (style: FollowerStyle) => {
    const own = all.filter((one) => one.style === style);
    return own.filter(({ found }) => isFound(found)).length / own.length;
  };
  const f1 = () => {
    const told = all.filter(({ style }) => !AMBIGUOUS.includes(style));
    const count = (found: boolean, is: boolean) =>
      told.filter((one) => isFound(one.found) === found && isFraud(one.style) === is).length;
    return (2 * count(true, true)) / (2 * count(true, true) + count(true, false) + count(false, true));
  };
  const shown = (styles: readonly FollowerStyle[]) =>
    styles.map((style) => `${style} ${Math.round(100 * share(style))}%`).join(', ');
  it('accuses at most one honest account in fifty of any style', () => {
    console.info(`accused, honest: ${shown(HONEST)}`);
    expect(HONEST.filter((style) => !AMBIGUOUS.includes(style) && share(style) > 0.02)).toEqual([]);
  });
  it('finds most of every style', () => {
    console.info(`found, bought: ${shown(BOUGHT)}; F1 ${f1().toFixed(3)}`);
    expect(BOUGHT.filter((style) => share(style) < (FLOORS[style] ?? 0.8))).toEqual([]);
    expect(f1()).toBeGreaterThanOrEqual(0.93);
  });
});
