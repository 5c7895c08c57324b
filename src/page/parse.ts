import { decodeEntities, GREATER, isAlpha, isNameEnd, readAttributes, SLASH } from './attributes.ts';
import { El } from './el.ts';
import { findEndTag, isBlank, isDigit, isRagged, skipTo } from './source.ts';
import { BLOCK, CLOSES_P, IMPLIED, RAW, SPECIAL, TABLE_SCOPE, TABLE_TAGS, VOID } from './tree-rules.ts';

/** A stretch of the page's text, up to `end`: whether it is displayed, and whether it is the words of a link or of a choice. */
export interface Chunk {
  end: number;
  readonly hidden: boolean;
  readonly link: boolean;
}

export interface Tree {
  readonly all: El[];
  readonly text: string;
  readonly chunks: Chunk[];
  readonly comments: Comment[];
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
  readonly #all: El[] = [];
  readonly #stack: El[] = [];
  readonly #parts: string[] = [];
  readonly #chunks: Chunk[] = [];
  readonly #comments: Comment[] = [];
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

  constructor(html: string) {
    this.#html = html;
  }

  run(): Tree {
    const html = this.#html;
    let at = html.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < html.length) {
      const open = html.indexOf('<', at);
      if (open < 0) {
        this.#text(at, html.length);
        break;
      }
      if (open > at) this.#text(at, open);
      at = this.#markup(open);
    }
    while (this.#stack.length > 0) this.#pop(html.length);
    return { all: this.#all, text: this.#parts.join(''), chunks: this.#chunks, comments: this.#comments };
  }

  /** Reads what begins with `<` at `open`; gives where to go on. */
  #markup(open: number): number {
    const html = this.#html;
    const next = html.charCodeAt(open + 1);
    if (isAlpha(next)) return this.#startTag(open);
    if (next === SLASH) {
      if (isAlpha(html.charCodeAt(open + 2))) return this.#endTag(open);
      return skipTo(html, '>', open + 2);
    }
    if (next === BANG) {
      if (!html.startsWith('--', open + 2)) return skipTo(html, '>', open + 2);
      if (html.startsWith('>', open + 4)) return open + 5;
      return this.#comment(open);
    }
    if (next === QUESTION) return skipTo(html, '>', open + 2);
    this.#text(open, open + 1);
    return open + 1;
  }

  #comment(open: number): number {
    const html = this.#html;
    const end = html.indexOf('-->', open + 4);
    const stop = end < 0 ? html.length : end;
    if (this.#comments.length < 2_000)
      this.#comments.push({ text: html.slice(open + 4, Math.min(stop, open + 64)), at: this.#length });
    // An unclosed comment would swallow the page; what follows its first tag is read instead.
    return end < 0 ? skipTo(html, '>', open + 4) : end + 3;
  }

