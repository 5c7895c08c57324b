import { type AccountPost, type EventRow, type Lifecycle, spanOf } from '../model/index.ts';
import type { Relations } from './relations.ts';

/** Notices kept of a channel. */
const KEPT = 5;

/** Steps in the life of one channel, and the notices by which it says that it stops. */
export class EventTally {
  readonly #events: EventRow[] = [];
  readonly #notices: { readonly post: AccountPost; readonly namesPlace: boolean }[] = [];

  add(row: EventRow): void {
    this.#events.push(row);
  }

  notice(post: AccountPost, namesPlace: boolean): void {
    this.#notices.push({ post, namesPlace });
    this.#notices.sort((a, b) => start(a.post) - start(b.post) || (a.post.id < b.post.id ? -1 : 1));
    // The first notice counts, and one that names the place; of the rest the newest.
    if (this.#notices.length > KEPT) this.#notices.splice(1, 1);
  }

  facts(functions: readonly string[], { channels }: Pick<Relations, 'channels'>): Lifecycle {
    const events = [...this.#events]
      .sort((a, b) => startOf(a.at) - startOf(b.at) || (a.step < b.step ? -1 : 1))
      .map(({ step, at, by, evidence, into }) => ({
        step,
        at,
        by: by ?? null,
        evidence: evidence ?? null,
        into: into ?? null,
      }));
    const into = events.findLast((event) => event.into !== null)?.into ?? null;
    const known = into === null ? undefined : channels.get(into);
    return {
      events,
      functions: [...functions],
      successor:
        into === null
          ? null
          : {
              id: into,
              known: known !== undefined,
              name: known?.name ?? into,
              inUse: known?.inUse ?? false,
              functions: [...(known?.functions ?? [])],
            },
      notices: this.#notices.map(({ post: { published, title, url }, namesPlace }) => ({
        at: published,
        title,
        url,
        namesPlace,
      })),
    };
  }
}

function start({ published }: AccountPost): number {
  return startOf(published);
}

function startOf(at: string): number {
  return spanOf(at)?.[0] ?? Number.POSITIVE_INFINITY;
}
