import { decodeEntities, GREATER, isAlpha, readAttributes, SLASH } from './attributes.ts';
import { El } from './el.ts';
import { type Holding, Triples } from './pairs.ts';
import { Recent } from './recent.ts';
import { findEndTag, isDigit, isRagged, Mark, markOf, skipTo } from './source.ts';
import { TAG_IDS, Tag, type TagName, tagAt } from './tag-names.ts';
import { unitsOf } from './units.ts';

/** A stretch of the page's text, up to `end`: whether it is displayed, and whether it is the words of a link or of a choice. */
export interface Chunk {
  end: number;
  readonly hidden: boolean;
  readonly link: boolean;
}

export interface Tree {
  readonly all: El[];
  /** Elements by `TagName.id`, those without one together under 0. */
  readonly byTag: readonly (El[] | undefined)[];
  readonly text: string;
  readonly chunks: Chunk[];
  readonly comments: Comment[];
  /** Which words the code of the scripts may hold. */
  readonly code: Holding;
}

/** A comment: publishing systems mark where the body begins and ends with them. */
export interface Comment {
  /** Its words, at most 60 characters. */
  readonly text: string;
  /** Where it stands in the page's text. */
  readonly at: number;
}

/** Browsers nest 512 elements deep and lay deeper ones side by side; it also bounds every walk up the tree. */
const MAX_DEPTH = 512;

/** HTML → elements in document order and text. One pass over the source, linear in its length. */
export function buildTree(html: string): Tree {
  return new Builder(html).run();
}

class Builder {
  readonly #html: string;
  /** Of the source; lent, so nothing else may ask for units while the tree is built. */
  readonly #units: Uint16Array;
  readonly #all: El[] = [];
  readonly #byTag: (El[] | undefined)[] = new Array<El[] | undefined>(TAG_IDS);
  readonly #stack: El[] = [];
  readonly #parts: string[] = [];
  readonly #chunks: Chunk[] = [];
  readonly #comments: Comment[] = [];
  #code: Triples | null = null;
  /** Whether a style takes its element off the display. */
  readonly #styles = new Recent((style) => HIDING.test(style));
  #length = 0;
  /** Border that the next text or element will write: 0 none, else a line break or as many tabs as cells ended. */
  #line = false;
  #tabs = 0;
  /** The last character written is a space (or nothing is written yet in this line). */
  #spaced = true;
  /** The last character written is a line break (or nothing is written yet). */
  #fresh = true;
  /** An inline element that holds something of its own, a link or a date, has begun or ended since the last text. */
  #apart = false;
  #hiddenDepth = 0;
  #links = 0;
  #paragraphs = 0;
  #body = false;
  /** Some comment closes further down. */
  #commentsEnd = true;

  constructor(html: string) {
    this.#html = html;
    this.#units = unitsOf(html);
  }

  run(): Tree {
    const html = this.#html;
    let at = html.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < html.length) {
      const open = this.#textFrom(at);
      at = open < html.length ? this.#markup(open) : open;
    }
    while (this.#stack.length > 0) this.#pop(html.length);
    const text = this.#parts.join('');
    return {
      all: this.#all,
      byTag: this.#byTag,
      text,
      chunks: this.#chunks,
      comments: this.#comments,
      code: this.#code ?? NO_CODE,
    };
  }

