import {
  type AccountFollowers,
  type AccountLikes,
  DAY,
  dayOf,
  type FollowerRow,
  HOUR,
  type MetricRow,
  type PlatformFigures,
  type PostRow,
  parseTime,
  shanghai,
} from '../model/index.ts';
import type { LikePeers } from './coerced.ts';
import { type GatheredLikes, LikePeerReducer } from './like-peers.ts';
import type { LikedPost } from './likes.ts';
import { type PeerDays, PeerReducer, type Platform } from './peers.ts';
import { profileScore } from './profiles.ts';
import { type RowList, Rows } from './rows.ts';

/** Who an account is among its peers. */
export interface FigureOwner {
  readonly platform: string;
  readonly registered: string | null;
  readonly staff: number | null;
  /** Body above its own (条线); null where not known. */
  readonly system: string | null;
}

/** Posts whose reads and likes are kept, and sampled profiles. */
const KEPT_LIKED = 120;
const KEPT_PROFILES = 100;
/** Fewer profiles say nothing about the share that looks made for sale. */
const LEAST_PROFILES = 15;
/** Reads that WeChat shows for anything above 100,000 (10万+). */
const CAPPED = 100_001;
/** Dates kept of notices and of widely read posts. */
const KEPT_DATES = 50;
/** A demand in more than this share of posts is the footer of all of them, and no campaign. */
const FOOTER = 0.15;
const MINUTE = 60_000;
/** Columns of the rows kept. */
const DAYS = { at: 0, followers: 1, reads: 2, reactions: 3, gained: 4 } as const;
const LIKED = { at: 0, reads: 1, likes: 2, early: 3 } as const;
const PROFILES = { chance: 0, followedAt: 1, created: 2, score: 3 } as const;
/** Times are kept in minutes, seconds since 2001-09-09, scores in thousandths: whole numbers of 32 bits. */
const SECONDS_FROM = 1_000_000_000;
/** Likes below which the first readers say nothing, and when they are looked at. */
const LEAST_LIKES = 8;
const FIRST = { from: 5 * MINUTE, near: HOUR, to: 6 * HOUR };

/** What the accounts of one thread have in common, for the others to know. */
export interface GatheredFigures {
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly likes: GatheredLikes;
}

