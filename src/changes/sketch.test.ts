import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, overlap, sameText, sketchPage } from './sketch.ts';
import { eachWord } from './words.ts';

const NEVER = () => false;
const sampleOf = (text: string) => {
  const sketch = sketchPage({ title: '', text, body: text });
  return { hashes: decode(sketch), words: sketch.words };
};
const countOf = (text: string) => {
  const words = new Set<number>();
  eachWord(text, (hash) => words.add(hash));
  return words.size;
};

describe('words', () => {
  it.each([
    ['pairs of Han characters', '人民政府', 3],
    ['no pair across a mark', '人民，政府', 2],
    ['words of other scripts', 'Open Data open data', 2],
    ['full-width letters as the usual ones', 'ＯＰＥＮ open', 1],
    ['no digits, no single letters', '2019年5月17日 a 1', 0],
    ['Cyrillic words', 'Государственный сайт', 2],
    ['pairs where a script has no spaces', 'ราชการ', 5],
    ['words with accents, and no Chinese in a wrong charset', 'été ÖÐ¹ú ÕþÎñ¹«¿ª', 1],
    ['broken surrogates', '\ud83d人民\udc00', 1],
  ])('%s', (_, text, count) => {
    expect(countOf(text)).toBe(count);
  });

  it.each([
    ['人民政府门户网站', 'han'],
    ['このページは新しい', 'kana'],
    ['정부 누리집 안내', 'hangul'],
    ['government portal news', 'latin'],
  ] as const)('%s is written in %s', (text, script) => {
    const { scripts } = sketchPage({ title: '', text, body: '' });
    expect(Math.max(...Object.values(scripts))).toBe(scripts[script]);
  });
});

describe('sketches', () => {
  it('keep the opening words on one line, cut between characters', () => {
    const { opening } = sketchPage({ title: '', text: 'x', body: `第一段\n\n 第二段${'😀'.repeat(80)}` });
    expect(opening).toMatch(/^第一段 第二段😀+…$/u);
    expect(opening.isWellFormed()).toBe(true);
  });

  it('estimate how much two texts share', () => {
    const letters = Array.from({ length: 2000 }, (_, n) =>
      String.fromCharCode(0x4e00 + ((n * 7919) % 15000)),
    );
    const text = (from: number, to: number) => letters.slice(from, to).join('');
    for (const [share, to] of [
      [0, 2000],
      [0.25, 1750],
      [0.5, 1500],
      [1, 1000],
    ] as const) {
      const estimate = overlap(sampleOf(text(0, 1000)), sampleOf(text(to - 1000, to)), 10, NEVER);
      expect(Math.abs((estimate ?? 9) - share)).toBeLessThan(0.12);
    }
  });

  it.each([20, 100, 128, 129, 150, 1000, 5000])('tell of %i letters how many words there are', (count) => {
    const text = Array.from({ length: count }, (_, n) =>
      String.fromCharCode(0x4e00 + ((n * 7919) % 19_997)),
    ).join('');
    const exact = countOf(text);
    // Five standard errors where it is an estimate.
    const slack = exact < 128 ? 0 : 5 / Math.sqrt(126);
    expect(Math.abs(sampleOf(text).words / exact - 1)).toBeLessThanOrEqual(slack);
  });

  it('keep the smallest hashes of all words, whatever the text repeats', () => {
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'人民政府网站公开办事灌溉，'), maxLength: 40 }),
      fc.string({
        unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map((c) => String.fromCharCode(c)),
        maxLength: 400,
      }),
      fc.string({ unit: fc.constantFrom(...'abcdefgh '), maxLength: 400 }),
    );
    const text = fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 40 })), { maxLength: 12 }).map((pieces) =>
      pieces
        .map(([part, times]) => part.repeat(times))
        .join('')
        .slice(0, 6000),
    );
    fc.assert(
      fc.property(text, (whole) => {
        const words = new Set<number>();
        eachWord(`\n${whole}`, (hash) => words.add(hash));
        const smallest = [...words].sort((a, b) => a - b).slice(0, 128);
        const sketch = sketchPage({ title: '', text: whole, body: '' });
        expect([...decode(sketch)].map((hash) => hash >>> 0)).toEqual(smallest);
        if (words.size < 128) expect(sketch.words).toBe(words.size);
      }),
      { numRuns: 300 },
    );
  });

  it('tell nothing of texts too short to tell', () => {
    expect(overlap(sampleOf('人民政府'), sampleOf('人民政府'), 10, NEVER)).toBeNull();
    expect(overlap(sampleOf(''), sampleOf(''), 1, NEVER)).toBeNull();
  });

  it('are the same for a text and itself, and share all of it; what they share is no matter of sides', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'人民政府网站公开办事灌溉 abc，\n'),
      minLength: 0,
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, other] = [sampleOf(a), sampleOf(b)];
        expect(sameText(one, sampleOf(a))).toBe(true);
        const own = overlap(one, one, 1, NEVER);
        expect(own === null || own === 1).toBe(true);
        expect(overlap(one, other, 1, NEVER)).toBe(overlap(other, one, 1, NEVER));
      }),
    );
  });
});