  /** Reads what begins with `<` at `open`; gives where to go on. */
  #markup(open: number): number {
    const html = this.#html;
    const next = this.#units[open + 1] ?? 0;
    if (isAlpha(next)) return this.#startTag(open);
    if (next === SLASH) {
      if (isAlpha(this.#units[open + 2] ?? 0)) return this.#endTag(open);
      return skipTo(html, '>', open + 2);
    }
    if (next === BANG) {
      if (!html.startsWith('--', open + 2)) return skipTo(html, '>', open + 2);
      if (html.startsWith('>', open + 4)) return open + 5;
      return this.#comment(open);
    }
    if (next === QUESTION) return skipTo(html, '>', open + 2);
    this.#text(open, open + 1, Mark.solid);
    return open + 1;
  }

  #nameEnd(from: number): number {
    const units = this.#units;
    let at = from;
    while (at < this.#html.length && (markOf(units[at] ?? 0) & Mark.nameEnd) === 0) at++;
    return at;
  }

  #comment(open: number): number {
    const html = this.#html;
    const end = this.#commentsEnd ? html.indexOf('-->', open + 4) : -1;
    // None closes any more: not looked for again, or a page of open comments would be read to its end by each.
    this.#commentsEnd = end >= 0;
    const stop = end < 0 ? html.length : end;
    if (this.#comments.length < 2_000)
      this.#comments.push({ text: html.slice(open + 4, Math.min(stop, open + 64)), at: this.#length });
    // An unclosed comment would swallow the page; what follows its first tag is read instead.
    return end < 0 ? skipTo(html, '>', open + 4) : end + 3;
  }

  #startTag(open: number): number {
    const html = this.#html;
    const units = this.#units;
    let at = this.#nameEnd(open + 1);
    const kind = tagAt(html, units, open + 1, at);
    const tag = kind.name;
    let attrs = NO_ATTRS;
    if (units[at] === GREATER) at++;
    else {
      attrs = [];
      at = readAttributes(html, units, at, attrs);
    }
    if (tag === 'html' || tag === 'body') return this.#root(kind, attrs, at);
    this.#closeImplied(kind, open);
    const el = this.#push(kind, attrs, at);
    const { flags } = kind;
    if ((flags & Tag.void) !== 0) {
      if (tag === 'br') this.#border();
      this.#pop(at);
      return at;
    }
    if ((flags & (Tag.raw | Tag.html)) === Tag.html) return at;
    const selfClosing = units[at - 2] === SLASH && units[at - 1] === GREATER;
    if ((flags & Tag.raw) !== 0 && !(selfClosing && tag !== 'script' && tag !== 'style'))
      return this.#raw(el, at);
    if (selfClosing && (flags & Tag.html) === 0) this.#pop(at);
    return at;
  }

  /** A second `<html>` or `<body>` opens nothing: pages glued together from parts have several. */
  #root(kind: TagName, attrs: string[], at: number): number {
    const tag = kind.name;
    if (tag === 'body' ? this.#body : this.#all.length > 0) return at;
    if (tag === 'body') {
      this.#body = true;
      while (this.#stack.length > 0 && this.#top()?.tag !== 'html') this.#pop(at);
    }
    this.#push(kind, attrs, at);
    return at;
  }

  /** Content of `<script>`, `<style>` and their like, up to their own end tag; none of it is text that readers see. */
  #raw(el: El, from: number): number {
    const html = this.#html;
    const end = findEndTag(html, el.tag, from);
    if (el.tag === 'script') {
      this.#code ??= new Triples(html.length >>> 2);
      this.#code.take(this.#units, from, end);
    }
    this.#pop(end);
    return end >= html.length ? end : skipTo(html, '>', end + 2);
  }

  #endTag(open: number): number {
    const html = this.#html;
    const at = this.#nameEnd(open + 2);
    const kind = tagAt(html, this.#units, open + 2, at);
    const tag = kind.name;
    const next = this.#units[at] === GREATER ? at + 1 : skipTo(html, '>', at);
    if (tag === 'br') this.#border();
    else if (tag !== 'body' && tag !== 'html') this.#close(kind, open);
    return next;
  }

