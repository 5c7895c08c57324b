import { decodeEntities } from './attributes.ts';
import { Counts, Lane } from './counts.ts';
import { type Digits, digitsAt } from './dates.ts';
import { El } from './el.ts';
import { countLetters } from './letters.ts';
import type { Holding, Pairs } from './pairs.ts';
import { buildTree, type Chunk, type Comment, type Tree } from './parse.ts';
import { createResolver, pathOf, type Resolve } from './resolve.ts';
import { readSigns, Sign, type SignBits } from './signs.ts';
import { isRagged } from './source.ts';
import { tagId } from './tag-names.ts';
import { groupByToken } from './tokens.ts';

/**
 * A page, parsed once (网页解析树). One traversal makes the element list, the text and the running counts; everything that
 * reads a page works on slices of these and never walks the tree again.
 *
 * `text` is all text of the page, hidden parts included, without scripts: runs of white space are one space, block borders and
 * `<br>` are one `\n`, table cells are parted by `\t` or `\n`. Every element knows its slice of it.
 */
export class ParsedPage {
  readonly html: string;
  /** Address of the page, and the address that references are resolved against (`<base href>`). */
  readonly url: string;
  readonly base: string;
  readonly all: readonly El[];
  readonly text: string;
  /** Absolute http(s) address of a reference without fragment; null where it leads nowhere. */
  readonly resolve: Resolve;
  /** In which the queries of its links are written. */
  readonly charset: string;
  readonly #byTag: readonly (readonly El[] | undefined)[];
  #byToken: Map<string, El[]> | null = null;
  readonly #chunks: readonly Chunk[];
  #scanned: Scan | null = null;
  #digits: Digits | null = null;
  #title: string | null = null;
  #path: string | null = null;

  /** Comments of the page, for the marks that publishing systems leave around the body. */
  readonly comments: readonly Comment[];
  /** Which words the code of its scripts may hold. */
  readonly code: Holding;

  constructor(html: string, url: string, tree: Tree, charset: string) {
    this.charset = charset;
    const { all, text, chunks, byTag } = tree;
    this.comments = tree.comments;
    this.code = tree.code;
    this.html = html;
    this.url = url;
    this.all = all;
    this.text = text;
    this.#byTag = byTag;
    this.base = baseOf(this.byTag('base'), url);
    this.resolve = createResolver(this.base, charset);
    this.#chunks = chunks;
  }

  /** All elements with this tag, in document order. */
  byTag(tag: string): readonly El[] {
    const id = tagId(tag);
    const found = this.#byTag[id] ?? NONE;
    return id === 0 ? found.filter((el) => el.tag === tag) : found;
  }

  /** All elements that carry this word (lower-case) in `class` or as `id`, in document order. */
  byToken(token: string): readonly El[] {
    this.#byToken ??= groupByToken(this.all);
    return this.#byToken.get(token) ?? NONE;
  }

  /** Every word of `class` and `id` on the page (lower-case) with its elements. */
  tokens(): ReadonlyMap<string, readonly El[]> {
    this.#byToken ??= groupByToken(this.all);
    return this.#byToken;
  }

  /** Path and query of its own address; '' where that is none. */
  get path(): string {
    this.#path ??= pathOf(this.url);
    return this.#path;
  }

