import { amount, buy, mid, put, type Story, viral } from './story.ts';

/** Further styles, thought out against the model: what explains itself in other ways, and purchases that hide in other ways. */
export const FURTHER_HONEST = [
  'reads-untold',
  'moved-in-batches',
  'follow-by-themselves',
  'campaign-long',
  'campaigns-weekly',
  'service-opening',
  'emergency',
  'emergency-quiet',
  'village-meeting',
  'village-few',
] as const;
export const FURTHER_BOUGHT = [
  'silent-crowd',
  'silent-drip',
  'growing-drip',
  'fading-drip',
  'own-rhythm',
  'weekends',
  'month-ends',
  'alternate-days',
  'village-order',
] as const;
type Further = (typeof FURTHER_HONEST)[number] | (typeof FURTHER_BOUGHT)[number];

/** Most followers of a weekday beside those of Monday. */
const RHYTHM = [1, 1.1, 1.2, 1.2, 1.5, 1.8, 0.7];

export const FURTHER: Readonly<Record<Further, (s: Story) => void>> = {
  'reads-untold': (s) => {
    const at = mid(s);
    viral(s, at);
    for (let day = -3; day <= 4; day += 1) s.untold.add(at + day);
  },
  'moved-in-batches': (s) => {
    const at = Math.floor(s.length * 0.3);
    const all = s.base * s.c.between(0.5, 2);
    put(s.honest, at, all * 0.6);
    put(s.honest, at + s.c.whole(3, 25), all * 0.4);
    s.announcements.push(at - s.c.whole(1, 10));
  },
  'follow-by-themselves': (s) => {
    const at = Math.min(mid(s), s.length - 12);
    const lasts = s.c.between(4, 10);
    const all = s.base * s.c.between(0.2, 1);
    for (let day = 0; day < 35; day += 1)
      put(s.honest, at + day, (all / lasts) * Math.exp(-day / lasts) * s.c.around(1, 0.3));
    s.announcements.push(at);
  },
  'campaign-long': (s) => {
    const at = Math.min(mid(s), s.length - 12);
    const aDay = s.base * s.c.between(0.01, 0.05);
    for (let day = 0; day < s.c.whole(10, 25); day += 1) {
      put(s.honest, at + day, aDay * s.c.around(1, 0.35));
      if (day % 5 === 0) s.campaigns.push(at + day);
    }
  },
  'campaigns-weekly': (s) => {
    for (let at = s.c.whole(2, 8); at < s.length; at += 7) {
      put(s.honest, at, s.base * s.c.between(0.02, 0.08));
      s.campaigns.push(at - 1);
    }
  },
  'service-opening': (s) => {
    const at = mid(s);
    const each = s.c.between(0.1, 0.3);
    for (let day = 0; day < 25; day += 1) {
      const came = s.base * 0.04 * Math.exp(-day / 12) * s.c.around(1, 0.4);
      put(s.honest, at + day, came);
      put(s.reads, at + day, came / each);
    }
  },
  emergency: (s) => {
    const at = Math.min(mid(s), s.length - 8);
    const each = s.c.between(0.03, 0.15);
    for (let day = 0; day < 21; day += 1) {
      const reads = s.base * s.c.around(1, 0.5) * Math.exp(-day / 10);
      put(s.reads, at + day, reads);
      put(s.honest, at + day, reads * each * s.c.around(1, 0.3));
    }
  },
  'emergency-quiet': (s) => {
    const at = Math.min(mid(s), s.length - 8);
    const each = s.c.between(0.02, 0.1);
    const reacts = s.c.between(0.001, 0.004);
    for (let day = 0; day < 8; day += 1) {
      const reads = s.base * s.c.between(0.5, 3) * Math.exp(-day / 4);
      put(s.silent, at + day, reads);
      put(s.likes, at + day, reads * reacts);
      put(s.honest, at + day, reads * each);
    }
  },
  'village-meeting': (s) => {
    villageOf(s);
    const at = mid(s);
    const came = s.base * s.c.between(0.5, 1);
    [0.7, 0.3].forEach((share, after) => {
      put(s.honest, at + after, came * share);
      put(s.reads, at + after, came * share * s.c.between(0.7, 2));
    });
  },
  'village-few': (s) => {
    villageOf(s);
    put(s.honest, mid(s), s.base * s.c.between(0.3, 0.55));
  },
  'silent-crowd': (s) => {
    s.base = Math.max(s.base, 2_000);
    const at = mid(s);
    const all = s.base * s.c.between(0.5, 1.6);
    buy(s, at, all);
    put(s.silent, at, all * s.c.between(4, 8));
  },
  'silent-drip': (s) => {
    spread(s, s.c.whole(14, 40), 0.2, () => 1);
    s.bought.forEach((count, at) => {
      put(s.silent, at, count * s.c.between(1, 3));
    });
  },
  'growing-drip': (s) => {
    const grows = s.c.between(0.05, 0.15);
    spread(s, s.c.whole(20, 60), 0.1, (day) => Math.exp(grows * day));
  },
  'fading-drip': (s) => spread(s, s.c.whole(20, 45), 0.1, (day, over) => over - day),
  'own-rhythm': (s) => spread(s, s.c.whole(20, 45), 0.2, (day) => RHYTHM[day % 7] ?? 1),
  weekends: (s) => spread(s, s.c.whole(28, 56), 0.1, (day) => (day % 7 >= 5 ? 1 : 0)),
  'month-ends': (s) => {
    for (let at = s.c.whole(20, 28); at < s.length; at += 30)
      buy(s, at, Math.max(250, s.base * s.c.between(0.12, 0.4)));
  },
  'alternate-days': (s) => {
    const each = Math.max(20, s.base * s.c.between(0.012, 0.03));
    for (let at = s.c.whole(2, 8); at < s.length; at += 2) buy(s, at, each * s.c.around(1, 0.1));
  },
  'village-order': (s) => {
    villageOf(s);
    buy(s, mid(s), s.c.pick([500, 1_000]));
  },
};

/** A few hundred followers, and readers to match. */
function villageOf(s: Story): void {
  s.base = s.c.whole(150, 300);
  s.reads.forEach((count, at) => {
    s.reads[at] = Math.round(Math.min(count, s.base * 0.1 * s.c.unit()));
  });
}

/** An order delivered over days, each with its part. */
function spread(s: Story, days: number, sigma: number, part: (day: number, over: number) => number): void {
  const over = Math.min(s.length - 10, days);
  const from = s.c.whole(3, s.length - over - 2);
  const parts = Array.from({ length: over }, (_, day) => part(day, over));
  const all = amount(s) / parts.reduce((sum, one) => sum + one, 0);
  parts.forEach((one, day) => {
    put(s.bought, from + day, all * one * s.c.around(1, sigma));
  });
  s.spans.push([from, from + over - 1]);
}
