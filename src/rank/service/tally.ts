import { addWorkdays, holidaysKnown } from '../../calendar/index.ts';
import {
  type CollectionRow,
  dayOf,
  type MessageRow,
  type MetricRow,
  type PostRow,
  parseTime,
  spanOf,
} from '../../model/index.ts';
import { type PostText, purposeKindAt, type ReadPost, type ReplyReader } from '../../signals/index.ts';
import type { Period } from '../period.ts';
import type { IndexFile } from './schema.ts';

const WEEK = 7 * 86_400_000;

/** What reads rows for the index; made by the caller from the packs. */
export interface ServiceReaders {
  readonly posts: (post: PostText) => ReadPost;
  readonly replies: ReplyReader;
  /** Channels with clocks of their own (信访、纪检举报). */
  readonly excludedChannels: readonly string[];
  /** What a test of use is called in collections, and errors of ours that say nothing about the account. */
  readonly useCollections: readonly string[];
  readonly ourFaults: readonly string[];
}

/** How a message whose deadline fell in the period stands at its end. */
export type AnswerState = 'inTime' | 'late' | 'unsure' | 'empty' | 'none';

interface Answered {
  readonly state: AnswerState;
  /** 0 to 1. */
  readonly credit: number;
  /** Answered, without saying when. */
  readonly undated: boolean;
}

const UNANSWERED: Answered = { state: 'none', credit: 0, undated: false };

/** What one account did for people in one period, in numbers. */
export class ServiceTally {
  readonly #index: IndexFile;
  readonly #period: Period;
  readonly #readers: ServiceReaders;
  readonly #posts = new Set<string>();
  readonly #weeks = new Set<number>();
  /** Messages that were due, by id: one that a file tells twice (asked, then answered) counts once, as the better of them. */
  readonly #due = new Map<string, Answered>();
  readonly #undated = new Set<string>();
  #followersOn = '';
  /** Posts that stand, reposts among them. */
  posts = 0;
  reposts = 0;
  useful = 0;
  /** Worth of posts, each as much as it is certain; the total that it is a share of; worth as it is. */
  worth = 0;
  total = 0;
  amount = 0;
  /** Reads of useful posts that tell them. */
  readonly reads: number[] = [];
  /** Posts left out: without a word to read, taken down, listed twice. */
  wordless = 0;
  deleted = 0;
  twice = 0;
  holidaysUnknown = 0;
  /** Tests of use that succeeded, and all that were not our own fault. */
  worked = 0;
  tried = 0;
  /** Newest count up to the end of the period; null where none is told. */
  followers: number | null = null;

  constructor(index: IndexFile, period: Period, readers: ServiceReaders) {
    this.#index = index;
    this.#period = period;
    this.#readers = readers;
  }

  /** Weeks with something useful. */
  get weeks(): number {
    return this.#weeks.size;
  }

  /** Messages whose deadline fell in the period. */
  get due(): number {
    return this.#due.size;
  }

  /** Credit of all answers together. */
  get credit(): number {
    return this.#answers().reduce((sum, { credit }) => added(sum, credit), 0);
  }

  answered(state: AnswerState): number {
    return this.#answers().filter((one) => one.state === state).length;
  }

  get answersUndated(): number {
    return this.#answers().filter(({ undated }) => undated).length;
  }

  /** Messages without the time of their receipt: they are due nowhere. */
  get messagesUndated(): number {
    return this.#undated.size;
  }

