import { Automaton } from '../match/automaton.ts';
import { buildAutomaton } from '../match/build.ts';
import { fold, foldTable, SKIP } from '../match/fold.ts';
import type { Allow, FoldName, Pack, Rule, Term } from '../pack/schema.ts';
import { createVariants, type VariantSource } from '../pack/variants.ts';

/** Single characters that count as others, from `packs/folding.yaml`. */
export interface Folding {
  readonly traditional: ReadonlyMap<string, string>;
  readonly lookalikes: ReadonlyMap<string, string>;
}

/** A way of folding that some rules share, and its table. */
export interface FoldSet {
  readonly names: ReadonlySet<FoldName>;
  readonly table: Uint16Array;
}

export interface CompiledRule {
  readonly rule: Rule;
  readonly pack: string;
  readonly fold: FoldSet;
}

/** One term of the automaton: what it is for, and what has to stand around its letters for it to be the term as written. */
export interface Entry {
  /** −1: allowed by an office for the rules that `scope` names. */
  readonly rule: number;
  readonly kind: 'deny' | 'allow';
  readonly term: Term;
  /** Symbols that the term begins and ends with: the automaton reads over them. */
  readonly lead: string;
  readonly tail: string;
  readonly folded: string;
  readonly fold: FoldSet;
  readonly scope: readonly string[];
  /** The term that this is another way of writing, and whether it has Latin letters. */
  readonly variant: { readonly of: string; readonly latin: boolean } | null;
}

/** All packs as one automaton. */
export interface Lexicon {
  readonly automaton: Automaton;
  readonly entries: readonly Entry[];
  readonly rules: readonly CompiledRule[];
  readonly packs: readonly string[];
  readonly isWord: (text: string) => boolean;
}

/** Terms and folding of all packs: what the automaton is built from, and so what a cached one is known by. */
export interface Plan {
  readonly entries: readonly Entry[];
  readonly rules: readonly CompiledRule[];
  readonly packs: readonly string[];
  readonly table: Uint16Array;
  /** Every term, in order: `entries[i].term.text`. */
  readonly terms: readonly string[];
  readonly isWord: (text: string) => boolean;
}

/** `source`: what variants are made from; without it rules that ask for them find the term as written only. */
export function planLexicon(packs: readonly Pack[], folding: Folding, source?: VariantSource): Plan {
  const variantsOf = source === undefined ? () => [] : createVariants(source);
  const sets = new Map<string, FoldSet>();
  const foldSet = (names: readonly FoldName[]): FoldSet => {
    const key = [...new Set(names)].sort().join();
    const known = sets.get(key);
    if (known !== undefined) return known;
    const made = { names: new Set(names), table: tableOf(new Set(names), folding) };
    sets.set(key, made);
    return made;
  };
  const rules: CompiledRule[] = [];
  const drafts: Omit<Entry, 'lead' | 'tail'>[] = [];
  const add = (
    rule: number,
    kind: Entry['kind'],
    term: Term,
    set: FoldSet,
    scope: readonly string[],
    variant: Entry['variant'] = null,
  ) =>
    drafts.push({
      variant,
      rule,
      kind,
      term,
      fold: set,
      scope,
      folded: collapse(fold(term.text, set.table), set),
    });
  for (const pack of packs) {
    for (const rule of pack.rules) {
      const set = foldSet(rule.fold ?? []);
      const index = rules.push({ rule, pack: pack.id, fold: set }) - 1;
      for (const term of rule.terms) {
        add(index, 'deny', term, set, []);
        const wanted = ('variants' in term ? term.variants : undefined) ?? rule.variants;
        for (const { text, latin } of wanted.length === 0 ? [] : variantsOf(term.text, wanted))
          add(
            index,
            'deny',
            // Characters that only sound alike meet by chance where two words meet.
            latin ? { ...term, text } : { ...term, text, words: true },
            latin ? foldSet([...(rule.fold ?? []), 'case']) : set,
            [],
            { of: term.text, latin },
          );
      }
      for (const text of rule.allow) add(index, 'allow', { text }, set, []);
    }
    for (const one of pack.allow)
      add(-1, 'allow', { text: one.text }, foldSet(['width', 'case', 'invisible']), scopeOf(one));
  }
  const all = new Set([...sets.values()].flatMap((set) => [...set.names]));
  const table = tableOf(all, folding);
  const entries = drafts.map((draft) => ({ ...draft, ...readOver(draft.term.text, table) }));
  return {
    entries,
    rules,
    packs: packs.map((pack) => pack.id),
    table,
    terms: entries.map((entry) => entry.term.text),
    isWord: source?.isWord ?? (() => false),
  };
}

