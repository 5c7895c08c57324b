import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TextHit } from '../../model/index.ts';
import { loadTypoCheck } from '../../packs/index.ts';

/** Invented sentences of fields that the model was not measured on while it was made: what it finds there must not get worse. */
const FIELDS = [
  { field: 'law', recall: 0.7 },
  { field: 'medicine', recall: 0.55 },
] as const;

let check: (text: string) => readonly TextHit[];
beforeAll(() => {
  check = loadTypoCheck(join(import.meta.dirname, '../../../packs'));
});

function sentences(field: string): readonly { readonly written: string; readonly correct: string }[] {
  return readFileSync(join(import.meta.dirname, 'samples', `${field}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({
      written: line.replaceAll(/\[(.*?)→(.*?)\]/g, '$1'),
      correct: line.replaceAll(/\[(.*?)→(.*?)\]/g, '$2'),
    }));
}

describe.each(FIELDS)('sentences of $field', ({ field, recall }) => {
  it('are found wrong where they are', () => {
    const all = sentences(field);
    const found = all.filter(({ written, correct }) => {
      expect(written).not.toBe(correct);
      return check(written).some(({ start, end }) => written.slice(start, end) !== correct.slice(start, end));
    });
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(found.length / all.length).toBeGreaterThanOrEqual(recall);
  });
  it('are left alone where they are right', () => {
    const hits = sentences(field).flatMap(({ correct }) => check(correct));
    expect(hits.map(({ text, suggest }) => `${text}→${suggest}`)).toEqual([]);
  });
});
