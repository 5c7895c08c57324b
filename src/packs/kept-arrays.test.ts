import { mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { keepArrays, keptArrays } from './kept-arrays.ts';
import { loadTypoCheck } from './typo.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'xunjian-kept-'));

it('gives back what was kept, and nothing of a file that is not whole', () => {
  const at = folder();
  const arrays = {
    a: Uint8Array.of(1, 2, 3),
    b: Float32Array.of(0.5, -1),
    c: new Int32Array(0),
    d: Uint16Array.of(9),
  };
  keepArrays(at, 'x.bin', arrays, { size: 3 });
  expect(keptArrays(at, 'x.bin')).toEqual({ arrays, plain: { size: 3 } });
  expect(keptArrays(at, 'y.bin')).toBeNull();
  truncateSync(join(at, 'x.bin'), readFileSync(join(at, 'x.bin')).length - 8);
  expect(keptArrays(at, 'x.bin')).toBeNull();
  writeFileSync(join(at, 'x.bin'), 'xjarrays but no more');
  expect(keptArrays(at, 'x.bin')).toBeNull();
});

it('finds the same with a kept model, with one that cannot be kept, and after it was spoilt', () => {
  const packs = resolve(import.meta.dirname, '../../packs');
  const text = '《“健康中国2030”规划刚要》进一步步贯彻落实，银呆监会作出。';
  const found = loadTypoCheck(packs)(text);
  expect(found.map(({ text: own, suggest }) => `${own}→${suggest}`)).toContain('刚要→纲要');
  const cache = folder();
  expect(loadTypoCheck(packs, cache)(text)).toEqual(found);
  expect(loadTypoCheck(packs, cache)(text)).toEqual(found);
  const [name = ''] = readdirSync(cache);
  truncateSync(join(cache, name), 100);
  expect(loadTypoCheck(packs, cache)(text)).toEqual(found);
  expect(loadTypoCheck(packs, join(cache, name))(text)).toEqual(found);
}, 20_000);
