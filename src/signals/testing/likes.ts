import { DAY, HOUR } from '../../model/index.ts';
import type { LikedPost } from '../likes.ts';
import { type Chance, chance } from './chance.ts';

/** Invented accounts whose likes are given freely, or by order, in many ways. */
export const FREE = [
  'plain',
  'popular',
  'hero',
  'voting',
  'voting-many',
  'village-high',
  'village-tiny',
  'fans-early',
  'steady-readers',
  'kids-show',
  'subscribers-first',
  'contest',
  'own-circle',
] as const;
export const ORDERED = [
  'headcount',
  'headcount-loose',
  'system',
  'some-posts',
  'from-a-day',
  'until-a-day',
  'quota',
  'by-deadline',
  'share-of-reads',
  'over-reads',
  'village-order',
  'waves',
  'staff-share',
  'readers-apart',
  'day-off',
] as const;
export type LikesStyle = (typeof FREE)[number] | (typeof ORDERED)[number];

export interface LikesScenario {
  readonly style: LikesStyle;
  readonly platform: string;
  /** Accounts of one system share it. */
  readonly system: string;
  readonly posts: readonly LikedPost[];
  readonly staff: number | null;
}

const START = Date.UTC(2021, 5, 1) - 8 * HOUR;

export function likesScenario(style: LikesStyle, seed: number): LikesScenario {
  const c = chance(seed * 104_729 + 5);
  const isVillage = style.startsWith('village');
  const reads = isVillage
    ? c.between(style === 'village-tiny' ? 10 : 25, style === 'village-tiny' ? 35 : 130)
    : c.around(500, 0.9);
  const ratio = isVillage && style !== 'village-order' ? c.between(0.2, 0.55) : c.around(0.014, 0.5);
  const head =
    style === 'village-order' ? Math.round(reads * c.between(0.5, 0.8)) : Math.round(c.around(160, 0.5)) + 25;
  const isSeen = c.is(0.7);
  const length = c.whole(14, 60);
  const spread = style === 'steady-readers' ? 0.12 : c.between(0.4, 0.8);
  const events = new Set(
    Array.from({ length: style === 'voting-many' ? 8 : c.whole(1, 3) }, () => c.whole(0, length - 1)),
  );
  const turn = c.whole(Math.floor(length * 0.3), Math.floor(length * 0.6));
  const posts: LikedPost[] = [];
  for (let at = 0; at < length; at += 1) {
    const own = Math.max(3, Math.round(c.around(reads, spread)));
    const post = { c, at, own, ratio: ratio * c.around(1, 0.4), head, isEvent: events.has(at), turn, length };
    posts.push({ at: START + (at + c.unit() * 0.5) * DAY, ...STYLES[style](post, isSeen) });
  }
  return {
    style,
    platform: c.pick(['weixin', 'weibo', 'toutiao']),
    system: style === 'system' ? `system-${Math.floor(seed / 5)}` : `own-${style}-${seed}`,
    posts,
    staff: c.is(0.2) ? (isIn(ORDERED, style) ? head : c.whole(5, 60)) : null,
  };
}

function isIn(list: readonly string[], style: string): boolean {
  return list.includes(style);
}

interface Draft {
  readonly c: Chance;
  readonly at: number;
  readonly own: number;
  readonly ratio: number;
  readonly head: number;
  readonly isEvent: boolean;
  readonly turn: number;
  readonly length: number;
}
type Counts = Omit<LikedPost, 'at'>;

/** Likes of readers, who come over a day; `lead` = how much readier the first ones are. */
function free({ c, own, ratio }: Draft, isSeen: boolean, lead = 1): Counts {
  const likes = c.poisson(own * Math.min(0.9, ratio));
  if (!isSeen || likes < 8) return { reads: own, likes, early: null };
  const share = c.between(0.08, 0.3);
  const first = c.poisson(Math.min(0.95, share * lead) * likes);
  return { reads: own, likes, early: earlyOf(share * own, Math.min(first, likes), own, likes) };
}

/** As many likes as people were told to like, most of them at once. */
function ordered(draft: Draft, isSeen: boolean, spread: number, fast = 0.6): Counts {
  const { c, own, head } = draft;
  const told = Math.max(5, Math.round(head * c.around(1, spread)));
  const by = free(draft, false);
  const reads = own + told;
  const likes = told + by.likes;
  const first = told * fast;
  return { reads, likes, early: isSeen ? earlyOf(first * 1.1 + own * 0.1, first, reads, likes) : null };
}

export function earlyOf(reads1: number, likes1: number, reads: number, likes: number): number {
  const early = (likes1 + 0.5) / (reads1 + 1);
  const late = (likes - likes1 + 0.5) / (reads - reads1 + 1);
  return Math.log(early / late);
}

