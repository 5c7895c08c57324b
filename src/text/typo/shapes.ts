/** Names of persons, firms and places have no right spelling, and no list holds them all: they are told by what stands around them. */
export interface NameShapes {
  /** Surnames of one character. */
  readonly surnames: string;
  /** What stands directly before a person's name: 局长, 联系人. */
  readonly titles: readonly string[];
  /** Characters that write foreign names, and those of them that seldom do anything else. */
  readonly foreign: string;
  readonly foreignOnly: string;
  /** What follows the name of a firm, at some distance: 有限公司. */
  readonly firms: readonly string[];
  /** What follows the name of a place: 村. And the last characters of what a place belongs to: 市. */
  readonly places: readonly string[];
  readonly above: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const HAN = /\p{Script=Han}/u;
/** Units to either side that are looked at. */
const FIRM = 14;
const LONGEST_TITLE = 5;
/** How long a coined run is at most, and how far off its marks may be. */
const COINED = 8;
const QUOTED = 60;

/** Whether a short span stands in what must be a name. */
export function createNameCheck(shapes: NameShapes): (text: string, span: Span, meant: string) => boolean {
  const surnames = new Set(shapes.surnames);
  const foreign = new Set(shapes.foreign);
  const foreignOnly = new Set(shapes.foreignOnly);
  const titles = new Set(shapes.titles);
  const firms = new RegExp(shapes.firms.join('|'));
  const places = new RegExp(`^(?:${shapes.places.join('|')})`);

  function titleEndsAt(text: string, at: number): boolean {
    for (let length = 2; length <= LONGEST_TITLE; length++)
      if (titles.has(text.slice(Math.max(0, at - length), at))) return true;
    return false;
  }

  /** Behind a title, or two to four characters between signs: 局长应勇, 、应勇、. Also 应某. */
  function isPerson(text: string, { start, end }: Span): boolean {
    for (let from = Math.max(0, start - 2); from <= start; from++) {
      if (!surnames.has(text.charAt(from))) continue;
      if (titleEndsAt(text, from) && end <= from + 4) return true;
      if (text.charAt(from + 1) === '某') return true;
    }
    let from = start;
    while (from > 0 && start - from < 5 && HAN.test(text.charAt(from - 1))) from--;
    let to = end;
    while (to < text.length && to - from < 5 && HAN.test(text.charAt(to))) to++;
    return to - from < 4 && surnames.has(text.charAt(from));
  }

  /** Three and more characters in a row that write foreign names, two of them hardly anything else; or a part beside `·`. */
  function isForeign(text: string, { start, end }: Span): boolean {
    let from = start;
    while (from > 0 && start - from < 8 && foreign.has(text.charAt(from - 1))) from--;
    let to = end;
    while (to < text.length && to - end < 8 && foreign.has(text.charAt(to))) to++;
    if (text.charAt(from - 1) === '·' || text.charAt(to) === '·') return true;
    for (let at = start; at < end; at++) if (!foreign.has(text.charAt(at))) return false;
    let only = 0;
    for (let at = from; at < to; at++) if (foreignOnly.has(text.charAt(at))) only++;
    return to - from > 2 && only > 1;
  }

  function isFirm(text: string, { end }: Span): boolean {
    const after = text.slice(end, end + FIRM);
    const found = firms.exec(after);
    return found !== null && !/[^\p{Script=Han}（）()]/u.test(after.slice(0, found.index));
  }

  function isPlace(text: string, { start, end }: Span): boolean {
    const after = text.slice(end, end + 3);
    if (places.test(after)) return !/^(?:乡村|镇村|村镇)/.test(after);
    // 某市上坂村: something between what it belongs to and its own kind.
    return shapes.above.includes(text.charAt(start - 1)) && start > 0 && places.test(after.slice(1));
  }

  return (text, span, meant) => {
    const own = text.slice(span.start, span.end);
    // 动力之源: what is joined by 之 is no word.
    if (own.startsWith('之') && !meant.startsWith('之') && HAN.test(text.charAt(span.start - 1))) return true;
    if (span.end - span.start > 3) return false;
    return isPerson(text, span) || isForeign(text, span) || isFirm(text, span) || isPlace(text, span);
  };
}

/** Whether a span stands between “ and ” or 《 and 》 in a short run of characters: a word, motto or title that was coined there. */
export function isCoined(text: string, { start, end }: Span): boolean {
  let from = start;
  while (from > 0 && start - from < COINED && HAN.test(text.charAt(from - 1))) from--;
  let to = end;
  while (to < text.length && to - end < COINED && HAN.test(text.charAt(to))) to++;
  if (to - from > COINED) return false;
  const before = text.slice(Math.max(0, from - QUOTED), from);
  const after = text.slice(to, to + QUOTED);
  return (before.endsWith('《') && after.startsWith('》')) || isQuoted(before, after);
}

function isQuoted(before: string, after: string): boolean {
  const opened = before.lastIndexOf('“');
  const closed = after.indexOf('”');
  return (
    opened >= 0 && opened > before.lastIndexOf('”') && closed >= 0 && !after.slice(0, closed).includes('“')
  );
}
