import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BESIDE, BLOCK, blocksOf } from './blocks.ts';
import { createTypoCheck, type TypoModel } from './check.ts';
import { createConfusions, NEAR_SOUND, SAME_SOUND, SHAPE } from './confusions.ts';
import {
  createContextScorer,
  EDGE_SYMBOL,
  formatContext,
  type NetFile,
  NUMBER_SYMBOL,
  PLACES,
  parseContext,
  symbolTable,
  tableOf,
} from './context.ts';
import { createDecoder } from './decode.ts';
import { EVIDENCE } from './evidence.ts';
import { addGram, emptyGrams, hasGram, knownShares } from './grams.ts';
import { indexTypos } from './indexes.ts';
import { type Judge, weigh } from './judge.ts';
import { formatLexicon, parseLexicon, textOf, wordOf } from './lexicon.ts';
import { EDGE, findPair, formatPairs, logPair, parsePairs, STEPS } from './pairs.ts';

const FREQUENCIES = new Map([
  ['规划', 4000],
  ['纲要', 2000],
  ['工作', 9000],
  ['部署', 3000],
  ['大数据', 1000],
  ['产业', 5000],
  ['中华人民共和国', 4000],
  ['委员', 4000],
  ['李大局', 9],
  ['的', 9000],
  ...[...'归规划刚纲要大数局据不熟部署员贝委'].map((character): [string, number] => [character, 30]),
]);
const lexicon = parseLexicon(formatLexicon(FREQUENCIES, new Set(['李大局'])));
const word = (text: string) => wordOf(lexicon, text);

describe('the list of words', () => {
  it('is read as it was written, rounded to classes', () => {
    const total = [...FREQUENCIES.values()].reduce((sum, count) => sum + count, 0);
    const words = Array.from({ length: lexicon.size }, (_, index) => textOf(lexicon, index));
    expect(words).toEqual([...FREQUENCIES.keys()].sort());
    words.forEach((text, index) => {
      expect(word(text)).toBe(index);
      const exact = Math.log((FREQUENCIES.get(text) ?? 0) / total);
      expect(Math.abs((lexicon.logp[index] ?? 0) - exact)).toBeLessThan(Math.LN2 / 2);
    });
    expect(lexicon.isName[word('李大局')]).toBe(1);
    expect(lexicon.isName[word('大数据')]).toBe(0);
    expect([word('大数'), word('无'), word('规划工作')]).toEqual([-1, -1, -1]);
  });
  it('holds any words', () => {
    const unit = fc.constantFrom(...'一丁七万丈三');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit, minLength: 1, maxLength: 12 }), { minLength: 1 }),
        (words) => {
          const read = parseLexicon(formatLexicon(new Map(words.map((text) => [text, 1]))));
          expect([...words].sort()).toEqual(words.map((_, index) => textOf(read, index)));
          for (const text of words) expect(textOf(read, wordOf(read, text))).toBe(text);
        },
      ),
    );
  });
  it.each([
    ['words', 'not a list of words'],
    [formatLexicon(FREQUENCIES).slice(0, 60), 'cut short'],
  ])('refuses another file: %#', (text, message) => expect(() => parseLexicon(text)).toThrow(message));
});

describe('the pairs of words', () => {
  const bytes = formatPairs(
    [new Map([[1, -0.5]]), new Map(), new Map([[0, -2]]), new Map([[300, -1]])],
    [-0.25, 0, -1, 0],
  );
  it('are read as they were written, in steps', () => {
    const pairs = parsePairs(bytes, 2);
    expect(logPair(pairs, 0, 1, -9)).toBeCloseTo(-0.5, 1);
    expect(logPair(pairs, 0, 0, -9)).toBeCloseTo(-9.25, 1);
    expect(logPair(pairs, 3, 300, -9)).toBeCloseTo(-1, 1);
    expect(logPair(pairs, -1, 0, -9)).toBe(-9);
    expect(findPair(pairs, 2, 0)).toBeGreaterThanOrEqual(0);
    expect([findPair(pairs, 2, 1), findPair(pairs, 0, -1)]).toEqual([-1, -1]);
    expect(STEPS).toBeGreaterThan(4);
  });
  it('refuse another file and another list of words', () => {
    expect(() => parsePairs(Uint8Array.from([1, 2, 3]), 2)).toThrow('not a list of word pairs');
    expect(() => parsePairs(bytes, 1)).toThrow('another list');
    expect(() => parsePairs(bytes, 3)).toThrow('another list');
  });
});