  get #scan(): Scan {
    this.#scanned ??= scan(this.text, this.#chunks);
    return this.#scanned;
  }

  /** Its text in narrow signs, and the digits in it. */
  get digits(): Digits {
    this.#digits ??= digitsAt(this.text, this.#scan.signs.places(Sign.dating));
    return this.#digits;
  }

  /** Which words its text may hold. */
  get pairs(): Pairs {
    return this.#scan.pairs;
  }

  /** Text of `<title>`, on one line. */
  get documentTitle(): string {
    this.#title ??= this.#titleText();
    return this.#title;
  }

  #titleText(): string {
    for (const el of this.byTag('title')) {
      if (el.closest('svg') !== null) continue;
      const text = oneLine(decodeEntities(this.rawOf(el)));
      if (text !== '') return text;
    }
    return '';
  }

  /** Text of an element on one line, trimmed, white space collapsed. */
  textOf(el: El): string {
    el.words ??= lineOf(this.text, el.t0, el.t1);
    return el.words;
  }

  /** Where the `href` of an element leads; null where it has none or that leads nowhere. */
  hrefOf(el: El): string | null {
    if (el.target === undefined) el.target = this.resolve(el.attr('href'));
    return el.target;
  }

  /** Text of an element with its line breaks (`\n`) and cell borders (`\t`), as it lies in `text`. */
  linesOf(el: El): string {
    return this.text.slice(el.t0, el.t1);
  }

  /** Source between the start and the end tag: code of a script, inner HTML of anything else. */
  rawOf(el: El): string {
    return this.html.slice(el.c0, el.c1);
  }

  /** Children of an element, in order. */
  childrenOf(el: El): El[] {
    const children: El[] = [];
    for (let i = el.index + 1; i < el.end; ) {
      const child = this.all[i];
      if (child === undefined) break;
      if (child.parent === el) children.push(child);
      i = Math.max(child.end, i + 1);
    }
    return children;
  }

  /** Descendants of `el` with this tag, in document order (binary search in the tag's list). */
  within(el: El, tag: string): readonly El[] {
    const list = this.byTag(tag);
    const from = lowerBound(list, el.index + 1);
    const to = lowerBound(list, el.end);
    return from === to ? NONE : list.slice(from, to);
  }

  /** The innermost element whose text holds the slice [from, to) of `text`; null outside of all. */
  elementAt(from: number, to = from): El | null {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.t0 ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    let el = this.all[low - 1] ?? null;
    while (el !== null && (el.t1 < to || el.t0 > from)) el = el.parent;
    return el;
  }

  /** The element whose start tag, or the raw element whose content, holds an offset of the HTML; null for text between tags. */
  elementAtSource(offset: number): El | null {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.c0 ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const before = this.all[low - 1];
    if (before !== undefined && offset < before.c1 && before.end === before.index + 1) return before;
    return this.all[low] ?? null;
  }

  /** Borders of the line of `text` that holds the offset: from, to. Cells of a table row are on one line. */
  lineAt(at: number): readonly [from: number, to: number] {
    const end = this.text.indexOf('\n', at);
    return [at === 0 ? 0 : this.text.lastIndexOf('\n', at - 1) + 1, end < 0 ? this.text.length : end];
  }

  /** Letters and digits of a slice of `text` (default: all of it). */
  letters(from = 0, to = this.text.length): number {
    return this.#scan.counts.of(Lane.letters, from, to);
  }

  /** The same, of what is displayed. */
  visibleLetters(from = 0, to = this.text.length): number {
    return this.#scan.counts.of(Lane.visible, from, to);
  }

  /** The same, of the words of links. */
  linkLetters(from = 0, to = this.text.length): number {
    return this.#scan.counts.of(Lane.linked, from, to);
  }

  /** Sentence marks (，。；、！？) outside links: prose has them, menus do not. */
  sentenceMarks(from = 0, to = this.text.length): number {
    return this.#scan.counts.of(Lane.marks, from, to);
  }
}

/** What a look at all of a page's text tells. */
interface Scan {
  readonly signs: SignBits;
  readonly pairs: Pairs;
  readonly counts: Counts;
}

function scan(text: string, chunks: readonly Chunk[]): Scan {
  const { signs, pairs } = readSigns(text);
  return { signs, pairs, counts: new Counts(signs, chunks) };
}

const NONE: readonly El[] = [];

/** `oneLine` of a slice of a page's text, whose white space is single spaces, line breaks and tabs already. */
function lineOf(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to--;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x09) return oneLine(text.slice(start, end));
  }
  return text.slice(from, to);
}

/** Parses a page. Any text is a page: what is broken is read as browsers read it, and nothing throws. */
export function parsePage(html: string, url: string, charset = 'utf-8'): ParsedPage {
  return new ParsedPage(html, url, buildTree(html), charset);
}

/** White space (also no-break and ideographic) to single spaces, trimmed. */
export function oneLine(text: string): string {
  return isRagged(text) ? text.replace(/[\s\u200b\ufeff]+/g, ' ').trim() : text.trim();
}

export { countLetters, El };

function lowerBound(list: readonly El[], index: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function baseOf(bases: readonly El[], url: string): string {
  for (const el of bases) {
    const href = el.attr('href');
    if (href === null) continue;
    try {
      return new URL(href.trim(), url).href;
    } catch {
      return url;
    }
  }
  return url;
}
