import { describe, expect, it } from 'vitest';
import { parseTime } from '../model/index.ts';
import { coercedLikes } from './coerced.ts';
import { boughtFollowers } from './followers.ts';
import { LikePeerReducer } from './like-peers.ts';
import { PeerReducer } from './peers.ts';
import { BOUGHT_TALES, HONEST_TALES, widerFollowers } from './testing/wider/followers.ts';
import { FREE_TALES, ORDERED_TALES, widerLikes } from './testing/wider/likes.ts';

/** What the standard asks for. */
const FOLLOWERS = { least: 100, share: 0.08, spreads: 5, readsEach: 4, newDays: 120 };
const LIKES = { posts: 8, least: 20, ratio: 0.1, evenness: 0.2, fixed: 0.75 };
const SUSPECT_AT = 0.5;
const EACH = 60;
/** Most of an honest style that may be accused, and least of a fraud that has to be found. */
const MOST = 0.04;
const LEAST = 0.6;
/** Honest accounts that nothing told sets apart from a purchase, in some of their cases. */
const OPEN: Readonly<Record<string, number>> = {
  'village-meeting-unread': 0.15,
  enrolment: 0.08,
  'season-weekends': 0.12,
  'market-days': 0.08,
};
/** Fraud that nothing told sets apart from honest accounts, in most of its cases. */
const HIDDEN: Readonly<Record<string, number>> = { 'inside-viral': 0.4, 'bot-share': 0 };

interface Judged {
  readonly style: string;
  readonly isFraud: boolean;
  readonly isFound: boolean;
}

/** Every style so many times. As in life, most of those who tell what peers do are honest. */
function casesOf<T>(honest: object, fraud: object, make: (style: string, seed: number) => T) {
  return [...Object.keys(honest), ...Object.keys(fraud)].flatMap((style, kind) =>
    Array.from({ length: EACH }, (_, at) => ({
      style,
      isFraud: style in fraud,
      isPeer: !(style in fraud) || style === 'small-system' || at % 6 === 0,
      one: make(style, 1_000 * kind + at),
    })),
  );
}

function followers(): readonly Judged[] {
  const all = casesOf(HONEST_TALES, BOUGHT_TALES, widerFollowers);
  const peers = new PeerReducer();
  for (const { isPeer, one } of all) {
    const { days, registered } = one.input;
    if (isPeer)
      peers.add(
        one.platform,
        {
          length: days.length,
          at: (index) => parseTime(days[index]?.day ?? '') ?? 0,
          followers: (index) => days[index]?.followers ?? Number.NaN,
          reads: (index) => days[index]?.reads ?? Number.NaN,
        },
        { registered: parseTime(registered ?? ''), madeShare: null },
      );
  }
  const figures = peers.figures();
  return all.map(({ style, isFraud, one }) => {
    const found = boughtFollowers({ ...one.input, platform: figures.get(one.platform) ?? null }, FOLLOWERS);
    return { style, isFraud, isFound: (found?.probability ?? 0) >= SUSPECT_AT };
  });
}

function likes(): readonly Judged[] {
  const all = casesOf(FREE_TALES, ORDERED_TALES, widerLikes);
  const peers = new LikePeerReducer();
  for (const { isPeer, one } of all) if (isPeer) peers.add(one.platform, one.system, one.posts);
  const figures = peers.figures();
  return all.map(({ style, isFraud, one }) => {
    const found = coercedLikes({ ...one, peers: figures.of(one.platform, one.system, one.posts) }, LIKES);
    return { style, isFraud, isFound: (found?.probability ?? 0) >= SUSPECT_AT };
  });
}

describe.each([
  ['followers', followers, 0.88],
  ['likes', likes, 0.83],
] as const)('%s of a second kind of invented accounts', (name, judge, leastF1) => {
  const all = judge();
  const shares = (isFraud: boolean) =>
    [...Map.groupBy(all, ({ style }) => style)]
      .filter(([, own]) => own[0]?.isFraud === isFraud)
      .map(([style, own]) => [style, own.filter(({ isFound }) => isFound).length / own.length] as const);
  const said = (isFraud: boolean) =>
    shares(isFraud)
      .map(([style, share]) => `${style} ${Math.round(100 * share)}%`)
      .join(', ');
  it('accuses hardly any honest account of any style', () => {
    console.info(`${name} accused: ${said(false)}`);
    expect(shares(false).filter(([style, share]) => share > (OPEN[style] ?? MOST))).toEqual([]);
  });
  it('finds most', () => {
    const count = (found: boolean, is: boolean) =>
      all.filter(({ isFound, isFraud }) => isFound === found && isFraud === is).length;
    const f1 = (2 * count(true, true)) / (2 * count(true, true) + count(true, false) + count(false, true));
    console.info(`${name} found: ${said(true)}; F1 ${f1.toFixed(3)}`);
    expect(shares(true).filter(([style, share]) => share < (HIDDEN[style] ?? LEAST))).toEqual([]);
    expect(f1).toBeGreaterThanOrEqual(leastF1);
  });
});