/** Figures of many accounts, by number of the account: packed, for there are millions of rows. */
export class FigureReducer {
  readonly #days = new Rows(5);
  readonly #liked = new Rows(4);
  readonly #profiles = new Rows(4);
  readonly #dates = { mergers: dateLists(), campaigns: dateLists(), widelyRead: dateLists() };
  /** Posts, by account. */
  readonly #posts: number[] = [];
  /** Days as text: the same few are spelled for every account. */
  readonly #spelled = new Map<number, string>();
  readonly #owners: readonly FigureOwner[];
  #peers: {
    readonly platforms: ReadonlyMap<string, PlatformFigures>;
    readonly likes: ReturnType<LikePeerReducer['figures']>;
  } | null = null;

  constructor(owners: readonly FigureOwner[]) {
    this.#owners = owners;
  }

  metric(owner: number, at: number, row: MetricRow): void {
    this.#peers = null;
    const { followers, reads, likes, shares, comments, newFollowers } = row;
    const isTold = typeof likes === 'number' || typeof shares === 'number' || typeof comments === 'number';
    const reactions = isTold ? (likes ?? 0) + (shares ?? 0) + (comments ?? 0) : null;
    this.#days.add(owner, [
      at / MINUTE,
      followers ?? NaN,
      reads ?? NaN,
      reactions ?? NaN,
      newFollowers ?? NaN,
    ]);
  }

  post(owner: number, at: number, row: PostRow, notice: { isMerger: boolean; isCampaign: boolean }): void {
    this.#peers = null;
    const { reads, likes, published } = row;
    if (published !== null) {
      if (notice.isMerger) this.announce(owner, published);
      if (notice.isCampaign) keepDate(this.#dates.campaigns, owner, published);
      if (typeof reads === 'number' && reads >= CAPPED) keepDate(this.#dates.widelyRead, owner, published);
    }
    this.#posts[owner] = (this.#posts[owner] ?? 0) + 1;
    // Above the cap nobody knows how many read.
    if (typeof reads !== 'number' || typeof likes !== 'number' || reads >= CAPPED) return;
    const early = earlyOf(at, reads, likes, row.snapshots);
    this.#liked.add(owner, [at / 1_000 - SECONDS_FROM, reads, likes, early === null ? NaN : 1_000 * early]);
    if (this.#liked.count(owner) >= 2 * KEPT_LIKED) this.#liked.keepLast(owner, KEPT_LIKED);
  }

  /** A merger into this account was announced, by itself or by the other one. */
  announce(owner: number, date: string): void {
    keepDate(this.#dates.mergers, owner, date);
  }

  /** A sampled follower; of many those are kept that a hash of their ids picks, so that the order of the file changes nothing. */
  follower(owner: number, row: FollowerRow, asOf: number): void {
    this.#peers = null;
    const timeOf = (date: string | null | undefined) => (typeof date === 'string' ? parseTime(date) : null);
    const [created, followedAt] = [timeOf(row.created), timeOf(row.followedAt)];
    if (followedAt !== null && followedAt > asOf) return;
    const age = created === null ? null : ((followedAt ?? asOf) - created) / DAY;
    const score = profileScore({ ...row, age });
    const minutes = (time: number | null) => (time === null ? NaN : time / MINUTE);
    this.#profiles.add(owner, [hashOf(row.follower), minutes(followedAt), minutes(created), 1_000 * score]);
    if (this.#profiles.count(owner) >= 2 * KEPT_PROFILES) this.#profiles.keepLast(owner, KEPT_PROFILES);
  }

  followers(owner: number): AccountFollowers {
    const days = this.#days.of(owner);
    const platform = this.#peersOf().platforms.get(this.#owners[owner]?.platform ?? '') ?? null;
    const profiles = this.#profiles.of(owner);
    const first = Math.max(0, profiles.length - KEPT_PROFILES);
    const timeOf = (minutes: number) => (Number.isNaN(minutes) ? null : shanghai(minutes * MINUTE));
    const sorted = (lists: DateLists) => [...(lists.get(owner) ?? [])].sort();
    const campaigns = sorted(this.#dates.campaigns);
    const isFooter = campaigns.length > 3 && campaigns.length > FOOTER * (this.#posts[owner] ?? 0);
    return {
      days: Array.from({ length: days.length }, (_, row) => ({
        day: this.#dayText(days.get(row, DAYS.at) * MINUTE),
        followers: told(days.get(row, DAYS.followers)),
        reads: told(days.get(row, DAYS.reads)),
        reactions: told(days.get(row, DAYS.reactions)),
        gained: told(days.get(row, DAYS.gained)),
      })),
      announcements: sorted(this.#dates.mergers),
      campaigns: isFooter ? [] : campaigns,
      widelyRead: sorted(this.#dates.widelyRead),
      platform,
      profiles: Array.from({ length: profiles.length - first }, (_, row) => ({
        followedAt: timeOf(profiles.get(first + row, PROFILES.followedAt)),
        created: timeOf(profiles.get(first + row, PROFILES.created)),
        score: profiles.get(first + row, PROFILES.score) / 1_000,
      })),
    };
  }

  likes(owner: number): { posts: AccountLikes['posts']; peers: LikePeers | null; staff: number | null } {
    const posts = this.#likedOf(owner);
    const own = this.#owners[owner];
    const { likes } = this.#peersOf();
    return {
      posts: posts.map(({ at, early, ...counts }) => ({ at: shanghai(at), ...counts, early: early ?? null })),
      peers: own === undefined ? null : likes.of(own.platform, own.system, posts),
      staff: own?.staff ?? null,
    };
  }

  #dayText(at: number): string {
    const known = this.#spelled.get(at);
    if (known !== undefined) return known;
    const text = dayOf(at);
    this.#spelled.set(at, text);
    return text;
  }

  #likedOf(owner: number): LikedPost[] {
    const rows = this.#liked.of(owner);
    const first = Math.max(0, rows.length - KEPT_LIKED);
    return Array.from({ length: rows.length - first }, (_, row) => {
      const early = told(rows.get(first + row, LIKED.early));
      return {
        at: (rows.get(first + row, LIKED.at) + SECONDS_FROM) * 1_000,
        reads: rows.get(first + row, LIKED.reads),
        likes: rows.get(first + row, LIKED.likes),
        early: early === null ? null : early / 1_000,
      };
    });
  }

  /** One pass over all accounts, when all rows are in. */
  gathered(): GatheredFigures {
    const followers = new PeerReducer();
    const likes = new LikePeerReducer();
    this.#owners.forEach((own, owner) => {
      const registered = own.registered === null ? null : parseTime(own.registered);
      followers.add(own.platform, peerDays(this.#days.of(owner)), {
        registered,
        madeShare: madeShareOf(this.#profiles.of(owner)),
      });
      likes.add(own.platform, own.system, this.#likedOf(owner));
    });
    return { platforms: followers.gathered, likes: likes.gathered };
  }

  /** From here on the peers are those of all parts, one's own among them. */
  join(parts: readonly GatheredFigures[]): void {
    const followers = new PeerReducer();
    const likes = new LikePeerReducer();
    for (const part of parts) {
      followers.join(part.platforms);
      likes.join(part.likes);
    }
    this.#peers = { platforms: followers.figures(), likes: likes.figures() };
  }

  #peersOf() {
    if (this.#peers === null) this.join([this.gathered()]);
    return this.#peers ?? { platforms: new Map(), likes: new LikePeerReducer().figures() };
  }
}

type DateLists = Map<number, string[]>;
function dateLists(): DateLists {
  return new Map();
}

function keepDate(lists: DateLists, owner: number, date: string): void {
  const list = lists.get(owner);
  if (list === undefined) lists.set(owner, [date]);
  else if (list.length < KEPT_DATES) list.push(date);
}

function told(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function peerDays(rows: RowList): PeerDays {
  return {
    length: rows.length,
    at: (row) => rows.get(row, DAYS.at) * MINUTE,
    followers: (row) => rows.get(row, DAYS.followers),
    reads: (row) => rows.get(row, DAYS.reads),
  };
}

function madeShareOf(rows: RowList): number | null {
  if (rows.length < LEAST_PROFILES) return null;
  let made = 0;
  for (let row = 0; row < rows.length; row += 1) if (rows.get(row, PROFILES.score) >= 500) made += 1;
  return made / rows.length;
}

/** FNV-1a in 31 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 1;
}

/**
 * How much readier the first readers were to like than the later ones, from what was seen about an hour after publication (`snapshots`, an
 * addition of registers: `[{at, reads, likes}]`).
 */
function earlyOf(at: number, reads: number, likes: number, snapshots: unknown): number | null {
  if (likes < LEAST_LIKES || !Array.isArray(snapshots)) return null;
  let best: { readonly off: number; readonly reads: number; readonly likes: number } | null = null;
  for (const snapshot of snapshots) {
    const seen = snapshotOf(snapshot);
    const after = seen === null ? -1 : seen.at - at;
    if (seen === null || after < FIRST.from || after > FIRST.to) continue;
    const off = Math.abs(Math.log(after / FIRST.near));
    if (best === null || off < best.off) best = { off, reads: seen.reads, likes: seen.likes };
  }
  if (best === null || best.reads > reads || best.likes > likes) return null;
  const first = (best.likes + 0.5) / (best.reads + 1);
  const later = (likes - best.likes + 0.5) / (reads - best.reads + 1);
  return Math.log(first / later);
}

function snapshotOf(value: unknown): { at: number; reads: number; likes: number } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { at, reads, likes }: { at?: unknown; reads?: unknown; likes?: unknown } = value;
  const time = typeof at === 'string' ? parseTime(at) : null;
  return time === null || typeof reads !== 'number' || typeof likes !== 'number'
    ? null
    : { at: time, reads, likes };
}
