import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Compressor } from './compressor.ts';

describe('Compressor', () => {
  it('makes one whole member of every input, one after the other', async () => {
    const compressor = new Compressor();
    const sizes = [1, 2_047, 2_048, 60_000, 65_536, 262_144, 262_145, 1_000_000, 5_000, 3_000_000, 2_048];
    const inputs = sizes.flatMap((size) => [randomBytes(size), Buffer.alloc(size, '政务公开')]);
    const members: Uint8Array[] = [];
    for (const input of inputs) members.push(await compressor.compress(input));
    members.forEach((member, i) => {
      expect(gunzipSync(member).equals(inputs[i] ?? Buffer.alloc(0))).toBe(true);
    });
    expect(gunzipSync(Buffer.concat(members)).equals(Buffer.concat(inputs))).toBe(true);
    compressor.close();
  });

  it('gives the same bytes for the same input, whatever came before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 3_000, maxLength: 9_000 }), { maxLength: 4 }),
        fc.constantFrom(70_000, 300_000),
        async (before, size) => {
          const fresh = new Compressor();
          const used = new Compressor();
          const input = Buffer.alloc(size, '通知公告 2019-05-17');
          for (const each of before) await used.compress(each);
          expect(Buffer.compare(await used.compress(input), await fresh.compress(input))).toBe(0);
          fresh.close();
          used.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('works again after it was closed', async () => {
    const compressor = new Compressor();
    const input = Buffer.alloc(10_000, 'x');
    await compressor.compress(input);
    compressor.close();
    expect(gunzipSync(await compressor.compress(input)).equals(input)).toBe(true);
    compressor.close();
  });
});
