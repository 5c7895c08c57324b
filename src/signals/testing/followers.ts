import { DAY, dayOf, shanghai } from '../../model/index.ts';
import type { FollowerInput } from '../followers.ts';
import type { FollowerDay } from '../series.ts';
import { chance } from './chance.ts';
import { FURTHER, FURTHER_BOUGHT, FURTHER_HONEST } from './further.ts';
import { sampled } from './profiles.ts';
import { amount, buy, drip, hide, mid, put, type Story, viral } from './story.ts';

/** Invented accounts with invented followers, honest and not, in many ways (no data of anybody's). */
export const HONEST = [
  'plain',
  'growing',
  'viral',
  'viral-late',
  'viral-twice',
  'merger',
  'campaign',
  'red-packet',
  'gap',
  'gap-growth',
  'new',
  'new-quick',
  'purged',
  'spike-error',
  'zero-error',
  'rounded',
  'restored',
  'season',
  ...FURTHER_HONEST,
] as const;
export const BOUGHT = [
  'step',
  'steps-two-days',
  'drip',
  'drip-uneven',
  'drip-thin',
  'drip-whole',
  'burst-decay',
  'staged',
  'step-slow-loss',
  'step-then-fell',
  'after-viral',
  'in-campaign',
  'replenish',
  'churn',
  'gap-step',
  'sawtooth',
  'before-check',
  'with-reads',
  'new-step',
  'round-numbers',
  'with-posts',
  'weekly',
  ...FURTHER_BOUGHT,
] as const;
export type FollowerStyle = (typeof HONEST)[number] | (typeof BOUGHT)[number];

export interface FollowerScenario {
  readonly style: FollowerStyle;
  readonly platform: string;
  readonly input: FollowerInput;
}

const START = Date.UTC(2021, 2, 1) - 8 * 3_600_000;
/** Days on which each platform cleans up, and one on which a platform gives back. */
const PURGES: Readonly<Record<string, number>> = { weibo: 40, douyin: 25 };
const RESTORES: Readonly<Record<string, number>> = { toutiao: 30 };

export function followerScenario(style: FollowerStyle, seed: number): FollowerScenario {
  const c = chance(seed * 7919 + 17);
  const platform =
    style === 'purged' || style === 'replenish' || style === 'step-then-fell'
      ? c.pick(['weibo', 'douyin'])
      : style === 'restored'
        ? 'toutiao'
        : c.pick(['weixin', 'weibo', 'douyin', 'toutiao']);
  const length = c.pick([30, 60, 90, 120]);
  const base = Math.max(60, Math.round(c.around(4_000, 1.6)));
  const story: Story = {
    c,
    length,
    base,
    reads: [],
    bought: Array(length).fill(0),
    honest: Array(length).fill(0),
    lost: Array(length).fill(0),
    missing: new Set(),
    likes: Array(length).fill(0),
    untold: new Set(),
    silent: Array(length).fill(0),
    spans: [],
    announcements: [],
    campaigns: [],
    age: c.whole(300, 2_500),
    rate: c.around(0.0004, 0.8),
  };
  story.reads.push(...ordinaryReads(story));
  if (c.is(0.4)) for (let at = 1; at < length; at += 1) if (c.is(0.04)) story.missing.add(at);
  STYLES[style](story);
  return { style, platform, input: told(story, style, platform) };
}

function ordinaryReads({ c, base, length }: Story): number[] {
  const reads: number[] = Array(length).fill(0);
  const perPost = 0.6 * base ** 0.75 * c.between(0.3, 1.5);
  const often = c.between(0.15, 0.9);
  for (let at = 0; at < length; at += 1) {
    if (!c.is(often)) continue;
    const all = c.around(perPost, 0.7);
    [0.6, 0.25, 0.1, 0.05].forEach((share, after) => {
      if (at + after < length) reads[at + after] = (reads[at + after] ?? 0) + share * all;
    });
  }
  return reads.map((count) => Math.round(count));
}

