import { compileLexicon, type Folding, planLexicon } from '../engine/compile.ts';
import { createScanner, type Scanner } from '../engine/scanner.ts';
import { parseYamlPack } from '../pack/yaml.ts';

export const FOLDING: Folding = {
  traditional: new Map([
    ['國', '国'],
    ['賭', '赌'],
  ]),
  lookalikes: new Map([
    ['①', '1'],
    ['а', 'a'],
  ]),
};

/** A pack of one rule from its YAML lines; the rest is filled in. */
export function rulePack(id: string, lines: string, more = ''): string {
  return `schema: xunjian.pack/1
id: ${id}
title: {zh: 测试, en: test}
version: '1'
fold: []
${more}
rules:
  - id: ${id}.rule
    category: misstatement
    severity: warn
    why: 测试“{term}”
    source: test
    examples: [例]
    counters: [反例]
${lines
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
}

export function scannerOf(...texts: readonly string[]): Scanner {
  const packs = texts.map((text) => {
    const { pack, problems } = parseYamlPack(text, 'test.yaml');
    if (pack === null || problems.length > 0) throw new Error(JSON.stringify(problems));
    return pack;
  });
  return createScanner(compileLexicon(planLexicon(packs, FOLDING)));
}
