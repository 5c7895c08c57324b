import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLexicon, planLexicon } from '../engine/compile.ts';
import { parseYamlPack } from '../pack/yaml.ts';
import { FOLDING, rulePack } from '../testing/scanner.ts';
import { createScanner } from './scanner.ts';
import { MARGIN, windowsOf, windowsOfPieces } from './windows.ts';

const packs = [
  rulePack('p', 'fold: [inserted, traditional, repeated]\nterms: [赌博, 赌博网]\nallow: [赌博网站]'),
  rulePack('q', 'terms: [甲词, 乙词]\nwhen: {distinct: {atLeast: 2, within: 20}}'),
  rulePack('r', 'terms: [丙词]\nwhen: {notNear: {words: [打击], within: 40}, notInLawQuotation: true}'),
  rulePack('s', 'detector: impossible-date'),
  rulePack('t', 'words: true\nterms: [布署]'),
].map((text) => parseYamlPack(text, 'p.yaml').pack);
const lexicon = compileLexicon(
  planLexicon(
    packs.filter((pack) => pack !== null),
    FOLDING,
  ),
);
const whole = createScanner(lexicon, { window: Number.POSITIVE_INFINITY });

const piece = fc.oneof(
  fc.constantFrom(
    '赌',
    '博',
    '賭·博',
    '网站',
    '甲词',
    '乙词',
    '丙词',
    '打击',
    '2月30日',
    '布署',
    '发布署名',
    '《',
    '》',
  ),
  fc.constantFrom('。', '\n', '\ud83d', '\ude00', '\u202e', '\0', '的', '字'.repeat(90), '。'.repeat(1500)),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

async function streamed(size: number, pieces: Iterable<string>) {
  const hits = [];
  for await (const window of createScanner(lexicon, { window: size }).stream(pieces))
    for (const hit of window.hits) {
      expect(window.text.slice(hit.start - window.from, hit.end - window.from)).toBe(hit.text);
      hits.push(hit);
    }
  return hits;
}

describe('a text in windows', () => {
  it('has the hits of the text as a whole, whatever the windows', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 3000 }), (given, size) => {
        expect(createScanner(lexicon, { window: size }).scan(given)).toEqual(whole.scan(given));
      }),
      { numRuns: 60 },
    );
  });
  it('has the hits of one string, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 50, max: 3000 }),
        fc.array(fc.nat(400), { maxLength: 30 }),
        async (given, size, cuts) => {
          const pieces: string[] = [];
          let at = 0;
          for (const cut of cuts) {
            pieces.push(given.slice(at, at + cut));
            at += cut;
          }
          pieces.push(given.slice(at));
          expect(await streamed(size, pieces)).toEqual(whole.scan(given));
        },
      ),
      { numRuns: 60 },
    );
  });
  it('cuts pieces at the places at which it cuts a string', async () => {
    const given = '字'.repeat(3 * MARGIN + 17);
    const pieces = [];
    for await (const window of windowsOfPieces([given.slice(0, 5000), given.slice(5000)], 1000))
      pieces.push(window);
    expect(pieces).toEqual([...windowsOf(given, 1000)]);
  });
  it('knows the parts of a page in every window', () => {
    const pack = parseYamlPack(rulePack('p', 'terms: [甲词]\nwhen: {fields: [link]}'), 'p.yaml').pack;
    if (pack === null) throw new Error('the pack must be whole');
    const scanner = createScanner(compileLexicon(planLexicon([pack], FOLDING)), { window: 100 });
    const given = `甲词${'字'.repeat(9000)}\0甲词`;
    const parts = [
      { field: 'body', start: 0, end: 9002 },
      { field: 'link', start: 9003, end: 9005 },
    ] as const;
    expect(scanner.scan(given, { parts }).map(({ start }) => start)).toEqual([9003]);
  });
});