const alike = createConfusions({
  usual: new Map([
    ['gui', '规归'],
    ['gang', '刚纲'],
    ['gan', '干'],
    ['ju', '据局'],
    ['bu', '不部'],
    ['shu', '熟署数'],
  ]),
  also: new Map([['gang', '杠']]),
  initials: [
    ['zh', 'z'],
    ['sh', 's'],
  ],
  finals: [['ang', 'an']],
  shapes: new Map([['贝', '员']]),
});

describe('createConfusions', () => {
  const kinds = (character: string) => {
    const { codes, kinds: all } = alike.of(character.charCodeAt(0));
    return Object.fromEntries([...codes].map((code, index) => [String.fromCharCode(code), all[index]]));
  };
  it.each([
    ['刚', { 纲: SAME_SOUND, 干: NEAR_SOUND, 杠: NEAR_SOUND }],
    ['干', { 刚: NEAR_SOUND, 纲: NEAR_SOUND }],
    ['贝', { 员: SHAPE }],
    ['无', {}],
  ])('%s', (character, expected) => expect(kinds(character)).toEqual(expected));
  it('puts what people mix up into one class', () => {
    const sound = (character: string) => alike.sound[character.charCodeAt(0)];
    expect(sound('刚')).toBe(sound('干'));
    expect(sound('刚')).not.toBe(sound('规'));
    expect(sound('无')).toBe(0);
  });
});

const rows = lexicon.size + 2;
const followers = Array.from({ length: rows }, () => new Map<number, number>());
followers[word('工作')]?.set(word('部署'), -1);
const pairs = parsePairs(formatPairs(followers, new Array<number>(rows).fill(0)), lexicon.size);
/** Weighs nothing but what the text gains. */
const judge: Judge = {
  hidden: [[...EVIDENCE.map((kind) => (kind === 'gain' ? 1 : 0)), 0]],
  output: [1, 0],
};
const CHARACTERS = [...new Set([...FREQUENCIES.keys()].join(''))].join('');
const ROWS = CHARACTERS.length + 3;
/** A network that knows nothing. */
const blank: NetFile = {
  characters: CHARACTERS,
  width: 2,
  scale: 1,
  biasScale: 1,
  input: new Int8Array(PLACES * ROWS * 2),
  base: new Int8Array(2),
  output: new Int8Array(ROWS * 2),
  bias: new Int8Array(ROWS),
};
const model: TypoModel = {
  lexicon,
  pairs,
  alike,
  ...indexTypos(lexicon),
  costs: [3, 4, 4, 4],
  doubt: [1, 9, 12],
  suspect: [1, 9, 12],
  unfit: [-9, 2],
  pull: 0,
  context: parseContext(formatContext(blank)),
  grams: emptyGrams(8),
  judge,
  threshold: 4,
  nameThreshold: 30,
  repeatThreshold: 30,
  protect: [],
  twice: ['产业'],
  shapes: {
    surnames: '张',
    titles: ['局长'],
    foreign: '归斯克',
    foreignOnly: '斯克',
    firms: ['有限公司'],
    places: ['村'],
    above: '市',
  },
};

