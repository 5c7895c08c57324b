import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTypoCheck } from './homophones.ts';
import { cut, formatWords, parseWords } from './words.ts';

const FREQUENCIES = new Map([
  ['规划', 4000],
  ['纲要', 2000],
  ['工作', 9000],
  ['大数据', 1000],
  ['产业', 5000],
  ['的', 9000],
  ['归', 3],
  ['规', 3],
  ['划', 3],
  ['刚', 3],
  ['要', 300],
  ['大', 500],
  ['数', 50],
  ['局', 90],
  ['据', 9],
]);

describe('words', () => {
  it('are read as they were written, rounded to classes', () => {
    const { logp, longest } = parseWords(formatWords(FREQUENCIES));
    expect([...logp.keys()].sort()).toEqual([...FREQUENCIES.keys()].sort());
    expect(longest).toBe(3);
    const total = [...FREQUENCIES.values()].reduce((sum, count) => sum + count, 0);
    for (const [word, count] of FREQUENCIES)
      expect(Math.abs((logp.get(word) ?? 0) - Math.log(count / total))).toBeLessThan(Math.LN2);
  });
  it('refuse another file', () => {
    expect(() => parseWords('words')).toThrow('not a list of words');
  });
  it('cut any text into pieces that make it up', () => {
    const words = parseWords(formatWords(FREQUENCIES));
    const unit = fc.constantFrom('规', '划', '大', '数', '据', '的', '无');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), (units) => {
        const { ends, score } = cut(units.join(''), words);
        expect(ends.at(-1) ?? 0).toBe(units.length);
        expect(ends.every((end, index) => end > (ends[index - 1] ?? 0))).toBe(true);
        expect(score).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('createTypoCheck', () => {
  const words = parseWords(formatWords(FREQUENCIES));
  const model = {
    words,
    groups: ['规归', '刚纲', '据局句', '划画'],
    protect: ['大数局'],
    threshold: 4,
    pairThreshold: 4,
  };
  const check = createTypoCheck({ ...model, protect: [] });
  const found = (text: string, finder = check) =>
    finder(text).map((hit) => {
      expect(text.slice(hit.start, hit.end)).toBe(hit.text);
      return `${hit.text}→${hit.suggest}`;
    });

  it.each([
    ['归划工作', ['归划→规划']],
    ['一、《刚要》的规划', ['刚要→纲要']],
    ['大数局产业', ['大数局→大数据']],
    ['规划纲要的大数据产业工作', []],
    ['', []],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
  it('leaves alone what is protected', () => {
    expect(found('大数局产业', createTypoCheck(model))).toEqual([]);
  });
  it('leaves alone what is written so twice: it is a name or a term', () => {
    expect(found('归划工作，归划产业')).toEqual([]);
  });
  it('leaves alone what may be a name', () => {
    expect(found('张归划的工作')).toEqual([]);
  });
  it('is linear in long runs', () => {
    const begun = performance.now();
    check('归大'.repeat(50_000));
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});
