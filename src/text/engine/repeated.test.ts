import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseYamlPack } from '../pack/yaml.ts';
import { FOLDING, rulePack } from '../testing/scanner.ts';
import { compileLexicon, planLexicon } from './compile.ts';
import { createRepeatedScan } from './repeated.ts';

const FOLD = 'width, case, traditional, invisible, inserted, lookalike';
const packOf = (id: string, fold: string, terms: string) => {
  const { pack } = parseYamlPack(rulePack(id, `fold: [${fold}]\nterms: [${terms}]`), `${id}.yaml`);
  if (pack === null) throw new Error(id);
  return pack;
};
const lexicon = compileLexicon(
  planLexicon(
    [
      packOf('doubled', `${FOLD}, repeated`, "赌博, 天天乐, 博彩网, 'a11'"),
      packOf('plain', FOLD, '网站, 博客'),
    ],
    FOLDING,
  ),
);
const texts = fc
  .array(fc.constantFrom(...'赌賭博天乐彩网站客aA1① ·，。某\n'), { maxLength: 80 })
  .map((units) => units.join(''));
const scan = createRepeatedScan(lexicon);

it('finds around repeated characters what a second reading of the whole text finds', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const repeats: number[] = [];
      const first = new Set<string>();
      lexicon.automaton.scan(text, (...hit) => first.add(hit.join()), repeats);
      const near: string[] = [];
      scan?.(text, repeats, (...hit) => near.push(hit.join()));
      const whole: string[] = [];
      // Every place of the text as one that repeats: all stretches are read.
      scan?.(
        text,
        [...text].map((_, at) => at),
        (...hit) => whole.push(hit.join()),
      );
      expect(near.filter((hit) => !first.has(hit))).toEqual(whole.filter((hit) => !first.has(hit)));
    }),
  );
});

it('is asked for by rules only', () => {
  expect(
    createRepeatedScan(compileLexicon(planLexicon([packOf('plain', FOLD, '网站')], FOLDING))),
  ).toBeNull();
});
