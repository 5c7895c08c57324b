import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton } from './automaton.ts';
import { buildAutomaton } from './build.ts';
import { fold, foldTable, NO_FOLD, SKIP } from './fold.ts';

const ALL = {
  width: true,
  letterCase: true,
  variants: new Map([
    ['國', '国'],
    ['賭', '赌'],
  ]),
  lookalikes: new Map([['а', 'a']]),
  invisible: true,
  inserted: true,
};

type Hit = [term: number, start: number, end: number];

function hitsOf(terms: readonly string[], text: string, table: Uint16Array): Hit[] {
  const hits: Hit[] = [];
  buildAutomaton(terms, table).scan(text, (term, start, end) => hits.push([term, start, end]));
  return sorted(hits);
}

/** The definition, written out: a term occurs where its folded units follow each other, skipped ones aside. */
function naive(terms: readonly string[], text: string, table: Uint16Array): Hit[] {
  const read: { unit: number; at: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = table[text.charCodeAt(at)] ?? 0;
    if (unit !== SKIP) read.push({ unit, at });
  }
  const hits: Hit[] = [];
  terms.forEach((term, index) => {
    const wanted = fold(term, table);
    if (wanted === '' || wanted.includes('\0')) return;
    for (let from = 0; from + wanted.length <= read.length; from++) {
      const here = read.slice(from, from + wanted.length);
      if (here.every((one, offset) => one.unit === wanted.charCodeAt(offset) && one.unit !== 0)) {
        hits.push([index, here[0]?.at ?? 0, (here.at(-1)?.at ?? 0) + 1]);
      }
    }
  });
  return sorted(hits);
}

function sorted(hits: Hit[]): Hit[] {
  return hits.sort((a, b) => a[2] - b[2] || a[1] - b[1] || a[0] - b[0]);
}

describe('Automaton', () => {
  it('reports overlapping terms, shorter ones inside longer ones, and terms that fold alike', () => {
    const table = foldTable({ ...NO_FOLD, letterCase: true });
    expect(hitsOf(['中国', '国人', '中国人民', '人民', 'AB', 'ab'], '中国人民aB', table)).toEqual([
      [0, 0, 2],
      [1, 1, 3],
      [2, 0, 4],
      [3, 2, 4],
      [4, 4, 6],
      [5, 4, 6],
    ]);
  });
  it('gives offsets of the text as written', () => {
    expect(hitsOf(['赌博'], 'x賭\u200b·博y', foldTable(ALL))).toEqual([[0, 1, 5]]);
    expect(hitsOf(['abc'], 'ＡbС аBC', foldTable(ALL))).toEqual([[0, 4, 7]]);
  });
  it.each(['', '\0', '\ud800', '\udc00\ud800'])('takes %j as a text and as a term', (text) => {
    expect(() => hitsOf([text, 'a'], text, foldTable(ALL))).not.toThrow();
  });
  it('keeps a term that folds to nothing from matching everything', () => {
    expect(hitsOf(['——', 'a'], '——a——', foldTable(ALL))).toEqual([[1, 2, 3]]);
  });
  it('tells which units count as the one before them', () => {
    const automaton = buildAutomaton(['赌博', 'a1'], foldTable(ALL));
    const repeats: number[] = [];
    automaton.scan('賭赌·赌博某某Ａａ1', () => {}, repeats);
    expect(repeats).toEqual([1, 3, 8]);
  });
  it('reads units that are written several times once, in texts of any length', () => {
    const automaton = buildAutomaton(['赌博', '博赌'], foldTable(NO_FOLD));
    const hits: Hit[] = [];
    const text = `${'赌'.repeat(9_000) + '博'.repeat(9_000)}赌`;
    automaton.scanCollapsed(text, 5, text.length, (...hit) => hits.push(hit));
    expect(hits).toEqual([
      [0, 5, 9_001],
      [1, 9_000, 18_001],
    ]);
  });
  it('is the same after a copy of its buffer', () => {
    const first = buildAutomaton(['中国', '国人'], foldTable(NO_FOLD));
    const second = new Automaton(first.buffer.slice(0));
    const hits: Hit[] = [];
    second.scan('中国人', (...hit) => hits.push(hit));
    expect(hits).toEqual([
      [0, 0, 2],
      [1, 1, 3],
    ]);
  });
  it('refuses a buffer that is none', () => {
    expect(() => new Automaton(new ArrayBuffer(64))).toThrow('not an automaton');
  });

  const unit = fc.constantFrom(
    '中',
    '国',
    '國',
    '人',
    'a',
    'A',
    'Ａ',
    'а',
    '·',
    ' ',
    '\u200b',
    '\ud83d',
    '\ude00',
    '\0',
  );
  const word = fc.array(unit, { minLength: 1, maxLength: 4 }).map((units) => units.join(''));
  it.each([
    ['as written', NO_FOLD],
    ['with everything folded', ALL],
  ])('finds what naive search finds, %s', (_, options) => {
    const table = foldTable(options);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.array(unit, { maxLength: 40 }), (terms, units) => {
        const text = units.join('');
        expect(hitsOf(terms, text, table)).toEqual(naive(terms, text, table));
      }),
      { numRuns: 400 },
    );
  });
  const long = fc.array(unit, { minLength: 1, maxLength: 12 }).map((units) => units.join(''));
  // Texts of whole and cut terms, long enough for a window to end within one.
  const cuts = fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.nat(12)), { minLength: 1, maxLength: 12 });
  it.each([
    ['as written', NO_FOLD],
    ['with everything folded', ALL],
  ])('finds long terms whole, and not those that break off, %s', (_, options) => {
    const table = foldTable(options);
    const terms = fc
      .array(long, { minLength: 1, maxLength: 8 })
      .map((some) => [...some, ...some.slice(0, 2)]);
    fc.assert(
      fc.property(terms, cuts, fc.constantFrom(0, 4_070, 4_090), (words, pieces, before) => {
        const parts = pieces.map(([which, from, to]) =>
          (words[which % words.length] ?? '').slice(Math.min(from, 2), to),
        );
        const text = '中'.repeat(before) + parts.join('');
        const few = words.filter((one) => before === 0 || !/^[中\s·]*$/.test(one));
        expect(hitsOf(few, text, table)).toEqual(naive(few, text, table));
      }),
      { numRuns: 200 },
    );
  });
});
