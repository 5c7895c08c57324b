import type { FollowerInput } from '../../followers.ts';
import { add, bring, crowd, middle, order, seenOf, toldEvery, type World, worldOf } from './world.ts';

type Tell = (w: World) => void;

/** What happens to honest accounts. */
export const HONEST_TALES = {
  // Everybody at a village meeting scans the code and likes the post on the screen; nobody reads.
  'village-meeting-unread': (w) => {
    village(w);
    const came = w.base * w.c.between(0.5, 1.3);
    const at = middle(w);
    add(w.came, at, came);
    add(w.reactions, at, came * w.c.between(0.2, 0.9));
  },
  'weekly-told': (w) => {
    toldEvery(w, () => 7);
    if (w.c.is(0.5)) crowd(w, middle(w), w.base * w.c.between(1, 6), 0.5, w.c.between(0.01, 0.06));
  },
  // Two or three weeks in which parents look up how to enrol.
  enrolment: (w) => {
    const at = middle(w);
    const over = w.c.whole(12, 22);
    const each = w.c.between(0.05, 0.2);
    for (let day = 0; day < over; day += 1) {
      const weekday = (at + day) % 7 >= 5 ? 0.4 : 1;
      const read = w.base * w.c.between(0.04, 0.12) * weekday * w.c.around(1, 0.4);
      add(w.reads, at + day, read);
      add(w.came, at + day, read * each * w.c.around(1, 0.3));
    }
  },
  // A typhoon: many read, few like, some follow.
  disaster: (w) => {
    const at = middle(w);
    w.liking *= 0.4;
    crowd(w, at, w.base * w.c.between(5, 30), w.c.between(0.4, 0.8), w.c.between(0.01, 0.07));
  },
  'rounded-viral': (w) => {
    w.base = Math.max(11_000, 4 * w.base);
    w.unit = w.base > 50_000 ? 1_000 : 100;
    crowd(w, middle(w), w.base * w.c.between(2, 8), 0.5, w.c.between(0.01, 0.06));
  },
  // The counter stands still for days and then jumps to where it should be; the account grows well.
  'stuck-counter': (w) => {
    w.rate = w.c.between(0.004, 0.02);
    for (let day = 0; day < w.length; day += 1) add(w.reads, day, w.base * w.rate * w.c.between(3, 12));
    for (let times = 0; times < 3; times += 1) {
      const at = w.c.whole(2, w.length - 12);
      for (let day = 0; day < w.c.whole(3, 9); day += 1) w.stuck.add(at + day);
    }
  },
  // The platform takes followers away by mistake and gives them back.
  'purge-restored': (w) => {
    const at = middle(w);
    const gone = w.base * w.c.between(0.1, 0.35);
    add(w.lost, at, gone);
    add(w.came, at + w.c.whole(1, 9), gone * w.c.between(0.8, 1));
  },
  // A service account: people follow to use its menu, reads hardly exist.
  'service-steady': (w) => {
    w.posts.length = Math.min(w.posts.length, 4);
    w.rate = w.c.between(0.003, 0.012);
    w.age = w.c.whole(130, 700);
  },
  lottery: (w) => {
    const at = middle(w);
    const all = w.base * w.c.between(0.1, 0.6);
    [0.5, 0.3, 0.15, 0.05].forEach((share, day) => {
      add(w.came, at + day, all * share);
      add(w.reads, at + day, all * share * w.c.between(0.8, 3));
    });
    for (let day = 4; day < 24; day += 1) add(w.lost, at + day, all * 0.02);
    w.campaigns.push(at);
  },
  // The platform recommends a post for days, in waves.
  recommended: (w) => {
    const at = middle(w);
    const each = w.c.between(0.005, 0.05);
    crowd(w, at, w.base * w.c.between(3, 15), 0.5, each, w.c.whole(0, 1));
    crowd(w, at + w.c.whole(3, 6), w.base * w.c.between(2, 10), 0.6, each, w.c.whole(0, 1));
  },
  // Certified anew: for days the count is told as nothing, or as a few.
  recertified: (w) => {
    const at = middle(w);
    const over = w.c.whole(2, 9);
    const gone = w.base * w.c.between(0.9, 1);
    add(w.lost, at, gone);
    add(w.came, at + over, gone);
  },
  'merged-told-late': (w) => {
    const at = middle(w);
    add(w.came, at, w.base * w.c.between(0.2, 1.5));
    add(w.came, at + w.c.whole(2, 6), w.base * w.c.between(0.1, 0.5));
    w.announcements.push(at + w.c.whole(0, 4));
  },
  // An appointment for vaccination needs to follow.
  'mini-program': (w) => {
    const at = middle(w);
    const over = w.c.whole(10, 20);
    for (let day = 0; day < over; day += 1) {
      const came = w.base * w.c.between(0.02, 0.08) * w.c.around(1, 0.4);
      add(w.came, at + day, came);
      add(w.reads, at + day, came * w.c.between(0.7, 3));
      if (day % 4 === 0) w.campaigns.push(at + day);
    }
  },
  'missing-many': (w) => {
    for (let day = 1; day < w.length; day += 1) if (w.c.is(0.5)) w.missing.add(day);
    if (w.c.is(0.6)) crowd(w, middle(w), w.base * w.c.between(1, 8), 0.5, w.c.between(0.01, 0.05));
  },
  // Tourists on weekends of a season.
  'season-weekends': (w) => {
    const each = w.c.between(0.04, 0.15);
    for (let day = Math.floor(w.length * 0.3); day < w.length * 0.8; day += 1) {
      const read = w.base * w.c.between(0.02, 0.08) * (day % 7 >= 5 ? 3 : 1);
      add(w.reads, day, read);
      add(w.came, day, read * each * w.c.around(1, 0.4));
    }
  },
  // A stall on the market each week: a few dozen scan the code.
  'market-days': (w) => {
    for (let day = w.c.whole(0, 6); day < w.length; day += 7) add(w.came, day, w.c.between(5, 30));
  },
  // A video that the platform shows to many a week after it was published; reads are told by post only.
  'late-video': (w) => {
    w.tells = { reads: false, reactions: true, gained: w.c.is(0.5), posts: true };
    const at = middle(w);
    const late = w.c.whole(4, 9);
    const all = w.base * w.c.between(3, 20);
    const each = w.c.between(0.004, 0.03);
    w.listed.push({ day: at, reads: all });
    [0.4, 0.3, 0.15, 0.1, 0.05].forEach((share, day) => {
      add(w.came, at + late + day, all * share * each);
      add(w.reactions, at + late + day, all * share * w.liking);
    });
  },
  // Staff of a new campus follow on its first days.
  'new-campus': (w) => {
    w.base = w.c.whole(500, 2_500);
    const at = middle(w);
    const all = w.c.between(60, 220);
    add(w.came, at, 0.6 * all);
    add(w.came, at + 1, 0.3 * all);
    add(w.came, at + 2, 0.1 * all);
    add(w.reads, at, 0.5 * all);
  },
} satisfies Record<string, Tell>;

