import { DAY, HOUR } from '../../../model/index.ts';
import type { LikedPost } from '../../likes.ts';
import { type Chance, chance } from '../chance.ts';

/** A second kind of invented posts, drawn otherwise than the first (`../likes.ts`): readers' part as a power of reads, reads with heavy tails. */
interface Page {
  readonly c: Chance;
  readonly length: number;
  /** Median reads of a post, and how much they differ (natural logarithm). */
  reads: number;
  sigma: number;
  /** Likes of readers: rate × reads^power, at the median reads; how much posts differ beyond chance. */
  rate: number;
  power: number;
  noise: number;
  /** How much readier the first readers are. */
  lead: number;
  staff: number | null;
  isSeen: boolean;
}
type Tell = (page: Page) => readonly LikedPost[];

const START = Date.UTC(2022, 2, 7) - 8 * HOUR;

export interface WiderLikes {
  readonly style: string;
  readonly platform: string;
  readonly system: string;
  readonly posts: readonly LikedPost[];
  readonly staff: number | null;
}

function pageOf(c: Chance): Page {
  return {
    c,
    length: c.whole(12, 90),
    reads: c.around(450, 1.1) + 15,
    sigma: c.between(0.35, 1.1),
    rate: c.around(0.015, 0.6),
    power: c.between(0.8, 1.1),
    noise: c.between(0.2, 0.5),
    lead: c.between(0.9, 1.5),
    staff: c.is(0.3) ? c.whole(5, 120) : null,
    isSeen: c.is(0.4),
  };
}

/** Likes of so many readers. */
function freeOf({ c, reads, rate, power, noise }: Page, own: number): number {
  const mean = rate * reads * (own / reads) ** power;
  return Math.min(own, c.poisson(Math.min(0.95 * own, mean * c.around(1, noise))));
}

/** A post with likes of readers, and likes by order (`told`, of which most come at once: `fast`). */
function post(page: Page, at: number, own: number, likes: number, told = 0, fast = 0.6): LikedPost {
  const { c, lead, isSeen } = page;
  const [reads, all] = [Math.round(own + told), Math.round(likes + told)];
  const share = c.between(0.08, 0.3);
  const first = Math.min(likes, Math.round(likes * Math.min(0.95, share * lead)));
  const [reads1, likes1] = [share * own + fast * told, first + fast * told];
  const early =
    isSeen && all >= 8
      ? Math.log((likes1 + 0.5) / (reads1 + 1)) - Math.log((all - likes1 + 0.5) / (reads - reads1 + 1))
      : null;
  return { at: START + (at * 1.3 + c.unit() * 0.6) * DAY, reads, likes: all, early };
}

function story(page: Page, each: (at: number, own: number) => LikedPost): readonly LikedPost[] {
  return Array.from({ length: page.length }, (_, at) =>
    each(at, Math.max(5, Math.round(page.c.around(page.reads, page.sigma)))),
  );
}
const plainly = (page: Page) => story(page, (at, own) => post(page, at, own, freeOf(page, own)));
/** As many as were ordered, but for those who forget. */
const toldOf = ({ c }: Page, head: number, sigma = 0.06) =>
  Math.max(3, Math.round(head * c.around(1, sigma)));
const headOf = ({ c }: Page) => Math.round(c.around(110, 0.6)) + 30;

