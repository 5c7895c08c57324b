import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLook, createWordSearch, marksOf, matchesNear, runsWhere } from './look.ts';

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

describe('createWordSearch', () => {
  it('finds what a pattern of alternatives finds first', () => {
    const words = ['点赞', '微信', '信', '点赞微信'];
    const search = createWordSearch(words);
    fc.assert(
      fc.property(texts, fc.nat(40), (text, from) => {
        const pattern = new RegExp(words.join('|'), 'g');
        pattern.lastIndex = from;
        expect(search(text, from)).toBe(from > text.length ? -1 : (pattern.exec(text)?.index ?? -1));
      }),
    );
  });

  it('finds nothing where there are no words', () => {
    expect(createWordSearch([])('点赞', 0)).toBe(-1);
    expect(createWordSearch(['点赞'])('', 0)).toBe(-1);
  });
});

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
        const places = runsWhere(createLook(text)(), () => true);
        const near = matchesNear(text, new RegExp(source, 'y'), places, before, begins);
        const all = [...text.matchAll(new RegExp(source, 'g'))];
        expect(near.map((match) => [match.index, ...match])).toEqual(
          all.map((match) => [match.index, ...match]),
        );
      }),
    );
  });
});

describe('createLook', () => {
  it.each([
    ['', [], false],
    ['12', [0, 2], false],
    ['共3项，2019年', [1, 2, 4, 8], false],
    ['第１条', [], true],
  ])('%j', (text, runs, wide) => {
    expect(createLook(text)()).toEqual({ runs, wide });
  });
});