const STYLES: Readonly<Record<LikesStyle, (draft: Draft, isSeen: boolean) => Counts>> = {
  plain: free,
  popular: (d, seen) => free({ ...d, own: d.own * 12, ratio: d.ratio * 2 }, seen),
  hero: (d, seen) => free(d.isEvent ? { ...d, own: d.own * 15, ratio: 0.18 } : d, seen),
  voting: (d, seen) => free(d.isEvent ? { ...d, own: d.own * 4, ratio: 0.4 } : d, seen, 1.2),
  'voting-many': (d, seen) =>
    free(d.isEvent ? { ...d, own: d.own * 3, ratio: d.c.between(0.15, 0.5) } : d, seen, 1.2),
  'village-high': free,
  'village-tiny': free,
  'fans-early': (d, seen) => free({ ...d, ratio: d.ratio * 3 }, seen, 1.35),
  'steady-readers': (d, seen) => free({ ...d, ratio: 0.03 + d.ratio * 0.2, own: d.own + 900 }, seen),
  'kids-show': (d, seen) => free({ ...d, ratio: d.c.between(0.08, 0.25), own: d.own }, seen),
  headcount: (d, seen) => ordered(d, seen, 0.04),
  'headcount-loose': (d, seen) => ordered(d, seen, 0.25),
  system: (d, seen) => ordered({ ...d, head: 180 }, seen, 0.08),
  'some-posts': (d, seen) => (d.at % 3 === 0 ? ordered(d, seen, 0.05) : free(d, seen)),
  'from-a-day': (d, seen) => (d.at >= d.turn ? ordered(d, seen, 0.06) : free(d, seen)),
  'until-a-day': (d, seen) => (d.at < d.turn ? ordered(d, seen, 0.06) : free(d, seen)),
  quota: (d, seen) => ordered({ ...d, head: [100, 200, 300][d.length % 3] ?? 100 }, seen, 0.03),
  'by-deadline': (d, seen) => ordered(d, seen, 0.07, 0.15),
  'share-of-reads': (d, seen) => {
    const reads = d.own + 300;
    const likes = Math.round(reads * d.c.between(0.55, 0.75));
    return { reads, likes, early: seen ? earlyOf(reads * 0.3, likes * 0.45, reads, likes) : null };
  },
  'over-reads': (d, seen) => ({
    ...ordered(d, seen, 0.1),
    reads: Math.round(d.head * d.c.between(0.5, 1.2)) + 20,
  }),
  'village-order': (d, seen) => ordered({ ...d, own: Math.ceil(d.own * 0.7) }, seen, 0.05),
  waves: (d, seen) => (Math.floor(d.at / 5) % 2 === 0 ? ordered(d, seen, 0.06) : free(d, seen)),
  // Subscribers see every post and like some; those to whom it is forwarded come later and like few.
  'subscribers-first': ({ c, own }, seen) => {
    const likes = c.poisson(60 * c.around(1, 0.2) + 0.004 * own);
    const reads = 800 + 3 * own;
    return { reads, likes, early: seen ? earlyOf(320, 0.4 * likes, reads, likes) : null };
  },
  // Candidates of a contest one after the other: a third to two thirds of those who come like.
  contest: (d, seen) =>
    d.at >= d.turn && d.at < d.turn + 10
      ? free(
          { ...d, own: Math.round(d.own * d.c.around(1.5, 0.5)), ratio: d.c.between(0.3, 0.7) },
          seen,
          1.15,
        )
      : free(d, seen),
  // Colleagues who read everything and like what they like.
  'own-circle': (d, seen) => {
    const circle = d.c.poisson(0.6 * d.head * d.c.around(1, 0.4) * 0.5);
    const likes = circle + d.c.poisson(0.02 * d.own);
    const reads = 2 * d.own + circle;
    return {
      reads,
      likes,
      early: seen ? earlyOf(0.2 * d.own + 0.4 * circle, 0.35 * likes, reads, likes) : null,
    };
  },
  'staff-share': (d, seen) => ordered({ ...d, head: Math.round(0.8 * d.head) }, seen, 0.06),
  // Those who are ordered were readers anyway.
  'readers-apart': (d, seen) => {
    const { reads, likes, early } = ordered(d, seen, 0.08);
    return { reads: Math.max(reads - Math.round(0.9 * d.head), likes), likes, early: early ?? null };
  },
  'day-off': (d, seen) => ordered({ ...d, head: d.at % 7 >= 5 ? 0.4 * d.head : d.head }, seen, 0.07),
};
