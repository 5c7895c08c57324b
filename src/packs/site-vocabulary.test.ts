import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SiteVocabulary } from '../facts/index.ts';
import { parseFolding } from '../text/index.ts';
import { loadWords } from './vocabularies.ts';

const folder = resolve(import.meta.dirname, '../../packs');
const words = loadWords(resolve(folder, 'site-vocabulary.yaml'), SiteVocabulary);
const { traditional } = parseFolding(readFileSync(resolve(folder, 'folding.yaml'), 'utf8'));
const folded = (text: string) => [...text].map((char) => traditional.get(char) ?? char).join('');

/** What only sites in traditional characters say. */
const ONE_SIDED = new Set(['聯絡我們', '登入']);

describe('the words of government sites', () => {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ...words.columns.map(({ kind, names }) => [kind, names] as const),
    ['titles of interpretations', words.interpretations.titles],
    ['links to interpretations', words.interpretations.linkToInterpretation],
    ['entries of services', words.services.entry],
    ['statistics of services', words.services.stats],
    ['statistics of letters', words.interaction.stats],
    ['functions of a page', words.notColumns.exact],
    ['names of the home page', words.homeNames],
  ];

  it.each(lists)('stand in both spellings: %s', (_, list) => {
    const traditionally = list.filter((word) => folded(word) !== word);
    // Names that have no usual spelling beside them are slips, but for words that only one of the two knows.
    expect(traditionally.filter((word) => !list.includes(folded(word)) && !ONE_SIDED.has(word))).toEqual([]);
    const spelled = new Set(traditionally.map(folded));
    const different = list.filter(
      (word) => folded(word) === word && /[务办动统计读专题开设领导调访频]/.test(word),
    );
    expect(different.filter((word) => !spelled.has(word))).toEqual([]);
  });
});