  #close(kind: TagName, at: number): void {
    const stack = this.#stack;
    const table = (kind.flags & Tag.table) !== 0;
    const special = (kind.flags & Tag.special) !== 0;
    const tag = kind.name;
    for (let i = stack.length - 1; i >= 0; i--) {
      const open = stack[i]?.kind;
      if (open === undefined) return;
      if (open === kind || open.name === tag) {
        while (stack.length > i) this.#pop(at);
        return;
      }
      if (table ? open.name === 'table' : (open.flags & Tag.tableScope) !== 0) return;
      if (!special && (open.flags & Tag.special) !== 0) {
        if (tag === 'a') this.#closeLink(at);
        return;
      }
      if (open.name === 'body') return;
    }
  }

  /** `<a><div></a>`: the link ends here, the block inside it stays open. */
  #closeLink(at: number): void {
    const stack = this.#stack;
    for (let i = stack.length - 1; i >= 0; i--) {
      const el = stack[i];
      if (el === undefined || (el.kind.flags & Tag.tableScope) !== 0) return;
      if (el.tag !== 'a') continue;
      stack.splice(i, 1);
      this.#finish(el, at);
      return;
    }
  }

  #closeImplied({ name, flags, closes, border }: TagName, at: number): void {
    if (this.#paragraphs > 0 && (flags & Tag.closesParagraph) !== 0) this.#closeParagraph(at);
    if (closes === null || border === null || (name === 'a' && this.#links === 0)) return;
    const stack = this.#stack;
    for (let i = stack.length - 1; i >= 0; i--) {
      const id = stack[i]?.kind.id ?? 0;
      if (closes[id] === 1) {
        if (name === 'a') this.#closeLink(at);
        else while (stack.length > i) this.#pop(at);
        return;
      }
      if (border[id] === 1) return;
    }
  }

  #closeParagraph(at: number): void {
    const stack = this.#stack;
    for (let i = stack.length - 1; i >= 0; i--) {
      const open = stack[i];
      if (open === undefined) return;
      if (open.tag === 'p') {
        while (stack.length > i) this.#pop(at);
        return;
      }
      if ((open.kind.flags & Tag.tableScope) !== 0 || open.tag === 'button' || open.tag === 'object') return;
    }
  }

  #top(): El | undefined {
    return this.#stack[this.#stack.length - 1];
  }

  #push(kind: TagName, attrs: string[], at: number): El {
    // Beyond the depth limit an element becomes a sibling of the deepest ones.
    if (this.#stack.length >= MAX_DEPTH) this.#pop(at);
    const parent = this.#top() ?? null;
    const el = new El(kind, this.#all.length, parent, attrs);
    this.#all.push(el);
    const alike = this.#byTag[kind.id];
    if (alike === undefined) this.#byTag[kind.id] = [el];
    else alike.push(el);
    if ((kind.flags & Tag.block) !== 0) this.#border();
    this.#flush();
    el.t0 = this.#length;
    el.c0 = at;
    el.hidden = parent?.hidden === true || hides(el, this.#styles);
    if (el.hidden) this.#hiddenDepth++;
    if ((kind.flags & Tag.link) !== 0) {
      this.#links++;
      this.#apart = true;
    } else if (kind.name === 'p') this.#paragraphs++;
    this.#stack.push(el);
    return el;
  }

  #pop(at: number): void {
    const el = this.#stack.pop();
    if (el !== undefined) this.#finish(el, at);
  }

  #finish(el: El, at: number): void {
    const { flags, name } = el.kind;
    el.t1 = this.#length;
    el.c1 = at;
    el.end = this.#all.length;
    if (el.hidden) this.#hiddenDepth--;
    if ((flags & Tag.link) !== 0) {
      this.#links--;
      this.#apart = true;
    } else if (name === 'p') this.#paragraphs--;
    if ((flags & Tag.cell) !== 0) this.#cell();
    else if (name === 'tr') this.#row();
    else if ((flags & Tag.block) !== 0) this.#border();
    else if (this.#isDay(el)) this.#apart = true;
  }

  /** A day alone in its element: `<span>05-17</span>`. */
  #isDay(el: El): boolean {
    const size = el.t1 - el.t0;
    return (
      size >= 5 && size <= 12 && this.#endsWithDigit() && DAY.test(this.#parts[this.#parts.length - 1] ?? '')
    );
  }

  /** A line break before whatever comes next; the end of a cell says more than the end of the block in it. */
  #border(): void {
    if (this.#tabs === 0) this.#line = true;
  }

  #cell(): void {
    this.#line = false;
    this.#tabs = 1;
  }

  #row(): void {
    this.#tabs = 0;
    this.#line = true;
    // A row ends its line also after cells that are empty.
    this.#fresh = this.#length === 0;
  }

  /** Writes the border that is due, never at the very start. */
  #flush(): void {
    if (this.#tabs > 0) this.#write('\t');
    else if (this.#line && !this.#fresh) this.#write('\n');
    this.#fresh ||= this.#line || this.#tabs > 0;
    this.#spaced ||= this.#line || this.#tabs > 0;
    this.#tabs = 0;
    this.#line = false;
  }

  /** Reads text up to the next `<`; gives where that is. */
  #textFrom(from: number): number {
    const units = this.#units;
    const size = this.#html.length;
    // One look at every character tells whether there is anything but white space, a reference in it, spaces to mend.
    let marks = 0;
    let before = 0;
    let at = from;
    for (; at < size; at++) {
      const mark = markOf(units[at] ?? 0);
      if ((mark & Mark.open) !== 0) break;
      marks |= mark | ((mark & before & Mark.space) === 0 ? 0 : Mark.rare);
      before = mark;
    }
    if (at > from) this.#text(from, at, marks);
    return at;
  }

  /** Writes text of the source, all `marks` of which are known. */
  #text(from: number, to: number, marks: number): void {
    const html = this.#html;
    const border = this.#line || this.#tabs > 0;
    if ((marks & Mark.solid) === 0) {
      if (this.#spaced || border) return;
      this.#write(' ');
      this.#spaced = true;
      return;
    }
    let text = html.slice(from, to);
    let ragged = (marks & Mark.rare) !== 0;
    if ((marks & Mark.reference) !== 0) {
      text = decodeEntities(text);
      ragged = isRagged(text);
    }
    if (ragged) text = text.replace(SPACE_RUNS, ' ');
    // White space between blocks is layout of the source, not text.
    if ((this.#spaced || border) && text.charCodeAt(0) === 0x20) text = text.slice(1);
    if (text === '') return;
    this.#flush();
    // <span>2019-05-17</span><a>3家企业…</a>: readers see two things, and the digits must not run together.
    if (
      !this.#spaced &&
      isDigit(text.charCodeAt(0)) &&
      this.#endsWithDigit() &&
      (this.#apart || DATE.test(text))
    )
      this.#write(' ');
    this.#write(text);
    this.#apart = false;
    this.#fresh = false;
    this.#spaced = text.charCodeAt(text.length - 1) === 0x20;
  }

  #endsWithDigit(): boolean {
    const last = this.#parts[this.#parts.length - 1];
    return last !== undefined && isDigit(last.charCodeAt(last.length - 1));
  }

  #write(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    const hidden = this.#hiddenDepth > 0;
    const link = this.#links > 0;
    const chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk !== undefined && chunk.hidden === hidden && chunk.link === link) chunk.end = this.#length;
    else this.#chunks.push({ end: this.#length, hidden, link });
  }
}

/** Shared by all elements without attributes. */
const NO_ATTRS: string[] = [];
const NO_CODE = new Triples(0);

/** A whole day, and a text that begins with a date. */
const DAY = /^ ?(?:(?:19|20)\d\d ?[-./] ?)?\d{1,2} ?[-./] ?\d{1,2}$/;
const DATE = /^(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d|年\d{1,2}月\d)/;

const BANG = 0x21;
const QUESTION = 0x3f;
const SPACE_RUNS = /[\s\u200b\ufeff]+/g;

/** Whether an element itself is taken off the display. */
function hides(el: El, styles: Recent<boolean>): boolean {
  if (el.tag === 'template') return true;
  const attrs = el.attrs;
  for (let i = 0; i < attrs.length; i += 2) {
    const name = attrs[i];
    if (name === 'hidden') return true;
    if (name === 'style' && styles.of(attrs[i + 1] ?? '')) return true;
  }
  return false;
}

const HIDING = /(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)/i;
