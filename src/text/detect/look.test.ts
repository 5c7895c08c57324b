import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBeforeDigits, isBehindDigits, marksOf, matchesNear, runsWhere } from './look.ts';
import { createWatch } from './watch.ts';

const texts = fc
  .array(
    fc.constantFrom(
      '点',
      '赞',
      '点赞',
      '微',
      '信',
      '1',
      '23',
      '2019',
      '年',
      '时',
      ':',
      '上午',
      ' ',
      '\n',
      '。',
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

describe('matchesNear', () => {
  it.each([
    ['the digits themselves', String.raw`(?<!\d)\d{1,2}[年时:]\d?`, 0, null],
    ['words in front of them', String.raw`(?<!\d)(?:(?:上午|点赞)\s?)?\d{1,2}[年时:]\d?`, 3, null],
    [
      'words that have to be there',
      String.raw`(?:上午|点赞)\s?\d{1,2}[年时:]?`,
      3,
      marksOf(['上午', '点赞']),
    ],
  ])('gives what matchAll gives of a pattern that begins with %s', (_, source, before, begins) => {
    fc.assert(
      fc.property(texts, (text) => {
        const places = runsWhere(createWatch().look(text)(), () => true);
        const near = matchesNear(text, new RegExp(source, 'y'), places, before, begins);
        const all = [...text.matchAll(new RegExp(source, 'g'))];
        expect(near.map((match) => [match.index, ...match])).toEqual(
          all.map((match) => [match.index, ...match]),
        );
      }),
    );
  });
});

describe('isBehindDigits', () => {
  it.each([
    ['增长5%', true, false],
    ['5', false, false],
    ['%5', false, true],
    ['5 %', false, false],
  ])('%j', (text, behind, before) => {
    const look = createWatch().look(text)();
    expect(isBehindDigits(text, look, '％%')).toBe(behind);
    expect(isBeforeDigits(text, look, '％%')).toBe(before);
  });
});
