import type { Bilingual, ReplyReading } from '../../model/index.ts';
import { folded, Terms } from '../purpose/terms.ts';
import type { ReplyWords } from './words.ts';

/** What was asked and what was answered → what the answer is worth. */
export type ReplyReader = (question: string, reply: string) => ReplyReading;

/** Longest piece that patterns are tried on: their cost grows with its length. */
const CLAUSE = 80;
/** Beginning of a text that is read. */
const READ = 2_000;
const BREAK = /[，,。；;！!？?\n\r]+/;
/** A date that signs a letter is no answer. */
const SIGNATURE =
  /(?:[一-龥]{0,20}(?:局|办|委|中心|政府|院|所|队|公司|办公室|街道|镇|乡))?\s*\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?\s*$/;
/** Characters that carry no subject. */
const EMPTY =
  /[的了是在和与有我你您他她它们这那哪吗呢吧啊呀么之其为以于就都也还又再很最已没不把被让给对从到向等及或个]/;

/** The reading of a message as facts hold it: nothing where there is no reply, or nobody looks. */
export function readingOf(
  read: ReplyReader | null,
  question: string | null | undefined,
  reply: string | null | undefined,
): { readonly reading?: ReplyReading } {
  if (read === null || reply === null || reply === undefined || reply.trim() === '') return {};
  return { reading: read(question ?? '', reply) };
}

/** Words of each subject that a text has. */
type Subjects = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Judges replies (回复质量): courtesy and promises alone are perfunctory; an answer on another subject, of which neither a word nor a
 * pair of characters is the question's, is off-topic; what names a number, a time, a place, papers, a basis, a result or a plain yes
 * or no is substantive. What is none of these is unsure: short and exact answers are not blamed.
 */
export function createReplyReader(words: ReplyWords): ReplyReader {
  const filler = words.filler.map((pattern) => new RegExp(`^(?:${pattern})$`, 'u'));
  const specific = words.specific.map((one) => ({ ...one, pattern: new RegExp(one.pattern, 'u') }));
  const common = new Set(words.common);
  const [praise, asks] = [new RegExp(words.praise, 'u'), new RegExp(words.asks, 'u')];
  const subjectsOf = subjectReader(words);
  const { weights, says } = words;

  const saysNothing = (clause: string, asking: ReadonlySet<string>) => {
    const found = specific.filter(({ pattern }) => pattern.test(clause));
    if (found.some(({ hard }) => hard)) return false;
    if (filler.some((pattern) => pattern.test(clause))) return true;
    const attitude = words.attitude.some((word) => clause.includes(word));
    return attitude && found.length === 0 && shared(asking, clause, common) === 0;
  };

  return (question, reply) => {
    const asked = folded(question.slice(0, READ));
    const wants = asks.test(asked);
    if (!wants && praise.test(asked)) return { quality: 'substantive', why: says.greeting };
    const answer = folded(reply.slice(0, READ)).trim().replace(SIGNATURE, '');
    const clauses = clausesOf(answer);
    const asking = pairsOf(asked, common);
    const rest = clauses.filter((clause) => !saysNothing(clause, asking));
    const saysMuch = (asked.match(/[一-龥]/g) ?? []).length >= weights.message;
    const nothing: ReplyReading =
      wants || saysMuch
        ? { quality: 'perfunctory', why: says.perfunctory }
        : { quality: 'unsure', why: says.unsure };
    if (rest.length === 0) return nothing;

    const [of, on] = [subjectsOf(asked), subjectsOf(answer)];
    const told = [...on.values()].reduce((sum, own) => sum + own.size, 0);
    const apart = of.size > 0 && told >= weights.otherWords && !touch(of, on, words.related);
    if (apart && shared(asking, answer, common) < weights.shared)
      return { quality: 'off-topic', why: filled(says.offTopic, { asked: first(of), answered: first(on) }) };

    const what = specific.filter(({ pattern }) => rest.some((clause) => pattern.test(clause)));
    if (what.length > 0) {
      const zh = what.map((one) => one.says.zh).join('、');
      return {
        quality: 'substantive',
        why: { zh, en: what.map((one) => one.says.en).join(', ') },
      };
    }
    const speaksToIt = shared(asking, rest.join('，'), common) >= weights.shared;
    const empty = 1 - rest.join('').length / clauses.join('').length;
    if (speaksToIt && empty < weights.filler) return { quality: 'substantive', why: says.shared };
    if (!speaksToIt && empty >= weights.filler) return nothing;
    return { quality: 'unsure', why: says.unsure };
  };
}

function clausesOf(text: string): readonly string[] {
  return text
    .split(BREAK)
    .map((clause) => clause.trim().slice(0, CLAUSE))
    .filter((clause) => clause !== '');
}

function subjectReader({ subjects }: ReplyWords): (text: string) => Subjects {
  const names = Object.keys(subjects);
  const terms = new Terms(Object.values(subjects));
  return (text) => {
    const found = new Map<string, Set<string>>();
    terms.scan(text, (list, from, to) => {
      const name = names[list] ?? '';
      const own = found.get(name) ?? new Set<string>();
      found.set(name, own.add(text.slice(from, to)));
    });
    return found;
  };
}

/** Some subject of one is, or shades into, some subject of the other. */
function touch(of: Subjects, on: Subjects, related: readonly (readonly string[])[]): boolean {
  return [...of.keys()].some((one) =>
    [...on.keys()].some(
      (other) => one === other || related.some((group) => group.includes(one) && group.includes(other)),
    ),
  );
}

function first(subjects: Subjects): string {
  const words = [...subjects.values()].flatMap((own) => [...own]);
  return words.slice(0, 3).join('、');
}

function filled({ zh, en }: Bilingual, values: { readonly asked: string; readonly answered: string }) {
  const fill = (text: string) => text.replace('{asked}', values.asked).replace('{answered}', values.answered);
  return { zh: fill(zh), en: fill(en) };
}

/** How many pairs of characters a text has of those. */
function shared(pairs: ReadonlySet<string>, text: string, common: ReadonlySet<string>): number {
  let count = 0;
  for (const pair of pairsOf(text, common)) if (pairs.has(pair)) count += 1;
  return count;
}

/** Pairs of neighbouring characters, without those that any text may have. */
function pairsOf(text: string, common: ReadonlySet<string>): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const run of text.match(/[一-龥a-z]{2,}/g) ?? [])
    for (let at = 0; at + 2 <= run.length; at += 1) {
      const pair = run.slice(at, at + 2);
      if (!EMPTY.test(pair) && !common.has(pair)) pairs.add(pair);
    }
  return pairs;
}
