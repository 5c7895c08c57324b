import { inQuotation, type TextContext } from '../engine/context.ts';
import type { Automaton } from '../match/automaton.ts';
import { buildAutomaton } from '../match/build.ts';
import { foldTable, NO_FOLD } from '../match/fold.ts';
import { type Closeness, createClose, isMiswritten } from './closeness.ts';
import { wrongOrders } from './order.ts';
import { namesOf, type Owner, ownerOf } from './owner.ts';
import type { RosterEntry, RosterWords } from './schema.ts';

export type RosterFault = keyof RosterWords['severity'];

/** A place where a text and the roster differ. */
export interface RosterFinding {
  readonly fault: RosterFault;
  readonly start: number;
  readonly end: number;
  readonly why: string;
  readonly suggest: string | null;
}

export type RosterCheck = (text: string, context: TextContext) => readonly RosterFinding[];

/** One title of one entry. */
export interface Post {
  readonly entry: RosterEntry;
  readonly title: string;
}

/** A name and a title that stand together. */
interface Mention {
  readonly title: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly owners: (body: string) => Owner;
}

const LONGEST_NAME = 20;
const AFTER_TITLE = /^[\s　]{0,2}[：:]?[\s　]{0,2}/;
const BEFORE_TITLE = /(?:同志)?[\s　]{0,4}[（(，,]?[\s　]{0,2}$/;

/**
 * Checks names and titles of leaders against an office's roster (领导名录). It speaks only of a name beside a title of the roster that is
 * the body's own: a person of the same name elsewhere, quotations and texts dated within the term are right.
 */
export function createRosterCheck(
  entries: readonly RosterEntry[],
  words: RosterWords,
  closeness: Closeness,
): RosterCheck {
  const posts = entries.flatMap((entry) =>
    entry.title
      .split(/[、；;，,]/)
      .filter(Boolean)
      .map((title): Post => ({ entry, title: title.trim() })),
  );
  const byTitle = Map.groupBy(posts, ({ title }) => title);
  const titles = [...byTitle.keys()];
  const names = [...new Set(entries.map(({ name }) => name))];
  const bodies = new Map(entries.map(({ body }) => [body, namesOf(body)]));
  const automaton = buildAutomaton([...titles, ...names], foldTable(NO_FOLD));
  const close = createClose(closeness);

  function judge(mention: Mention, date: string | null, text: string): RosterFinding | null {
    const own = (byTitle.get(mention.title) ?? []).filter(
      ({ entry }) => mention.owners(entry.body) === 'ours',
    );
    if (own.length === 0) return null;
    const at = (post: Post) => date === null || holdsOn(post.entry, date);
    const known = own.filter(({ entry }) => entry.name === mention.name);
    if (known.some(at)) return null;
    const { start, end, name, title } = mention;
    if (known.length > 0) return date === null ? null : past(mention, known, date, text);
    const holders = own.filter(at);
    if (names.includes(name)) {
      const [holder] = holders;
      // A title that one person holds cannot be another's; those of deputies are held by many.
      if (holder === undefined || date === null || holders.length !== 1) return null;
      if (words.shared.some((word) => title.includes(word))) return null;
      const others = posts.filter(
        ({ entry }) => entry.name === name && entry.body === holder.entry.body && holdsOn(entry, date),
      );
      if (others.length === 0 || speaksOf(text, start, end, words.change)) return null;
      const right = others.map((post) => post.title).join('、');
      return {
        fault: 'title',
        start,
        end,
        why: `按领导名录，“${title}”为${holder.entry.name}，${name}的职务是“${right}”`,
        suggest: `${right}${name}`,
      };
    }
    const right = holders.find(({ entry }) => isMiswritten(name, entry.name, close));
    if (right === undefined) return null;
    const from = text.indexOf(name, start);
    return {
      fault: 'name',
      start: from,
      end: from + name.length,
      why: `按领导名录，“${title}”应为“${right.entry.name}”，疑写错姓名`,
      suggest: right.entry.name,
    };
  }

  function past(
    { name, title, start, end }: Mention,
    known: readonly Post[],
    date: string,
    text: string,
  ): RosterFinding | null {
    const last = known
      .map(({ entry }) => entry.to)
      .filter((day) => day !== null && day < date)
      .sort()
      .at(-1);
    if (last === undefined || last === null || speaksOf(text, start, end, words.change)) return null;
    if (olderYear(text, start, Number(last.slice(0, 4)))) return null;
    const now = posts.filter(({ entry }) => entry.name === name && holdsOn(entry, date));
    const right = now.map((post) => post.title).join('、');
    return now.length > 0
      ? {
          fault: 'former',
          start,
          end,
          why: `按领导名录，${name}任“${title}”至${last}，现任“${right}”`,
          suggest: `${right}${name}`,
        }
      : {
          fault: 'left',
          start,
          end,
          why: `按领导名录，${name}任“${title}”至${last}，已不在任`,
          suggest: null,
        };
  }

  return (text, context) => {
    const date = context.date?.slice(0, 10) ?? null;
    const places = placesOf(automaton, text, titles.length);
    const found = places.titles.flatMap(({ index, start, end }) => {
      if (words.behind.some((word) => text.startsWith(word, end)) || quoted(text, start, end)) return [];
      const title = titles[index] ?? '';
      const lengths = [...new Set((byTitle.get(title) ?? []).map(({ entry }) => entry.name.length))];
      const owned = new Map<string, Owner>();
      const owners = (body: string): Owner => {
        const known = owned.get(body) ?? ownerOf(text, start, bodies.get(body) ?? [], words);
        owned.set(body, known);
        return known;
      };
      return beside(text, start, end, lengths, names, owners, title).flatMap(
        (mention) => judge(mention, date, text) ?? [],
      );
    });
    return [
      ...distinct(found),
      ...wrongOrders(
        text,
        date,
        places.names.map((one) => ({ ...one, name: names[one.index - titles.length] ?? '' })),
        { entries, titles, unranked: words.unranked },
      ),
    ].filter(({ start, end }) => !quoted(text, start, end));
  };
}

export function holdsOn({ from, to }: RosterEntry, date: string): boolean {
  return (from === null || from <= date) && (to === null || date <= to);
}

interface Found {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Titles that lie in no longer one (副县长 holds 县长), and names, in order. */
function placesOf(
  automaton: Automaton,
  text: string,
  titleCount: number,
): { readonly titles: readonly Found[]; readonly names: readonly Found[] } {
  const titles: Found[] = [];
  const names: Found[] = [];
  automaton.scan(text, (index, start, end) =>
    (index < titleCount ? titles : names).push({ index, start, end }),
  );
  titles.sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = -1;
  const kept = titles.filter(({ end }) => {
    if (end <= reached) return false;
    reached = end;
    return true;
  });
  return { titles: kept, names };
}

/** Names behind and before a title: of the lengths of those who hold it, and those of the roster. */
function beside(
  text: string,
  start: number,
  end: number,
  lengths: readonly number[],
  names: readonly string[],
  owners: (body: string) => Owner,
  title: string,
): Mention[] {
  const mentions: Mention[] = [];
  const gap = AFTER_TITLE.exec(text.slice(end, end + 5))?.[0].length ?? 0;
  const after = text.slice(end + gap, end + gap + LONGEST_NAME);
  const front = text.slice(Math.max(0, start - LONGEST_NAME - 8), start).replace(BEFORE_TITLE, '');
  const back = start - Math.min(start, LONGEST_NAME + 8) + front.length;
  const known = names.filter((name) => after.startsWith(name));
  const behind = known.length > 0 ? known : lengths.map((length) => after.slice(0, length));
  for (const name of behind)
    if (isHan(name)) mentions.push({ title, name, start, end: end + gap + name.length, owners });
  const knownFront = names.filter((name) => front.endsWith(name));
  const before = knownFront.length > 0 ? knownFront : lengths.map((length) => front.slice(-length));
  // A title before a name is that of the name behind it, and a name before it begins where no other word runs on.
  for (const name of before)
    if (isHan(name) && known.length === 0)
      mentions.push({
        title,
        name,
        start: back - name.length,
        end,
        owners: (body) =>
          owners(body) === 'theirs' && text.slice(back, start).trim() === ''
            ? ownerBeforeName(text, back - name.length)
            : owners(body),
      });
  return mentions;
}

/** 王小明县长: whose title it is can only be said where nothing else runs into the name. */
function ownerBeforeName(text: string, start: number): Owner {
  const last = text.charAt(start - 1);
  return last === '' || !/\p{Script=Han}/u.test(last) ? 'ours' : 'theirs';
}

function isHan(text: string): boolean {
  return text.length >= 2 && /^[\p{Script=Han}·•]+$/u.test(text);
}

function quoted(text: string, start: number, end: number): boolean {
  if (inQuotation(text, start, end)) return true;
  const open = text.lastIndexOf('“', start);
  if (open < 0 || start - open > 200) return false;
  const close = text.indexOf('”', open);
  return close >= end;
}

const SENTENCE = /[。！？\n\0]/;

/** The sentence around a span, within bounds. */
function sentenceOf(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 80), start);
  const cut = Math.max(...['。', '！', '？', '\n', '\0'].map((mark) => before.lastIndexOf(mark)));
  const after = text.slice(end, end + 60);
  const stop = after.search(SENTENCE);
  return before.slice(cut + 1) + text.slice(start, end) + (stop < 0 ? after : after.slice(0, stop));
}

function speaksOf(text: string, start: number, end: number, words: readonly string[]): boolean {
  const sentence = sentenceOf(text, start, end);
  return words.some((word) => sentence.includes(word));
}

/** Whether a year up to `year` is spoken of shortly before: then the text looks back. */
function olderYear(text: string, start: number, year: number): boolean {
  for (const match of text.slice(Math.max(0, start - 120), start).matchAll(/((?:19|20)\d{2})年/g))
    if (Number(match[1]) <= year) return true;
  return false;
}

/** One place is one matter. */
function distinct(found: readonly RosterFinding[]): RosterFinding[] {
  const kept: RosterFinding[] = [];
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end))
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}