  #startTag(open: number): number {
    const html = this.#html;
    let at = open + 1;
    while (at < html.length && !isNameEnd(html.charCodeAt(at))) at++;
    const tag = intern(html.slice(open + 1, at));
    const attrs: string[] = [];
    at = readAttributes(html, at, attrs);
    const selfClosing = html.charCodeAt(at - 2) === SLASH && html.charCodeAt(at - 1) === GREATER;
    if (tag === 'html' || tag === 'body') return this.#root(tag, attrs, at);
    this.#closeImplied(tag, open);
    const el = this.#push(tag, attrs, at);
    if (VOID.has(tag)) {
      if (tag === 'br') this.#border();
      this.#pop(at);
    } else if (RAW.has(tag) && !(selfClosing && tag !== 'script' && tag !== 'style'))
      return this.#raw(el, at);
    else if (selfClosing && !HTML_TAG.has(tag)) this.#pop(at);
    return at;
  }

  /** A second `<html>` or `<body>` opens nothing: pages glued together from parts have several. */
  #root(tag: string, attrs: string[], at: number): number {
    if (tag === 'body' ? this.#body : this.#all.length > 0) return at;
    if (tag === 'body') {
      this.#body = true;
      while (this.#stack.length > 0 && this.#top()?.tag !== 'html') this.#pop(at);
    }
    this.#push(tag, attrs, at);
    return at;
  }

  /** Content of `<script>`, `<style>` and their like, up to their own end tag; none of it is text that readers see. */
  #raw(el: El, from: number): number {
    const html = this.#html;
    const end = findEndTag(html, el.tag, from);
    this.#pop(end);
    return end >= html.length ? end : skipTo(html, '>', end + 2);
  }

  #endTag(open: number): number {
    const html = this.#html;
    let at = open + 2;
    while (at < html.length && !isNameEnd(html.charCodeAt(at))) at++;
    const tag = intern(html.slice(open + 2, at));
    const next = skipTo(html, '>', at);
    if (tag === 'br') this.#border();
    else if (tag !== 'body' && tag !== 'html') this.#close(tag, open);
    return next;
  }

  #close(tag: string, at: number): void {
    const stack = this.#stack;
    const table = TABLE_TAGS.has(tag);
    const special = SPECIAL.has(tag);
    for (let i = stack.length - 1; i >= 0; i--) {
      const open = stack[i]?.tag ?? '';
      if (open === tag) {
        while (stack.length > i) this.#pop(at);
        return;
      }
      if (table ? open === 'table' : TABLE_SCOPE.has(open)) return;
      if (!special && SPECIAL.has(open)) {
        if (tag === 'a') this.#closeLink(at);
        return;
      }
      if (open === 'body') return;
    }
  }

  /** `<a><div></a>`: the link ends here, the block inside it stays open. */
  #closeLink(at: number): void {
    const stack = this.#stack;
    for (let i = stack.length - 1; i >= 0; i--) {
      const el = stack[i];
      if (el === undefined || TABLE_SCOPE.has(el.tag)) return;
      if (el.tag !== 'a') continue;
      stack.splice(i, 1);
      this.#finish(el, at);
      return;
    }
  }

  #closeImplied(tag: string, at: number): void {
    if (this.#paragraphs > 0 && CLOSES_P.has(tag)) this.#closeParagraph(at);
    const rule = IMPLIED.get(tag);
    if (rule === undefined || (tag === 'a' && this.#links === 0)) return;
    const stack = this.#stack;
    for (let i = stack.length - 1; i >= 0; i--) {
      const open = stack[i]?.tag ?? '';
      if (rule.closes.has(open)) {
        if (tag === 'a') this.#closeLink(at);
        else while (stack.length > i) this.#pop(at);
        return;
      }
      if (rule.border.has(open)) return;
    }
  }

  #closeParagraph(at: number): void {
    const stack = this.#stack;
    for (let i = stack.length - 1; i >= 0; i--) {
      const open = stack[i]?.tag ?? '';
      if (open === 'p') {
        while (stack.length > i) this.#pop(at);
        return;
      }
      if (TABLE_SCOPE.has(open) || open === 'button' || open === 'object') return;
    }
  }

  #top(): El | undefined {
    return this.#stack[this.#stack.length - 1];
  }

  #push(tag: string, attrs: string[], at: number): El {
    // Beyond the depth limit an element becomes a sibling of the deepest ones.
    if (this.#stack.length >= MAX_DEPTH) this.#pop(at);
    const parent = this.#top() ?? null;
    const el = new El(tag, this.#all.length, parent, attrs);
    this.#all.push(el);
    if (BLOCK.has(tag)) this.#border();
    this.#flush();
    el.t0 = this.#length;
    el.c0 = at;
    el.hidden = parent?.hidden === true || hides(el);
    if (el.hidden) this.#hiddenDepth++;
    if (tag === 'a' || tag === 'select') {
      this.#links++;
      this.#apart = true;
    } else if (tag === 'p') this.#paragraphs++;
    this.#stack.push(el);
    return el;
  }

  #pop(at: number): void {
    const el = this.#stack.pop();
    if (el !== undefined) this.#finish(el, at);
  }

  #finish(el: El, at: number): void {
    el.t1 = this.#length;
    el.c1 = at;
    el.end = this.#all.length;
    if (el.hidden) this.#hiddenDepth--;
    if (el.tag === 'a' || el.tag === 'select') {
      this.#links--;
      this.#apart = true;
    } else if (el.tag === 'p') this.#paragraphs--;
    if (el.tag === 'td' || el.tag === 'th') this.#cell();
    else if (el.tag === 'tr') this.#row();
    else if (BLOCK.has(el.tag)) this.#border();
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

  #text(from: number, to: number): void {
    if (isBlank(this.#html, from, to)) {
      if (this.#spaced || this.#line || this.#tabs > 0) return;
      this.#write(' ');
      this.#spaced = true;
      return;
    }
    const source = this.#html.slice(from, to);
    const decoded = source.includes('&') ? decodeEntities(source) : source;
    let text = isRagged(decoded) ? decoded.replace(SPACE_RUNS, ' ') : decoded;
    // White space between blocks is layout of the source, not text.
    if ((this.#spaced || this.#line || this.#tabs > 0) && text.startsWith(' ')) text = text.slice(1);
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
    this.#spaced = text.endsWith(' ');
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

/** A whole day, and a text that begins with a date. */
const DAY = /^ ?(?:(?:19|20)\d\d ?[-./] ?)?\d{1,2} ?[-./] ?\d{1,2}$/;
const DATE = /^(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d|年\d{1,2}月\d)/;

const BANG = 0x21;
const QUESTION = 0x3f;
const SPACE_RUNS = /[\s\u200b\ufeff]+/g;

/** Elements of HTML proper: `<div/>` opens a div. Unknown ones may close themselves. */
const HTML_TAG = new Set([
  ...BLOCK,
  ...SPECIAL,
  ...RAW,
  'a',
  'span',
  'font',
  'b',
  'i',
  'u',
  'strong',
  'em',
  'label',
  'button',
  'head',
]);

const NAMES = new Map<string, string>();
for (const name of [...BLOCK, ...VOID, ...RAW, ...HTML_TAG, 'html', 'object', 'path', 'svg'])
  NAMES.set(name, name);

/** One string per tag name, so that comparisons are of pointers. */
function intern(raw: string): string {
  return NAMES.get(raw) ?? lowered(raw);
}

function lowered(raw: string): string {
  const lower = raw.toLowerCase();
  return NAMES.get(lower) ?? lower;
}

/** Whether an element itself is taken off the display. */
function hides(el: El): boolean {
  if (el.tag === 'template') return true;
  const attrs = el.attrs;
  for (let i = 0; i < attrs.length; i += 2) {
    const name = attrs[i];
    if (name === 'hidden') return true;
    if (name === 'style' && HIDING.test(attrs[i + 1] ?? '')) return true;
  }
  return false;
}

const HIDING = /(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)/i;
