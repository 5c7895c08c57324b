import type { FileVisit, PageVisit } from '../../model/index.ts';

/** An attachment (附件) that may be read. */
export interface Candidate {
  readonly url: string;
  /** Its name as people see it: the words of the link, else the last part of its address. */
  readonly name: string;
  /** Day or time of the page that offers it, or of its entry in a list; null where undated. */
  readonly date: string | null;
  readonly depth: number;
}

/** Candidates kept at most; of more the newest stay. */
const KEPT = 5_000;
const DOCUMENT = /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|ceb|rtf|txt|zip|rar|7z)$/i;
const DOCUMENT_TYPE = /pdf|msword|ms-excel|ms-powerpoint|officedocument|ofd|rtf|zip|rar|7z/i;

/** Attachments that pages offer, and documents that an archive holds, as collecting meets them. */
export class Candidates {
  readonly #found = new Map<string, Candidate>();
  #count = 0;

  page({ finalUrl, depth, facts }: Pick<PageVisit, 'finalUrl' | 'depth' | 'facts'>): void {
    if (facts.attachments.length === 0) return;
    const dates = new Map(facts.items.map(({ url, date }) => [url, date]));
    for (const { url, text } of facts.attachments)
      if (url !== finalUrl)
        this.#add({
          url,
          name: nameOf(text, url),
          date: dates.get(url) ?? facts.article?.published ?? null,
          depth: depth + 1,
        });
  }

  /** A file that lies in an archive or folder, whether or not a page offers it. */
  file({ url, contentType, bytes }: FileVisit): void {
    const path = URL.canParse(url) ? new URL(url).pathname : url;
    if (bytes > 0 && (DOCUMENT.test(path) || DOCUMENT_TYPE.test(contentType)))
      this.#add({ url, name: nameOf('', url), date: null, depth: Number.MAX_SAFE_INTEGER });
  }

  get count(): number {
    return this.#count;
  }

  /** The newest first, undated ones last; among equals those nearer to the home page. */
  newest(): readonly Candidate[] {
    return [...this.#found.values()].sort(
      (a, b) => (b.date ?? '').localeCompare(a.date ?? '') || a.depth - b.depth || (a.url < b.url ? -1 : 1),
    );
  }

  #add(candidate: Candidate): void {
    const key = addressKey(candidate.url);
    const known = this.#found.get(key);
    if (known === undefined) this.#count++;
    if (known === undefined || (candidate.date ?? '') > (known.date ?? '')) this.#found.set(key, candidate);
    if (this.#found.size < 2 * KEPT) return;
    const kept = this.newest().slice(0, KEPT);
    this.#found.clear();
    for (const one of kept) this.#found.set(addressKey(one.url), one);
  }
}

/** The same file under either scheme, with or without `www.`. */
export function addressKey(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  return `${host.replace(/^www\./, '')}${pathname}${search}`;
}

function nameOf(text: string, url: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words !== '') return words.slice(0, 120);
  const last = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || url;
  } catch {
    return last || url;
  }
}
