import type { TextHit } from '../../model/index.ts';
import { createWatch, type Detected, detectorOf } from '../detect/index.ts';
import type { Conditions } from '../pack/schema.ts';
import { type CompiledRule, confirmSpan, type Entry, type Lexicon } from './compile.ts';
import { holds, type TextContext } from './context.ts';
import { createNearCheck } from './neighbours.ts';
import { createRepeatedScan } from './repeated.ts';
import {
  type AllowedSpan,
  type Candidate,
  longest,
  mattersOf,
  type Saying,
  together,
  withoutAllowed,
} from './settle.ts';
import { inWindow, type Pieces, type ScannedWindow, WINDOW, windowsOf, windowsOfPieces } from './windows.ts';
import { createStraddleCheck, crossesWord } from './words.ts';

export interface Scanner {
  /** Names of the packs. */
  readonly packs: readonly string[];
  /** Hits in the order of their starts; offsets in UTF-16 units of the text as given. */
  scan(text: string, context?: TextContext): readonly TextHit[];
  /** A text that comes in pieces, cut anywhere: the hits of the whole, offsets too, in memory for one window of it. */
  stream(pieces: Pieces, context?: Omit<TextContext, 'parts'>): AsyncGenerator<ScannedWindow>;
}

export type { Pieces, ScannedWindow } from './windows.ts';

export interface ScannerOptions {
  /** Units that are looked at together; texts that are longer are read window by window. */
  readonly window?: number;
  /** What is found besides the packs. */
  readonly further?: Further;
}

/** A check with rules of its own; `rule` of what it finds is an index into them. */
export interface Further {
  readonly rules: readonly CompiledRule[];
  find(text: string, context: TextContext): readonly (Detected & { readonly rule: number })[];
}

export function createScanner(lexicon: Lexicon, { window = WINDOW, further }: ScannerOptions = {}): Scanner {
  const { automaton, entries } = lexicon;
  const rules = [...lexicon.rules, ...(further?.rules ?? [])];
  const matters = mattersOf(rules);
  const straddles = createStraddleCheck();
  const nearCheck = createNearCheck();
  const sayings: (Saying | undefined)[] = [];
  const watch = createWatch();
  const detectors = rules.flatMap(({ rule }, index) =>
    rule.detector === undefined ? [] : [{ index, detect: detectorOf(rule.detector, rule.params, watch) }],
  );
  const scanRepeated = createRepeatedScan(lexicon);

  /** `from`: offset of the text in the whole that hits tell. */
  function find(text: string, context: TextContext, from = 0): readonly TextHit[] {
    const candidates: Candidate[] = [];
    const allowed: AllowedSpan[] = [];
    const take = (index: number, start: number, end: number) => {
      const entry = entries[index];
      const span = entry === undefined ? null : confirmSpan(text, entry, start, end);
      if (entry === undefined || span === null) return;
      if (entry.kind === 'allow') allowed.push({ entry, start: span[0], end: span[1] });
      else {
        sayings[index] ??= sayingOf(entry, rules);
        candidates.push({ says: sayings[index], start: span[0], end: span[1] });
      }
    };
    const repeats: number[] = [];
    automaton.scan(text, take, scanRepeated === null ? null : repeats);
    scanRepeated?.(text, repeats, take);
    const look = watch.look(text);
    for (const { index, detect } of detectors)
      for (const one of sayingsOf(index, detect(text, context, look), rules, text)) candidates.push(one);
    for (const { rule, ...found } of further?.find(text, context) ?? [])
      candidates.push(...sayingsOf(lexicon.rules.length + rule, [found], rules, text));
    if (candidates.length === 0) return [];
    const near = nearCheck(text);
    const standing = withoutAllowed(candidates, allowed, rules).filter(
      ({ says, start, end }) =>
        says.when.every((one) => holds(one, text, start, end, context, near)) &&
        !(says.words && straddles(text, start, end)) &&
        !(says.guess && crossesWord(text, start, end, lexicon.isWord)),
    );
    return longest(together(standing), matters).map((one) => toHit(one, rules, text, from));
  }

  return {
    packs: lexicon.packs,
    scan: (text, context = {}) => {
      if (text.length <= window) return find(text, context);
      return [...windowsOf(text, window)].flatMap((one) => inWindow(one, context, find));
    },
    stream: async function* (pieces, context = {}) {
      for await (const one of windowsOfPieces(pieces, window))
        yield { text: one.text, from: one.from, core: one.core, hits: inWindow(one, context, find) };
    },
  };
}

function sayingOf({ rule: index, term, variant }: Entry, rules: readonly CompiledRule[]): Saying {
  const rule = rules[index]?.rule;
  const own = 'when' in term && term.when !== undefined ? [term.when] : [];
  const when = rule?.when === undefined ? own : [rule.when, ...own];
  return filled({
    rule: index,
    what: variant?.of ?? term.text,
    when,
    distinct: distinctOf(when),
    guess: variant?.latin === false,
    words: ('words' in term ? term.words : undefined) ?? rule?.words ?? false,
    severity: ('severity' in term ? term.severity : undefined) ?? rule?.severity ?? 'warn',
    why: ('why' in term ? term.why : undefined) ?? rule?.why ?? '',
    suggest: ('suggest' in term ? term.suggest : undefined) ?? rule?.suggest ?? null,
  });
}

function sayingsOf(
  index: number,
  found: readonly Detected[],
  rules: readonly CompiledRule[],
  text: string,
): Candidate[] {
  const rule = rules[index]?.rule;
  if (rule === undefined || found.length === 0) return [];
  const when = rule.when === undefined ? [] : [rule.when];
  const distinct = distinctOf(when);
  return found.map(({ start, end, why, suggest }) => ({
    start,
    end,
    says: filled({
      rule: index,
      what: text.slice(start, end),
      when,
      distinct,
      words: rule.words,
      guess: false,
      severity: rule.severity,
      why: why ?? rule.why,
      suggest: suggest ?? rule.suggest ?? null,
    }),
  }));
}

function distinctOf(when: readonly Conditions[]): Conditions['distinct'] {
  return when.find(({ distinct }) => distinct !== undefined)?.distinct;
}

/** `{term}` and `{suggest}` in what is said. */
function filled(saying: Saying): Saying {
  const { what, suggest, why } = saying;
  const fill = (sentence: string) =>
    sentence.includes('{')
      ? sentence.replaceAll('{term}', what).replaceAll('{suggest}', suggest ?? '')
      : sentence;
  return { ...saying, why: fill(why), suggest: suggest === null ? null : fill(suggest) };
}

function toHit(
  { says, start, end }: Candidate,
  rules: readonly CompiledRule[],
  text: string,
  from: number,
): TextHit {
  const compiled = rules[says.rule];
  return {
    rule: compiled?.rule.id ?? '',
    pack: compiled?.pack ?? '',
    category: compiled?.rule.category ?? 'misstatement',
    severity: says.severity,
    start: start + from,
    end: end + from,
    text: text.slice(start, end),
    suggest: says.suggest,
    why: says.why,
  };
}
