import {
  type HostsTrace,
  hash,
  type PageKind,
  type PageTrace,
  type TraceLine,
  type Writing,
} from '../model/index.ts';
import type { EarlierWords } from './limits.ts';
import { Pool } from './pool.ts';
import { decode, type Sample } from './sketch.ts';
import { median, UsualWords } from './usual.ts';
import { writingOf } from './writing.ts';

/** What is kept in memory of a page of the earlier inspection. Its opening words are looked up again where they are needed. */
export interface Note {
  readonly url: string;
  readonly title: string;
  readonly sample: Sample;
  readonly kind: PageKind;
  readonly writing: Writing;
  readonly head: string;
  readonly date: string | null;
  readonly at: string;
  readonly terms: boolean;
  readonly wall: boolean;
  readonly frame: string;
}

/** The pages of the earlier inspection, by the name of their address. */
export class EarlierPages {
  readonly #words: EarlierWords;
  readonly #nameOf: (url: string) => string;
  readonly #notes = new Map<number, Note>();
  readonly #moved = new Map<number, string>();
  readonly #titles = new Map<string, number>();
  readonly #pool = new Pool();
  #usual: UsualWords | null = null;
  hosts: HostsTrace | null = null;

  constructor(words: EarlierWords, nameOf: (url: string) => string) {
    this.#words = words;
    this.#nameOf = nameOf;
  }

  add(line: TraceLine): void {
    switch (line.t) {
      case 'page':
        this.#addPage(line);
        break;
      case 'moved':
        this.#moved.set(this.nameOf(line.url), line.to);
        break;
      case 'hosts':
        this.hosts = line;
        break;
      case 'failed':
        break;
      default:
        line satisfies never;
    }
  }

  #addPage(line: PageTrace): void {
    const name = this.nameOf(line.url);
    // One page under two addresses (with and without index.html) is one page, and the same one in any order.
    const old = this.#notes.get(name);
    if (old !== undefined && !shorter(line.url, old.url)) return;
    const { url, title, sketch, kind, head, date, at, terms, obstacle, frame } = line;
    this.#notes.set(name, {
      url,
      title,
      sample: { hashes: this.#pool.keep(decode(sketch)), words: sketch.words },
      kind,
      writing: writingOf(sketch, this.#words.limits),
      head,
      date,
      at,
      terms: terms.length > 0,
      wall: obstacle !== null,
      frame,
    });
  }

  /** The usual words, counted once all pages are there. */
  get usual(): UsualWords {
    if (this.#usual !== null) return this.#usual;
    this.#usual = new UsualWords(this.#words.limits);
    for (const { wall, sample, title } of this.#notes.values()) {
      if (wall) continue;
      this.#usual.add(sample);
      this.#titles.set(title, (this.#titles.get(title) ?? 0) + 1);
    }
    return this.#usual;
  }

  nameOf(url: string): number {
    return hash(this.#nameOf(url));
  }

  get(name: number): Note | undefined {
    return this.#notes.get(name);
  }

  names(): number[] {
    return [...this.#notes.keys()];
  }

  /** Where the address led at the earlier inspection, if it only sent on. */
  movedTo(name: number): string | null {
    return this.#moved.get(name) ?? null;
  }

  /** The title stood on one page alone, so it says what that page was about. */
  isOwnTitle(title: string): boolean {
    return this.usual.pages > 0 && this.#titles.get(title) === 1;
  }

  /** How familiar the words of one of its pages usually are to the others (median); null where too few can tell. */
  usualFamiliarity(): number | null {
    if (!this.usual.enough) return null;
    const { stable, limits } = this.#words;
    const values: number[] = [];
    for (const note of this.#notes.values()) {
      if (note.wall || !stable.includes(note.kind) || note.sample.words < limits.leastText) continue;
      const familiar = this.usual.familiar(note.sample, true);
      if (familiar !== null) values.push(familiar);
    }
    return values.length < limits.leastStable ? null : median(values);
  }
}

export function shorter(a: string, b: string): boolean {
  return a.length !== b.length ? a.length < b.length : a < b;
}