const STYLES: Readonly<Record<FollowerStyle, (s: Story) => void>> = {
  ...FURTHER,
  plain: () => {},
  growing: (s) => {
    s.rate = s.c.between(0.002, 0.005);
    for (let at = 0; at < s.length; at += 1) put(s.reads, at, s.base * s.rate * s.c.between(4, 15));
  },
  viral: (s) => void viral(s, mid(s)),
  'viral-late': (s) => void viral(s, mid(s), s.c.whole(1, 3)),
  'viral-twice': (s) => {
    viral(s, mid(s));
    viral(s, mid(s), 1);
  },
  merger: (s) => {
    const at = mid(s);
    const all = s.base * s.c.between(0.3, 2);
    const over = s.c.whole(1, 3);
    for (let day = 0; day < over; day += 1) put(s.honest, at + day, all / over);
    for (let day = at + over; day < s.length; day += 1) put(s.lost, day, all * s.c.between(0.001, 0.006));
    s.announcements.push(at - s.c.whole(0, 6));
  },
  campaign: (s) => {
    const at = mid(s);
    for (let day = 0; day < s.c.whole(2, 5); day += 1) {
      const came = s.base * s.c.between(0.04, 0.2);
      put(s.honest, at + day, came);
      put(s.reads, at + day, came * s.c.between(1, 6));
      put(s.likes, at + day, came * s.c.between(0.05, 0.5));
    }
    s.campaigns.push(at - s.c.whole(0, 3));
  },
  'red-packet': (s) => {
    const at = mid(s);
    for (let day = 0; day < 6; day += 1) {
      put(s.honest, at + day, s.base * s.c.between(0.04, 0.12));
      put(s.reads, at + day, s.base * s.c.between(0.02, 0.1));
    }
    s.campaigns.push(at - 1);
  },
  gap: (s) => hide(s, mid(s), s.c.whole(4, 20)),
  'gap-growth': (s) => {
    const at = mid(s);
    const over = s.c.whole(8, 25);
    for (let day = 0; day < over; day += 1) put(s.honest, at + day, (s.base * s.c.between(0.05, 0.5)) / over);
    hide(s, at - 1, over + 2);
  },
  new: (s) => {
    s.age = s.c.whole(0, 20);
    s.honest[0] = 0;
    for (let at = 0; at < s.length; at += 1) put(s.honest, at, s.c.poisson((s.base * 0.03) / (1 + at / 20)));
  },
  'new-quick': (s) => {
    s.age = s.c.whole(35, 100);
    const pace = s.base * s.c.between(0.005, 0.02);
    for (let at = 0; at < s.length; at += 1) {
      put(s.honest, at, s.c.poisson(pace * s.c.around(1, 0.5)));
      put(s.reads, at, pace * s.c.between(0.5, 5));
    }
  },
  purged: () => {},
  'spike-error': () => {},
  'zero-error': () => {},
  rounded: () => {},
  restored: () => {},
  season: (s) => {
    const at = mid(s);
    const peak = s.base * s.c.between(0.003, 0.012);
    for (let day = -10; day <= 10; day += 1) {
      const now = peak * Math.exp(-(day * day) / 40);
      put(s.honest, at + day, s.c.poisson(now * s.c.around(1, 0.4)));
      put(s.reads, at + day, now * s.c.between(3, 10));
    }
  },
  step: (s) => buy(s, mid(s), amount(s)),
  'steps-two-days': (s) => buy(s, mid(s), amount(s), s.c.whole(2, 4)),
  drip: (s) => {
    const over = Math.min(s.length - 10, s.c.whole(14, 45));
    drip(s, s.c.whole(3, s.length - over - 2), over, amount(s), 0.08);
  },
  'drip-uneven': (s) => {
    const over = Math.min(s.length - 10, s.c.whole(14, 45));
    drip(s, s.c.whole(3, s.length - over - 2), over, amount(s), 0.45);
  },
  'drip-thin': (s) => {
    const over = Math.floor(s.length * 0.45);
    drip(s, s.c.whole(3, s.length - over - 2), over, Math.max(220, s.base * s.c.between(0.25, 0.5)), 0.15);
  },
  'drip-whole': (s) => drip(s, 0, s.length, Math.max(12 * s.length, s.base * 0.012 * s.length), 0.06),
  'burst-decay': (s) => {
    const at = mid(s);
    const all = amount(s);
    [0.45, 0.25, 0.13, 0.08, 0.05, 0.04].forEach((share, after) => {
      put(s.bought, at + after, all * share);
    });
    s.spans.push([at, at + 5]);
  },
  staged: (s) => {
    const tiers = s.c.whole(3, 5);
    const all = amount(s);
    for (let tier = 0; tier < tiers; tier += 1)
      buy(s, Math.floor(((tier + 0.5 + s.c.between(-0.2, 0.2)) * s.length) / tiers), all / tiers);
  },
  'step-slow-loss': (s) => {
    const at = mid(s);
    const all = amount(s);
    buy(s, at, all);
    for (let day = at + 2; day < s.length; day += 1) put(s.lost, day, all * s.c.between(0.004, 0.012));
  },
  'step-then-fell': (s) => {
    const at = s.c.whole(4, 18);
    buy(s, at, amount(s));
  },
  'after-viral': (s) => {
    const at = Math.max(3, mid(s) - 8);
    viral(s, at);
    buy(s, at + s.c.whole(4, 7), amount(s) + 0.4 * s.base);
  },
  'in-campaign': (s) => {
    STYLES.campaign(s);
    const at = s.campaigns[0] ?? 5;
    buy(s, at + s.c.whole(1, 4), amount(s) + s.base);
  },
  replenish: (s) => buy(s, s.c.whole(42, 50) % (s.length - 3), Math.max(200, s.base * s.c.between(0.2, 0.6))),
  churn: (s) => {
    const each = Math.max(12, s.base * s.c.between(0.01, 0.03));
    const from = s.c.whole(4, Math.floor(s.length / 2));
    for (let at = from; at < s.length; at += 1) {
      put(s.bought, at, each * s.c.around(1, 0.1));
      put(s.lost, at + 1, each * s.c.around(1, 0.1));
    }
    s.spans.push([from, s.length - 1]);
  },
  'gap-step': (s) => {
    const at = mid(s);
    buy(s, at, s.base * s.c.between(1, 2));
    hide(s, at - s.c.whole(1, 2), s.c.whole(3, 6));
  },
  sawtooth: (s) => {
    const each = Math.max(120, s.base * s.c.between(0.12, 0.35));
    for (let at = s.c.whole(2, 6); at < s.length; at += 13) {
      buy(s, at, each);
      for (let day = 3; day < 13; day += 1) put(s.lost, at + day, each * 0.09 * s.c.around(1, 0.2));
    }
  },
  'before-check': (s) => buy(s, s.length - s.c.whole(1, 6), amount(s), s.c.whole(1, 2)),
  'with-reads': (s) => {
    const at = mid(s);
    const all = amount(s);
    buy(s, at, all);
    put(s.silent, at, all * s.c.between(0.3, 1.5));
  },
  'new-step': (s) => {
    STYLES['new-quick'](s);
    s.age = 45;
    buy(s, mid(s), 1.5 * s.base + 300);
  },
  'with-posts': (s) => {
    for (let at = 3; at < s.length; at += 1)
      if ((s.reads[at] ?? 0) > 1.5 * (s.reads[at - 1] ?? 0) && (s.reads[at] ?? 0) > 0)
        put(s.bought, at, Math.max(40, s.base * s.c.between(0.02, 0.06)));
    s.spans.push([3, s.length - 1]);
  },
  weekly: (s) => {
    const each = Math.max(60, s.base * s.c.between(0.04, 0.09));
    for (let at = s.c.whole(2, 6); at < s.length; at += 7) buy(s, at, each * s.c.around(1, 0.15));
  },
  'round-numbers': (s) => buy(s, mid(s), s.c.pick([500, 1_000, 2_000, 5_000]) * (s.base > 8_000 ? 10 : 1)),
};

