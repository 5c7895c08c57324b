import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWatch } from './watch.ts';

const UNITS = ['点', '赞', '微', '信', '1', '23', '９', '年', 'A', ' ', '\n', '\0', '\ud83d'];
const texts = fc.array(fc.constantFrom(...UNITS), { maxLength: 60 }).map((parts) => parts.join(''));
const words = fc
  .array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''));

describe('createWatch', () => {
  it.each([
    ['', [], false],
    ['12', [0, 2], false],
    ['共3项，2019年', [1, 2, 4, 8], false],
    ['第１条', [], true],
  ])('finds the digits of %j', (text, runs, wide) => {
    expect(createWatch().look(text)()).toMatchObject({ runs, wide });
  });

  it('tells every asker all places of its words, in their order', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.array(words, { maxLength: 3 }), { maxLength: 12 }), (text, lists) => {
        const watch = createWatch();
        const askers = lists.map((list) => watch.words(list));
        const look = watch.look(text)();
        lists.forEach((list, index) => {
          const told = look.places(askers[index] ?? 0);
          const places = Array.from({ length: text.length }, (_, at) => at);
          for (const at of places)
            if (list.some((word) => text.startsWith(word, at))) expect(told).toContain(at);
          expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
        });
        expect(look.runs).toEqual(
          [...text.matchAll(/\d+/g)].flatMap(({ 0: run, index }) => [index, index + run.length]),
        );
      }),
    );
  });

  it('tells one asker nothing of what others asked for', () => {
    const watch = createWatch();
    const [one, other, none] = [watch.words(['点赞', '微']), watch.words(['信']), watch.words([])];
    const look = watch.look('微信点赞，点微信')();
    expect([one, other, none].map((asker) => look.places(asker))).toEqual([[0, 2, 6], [1, 7], []]);
  });
});
