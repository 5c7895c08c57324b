import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Beginnings, Opening } from './quick.ts';

const letters = fc.string({ unit: fc.constantFrom(...'打印关闭来信箱写 【12a—\u3000'), maxLength: 12 });

describe('quick looks', () => {
  it('never miss a word', () => {
    const words = ['来信', '写信', '信箱', '12345'];
    const beginnings = new Beginnings(words);
    fc.assert(
      fc.property(letters, (text) => beginnings.mayBeIn(text) || !words.some((word) => text.includes(word))),
    );
    expect(beginnings.mayBeIn('青岚县召开工作会议')).toBe(false);
  });

  it('say of the beginning of a text what the pattern says', () => {
    const pattern = /^[\s【]{0,4}(?:打印|关闭|\d{1,3}$|[a-z]信)/;
    const opening = new Opening(pattern);
    fc.assert(fc.property(letters, (text) => opening.test(text) === pattern.test(text)));
  });
});