/** What a collector sees of the story. */
function told(s: Story, style: FollowerStyle, platform: string): FollowerInput {
  const { c, length, reads, bought, honest } = s;
  const tellsReads = c.is(0.75);
  const tellsNew = style === 'churn' || c.is(0.5);
  const rate = c.between(0.01, 0.04);
  const late = s.base * s.rate;
  let followers = style === 'new' ? 30 : s.base;
  let pool = 0;
  const days: FollowerDay[] = [];
  for (let at = 0; at < length; at += 1) {
    const usual = late * 0.5 + (reads[at] ?? 0) * 0.004 * c.between(0.3, 1.5);
    const came = c.poisson(usual) + (honest[at] ?? 0) + (bought[at] ?? 0);
    pool += bought[at] ?? 0;
    let left = c.poisson(late * 0.6) + (s.lost[at] ?? 0);
    if (PURGES[platform] === at) {
      const zombies = Math.round(pool * c.between(0.3, 0.8));
      left += Math.round(followers * c.between(0.04, 0.07)) + zombies;
      pool -= zombies;
    }
    const back = RESTORES[platform] === at ? Math.round(followers * c.between(0.04, 0.06)) : 0;
    followers = Math.max(0, followers + came + back - left);
    const likes = c.poisson((reads[at] ?? 0) * rate) + (s.likes[at] ?? 0);
    if (s.missing.has(at)) continue;
    const wrong = style === 'spike-error' && at === Math.floor(length / 2) ? 1.8 : 1;
    const shown = style === 'zero-error' && at % 17 === 9 ? 0 : Math.round(followers * wrong);
    days.push({
      day: dayOf(START + at * DAY),
      followers: style === 'rounded' && followers > 10_000 ? Math.round(shown / 1_000) * 1_000 : shown,
      reads: tellsReads && !s.untold.has(at) ? Math.round((reads[at] ?? 0) + (s.silent[at] ?? 0)) : null,
      reactions: likes,
      gained: tellsNew ? came + back : null,
    });
  }
  const date = (at: number) => shanghai(START + at * DAY + 9 * 3_600_000);
  return {
    days,
    announcements: s.announcements.map(date),
    campaigns: s.campaigns.map(date),
    widelyRead: [],
    registered: dayOf(START - s.age * DAY),
    posts: [],
    platform: null,
    profiles: c.is(0.3) ? sampled(s, START) : [],
  };
}
