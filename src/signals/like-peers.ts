import type { LikePeers } from './coerced.ts';
import type { LikedPost } from './likes.ts';
import { median, spread } from './robust.ts';

/** Accounts from which the share of readers who like is drawn, and posts that an account needs to count as one. */
const LEAST = { accounts: 15, posts: 5 };
/** How near the likes of sister accounts lie (natural logarithm). */
const NEAR = 0.15;
/** Likes that all posts of an account get alike: at least so many, that differ by so little while reads differ by more. */
const LEVEL = { likes: 20, likeSpread: 0.25, readSpread: 0.25, ratio: 0.04 };

/** What is gathered; plain data, so that threads can put theirs together. */
export interface GatheredLikes {
  readonly ratios: ReadonlyMap<string, readonly number[]>;
  readonly levels: ReadonlyMap<string, readonly number[]>;
}

/** Reads the posts of accounts one by one and comes to what those of a platform, and those of a system, have in common. */
export class LikePeerReducer {
  /** Logarithm of likes per read, by platform and by how many read. */
  readonly #ratios = new Map<string, number[]>();
  /** Logarithm of the like counts that are alike on all posts of an account, by system. */
  readonly #levels = new Map<string, number[]>();

  add(platform: string, system: string | null, posts: readonly LikedPost[]): void {
    const own = summaryOf(posts);
    if (own === null) return;
    for (const key of [platform, keyOf(platform, own.reads)]) push(this.#ratios, key, own.ratio);
    if (system !== null && own.level !== null) push(this.#levels, system, own.level);
  }

  get gathered(): GatheredLikes {
    return { ratios: this.#ratios, levels: this.#levels };
  }

  /** Adds what others gathered. */
  join({ ratios, levels }: GatheredLikes): void {
    for (const [key, list] of ratios) for (const value of list) push(this.#ratios, key, value);
    for (const [key, list] of levels) for (const value of list) push(this.#levels, key, value);
  }

  figures(): { of(platform: string, system: string | null, posts: readonly LikedPost[]): LikePeers } {
    const typical = new Map(
      [...this.#ratios].flatMap(([key, list]) => {
        const middle = median(list);
        const width = spread(list);
        if (middle === null || width === null || list.length < LEAST.accounts) return [];
        return [[key, { ratio: Math.exp(middle), spread: width }] as const];
      }),
    );
    return {
      of: (platform, system, posts) => {
        const own = summaryOf(posts);
        const found =
          own === null ? undefined : (typical.get(keyOf(platform, own.reads)) ?? typical.get(platform));
        const level = own?.level ?? null;
        const levels = system === null ? [] : (this.#levels.get(system) ?? []);
        const near = level === null ? 0 : levels.filter((other) => Math.abs(other - level) <= NEAR).length;
        return {
          ratio: found?.ratio ?? null,
          spread: found?.spread ?? null,
          // The account itself is one of them.
          sisters: Math.max(0, near - 1),
        };
      },
    };
  }
}

/** By powers of ten of reads, halved: a village is compared with villages. */
function keyOf(platform: string, reads: number): string {
  return `${platform} ${Math.floor(2 * Math.log10(reads + 1))}`;
}

function summaryOf(
  posts: readonly LikedPost[],
): { reads: number; ratio: number; level: number | null } | null {
  if (posts.length < LEAST.posts) return null;
  const reads = median(posts.map((post) => post.reads)) ?? 0;
  const likes = median(posts.map((post) => post.likes)) ?? 0;
  const ratio = Math.log((likes + 0.5) / (reads + 1));
  const isHigh = likes >= LEVEL.likes && likes >= LEVEL.ratio * reads;
  const logs = (of: (post: LikedPost) => number) => spread(posts.map((post) => Math.log(of(post) + 1))) ?? 0;
  const isAlike =
    isHigh &&
    logs((post) => post.likes) <= LEVEL.likeSpread &&
    logs((post) => post.reads) >= Math.max(LEVEL.readSpread, 1.5 * logs((post) => post.likes));
  return { reads, ratio, level: isAlike ? Math.log(likes) : null };
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
