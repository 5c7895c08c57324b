import type { z } from 'zod';
import {
  type AccountFollowers,
  type Bilingual,
  type ContentHit,
  DAY,
  dayOf,
  type Evidence,
  parseTime,
} from '../../../model/index.ts';
import type { BoughtFollowers, CoercedLikes } from '../../../signals/index.ts';
import { table } from '../../evidence.ts';
import type { Result } from '../../indicator.ts';
import { inShort, reasonsOf } from './reasons.ts';

type Hit = z.infer<typeof ContentHit>;
export type Suspicion = 'growth' | 'profiles' | 'evenLikes' | 'wording';
export type Outcome = 'nothingSeen' | 'tooLittle' | 'unclear' | Suspicion;

/** Places quoted. */
const QUOTED = 5;

export function ofFollowers(
  { probability, weights, stretches, base, excess, expected }: BoughtFollowers,
  { days, profiles }: AccountFollowers,
): Result<Suspicion> {
  const because = reasonsOf(weights);
  const percent = percentOf(probability);
  const chart: Evidence = {
    type: 'series',
    name: '粉丝',
    points: days.map(({ day, followers }) => [day, followers]),
    expected: expected.map(([day, followers]) => [day, followers]),
    marks: stretches.flatMap(({ from, to }) => daysFrom(from, to)),
    probability: percentOf(probability) / 100,
    because,
  };
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined)
    return {
      outcome: 'profiles',
      values: { probability: percent, because: inShort(because) },
      evidence: [
        ...(days.length === 0 ? [] : [chart]),
        table(
          ['关注时间', '账号注册时间', '疑似批量注册（0—1）'],
          [...profiles]
            .sort((a, b) => b.score - a.score)
            .map(({ followedAt, created, score }) => [followedAt, created, Math.round(100 * score) / 100]),
        ),
      ],
    };
  const from = dayOf(first.from);
  return {
    outcome: 'growth',
    key: from,
    values: { from, to: dayOf(last.to), excess, base, probability: percent, because: inShort(because) },
    evidence: [chart, { type: 'series', name: '阅读', points: days.map(({ day, reads }) => [day, reads]) }],
  };
}

/** A machine is never certain. */
function percentOf(probability: number): number {
  return Math.min(99, Math.round(100 * probability));
}

function daysFrom(from: number, to: number): string[] {
  return Array.from({ length: Math.round((to - from) / DAY) + 1 }, (_, at) => dayOf(from + at * DAY));
}

export function ofLikes(
  { probability, weights, even, from, to, posts, likes, ratio }: CoercedLikes,
  all: readonly { readonly at: string; readonly reads: number; readonly likes: number }[],
): Result<Suspicion> {
  const about = even ?? { from, to, posts, likes, ratio };
  const because = reasonsOf(weights);
  const run = all.filter(({ at }) => (parseTime(at) ?? 0) >= about.from && (parseTime(at) ?? 0) <= about.to);
  return {
    outcome: 'evenLikes',
    key: dayOf(about.from),
    values: {
      from: dayOf(about.from),
      to: dayOf(about.to),
      posts: about.posts,
      likes: about.likes,
      ratio: Math.round(1_000 * about.ratio) / 10,
      probability: percentOf(probability),
      because: inShort(because),
    },
    evidence: [
      {
        type: 'series',
        name: '点赞',
        points: run.map(({ at, likes }) => [at, likes]),
        probability: percentOf(probability) / 100,
        because,
      },
      table(
        ['发布时间', '阅读', '点赞'],
        run.map(({ at, reads, likes }) => [at, reads, likes]),
      ),
    ],
  };
}

export function ofWording(hits: readonly Hit[]): Result<Suspicion> {
  const sorted = [...hits].sort((a, b) => (`${a.url} ${a.start}` < `${b.url} ${b.start}` ? -1 : 1));
  return {
    outcome: 'wording',
    values: { hits: hits.length, text: sorted[0]?.text ?? '—' },
    evidence: sorted
      .slice(0, QUOTED)
      .map(({ url, text, context, why }) => ({ type: 'quote', url, text, context, note: why })),
  };
}

export const GROWTH = { zh: '涨粉情况', en: 'the growth of followers' };
export const LIKES = { zh: '点赞情况', en: 'the likes' };

/** The same, where the evidence is not enough for a suspicion. */
export function unclear({ values, evidence, key }: Result<Suspicion>, what: Bilingual): Result<Outcome> {
  const named = { from: '—', to: '—', ...values, what };
  return { outcome: 'unclear', key: `${what.en} ${key ?? ''}`, values: named, evidence };
}