describe('createDecoder', () => {
  it('cuts any text into words that make it up', () => {
    const context = createContextScorer(model.context);
    const decode = createDecoder(model, context);
    const side = lexicon.size + EDGE;
    const unit = fc.constantFrom(...'规划大数据的无工作');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 20 }), fc.boolean(), (text, doubted) => {
        context.load(text, 0, text.length);
        const marks = doubted ? new Uint8Array(text.length).fill(1) : null;
        const read = decode(text, { from: 0, to: text.length, left: side, right: side }, marks);
        expect(read.map(({ start }) => start)).toEqual([0, ...read.slice(0, -1).map(({ end }) => end)]);
        expect(read.at(-1)?.end).toBe(text.length);
        for (const { start, end, word: id, cost } of read)
          if (cost === 0 && id >= 0) expect(textOf(lexicon, id)).toBe(text.slice(start, end));
      }),
    );
  });
});

describe('the network over neighbours', () => {
  const symbol = (character: string) => symbolTable(CHARACTERS)[character.charCodeAt(0)] ?? 0;
  /** 部 before 署 is worth 6, 不 there −6. */
  const input = blank.input.slice();
  input[(tableOf(1) * ROWS + symbol('署')) * 2] = 3;
  const output = blank.output.slice();
  output[symbol('部') * 2] = 2;
  output[symbol('不') * 2] = -2;
  const net = parseContext(formatContext({ ...blank, input, output }));
  const scorer = createContextScorer(net);

  it('knows signs, numbers and what it has never seen', () => {
    expect([symbol(' '), symbol('7'), symbol('Ａ')]).toEqual([EDGE_SYMBOL, NUMBER_SYMBOL, NUMBER_SYMBOL]);
    expect(symbol('龘')).toBe(ROWS - 1);
    expect([-6, -4, -3, -1, 1, 3, 4, 6].map(tableOf)).toEqual([0, 0, 1, 3, 4, 6, 7, 7]);
  });
  it('says how well a character fits, and what a change does', () => {
    scorer.load('工作不署', 0, 4);
    expect(scorer.own(2)).toBe(-6);
    expect(scorer.logit(2, '部'.charCodeAt(0))).toBe(6);
    expect(scorer.rescore(2, '部署')).toMatchObject({ gain: 12, least: 6, leastBefore: -6, around: 0 });
    scorer.load('工作不署工作', 2, 4);
    expect(scorer.own(0)).toBe(-6);
  });
  it('refuses another file', () => {
    expect(() => parseContext(Uint8Array.from([1, 2, 3]))).toThrow('not a context model');
    expect(() => parseContext(formatContext(blank).slice(0, -1))).toThrow('cut short');
  });
  it('makes the check find what words alone do not show', () => {
    const text = '工作不署';
    const plain = {
      ...model,
      unfit: [0, 2] as const,
      pull: 1,
      costs: [15, 15, 15, 15],
      threshold: -20,
      nameThreshold: -20,
    };
    expect(createTypoCheck(plain)(text)).toEqual([]);
    expect(createTypoCheck({ ...plain, context: net })(text).map(({ suggest }) => suggest)).toEqual(['部署']);
  });
});

describe('known rows of characters', () => {
  it('are found again, and others hardly ever', () => {
    const rows = Array.from({ length: 2000 }, (_, at) => String.fromCharCode(0x4e00 + at, 0x4e00 + at * 7));
    const grams = emptyGrams(rows.length);
    for (const row of rows) addGram(grams, row, 0, 2);
    expect(rows.every((row) => hasGram(grams, row, 0, 2))).toBe(true);
    const others = rows.map((row) => `${row[1] ?? ''}${row[0] ?? ''}`).filter((row) => !rows.includes(row));
    expect(others.filter((row) => hasGram(grams, row, 0, 2)).length).toBeLessThan(others.length * 0.06);
  });
  it('are counted over a span', () => {
    const grams = emptyGrams(400);
    for (const row of ['部署', '署工', '部署工']) addGram(grams, row, 0, row.length);
    const isHan = (code: number) => code > 0x3400 && code < 0xa000;
    expect(knownShares(grams, '，部署工作', 1, 3, isHan)).toEqual([1, 0.5, 0]);
  });
});

