import type { Mention } from '../model/index.ts';
import { AccountNames, type NameRead } from './names.ts';
import type { AccountWords } from './words.ts';

/** Where a text stands. */
export interface TextPlace {
  /** A caption: all of it may be one name. */
  readonly short: boolean;
  /** The platform that the text was published on: whom `@` calls there. */
  readonly platform?: string;
  /** False where a word is certainly not in the text, in whatever case; absent = nobody knows. */
  readonly mayHold?: (word: string) => boolean;
}

export type TextReader = (text: string, place: TextPlace) => Mention[];

interface Word {
  readonly platform: string;
  readonly strong: boolean;
}

/** Characters to either side that a quote shows. */
const AROUND = 30;
/** How far before a platform's word its name may begin. */
const BEFORE = 60;
const AFTER = 60;
const OPEN = '“"「『《‘\'【（(';
const NAME = `[^“”"「」『』《》‘’'【】（）()\\n\\t]{2,30}`;
const QUOTED_BEFORE = new RegExp(
  `[${OPEN}](${NAME})[”"」』》’'】）)]\\s?(?:官方|政务|的|等)?(?:两个|三个|多个)?\\s?$`,
  'u',
);
const QUOTED_LIST = new RegExp(`[${OPEN}](${NAME})[”"」』》’'】）)]\\s?[、，,和及与]?\\s?$`, 'u');
const QUOTED_AFTER = new RegExp(`^\\s?(?:号|名称|账号|帐号)?\\s?[${OPEN}]@?(${NAME})[”"」』》’'】）)]`, 'u');
const COLON_AFTER = /^\s?(?:号|名称|账号|帐号|名|二维码)?\s?[:：]\s?(.{2,60})/u;
const NAME_END = /[\s,，。;；|/<>:：！!?？\t]|（|\(/u;
const AT =
  /(?<![\p{Script=Latin}\p{N}._/])@([\p{Script=Han}A-Za-z0-9_\-·]{2,30})(?:@([a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){1,4}))?/gu;
/** Chains of comments name citizens: 回复@某人、//@某人. */
const CHAIN = /(?:\/\/|回复|转发)\s?$/;
const HAN = /\p{Script=Han}/u;

export function createTextReader(words: AccountWords): TextReader {
  const names = new AccountNames(words);
  const meaning = new Map<string, Word>();
  for (const [platform, { strong, weak }] of Object.entries(words.platforms)) {
    for (const word of strong) meaning.set(word.toLowerCase(), { platform, strong: true });
    for (const word of weak) meaning.set(word.toLowerCase(), { platform, strong: false });
  }
  const here = new Set(words.at.platforms);
  const spoken = [...meaning.keys()];
  // Who tells what a text may hold knows the two cases of ASCII only.
  const areTold = spoken.every((word) =>
    [...word].every((sign) => sign < '\x80' || sign.toUpperCase() === sign),
  );
  const any = new RegExp(alternation(spoken), 'giu');
  const ask = new RegExp(`(?:${alternation(words.ask)})[:：]?\\s?@?([^\\n\\t，。；,;：:、“”"]{2,24})$`, 'u');
  const handle = new RegExp(
    `^.{0,12}?(?:${alternation(words.handleWords)})\\s?[:：]\\s?([A-Za-z][\\w-]{4,29}|\\d{5,12})(?![\\w-])`,
    'iu',
  );
  const subject = new RegExp(
    `^.{0,12}?(?:${alternation(words.subjectWords)})\\s?[:：]\\s?(\\p{Script=Han}{4,40})`,
    'u',
  );

  const own = { true: [...words.own.text, ...words.own.caption], false: words.own.text };
  const claimOf = (text: string, from: number, to: number, short: boolean): Mention['claim'] => {
    const near = text.slice(Math.max(0, from - 24), to + 6);
    if (own[`${short}`].some((word) => near.includes(word))) return 'own';
    const before = text.slice(Math.max(0, from - 12), from);
    return words.source.some((word) => before.includes(word)) ? 'source' : null;
  };

  return (text, place) => {
    const found: Mention[] = [];
    const put = (platform: string | null, read: NameRead | null, from: number, to: number) => {
      if (read === null) return;
      const rest = text.slice(to, to + AFTER);
      const id = handle.exec(rest)?.[1] ?? null;
      found.push({
        platform,
        how: 'text',
        name: read.name,
        named: read.named,
        handle: id !== null && !/^1\d{10}$/.test(id) ? id : null,
        key: id === null || /^1\d{10}$/.test(id) ? null : 'alias',
        url: null,
        subject: subject.exec(rest)?.[1] ?? null,
        claim: claimOf(text, from, to, place.short),
        quote: quoteOf(text, from, to),
        picture: null,
      });
    };
    const { mayHold } = place;
    for (const match of mayHold === undefined || !areTold || spoken.some(mayHold) ? text.matchAll(any) : []) {
      const word = meaning.get(match[0].toLowerCase());
      if (word === undefined || isWithinLatin(text, match.index, match[0])) continue;
      const [from, to] = [match.index, match.index + match[0].length];
      readAround(text, from, to, word, place, names, words.menus, ask, (read, a, b) =>
        put(word.platform, read, a, b),
      );
    }
    for (const match of text.includes('@') ? text.matchAll(AT) : []) {
      const [whole, name = '', server] = match;
      if (CHAIN.test(text.slice(Math.max(0, match.index - 4), match.index))) continue;
      const to = match.index + whole.length;
      if (server !== undefined) {
        found.push({
          ...bare(text, match.index, to),
          platform: 'mastodon',
          name,
          named: 'exact',
          handle: `${name}@${server}`,
          key: 'actor',
        });
        continue;
      }
      if (!HAN.test(name) || words.at.notEndings.some((ending) => name.endsWith(ending))) continue;
      const before = text.slice(Math.max(0, match.index - 16), match.index);
      const said = [...before.matchAll(any)].at(-1)?.[0];
      const platform =
        (said === undefined ? undefined : meaning.get(said.toLowerCase())?.platform) ??
        (here.has(place.platform ?? '') ? place.platform : null) ??
        null;
      if (platform !== null) put(platform, names.exact(name), match.index, to);
    }
    return distinct(found);
  };
}

/** The forms in which a name stands at a platform's word. */
function readAround(
  text: string,
  from: number,
  to: number,
  { strong }: Word,
  { short }: TextPlace,
  names: AccountNames,
  menus: readonly string[],
  ask: RegExp,
  put: (read: NameRead | null, from: number, to: number) => void,
): void {
  // APP “if applicable”: what only may be a platform's word has to stand by a Chinese name.
  const named = (name: string) => (strong || HAN.test(name) ? names.exact(name) : null);
  // Windows first, lines within them: a text without breaks must not be searched from end to end for each word.
  const ahead = text.slice(Math.max(0, from - BEFORE), from);
  const before = ahead.slice(ahead.lastIndexOf('\n') + 1);
  const lineFrom = from - before.length;
  const [after = ''] = text.slice(to, to + AFTER).split('\n', 1);
  // “武汉商务”微信公众号, “甲”“乙”公众号
  let quoted = QUOTED_BEFORE.exec(before);
  if (quoted !== null) {
    for (let left = before; quoted !== null; quoted = QUOTED_LIST.exec(left)) {
      put(named(quoted[1] ?? ''), lineFrom + quoted.index, to);
      left = left.slice(0, quoted.index);
    }
    return;
  }
  // 微信公众号“青岚发布”, 微信公众号（青岚发布）
  const next = QUOTED_AFTER.exec(after);
  if (next !== null) {
    const rest = after.slice(next[0].length);
    if (!menus.some((word) => rest.startsWith(word))) put(named(next[1] ?? ''), from, to + next[0].length);
    return;
  }
  // 微信公众号：青岚发布、青岚公安
  const colon = COLON_AFTER.exec(after);
  if (colon !== null) {
    const list = colon[1] ?? '';
    let at = to + colon[0].length - list.length;
    for (const part of list.split('、').slice(0, 5)) {
      const end = part.search(NAME_END);
      const name = end < 0 ? part : part.slice(0, end);
      if (strong || (HAN.test(name) && /^(?:.{0,6}[\s|、/；;，,])?(?:官方|政务)?$/u.test(before)))
        put(names.exact(name), from, at + name.length);
      at += part.length + 1;
      if (end >= 0) break;
    }
    return;
  }
  // A caption as a whole: 青岚县公安局官方微博
  if (short && before.length <= 40 && /^\s?(?:号|二维码)?\s*$/u.test(after)) {
    put(names.caption(before), from, to);
    return;
  }
  // …，请关注青岚发布微信公众号
  const asked = strong ? ask.exec(before) : null;
  if (asked !== null) put(names.prose(asked[1] ?? ''), lineFrom + asked.index, to);
}

function bare(text: string, from: number, to: number): Mention {
  return {
    platform: null,
    how: 'text',
    name: null,
    named: null,
    handle: null,
    key: null,
    url: null,
    subject: null,
    claim: null,
    quote: quoteOf(text, from, to),
    picture: null,
  };
}

/** APP in happy, weibo in an address. */
function isWithinLatin(text: string, at: number, word: string): boolean {
  if (!/^[a-z]/i.test(word)) return false;
  return /[A-Za-z0-9_./-]/.test(text[at - 1] ?? '') || /[A-Za-z0-9_/-]/.test(text[at + word.length] ?? '');
}

export function quoteOf(text: string, from: number, to: number): string {
  return text
    .slice(Math.max(0, from - AROUND), Math.min(text.length, to + AROUND))
    .replace(/\s+/g, ' ')
    .trim();
}

function distinct(found: readonly Mention[]): Mention[] {
  const kept = new Map<string, Mention>();
  for (const one of found) {
    const key = `${one.platform}\n${one.name}`;
    const known = kept.get(key);
    if (
      known === undefined ||
      (known.named === 'described' && one.named === 'exact') ||
      (known.handle === null && one.handle !== null)
    )
      kept.set(key, one);
  }
  return [...kept.values()];
}

/** Longest first, so that a word is not taken for one that it begins with. */
export function alternation(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
}
