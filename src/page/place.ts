import { parsePage } from './dom.ts';
import type { El } from './el.ts';

/** Words that stand on a page, and some of what stands around them. */
export interface Quoted {
  readonly text: string;
  readonly context: string;
  readonly selector: string | null;
}

/** Characters of the context to either side that tell one of two places from the other. */
const AROUND = 12;
const SPACE = /\s/;

/**
 * Tells of words that were found on a page in which element they stand: a CSS selector for each that has none, as the page was sent,
 * without a browser. Words that are in no element's text (a title, an attribute, or masked) keep none. Parses the page once more, so
 * it is for the few pages with such words.
 */
export function withSelectors<T extends Quoted>(
  html: string,
  url: string,
  found: readonly T[],
): readonly T[] {
  if (found.every(({ selector }) => selector !== null)) return found;
  const page = parsePage(html, url);
  const { letters, places } = squeezed(page.text);
  const known = new Map<string, string | null>();
  return found.map((one) => {
    if (one.selector !== null) return one;
    const [text, around] = [squeezed(one.text).letters, nearest(one)];
    const key = `${text}\n${around.text}`;
    let selector = known.get(key);
    if (selector === undefined) {
      const at = placeOf(letters, text, around);
      const from = places[at];
      const to = places[at + text.length - 1];
      selector =
        at < 0 || text === '' || from === undefined || to === undefined
          ? null
          : selectorOf(page.elementAt(from, to + 1), page.all);
      known.set(key, selector);
    }
    return { ...one, selector };
  });
}

/** Text without white space, which facts and pages write differently, and where each character stood. */
function squeezed(text: string): { readonly letters: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let letters = '';
  for (let at = 0; at < text.length; at++) {
    if (SPACE.test(text.charAt(at))) continue;
    letters += text.charAt(at);
    places.push(at);
  }
  return { letters, places };
}

/** The words with what stands directly around them. */
function nearest({ text, context }: Quoted): { readonly text: string; readonly before: number } {
  const at = context.indexOf(text);
  if (at < 0) return { text: squeezed(text).letters, before: 0 };
  const before = squeezed(context.slice(Math.max(0, at - AROUND), at)).letters;
  const rest = squeezed(context.slice(at, at + text.length + AROUND)).letters;
  return { text: before + rest, before: before.length };
}

function placeOf(
  letters: string,
  text: string,
  around: { readonly text: string; readonly before: number },
): number {
  const exact = letters.indexOf(around.text);
  return exact < 0 ? letters.indexOf(text) : exact + around.before;
}

/** From the nearest id or the body down; each step tells which of its like it is. */
function selectorOf(el: El | null, all: readonly El[]): string | null {
  if (el === null) return null;
  let path = '';
  for (let at: El | null = el; at !== null && at.tag !== 'html'; at = at.parent) {
    const step = /^[A-Za-z][\w-]*$/.test(at.id) && isOnly(at, all) ? `#${at.id}` : stepOf(at, all);
    // Browsers put a tbody where the page has none.
    const joint = at.tag === 'table' ? ' ' : ' > ';
    path = path === '' ? step : `${step}${joint}${path}`;
    if (step.startsWith('#')) break;
  }
  return path === '' ? 'html' : path;
}

function isOnly(el: El, all: readonly El[]): boolean {
  return all.every((other) => other === el || other.id !== el.id);
}

function stepOf(el: El, all: readonly El[]): string {
  const { parent, tag } = el;
  if (parent === null || tag === 'body' || tag === 'head') return tag;
  let number = 0;
  let like = 0;
  for (let index = parent.index + 1; index < parent.end; index = (all[index] as El).end) {
    const other = all[index] as El;
    if (other.tag !== tag) continue;
    like++;
    if (other === el) number = like;
  }
  return like === 1 ? tag : `${tag}:nth-of-type(${number})`;
}