export const FREE_TALES = {
  plain: plainly,
  // Regular readers like much; those who come beyond them hardly do.
  'power-low': (p) => {
    p.power = 0.35;
    p.rate = 0.17;
    p.reads = Math.max(150, p.reads);
    return plainly(p);
  },
  'power-any': (p) => {
    p.power = p.c.between(0.2, 1.2);
    p.rate = p.c.between(0.02, 0.25);
    p.reads = Math.max(100, p.reads);
    return plainly(p);
  },
  // Reads are not told (0), or only those of the first hour: neighbours like everything.
  'village-unread': (p) => {
    const all = p.c.between(15, 60);
    const shown = p.c.pick([0, 0, 0.3]);
    return story(p, (at) => {
      const likes = p.c.poisson(all * p.c.around(1, 0.2));
      return { at: START + at * DAY, reads: Math.round(shown * likes), likes, early: null };
    });
  },
  'village-circle': (p) => {
    const all = p.c.between(20, 70);
    const eager = p.c.between(0.4, 0.9);
    const busy = p.c.between(0.1, 0.3);
    return story(p, (at) => {
      const likes = p.c.poisson(all * eager * p.c.around(1, busy));
      const own = likes + p.c.poisson(all * p.c.between(0.2, 1.5));
      return post(p, at, own, likes);
    });
  },
  // Candidates one after the other: those who come for one of them like.
  'contest-run': (p) => {
    const from = p.c.whole(1, Math.max(1, p.length - 10));
    const over = p.c.whole(5, 16);
    const keen = p.c.between(0.25, 0.7);
    return story(p, (at, own) =>
      at < from || at >= from + over
        ? post(p, at, own, freeOf(p, own))
        : post(p, at, own * 2, p.c.poisson(own * 2 * Math.min(0.9, keen * p.c.around(1, 0.2)))),
    );
  },
  // A few dozen friends of the editor like nearly every post of their own will.
  'loyal-few': (p) => {
    const friends = p.c.between(18, 45);
    p.reads = Math.max(80, Math.min(400, p.reads));
    return story(p, (at, own) => {
      const likes = p.c.poisson(friends * p.c.around(0.7, 0.25));
      return post(p, at, own + likes, likes + p.c.poisson(0.01 * own));
    });
  },
  // Parents like what shows their children.
  'school-parents': (p) => {
    p.reads = p.c.between(250, 1_200);
    p.sigma = p.c.between(0.3, 0.6);
    p.rate = p.c.between(0.1, 0.28);
    p.noise = p.c.between(0.3, 0.6);
    return plainly(p);
  },
  'short-video': (p) => {
    p.reads *= 8;
    p.sigma = p.c.between(1, 1.8);
    p.rate = p.c.between(0.02, 0.09);
    p.power = p.c.between(0.85, 1.1);
    return plainly(p);
  },
  // A third of the posts are shown to strangers, who read and do not like.
  'recommended-mix': (p) => {
    p.rate = p.c.between(0.05, 0.14);
    return story(p, (at, own) => {
      const strangers = p.c.is(0.35) ? own * p.c.between(1, 12) : 0;
      return post(p, at, own + strangers, freeOf(p, own) + p.c.poisson(strangers * 0.004));
    });
  },
  // The same fans like most posts; how many are not held up by work differs.
  'saturated-fans': (p) => {
    const fans = p.c.between(60, 250);
    p.reads = fans * p.c.between(4, 10);
    return story(p, (at, own) => {
      const likes = p.c.poisson(fans * 0.6 * p.c.around(1, p.c.between(0.3, 0.45)));
      return post(p, at, own + likes, likes + p.c.poisson(0.01 * own));
    });
  },
  // Retired people read at six in the morning and like readily.
  'retired-early': (p) => {
    p.lead = p.c.between(1.8, 3);
    p.rate = p.c.between(0.03, 0.13);
    p.isSeen = true;
    return plainly(p);
  },
  'reads-hidden-some': (p) => {
    p.rate = p.c.between(0.02, 0.1);
    return plainly(p).map((one) => (p.c.is(0.5) ? { ...one, reads: 0 } : one));
  },
} satisfies Record<string, Tell>;

