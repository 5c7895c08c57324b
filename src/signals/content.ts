import type { z } from 'zod';
import type { AccountFacts, ContentHit, LinkRow, MessageRow, PostRow } from '../model/index.ts';

type Hit = z.infer<typeof ContentHit>;

export interface PostScanner {
  readonly packs: readonly string[];
  /** Hits of one post; `region` is the division code of the body, null where not known. */
  scan(post: PostRow, region: string | null): readonly Hit[];
  /** Hits of one message of the public. */
  scanMessage(message: MessageRow): readonly Hit[];
  /** Hits of the page that a link leads to. */
  scanLink(link: LinkRow): readonly Hit[];
}

/** Hits kept of each account; how many there were is counted. */
const KEPT_HITS = 50;

/** What is said in the posts and messages of many accounts, by number of the account; most have no hit and take no room. */
export class ContentReducer {
  readonly #scanner: PostScanner | null;
  readonly #scanned: number[] = [];
  readonly #counts: number[] = [];
  readonly #hits = new Map<number, Hit[]>();
  readonly #wording = new Map<number, Hit[]>();

  /** `scanner` null: nobody looks, and facts say so. */
  constructor(scanner: PostScanner | null) {
    this.#scanner = scanner;
  }

  post(owner: number, row: PostRow, region: string | null): void {
    if (this.#scanner === null) return;
    const all = this.#scanner.scan(row, region);
    this.#scanned[owner] = (this.#scanned[owner] ?? 0) + 1;
    if (all.length === 0) return;
    const hits = all.filter((hit) => !isCoercion(hit));
    keepSome(this.#wording, owner, all.filter(isCoercion));
    keepSome(this.#hits, owner, hits);
    this.#counts[owner] = (this.#counts[owner] ?? 0) + hits.length;
  }

  /** Only demands to like and follow count in what others wrote. */
  message(owner: number, row: MessageRow): void {
    if (this.#scanner !== null)
      keepSome(this.#wording, owner, this.#scanner.scanMessage(row).filter(isCoercion));
  }

  link(row: LinkRow): readonly Hit[] {
    return this.#scanner === null || row.state !== 'open' ? [] : this.#scanner.scanLink(row);
  }

  /** Demands to like and follow (强制点赞关注). */
  wording(owner: number): readonly Hit[] {
    return this.#wording.get(owner) ?? [];
  }

  facts(owner: number): AccountFacts['sections']['content'] {
    if (this.#scanner === null) return NOT_SCANNED;
    return {
      status: 'ok',
      value: {
        postsScanned: this.#scanned[owner] ?? 0,
        packs: [...this.#scanner.packs],
        hits: [...(this.#hits.get(owner) ?? [])],
        hitCount: this.#counts[owner] ?? 0,
      },
    };
  }
}

const NOT_SCANNED = {
  status: 'unavailable',
  reason: 'not-asked',
  why: { zh: '未检查发布内容的文字', en: 'The words of posts were not looked at' },
  todo: { zh: '加载词库后重新检查。', en: 'Load term packs and check again.' },
} as const;

function isCoercion({ category }: Hit): boolean {
  return category === 'coercion';
}

function keepSome(lists: Map<number, Hit[]>, owner: number, hits: readonly Hit[]): void {
  if (hits.length === 0) return;
  const kept = lists.get(owner) ?? [];
  kept.push(...hits.slice(0, KEPT_HITS - kept.length));
  lists.set(owner, kept);
}