/** How followers are bought. */
export const BOUGHT_TALES = {
  // On the best days of a widely read post.
  'inside-viral': (w) => {
    const at = middle(w);
    const all = w.base * w.c.between(2, 10);
    const each = w.c.between(0.005, 0.03);
    crowd(w, at, all, 0.5, each);
    bring(w, at + w.c.whole(0, 2), w.c.whole(1, 2), all * each * w.c.between(1.5, 4) + 0.3 * w.base + 200);
  },
  'weekly-step': (w) => {
    toldEvery(w, () => 7);
    bring(w, middle(w), w.c.whole(1, 3), order(w));
  },
  'weekly-drip': (w) => {
    toldEvery(w, () => 7);
    bring(w, Math.floor(w.length * 0.3), Math.floor(w.length * 0.4), order(w) + 0.3 * w.base, 0.15);
  },
  'slow-drip': (w) => {
    const over = Math.floor(w.length * w.c.between(0.6, 0.9));
    const all = Math.max(5 * over, w.base * over * w.c.between(0.003, 0.009));
    bring(w, w.c.whole(2, w.length - over - 1), over, all, w.c.between(0.05, 0.25));
  },
  // On some days a few percent more.
  'random-extra': (w) => {
    for (let day = 2; day < w.length; day += 1)
      if (w.c.is(0.25)) bring(w, day, 1, Math.max(15, w.base * w.c.between(0.03, 0.08)));
  },
  // Shortly before the quarter's assessment; half of them go again.
  'before-assessment': (w) => {
    const all = order(w);
    const at = w.length - w.c.whole(4, 20);
    bring(w, at, w.c.whole(1, 4), all);
    const goes = w.c.between(0.2, 0.6);
    for (let day = 3; day < 20; day += 1) add(w.lost, at + day, (all * goes) / 14);
  },
  instalments: (w) => {
    for (let times = w.c.whole(3, 6); times > 0; times -= 1)
      bring(w, w.c.whole(3, w.length - 4), w.c.whole(1, 2), Math.max(100, w.base * w.c.between(0.08, 0.18)));
  },
  'with-bought-reads': (w) => {
    w.tells.reads = true;
    const all = order(w);
    const at = middle(w);
    bring(w, at, w.c.whole(1, 5), all);
    w.bought.forEach((count, day) => {
      add(w.silent, day, count * w.c.between(1, 3));
    });
  },
  // As many as a share of the day's readers, far more than readers follow.
  'tracks-reads': (w) => {
    const part = w.c.between(0.25, 0.7);
    for (const { day, reads } of w.posts) bring(w, day, 1, part * reads * w.c.around(1, 0.1));
  },
  // Up to a round number of followers.
  'to-round-goal': (w) => {
    const goal = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000].find((one) => one > 1.3 * w.base);
    const to = goal ?? 2 * w.base;
    bring(w, middle(w), w.c.whole(1, 6), 1.02 * to - w.base);
  },
  'bought-decays': (w) => {
    const at = Math.min(middle(w), w.length - 15);
    const all = order(w);
    bring(w, at, w.c.whole(1, 2), all);
    for (let day = 1; day < 30; day += 1) add(w.lost, at + day + 1, all * 0.07 * Math.exp(-day / 9));
  },
  // The platform cleans up; what is gone is bought again over two weeks.
  'top-up-slow': (w) => {
    const at = Math.min(middle(w), w.length - 22);
    const gone = Math.max(250, w.base * w.c.between(0.15, 0.4));
    w.base = Math.max(w.base, 700);
    add(w.lost, at, gone);
    bring(w, at + w.c.whole(2, 6), w.c.whole(8, 14), gone, 0.2);
  },
  'rounded-step': (w) => {
    w.base = Math.max(11_000, 4 * w.base);
    w.unit = w.base > 50_000 ? 1_000 : 100;
    bring(w, middle(w), w.c.whole(1, 5), order(w));
  },
  'hidden-days': (w) => {
    const at = middle(w);
    bring(w, at, 1, w.base * w.c.between(0.9, 2));
    for (let day = -w.c.whole(0, 3); day <= w.c.whole(0, 2); day += 1) w.missing.add(at + day);
  },
  'same-daily': (w) => {
    const aDay = w.c.pick([50, 100, 200, 300, 500]) * (w.base > 10_000 ? 5 : 1);
    const over = w.c.whole(6, 15);
    const from = Math.min(middle(w), w.length - over);
    for (let day = 0; day < over; day += 1) add(w.bought, from + day, aDay + w.c.whole(-3, 3));
    w.spans.push([from, from + over - 1]);
  },
  'young-step': (w) => {
    w.age = w.c.whole(40, 110);
    w.rate = w.c.between(0.002, 0.01);
    bring(w, middle(w), w.c.whole(1, 3), w.base * w.c.between(1, 2.5) + 300);
  },
  'in-asked': (w) => {
    HONEST_TALES.lottery(w);
    bring(w, (w.campaigns[0] ?? 5) + w.c.whole(0, 3), 1, w.base * w.c.between(0.9, 2) + 300);
  },
  // Told every few days, bought in parts.
  'mixed-telling': (w) => {
    toldEvery(w, () => w.c.whole(1, 5));
    for (let times = w.c.whole(2, 4); times > 0; times -= 1)
      bring(w, w.c.whole(4, w.length - 6), w.c.whole(1, 3), Math.max(120, w.base * w.c.between(0.12, 0.4)));
  },
} satisfies Record<string, Tell>;

function village(w: World): void {
  w.base = w.c.whole(150, 500);
  for (const post of w.posts) post.reads = Math.round(post.reads * 0.2);
}

const TALES: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  ...Object.entries(HONEST_TALES),
  ...Object.entries(BOUGHT_TALES),
]);

export function widerFollowers(style: string, seed: number): { platform: string; input: FollowerInput } {
  const world = worldOf(seed);
  TALES.get(style)?.(world);
  return seenOf(world);
}