describe('weigh', () => {
  it('leaves out units below 0', () => {
    const kinds = EVIDENCE.map((kind) => [kind, kind === 'gain' ? 2 : 0]);
    const evidence = z.record(z.enum(EVIDENCE), z.number()).parse(Object.fromEntries(kinds));
    const unit = judge.hidden[0] ?? [];
    const other = unit.map((value) => -value);
    expect(weigh(evidence, { hidden: [unit, other], output: [3, 100, -1] })).toBe(5);
  });
});

describe('blocksOf', () => {
  it('cuts at the end of a line or sentence, and covers all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 3, max: 40 }),
        (text, size) => {
          const blocks = [...blocksOf(text, size)];
          expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
          for (const { start, end, from, to } of blocks) {
            expect(end - start).toBeLessThanOrEqual(size);
            expect(start - from).toBeLessThanOrEqual(BESIDE + 1);
            expect(to - end).toBeLessThanOrEqual(BESIDE);
          }
        },
      ),
    );
    expect([...blocksOf('甲乙。丙丁', 4)].map(({ end }) => end)).toEqual([3, 5]);
  });
});

describe('createTypoCheck', () => {
  const found = (text: string, changed: Partial<TypoModel> = {}) =>
    createTypoCheck({ ...model, ...changed })(text).map((hit) => {
      expect(text.slice(hit.start, hit.end)).toBe(hit.text);
      return `${hit.rule} ${hit.text}→${hit.suggest}`;
    });

  it.each([
    ['归划工作', ['typo.homophone 归划→规划']],
    ['一、规划刚要的规划', ['typo.homophone 刚要→纲要']],
    ['大数局产业', ['typo.homophone 大数局→大数据']],
    ['工作不熟', ['typo.homophone 不熟→部署']],
    ['委贝工作', ['typo.shape 委贝→委员']],
    ['规划纲要的大数据产业工作', []],
    ['', []],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
  it.each([
    ['做好工作作，', ['typo.doubled 工作作→工作']],
    ['工作作的规划', ['typo.doubled 工作作→工作']],
    ['规划规划工作', ['typo.doubled 规划规划→规划']],
    ['中华人民和国的工作', ['typo.missing 中华人民和国→中华人民共和国']],
    // 作部 may be what follows; 产业 may stand twice; 工作 begins the next word.
    ['工作作部', []],
    ['产业产业', []],
  ])('slips: %s', (text, expected) => expect(found(text)).toEqual(expected));
  it.each(['局长张归划', '张归划、', '斯·归划', '克斯归斯·马', '归划科技有限公司', '某市归划村'])(
    'leaves names alone: %s',
    (text) => expect(found(text)).toEqual([]),
  );
  it.each([
    ['作工部署', ['typo.order 作工→工作']],
    ['大据数产业', ['typo.order 大据数→大数据']],
  ])('in the wrong order: %s', (text, expected) =>
    expect(found(text, { nameThreshold: 2 })).toEqual(expected),
  );
  it('leaves alone what is protected', () => {
    expect(found('大数局产业', { protect: ['大数局'] })).toEqual([]);
  });
  it('leaves alone what is written so twice, unless it is sure', () => {
    expect(found('归划工作，归划产业')).toEqual([]);
    expect(found('归划工作，归划产业', { repeatThreshold: 4 })).toHaveLength(2);
  });
  it('leaves alone what may be a name', () => {
    expect(found('张归划的工作')).toEqual([]);
    expect(found('参加：张归划、的', { nameThreshold: 0 })).toEqual([]);
  });
  it('checks blocks of a long text, offsets exact', () => {
    const text = `${'规划的产业。'.repeat(BLOCK / 5)}归划工作，${'的产业工作'.repeat(BLOCK / 3)}`;
    expect(found(text)).toEqual(['typo.homophone 归划→规划']);
  });
  it('is linear in long runs', () => {
    const begun = performance.now();
    found('归大'.repeat(20_000));
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});
