import { describe, expect, it } from 'vitest';
import { coercedLikes } from './coerced.ts';
import { LikePeerReducer } from './like-peers.ts';
import type { LikesRule } from './likes.ts';
import { FREE, type LikesScenario, type LikesStyle, likesScenario, ORDERED } from './testing/likes.ts';

const RULE: LikesRule = { posts: 8, least: 20, ratio: 0.1, evenness: 0.2, fixed: 0.75 };
const SUSPECT_AT = 0.5;
const EACH = 60;
const AMBIGUOUS: readonly LikesStyle[] = [];
/** Styles in which less shows. */
const FLOORS: Partial<Record<LikesStyle, number>> = {
  'some-posts': 0.7,
  'until-a-day': 0.7,
  'share-of-reads': 0.7,
  // Orders that only three in four or so follow, each time others: a circle of readers looks the same.
  'headcount-loose': 0.65,
  waves: 0.75,
};

const isFound = (found: { readonly probability: number } | null) => (found?.probability ?? 0) >= SUSPECT_AT;

function isFraud(style: LikesStyle): boolean {
  return ORDERED.some((ordered) => ordered === style);
}

function judged() {
  const all = [...FREE, ...ORDERED].flatMap((style, kind) =>
    Array.from({ length: EACH }, (_, at) => likesScenario(style, 1_000 * kind + at)),
  );
  const peers = new LikePeerReducer();
  // As in life, most of the peers are honest.
  const seen = (one: LikesScenario, at: number) =>
    !isFraud(one.style) || one.style === 'system' || at % 6 === 0;
  all.forEach((one, at) => {
    if (seen(one, at)) peers.add(one.platform, one.system, one.posts);
  });
  const figures = peers.figures();
  return all.map((one) => ({
    ...one,
    found: coercedLikes({ ...one, peers: figures.of(one.platform, one.system, one.posts) }, RULE),
  }));
}

describe('invented likes', () => {
  const all = judged();
  const share = (style: LikesStyle) => {
    const own = all.filter((one) => one.style === style);
    return own.filter(({ found }) => isFound(found)).length / own.length;
  };
  const f1 = () => {
    const told = all.filter(({ style }) => !AMBIGUOUS.includes(style));
    const count = (found: boolean, is: boolean) =>
      told.filter((one) => isFound(one.found) === found && isFraud(one.style) === is).length;
    return (2 * count(true, true)) / (2 * count(true, true) + count(true, false) + count(false, true));
  };
  const shown = (styles: readonly LikesStyle[]) =>
    styles.map((style) => `${style} ${Math.round(100 * share(style))}%`).join(', ');
  it('accuses at most one honest account in fifty of any style', () => {
    console.info(`accused, free: ${shown(FREE)}`);
    expect(FREE.filter((style) => !AMBIGUOUS.includes(style) && share(style) > 0.02)).toEqual([]);
  });
  it('finds most of every style', () => {
    console.info(`found, ordered: ${shown(ORDERED)}; F1 ${f1().toFixed(3)}`);
    expect(ORDERED.filter((style) => share(style) < (FLOORS[style] ?? 0.8))).toEqual([]);
    expect(f1()).toBeGreaterThanOrEqual(0.93);
  });
});