export const ORDERED_TALES = {
  // Reports of the month's end only.
  'month-end': (p) => {
    p.rate = Math.min(p.rate, 0.02);
    const length = p.c.whole(60, 110);
    const head = headOf(p);
    return story({ ...p, length }, (at, own) => {
      const isEnd = at % 15 === 13 || (at % 15 === 14 && p.c.is(0.5));
      return post(p, at, own, freeOf(p, own), isEnd ? toldOf(p, head, 0.07) : 0);
    });
  },
  // Posts of the superior body, reposted: everybody has to like those.
  'superior-posts': (p) => {
    const head = headOf(p);
    const part = p.c.between(0.15, 0.35);
    const length = Math.max(30, p.length);
    return story({ ...p, length }, (at, own) =>
      post(p, at, own, freeOf(p, own), p.c.is(part) ? toldOf(p, head, p.c.between(0.04, 0.12)) : 0),
    );
  },
  // Everybody on the staff, and readers besides.
  'floor-staff': (p) => {
    const head = headOf(p);
    p.staff = head;
    p.reads = head * p.c.between(1, 4);
    p.rate = p.c.between(0.01, 0.05);
    return story(p, (at, own) => post(p, at, own, freeOf(p, own), toldOf(p, head, 0.05)));
  },
  'copied-count': (p) => {
    const head = p.c.pick([66, 88, 99, 100, 166, 188]);
    return story(p, (at, own) => post(p, at, own + 20, 0, head + p.c.whole(-1, 2)));
  },
  // Software likes for every so many reads.
  'bot-share': (p) => {
    const part = p.c.between(0.3, 0.6);
    p.reads = Math.max(200, p.reads);
    return story(p, (at, own) => post(p, at, own, own * part * p.c.around(1, 0.04)));
  },
  'two-tasks': (p) => {
    const head = headOf(p);
    return story(p, (at, own) =>
      post(p, at, own, freeOf(p, own), toldOf(p, p.c.is(0.5) ? head : 2 * head, 0.04)),
    );
  },
  // Some forget.
  'sloppy-order': (p) => {
    const head = headOf(p);
    return story(p, (at, own) => post(p, at, own, freeOf(p, own), head * p.c.between(0.65, 1)));
  },
  'growing-staff': (p) => {
    const head = headOf(p);
    const grows = p.c.between(0.2, 0.6);
    return story(p, (at, own) =>
      post(p, at, own, freeOf(p, own), toldOf(p, head * (1 + (grows * at) / p.length), 0.05)),
    );
  },
  // The accounts of one bureau, 30 to 60 people each time.
  'small-system': (p) => {
    p.reads = p.c.between(60, 300);
    return story(p, (at, own) => post(p, at, own, freeOf(p, own), toldOf(p, 45, 0.07)));
  },
  'deadline-late': (p) => {
    const head = headOf(p);
    return story(p, (at, own) => post(p, at, own, freeOf(p, own), toldOf(p, head, 0.06), 0.05));
  },
  'village-households': (p) => {
    const head = p.c.whole(40, 160);
    p.reads = p.c.between(20, 120);
    return story(p, (at, own) => post(p, at, own, freeOf(p, own), toldOf(p, head, 0.04)));
  },
  'from-day-declining': (p) => {
    const head = headOf(p);
    const length = Math.max(24, p.length);
    const turn = p.c.whole(6, length - 14);
    return story({ ...p, length }, (at, own) => {
      const told = at < turn ? 0 : toldOf(p, head * (1 - (0.35 * (at - turn)) / (length - turn)), 0.06);
      return post(p, at, own, freeOf(p, own), told);
    });
  },
} satisfies Record<string, Tell>;

const TALES: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  ...Object.entries(FREE_TALES),
  ...Object.entries(ORDERED_TALES),
]);

export function widerLikes(style: string, seed: number): WiderLikes {
  const c = chance(seed * 32_452_843 + 71);
  const page = pageOf(c);
  const posts = TALES.get(style)?.(page) ?? [];
  return {
    style,
    platform: c.pick(['weixin', 'weibo', 'douyin']),
    system: style === 'small-system' ? `bureau-${Math.floor(seed / 6)}` : `own-${style}-${seed}`,
    posts,
    staff: page.staff,
  };
}
