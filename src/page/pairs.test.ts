import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pairs, Signs, Triples } from './pairs.ts';

const letters = fc.string({ unit: fc.constantFrom(...'aBkKsSK公开ſ意见箱 1\n'), maxLength: 400 });

describe('pairs of a text', () => {
  it('never miss a word that is there, in whatever case', () => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.integer({ min: 1, max: 6 }), (text, at, size) => {
        const start = text === '' ? 0 : at % text.length;
        const word = text.slice(start, start + size);
        const pairs = Pairs.of(text);
        return pairs.mayHold(word) && pairs.mayHold(word.toLowerCase()) && pairs.mayHold(word.toUpperCase());
      }),
    );
  });

  it('nor do triples', () => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.integer({ min: 1, max: 7 }), (text, at, size) => {
        const start = text === '' ? 0 : at % text.length;
        const word = text.slice(start, start + size);
        const triples = Triples.of(text);
        return triples.mayHold(word) && triples.mayHold(word.toUpperCase());
      }),
    );
  });

  it('rule out nearly all words that are not', () => {
    const text = Array.from({ length: 20_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919) % 5_003)),
    ).join('');
    const pairs = Pairs.of(text);
    const words = Array.from({ length: 500 }, (_, i) =>
      String.fromCharCode(0x7000 + i, 0x7400 + i, 0x7100 + i),
    );
    expect(words.filter((word) => !text.includes(word) && pairs.mayHold(word)).length).toBeLessThan(25);
  });

  it.each([
    ['', false],
    ['信', false],
    ['请来信', true],
    ['写信给我们', true],
    ['信来信往', true],
  ])('of %j say the same as the pattern: %s', (text, expected) => {
    expect(new Signs(/来信|写信/).test(text, Pairs.of(text))).toBe(expected);
  });
});