  /** A post of the period, published at an instant. */
  post(row: PostRow, at: number): void {
    if (this.#posts.has(row.id)) {
      this.twice += 1;
      return;
    }
    this.#posts.add(row.id);
    if (row.deleted === true) {
      this.deleted += 1;
      return;
    }
    this.posts += 1;
    const read = this.#readers.posts(row);
    const { certainty } = read;
    if (certainty === 0) {
      this.wordless += 1;
      return;
    }
    const { serving } = this.#index.parts;
    if (row.original === false) {
      this.reposts += 1;
      this.total = added(this.total, certainty * serving.repost.value);
      return;
    }
    const worth = worthOf(read, serving);
    this.total = added(this.total, certainty);
    this.worth = added(this.worth, certainty * worth);
    this.amount = added(this.amount, worth);
    if (worth < this.#index.useful.value) return;
    this.useful += 1;
    this.#weeks.add(Math.min(weeksOf(this.#period) - 1, Math.floor((at - this.#period.start) / WEEK)));
    if (row.reads !== null && row.reads !== undefined) this.reads.push(row.reads);
  }

  /**
   * A message counts in the period in which its deadline falls, answered or not. So which messages count does not depend on what was
   * answered, and an answer can only add.
   */
  message(row: MessageRow): void {
    if (row.valid === false) return;
    if (this.#readers.excludedChannels.some((word) => row.channel?.includes(word) === true)) return;
    if (row.received === null) {
      this.#undated.add(row.id);
      return;
    }
    const received = dayOf(parseTime(row.received) ?? 0);
    // Cheaper than counting working days: a deadline never lies before the receipt.
    if (received > this.#period.to) return;
    const deadline = addWorkdays(received, this.#index.parts.answers.workdays.value);
    if (deadline < this.#period.from || deadline > this.#period.to) return;
    const known = this.#due.get(row.id);
    if (known === undefined && !holidaysKnown(deadline)) this.holidaysUnknown += 1;
    const own = this.#answerTo(row, deadline);
    if (known === undefined || own.credit > known.credit) this.#due.set(row.id, own);
  }

  #answerTo({ text, reply, repliedAt }: MessageRow, deadline: string): Answered {
    if (reply === null || reply === undefined || reply.trim() === '') return UNANSWERED;
    const span = repliedAt === null || repliedAt === undefined ? null : spanOf(repliedAt);
    // What was answered after the period was not answered in it.
    if (span !== null && span[0] > this.#period.end) return UNANSWERED;
    const { late, unsure, empty } = this.#index.parts.answers;
    const isLate = span === null || dayOf(span[0]) > deadline;
    const answered = (state: AnswerState, worth: number): Answered => ({
      state,
      credit: worth * (isLate ? late.value : 1),
      undated: span === null,
    });
    const { quality } = this.#readers.replies(text ?? '', reply);
    switch (quality) {
      case 'substantive':
        return answered(isLate ? 'late' : 'inTime', 1);
      case 'unsure':
        return answered('unsure', unsure.value);
      case 'perfunctory':
      case 'off-topic':
        return answered('empty', empty.value);
    }
  }

  metric({ day, followers }: MetricRow): void {
    if (followers === null || followers === undefined) return;
    if (day > this.#period.to || day < this.#followersOn) return;
    this.#followersOn = day;
    this.followers = followers;
  }

  /** A test of whether a function, menu or client works. */
  use({ from, ok, error }: CollectionRow): void {
    const at = parseTime(from) ?? Number.NaN;
    if (!(at >= this.#period.start && at <= this.#period.end)) return;
    const said = error?.toLowerCase() ?? '';
    if (!ok && this.#readers.ourFaults.some((word) => said.includes(word.toLowerCase()))) return;
    this.tried += 1;
    if (ok) this.worked += 1;
  }

  #answers(): readonly Answered[] {
    return [...this.#due.values()];
  }
}

/** A sum in whole millionths, so that it is the same in whatever order the rows come. */
function added(sum: number, value: number): number {
  return (Math.round(sum * 1e6) + Math.round(value * 1e6)) / 1e6;
}

/** What a post is worth, 0 to 1: nothing unless it is above all service, interaction or information. */
function worthOf({ shares, best }: ReadPost, serving: IndexFile['parts']['serving']): number {
  const of = (at: number): number => {
    const kind = purposeKindAt(at);
    return kind === 'service' || kind === 'interaction' || kind === 'information' ? serving[kind].value : 0;
  };
  return of(best) === 0 ? 0 : shares.reduce((sum, share, at) => sum + share * of(at), 0);
}

/** Weeks of a period; days that make no whole week belong to the last one. */
export function weeksOf({ start, end }: Period): number {
  return Math.max(1, Math.floor((end + 1 - start) / WEEK));
}
