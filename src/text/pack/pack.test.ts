import { describe, expect, it } from 'vitest';
import { rulePack } from '../testing/scanner.ts';
import { parseCsvPack } from './csv.ts';
import { parseYamlPack } from './yaml.ts';

function problems(text: string): string[] {
  return parseYamlPack(text, 'p.yaml').problems.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

describe('parseYamlPack', () => {
  it.each([
    ['broken YAML', 'schema: [', /^\d+:\d+ ./],
    ['no pack', 'hello', /^1:1 /],
    ['an unknown key', `${rulePack('p', 'terms: [甲]')}colour: red\n`, /^16:1 unknown key colour$/],
    [
      'an unknown category',
      rulePack('p', 'terms: [甲]').replace('misstatement', 'harm'),
      /^9:5 Invalid option/,
    ],
    [
      'a term that is allowed',
      rulePack('p', 'terms: [甲]\nallow: [甲]'),
      /^15:13 “甲” is both a term and allowed$/,
    ],
    ['a term twice', rulePack('p', 'terms: [甲, 乙, 甲]'), /^15:19 the term “甲” is there twice$/],
    ['a term without letters', rulePack('p', "terms: ['——']"), /has no letter or digit$/],
    ['a list that is not there', rulePack('p', 'terms: [甲]\nallow: [$no]'), /there is no list \$no$/],
    ['no terms', rulePack('p', 'words: true'), /has neither terms nor a detector$/],
    [
      'impossible dates',
      rulePack('p', "terms: [甲]\nwhen: {datedAfter: '2020-01-01', datedBefore: '2019-01-01'}"),
      /no text can be dated after/,
    ],
    ['a wrong day', rulePack('p', 'terms: [甲]\nwhen: {datedAfter: 2020年}'), /a day must be YYYY-MM-DD$/],
  ])('tells the place of %s', (_, text, expected) => {
    expect(problems(text)[0]).toMatch(expected);
  });
  it('keeps the rules that are whole', () => {
    const text = `${rulePack('p', 'terms: [甲]')}  - {id: bad}\n`;
    const { pack, problems: told } = parseYamlPack(text, 'p.yaml');
    expect(pack?.rules.map(({ id }) => id)).toEqual(['p.rule']);
    expect(told.length).toBeGreaterThan(0);
  });
  it('refuses aliases that multiply', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((key, i) => `${key}: &${key} [${`*${'abcdefg'[i]},`.repeat(9)}]`),
    ].join('\n');
    expect(problems(bomb)).toHaveLength(1);
  });
});

describe('parseCsvPack', () => {
  it('takes Chinese names, quotes and several values', () => {
    const text =
      '\ufeff词语,类别,级别,原因,建议写法,放行,生效日期\n甲部,表述错误,提示,"旧名,已改",乙部,甲部门；甲部分,2018-07-01\n';
    const { pack, problems: told } = parseCsvPack(text, 'p.csv', 'own');
    expect(told).toEqual([]);
    expect(pack?.rules[0]).toMatchObject({
      category: 'misstatement',
      severity: 'warn',
      why: '旧名,已改',
      terms: [{ text: '甲部', suggest: '乙部' }],
      allow: ['甲部门', '甲部分'],
      when: { datedAfter: '2018-07-01' },
    });
  });
  it('tells line and column, and keeps the rest', () => {
    const text =
      'term,category,severity,why\n甲,misstatement,warn,x\n乙,nothing,warn,x\n甲,misstatement,warn,x\n丙,typo,warn,x\n';
    const { pack, problems: told } = parseCsvPack(text, 'p.csv', 'own');
    expect(told.map(({ line, column }) => [line, column])).toEqual([
      [3, 2],
      [4, 1],
    ]);
    expect(pack?.rules).toHaveLength(2);
  });
  it('tells a missing column and an open quotation', () => {
    expect(parseCsvPack('词语\n甲\n', 'p.csv', 'own').problems[0]?.message).toContain('lacks category');
    expect(
      parseCsvPack('term,category,severity,why\n"甲,typo,warn,x\n', 'p.csv', 'own').problems[0],
    ).toMatchObject({ line: 2 });
  });
});
