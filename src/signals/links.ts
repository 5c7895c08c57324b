import type { z } from 'zod';
import { type AccountLinks, type ContentHit, type LinkRow, NO_LINKS, type PostLink } from '../model/index.ts';

type Hit = z.infer<typeof ContentHit>;

/** Links and hits kept of an account; how many there were is counted. */
const KEPT = 20;
const KEPT_HITS = 50;

/** Where the links of one account's posts led. The order of the rows changes nothing but which of many hits are kept. */
export class LinkTally {
  #facts: { -readonly [K in keyof AccountLinks]: AccountLinks[K] } = { ...NO_LINKS };

  /** `hits`: what the term packs found on the page. */
  add(row: LinkRow, hits: readonly Hit[]): void {
    const facts = this.#facts;
    facts.followed += 1;
    if (row.state === 'gone') {
      facts.goneCount += 1;
      facts.gone = keep(facts.gone, linkOf(row, row.why ?? '—'));
    }
    if (row.state === 'unknown') {
      facts.unknownCount += 1;
      facts.unknown = keep(facts.unknown, linkOf(row, row.why ?? '—'));
    }
    if (row.state === 'open' && row.parked !== null && row.parked !== undefined) {
      facts.parkedCount += 1;
      facts.parked = keep(facts.parked, linkOf(row, row.parked));
    }
    facts.hitCount += hits.length;
    if (hits.length > 0) facts.hits = [...facts.hits, ...hits].slice(0, KEPT_HITS);
  }

  facts(): AccountLinks {
    return { ...this.#facts };
  }
}

function linkOf({ url, post, postTitle, postUrl, at }: LinkRow, why: string): PostLink {
  return { url, post: postTitle || post, postUrl: postUrl ?? null, at, why };
}

function keep(list: readonly PostLink[], link: PostLink): PostLink[] {
  return [...list, link].sort((a, b) => order(a, b)).slice(0, KEPT);
}

function order(a: PostLink, b: PostLink): number {
  if (a.url !== b.url) return a.url < b.url ? -1 : 1;
  return a.post < b.post ? -1 : a.post > b.post ? 1 : 0;
}