/** What the automaton reads over at the ends of a term, so that its spans lack it. */
function readOver(term: string, table: Uint16Array): { readonly lead: string; readonly tail: string } {
  const skipped = (index: number) => table[term.charCodeAt(index)] === SKIP;
  let from = 0;
  while (from < term.length && skipped(from)) from++;
  let to = term.length;
  while (to > from && skipped(to - 1)) to--;
  return { lead: term.slice(0, from), tail: term.slice(to) };
}

/** The automaton of a plan; `cached` is the buffer of one that was built from the same terms and table. */
export function compileLexicon(plan: Plan, cached?: SharedArrayBuffer | ArrayBuffer): Lexicon {
  const automaton = cached === undefined ? buildAutomaton(plan.terms, plan.table) : new Automaton(cached);
  if (automaton.termCount !== plan.terms.length)
    throw new RangeError('the cached automaton is of other terms');
  return { automaton, entries: plan.entries, rules: plan.rules, packs: plan.packs, isWord: plan.isWord };
}

function scopeOf({ rules }: Allow): readonly string[] {
  return rules;
}

function tableOf(names: ReadonlySet<FoldName>, folding: Folding): Uint16Array {
  return foldTable({
    width: names.has('width'),
    letterCase: names.has('case'),
    variants: names.has('traditional') ? folding.traditional : new Map(),
    lookalikes: names.has('lookalike') ? folding.lookalikes : new Map(),
    invisible: names.has('invisible'),
    inserted: names.has('inserted'),
  });
}

/** A folded text with runs of one character as that character, where the rule asks for it. */
export function collapse(folded: string, set: FoldSet): string {
  if (!set.names.has('repeated')) return folded;
  for (let index = 1; index < folded.length; index++)
    if (folded.charCodeAt(index) === folded.charCodeAt(index - 1)) return folded.replace(/(.)\1+/gs, '$1');
  return folded;
}

/** What a sentence is made of besides words: an evader puts `·` or a space between letters, a writer puts these. */
const SENTENCE_MARKS = /[，。；：？！、（）《》〈〉“”‘’「」【】\n\r\t\0,;:?!()'"<>[\]{}]/;
const LONGEST_GAP = /[^\p{L}\p{N}]{5}/u;

/** Whether a span that the automaton found is the term under the folding of its rule, and where it then begins and ends. */
export function confirmSpan(
  text: string,
  entry: Entry,
  start: number,
  end: number,
): readonly [start: number, end: number] | null {
  const span = spanOf(text, entry, start, end);
  if (span === null || entry.variant?.latin !== true) return span;
  // 微xin is one, 微xinx none.
  const runsOn = (at: number) => LETTERS.test(text.slice(Math.max(0, at - 1), at + 1));
  return runsOn(span[0]) || runsOn(span[1]) ? null : span;
}

const LETTERS = /^[A-Za-zＡ-Ｚａ-ｚ]{2}$/;

function spanOf(
  text: string,
  entry: Entry,
  start: number,
  end: number,
): readonly [start: number, end: number] | null {
  const { term, fold: set, lead, tail } = entry;
  if (!set.names.has('inserted')) {
    const from = start - lead.length;
    const to = end + tail.length;
    if (from < 0 || to > text.length) return null;
    if (to - from === term.text.length && text.startsWith(term.text, from)) return [from, to];
    return collapse(fold(text.slice(from, to), set.table), set) === entry.folded ? [from, to] : null;
  }
  if (text.startsWith(term.text, start - lead.length))
    return [start - lead.length, start - lead.length + term.text.length];
  const raw = text.slice(start, end);
  if (SENTENCE_MARKS.test(raw) || LONGEST_GAP.test(raw)) return null;
  return collapse(fold(raw, set.table), set) === entry.folded ? [start, end] : null;
}
