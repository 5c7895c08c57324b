import type { TagName } from './tag-names.ts';

/**
 * An element of a parsed page. Elements lie in document order in `ParsedPage.all`; `index` is its place there and
 * `all.slice(index + 1, end)` are its descendants, so "is inside" is a comparison of numbers (`contains`).
 */
export class El {
  /** Lower-case tag name, and the rules of the tag. */
  readonly tag: string;
  readonly kind: TagName;
  readonly index: number;
  readonly parent: El | null;
  readonly depth: number;
  /** Attribute names (lower-case) and values by turns, as the page has them. */
  readonly attrs: readonly string[];
  /** Where its text lies in `ParsedPage.text`: from, to. */
  t0 = 0;
  t1 = 0;
  /** Where its content lies in the HTML: after the start tag, before the end tag (UTF-16 offsets). */
  c0 = 0;
  c1 = 0;
  /** One beyond its last descendant in `ParsedPage.all`. */
  end = 0;
  /** Itself or something around it is not displayed (`display:none`, `visibility:hidden`, `hidden`, `<template>`). */
  hidden = false;
  /** Its text on one line, once it was asked for (`ParsedPage.textOf`). */
  words: string | null = null;
  /** Where its `href` leads, once it was asked for (`ParsedPage.hrefOf`). */
  target: string | null | undefined = undefined;

  constructor(kind: TagName, index: number, parent: El | null, attrs: readonly string[]) {
    this.tag = kind.name;
    this.kind = kind;
    this.index = index;
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.attrs = attrs;
  }

  /** Value of an attribute (entities decoded), null where it is absent. `name` is lower-case. */
  attr(name: string): string | null {
    const list = this.attrs;
    for (let i = 0; i < list.length; i += 2) if (list[i] === name) return list[i + 1] ?? '';
    return null;
  }

  get id(): string {
    return this.attr('id') ?? '';
  }

  get className(): string {
    return this.attr('class') ?? '';
  }

  /** Whether `other` is a descendant. */
  contains(other: El): boolean {
    return other.index > this.index && other.index < this.end;
  }

  /** The nearest element around it (not itself) with one of these tags. */
  closest(...tags: string[]): El | null {
    for (let el = this.parent; el !== null; el = el.parent) if (tags.includes(el.tag)) return el;
    return null;
  }
}
