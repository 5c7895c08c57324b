import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPacks, readPack } from './index.ts';

const shipped = join(import.meta.dirname, '../../packs');
const PACK = `schema: xunjian.pack/1
id: own
title: { zh: 自有, en: own }
version: '1'
rules:
  - id: own.word
    category: misstatement
    severity: warn
    why: 写错了
    source: own compilation
    terms: [{ text: 错词, suggest: 正词 }]
    examples: [这是错词]
    counters: [这是正词]
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xunjian-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('packs that are kept', () => {
  it('are what was read', () => {
    const cache = join(folder, 'cache');
    const anew = loadPacks({ folder: shipped });
    const first = loadPacks({ folder: shipped, cache });
    const second = loadPacks({ folder: shipped, cache });
    expect(first.packs).toEqual(anew.packs);
    expect(second.packs).toEqual(anew.packs);
    expect(second.lexicon.plan.terms).toEqual(anew.lexicon.plan.terms);
    expect(second.lexicon.plan.table).toEqual(anew.lexicon.plan.table);
    const text = '江苏省杭州市2019年2月30日';
    expect(second.scanner.scan(text)).toEqual(anew.scanner.scan(text));
  });

  it('are read anew when the pack is edited', () => {
    const file = join(folder, 'own.yaml');
    writeFileSync(file, PACK);
    expect(readPack(file, folder).pack?.rules[0]?.terms[0]?.text).toBe('错词');
    writeFileSync(file, PACK.replaceAll('错词', '别词'));
    expect(readPack(file, folder).pack?.rules[0]?.terms[0]?.text).toBe('别词');
  });

  it('still know where a term stands', () => {
    const file = join(folder, 'own.yaml');
    writeFileSync(file, PACK);
    const placed = readPack(file).place('own.word', '错词');
    readPack(file, folder);
    expect(readPack(file, folder).place('own.word', '错词')).toEqual(placed);
  });

  it('are none where a pack has faults: they are told every time', () => {
    const file = join(folder, 'own.yaml');
    writeFileSync(file, PACK.replace('severity: warn', 'severity: loud'));
    const { problems } = readPack(file, folder);
    expect(problems.length).toBeGreaterThan(0);
    expect(readPack(file, folder).problems).toEqual(problems);
  });

  it('are not trusted where the file is torn', () => {
    const cache = join(folder, 'cache');
    const file = join(folder, 'own.yaml');
    writeFileSync(file, PACK);
    const before = readPack(file, cache).pack;
    for (const name of readdirSync(cache)) {
      const bytes = readFileSync(join(cache, name));
      writeFileSync(join(cache, name), bytes.subarray(0, bytes.length - 5));
    }
    expect(readPack(file, cache).pack).toEqual(before);
  });

  it('cost nothing but time where the folder cannot be written', () => {
    const file = join(folder, 'own.yaml');
    writeFileSync(file, PACK);
    expect(readPack(file, join(file, 'none')).pack?.id).toBe('own');
  });
});
