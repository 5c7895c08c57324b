import type { Bilingual } from '../../model/index.ts';
import { folded, Terms } from '../purpose/terms.ts';
import type { ReplyWords } from './words.ts';

/** 言之有物、套话、答非所问、看不准. */
export type ReplyQuality = 'substantive' | 'perfunctory' | 'off-topic' | 'unsure';

export interface ReplyReading {
  readonly quality: ReplyQuality;
  readonly why: Bilingual;
}

/** What was asked and what was answered → what the answer is worth. */
export type ReplyReader = (question: string, reply: string) => ReplyReading;

/** Longest piece that patterns are tried on: their cost grows with its length. */
const CLAUSE = 80;
/** Beginning of a reply that is read. */
const READ = 2_000;
const BREAK = /[，,。；;！!？?\n\r]+/;
/** A date that signs a letter is no answer. */
const SIGNATURE =
  /(?:[一-龥]{0,20}(?:局|办|委|中心|政府|院|所|队|公司|办公室|街道|镇|乡))?\s*\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?\s*$/;
/** Characters that carry no subject. */
const EMPTY =
  /[的了是在和与有我你您他她它们这那哪吗呢吧啊呀么之其为以于就都也还又再很最已不没把被让给对从到向等及或个]/;

/**
 * Judges replies (回复质量): courtesy and promises alone are perfunctory; an answer on another subject, of which neither a word nor a
 * pair of characters is the question's, is off-topic; what names a number, a time, a place, papers, a basis, a result or a plain yes
 * or no is substantive. What is none of these is unsure: short and exact answers are not blamed.
 */
export function createReplyReader(words: ReplyWords): ReplyReader {
  const filler = words.filler.map((pattern) => new RegExp(`^(?:${pattern})$`, 'u'));
  const specific = words.specific.map((one) => ({ ...one, pattern: new RegExp(one.pattern, 'u') }));
  const names = Object.keys(words.subjects);
  const terms = new Terms(Object.values(words.subjects));
  const common = new Set(words.common);
  const { weights, says } = words;

  const subjectsOf = (text: string): ReadonlyMap<string, ReadonlySet<string>> => {
    const found = new Map<string, Set<string>>();
    terms.scan(text, (list, from, to) => {
      const name = names[list] ?? '';
      const own = found.get(name) ?? new Set<string>();
      found.set(name, own.add(text.slice(from, to)));
    });
    return found;
  };
  const near = (one: string, other: string) =>
    one === other || words.related.some((group) => group.includes(one) && group.includes(other));

  return (question, reply) => {
    const text = folded(reply.slice(0, READ)).trim().replace(SIGNATURE, '');
    const clauses = text
      .split(BREAK)
      .map((clause) => clause.trim().slice(0, CLAUSE))
      .filter((clause) => clause !== '');
    const hard = (clause: string) => specific.some((one) => one.hard && one.pattern.test(clause));
    const empty = clauses.filter((clause) => !hard(clause) && filler.some((pattern) => pattern.test(clause)));
    const rest = clauses.filter((clause) => !empty.includes(clause));
    const what = specific.filter(({ pattern }) => rest.some((clause) => pattern.test(clause)));
    const length = (list: readonly string[]) => list.reduce((sum, one) => sum + one.length, 0);
    if (rest.length === 0) return { quality: 'perfunctory', why: says.perfunctory };

    const asked = subjectsOf(folded(question));
    const answered = subjectsOf(rest.join('，'));
    const shared = sharedPairs(folded(question), rest.join(''), common);
    const told = [...answered.values()].reduce((sum, own) => sum + own.size, 0);
    const apart =
      asked.size > 0 &&
      [...answered.keys()].every((one) => ![...asked.keys()].some((other) => near(one, other)));
    if (apart && told >= weights.otherWords && shared < weights.shared) {
      const first = (found: ReadonlyMap<string, ReadonlySet<string>>) =>
        [...found.values()]
          .flatMap((own) => [...own])
          .slice(0, 3)
          .join('、');
      const fill = (text: string) =>
        text.replace('{asked}', first(asked)).replace('{answered}', first(answered));
      return { quality: 'off-topic', why: { zh: fill(says.offTopic.zh), en: fill(says.offTopic.en) } };
    }
    if (what.length > 0) {
      const zh = says.substantive.zh.replace('{what}', what.map((one) => one.says.zh).join('、'));
      const en = says.substantive.en.replace('{what}', what.map((one) => one.says.en).join(', '));
      return { quality: 'substantive', why: { zh, en } };
    }
    const share = length(empty) / length(clauses);
    if (shared >= weights.shared && share < weights.filler)
      return { quality: 'substantive', why: says.shared };
    if (shared < weights.shared && share >= weights.filler)
      return { quality: 'perfunctory', why: says.perfunctory };
    return { quality: 'unsure', why: says.unsure };
  };
}

/** Pairs of characters that both texts have and that are not in every text. */
function sharedPairs(one: string, other: string, common: ReadonlySet<string>): number {
  const pairs = pairsOf(one);
  let shared = 0;
  for (const pair of pairsOf(other)) if (pairs.has(pair) && !common.has(pair)) shared += 1;
  return shared;
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const run of text.match(/[一-龥a-z]{2,}/g) ?? [])
    for (let at = 0; at + 2 <= run.length; at += 1) {
      const pair = run.slice(at, at + 2);
      if (!EMPTY.test(pair)) pairs.add(pair);
    }
  return pairs;
}
