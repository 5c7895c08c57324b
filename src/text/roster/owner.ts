import type { RosterWords } from './schema.ts';

/** Whose a title is that stands in a text: `past` and `other` are words before it that make it another one. */
export type Owner = 'ours' | 'theirs' | 'past' | 'other';

const PLACE = /^[\p{Script=Han}]{1,12}?(?:自治区|自治州|自治县|街道|省|市|县|区|旗|州|盟|镇|乡)/u;
const LEVEL = /(?:自治区|自治州|自治县|街道|省|市|县|区|旗|州|盟|镇|乡)$/;
/** A named place: two characters that are a name and not 全, 各, 我 …, then its level. */
const NAMED = /([\p{Script=Han}]{2})(省|市|县|区|州|旗|镇|乡)/gu;
const GENERIC = /[全各我本该此两每邻外和与及在到对为是的由]$/;
const REACH = 30;

/** What a body is called where its leaders are named: 青岚县人民政府, 青岚县政府, 青岚县, 青岚, 县政府, 县. */
export function namesOf(written: string): readonly string[] {
  const body = written.replace(/^(?:中国共产党|中共)/, '');
  const place = PLACE.exec(body)?.[0] ?? '';
  const level = LEVEL.exec(place)?.[0] ?? '';
  const stem = place.slice(0, place.length - level.length);
  const rest = body.slice(place.length);
  const short = rest.replace(/^人民政府$/, '政府').replace(/^委员会$/, '委');
  const all = [
    body,
    place,
    place + short,
    level + rest,
    level + short,
    level,
    `我${level}`,
    `本${level}`,
    rest,
    short,
  ];
  if (stem.length >= 2) all.push(stem);
  // A place speaks of its government and of its party committee alike.
  if (place !== '')
    for (const kind of ['人民政府', '政府', '委', '委员会']) all.push(place + kind, level + kind);
  return [...new Set(all.filter((name) => name !== '' && name !== '我' && name !== '本'))].sort(
    (a, b) => b.length - a.length,
  );
}

/**
 * Whose the title is that begins at `at`. Words before it name a body, or it stands alone and is that of the body whose text it is,
 * unless a place of another name was spoken of just before.
 */
export function ownerOf(text: string, at: number, names: readonly string[], words: RosterWords): Owner {
  const before = text
    .slice(Math.max(0, at - REACH), at)
    .replace(/^.*[。！？；;\n\0]/s, '')
    .replace(/[\s　]+$/, '');
  if (words.past.some((word) => before.endsWith(word))) return 'past';
  if (words.other.some((word) => before.endsWith(word))) return 'other';
  const named = names.find((name) => before.endsWith(name));
  const rest = named === undefined ? before : before.slice(0, -named.length);
  if (words.past.some((word) => rest.endsWith(word))) return 'past';
  const run = /[\p{Script=Han}、]*$/u.exec(before)?.[0] ?? '';
  if (foreign(run, names) || otherBody(run, names, words.bodies)) return 'theirs';
  if (named !== undefined && named.length >= 3) return 'ours';
  const last = rest.at(-1);
  const alone =
    last === undefined || !/\p{Script=Han}/u.test(last) || words.before.some((word) => rest.endsWith(word));
  if (!alone) return 'theirs';
  return foreign(text.slice(Math.max(0, at - 200), at), names) ? 'theirs' : 'ours';
}

/** Whether the place that was named last is another one. */
function foreign(text: string, names: readonly string[]): boolean {
  let last: string | null = null;
  for (const match of text.matchAll(NAMED)) {
    const stem = match[1] ?? '';
    if (GENERIC.test(stem)) continue;
    const upTo = text.slice(0, match.index + match[0].length);
    last = names.some((name) => name.length >= 3 && (upTo.endsWith(name) || name.endsWith(match[0])))
      ? null
      : match[0];
  }
  return last !== null;
}

/** 公安局党委书记、局长 is no title of an 教育局. */
function otherBody(run: string, names: readonly string[], bodies: readonly string[]): boolean {
  const ends = bodies
    .map((word) => run.lastIndexOf(word) + word.length)
    .filter((end, index) => end >= (bodies[index]?.length ?? 0));
  const last = Math.max(-1, ...ends);
  return last > 0 && !names.some((name) => name.length >= 2 && run.slice(0, last).endsWith(name));
}
