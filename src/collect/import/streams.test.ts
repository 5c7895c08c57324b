import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteChunks, decodeLine, LineCutter } from './bytes.ts';
import { type Fields, FORMS, RECORD_KINDS } from './forms.ts';
import { shareOf, shareOfLine } from './share.ts';

function cut(chunks: readonly Buffer[], longest?: number): string[] {
  const lines: string[] = [];
  const cutter = new LineCutter(
    {
      line: (buffer, from, to, number) => lines.push(`${number} ${decodeLine(buffer, from, to)}`),
      tooLong: (number) => lines.push(`${number} too long`),
    },
    longest,
  );
  for (const chunk of chunks) cutter.push(chunk);
  cutter.end();
  return lines;
}

describe('LineCutter', () => {
  it('comes to the same lines however the file falls into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 8 }),
        fc.array(fc.nat(60), { maxLength: 8 }),
        (texts, cuts) => {
          const lines = texts.map((text) => text.replace(/[\n\ufeff\ufffd]/g, '中'));
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const places = [...cuts.map((at) => Math.min(at, bytes.length)), 0, bytes.length].sort(
            (a, b) => a - b,
          );
          const chunks = places.slice(1).map((to, at) => bytes.subarray(places[at], to));
          expect(cut(chunks)).toEqual(lines.map((line, at) => `${at + 1} ${line}`));
        },
      ),
    );
  });
  it('gives up a line that is too long, and goes on behind it', () => {
    const chunks = ['a\nbbbb', 'bbbb', 'bb\nc\nd'].map((text) => Buffer.from(text));
    expect(cut(chunks, 6)).toEqual(['1 a', '2 too long', '3 c', '4 d']);
  });
  it('reads UTF-16 whose characters fall apart between chunks', async () => {
    const bytes = Buffer.from('\ufeff中\n文', 'utf16le');
    async function* halves() {
      for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of byteChunks(halves())) chunks.push(chunk);
    expect(cut(chunks)).toEqual(['1 中', '2 文']);
  });
});

describe('shares', () => {
  const peek = shareOfLine('account');
  it('a line falls to the share of its id, seen from its bytes or not at all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 2, max: 8 }),
        fc.boolean(),
        (id, count, spaced) => {
          const line = Buffer.from(
            `${JSON.stringify({ account: id, id: 'x' }).replace(':', spaced ? ': ' : ':')}`,
          );
          const seen = peek(line, 0, line.length, count);
          expect([-1, shareOf(id, count)]).toContain(seen);
          if (/^[a-z0-9_]*$/.test(id)) expect(seen).toBe(shareOf(id, count));
        },
      ),
    );
  });
  it.each(['{"id":"x","account":"a"}', '{"account":5}', '{"account":"a', ' {"account":"a"}', ''])(
    'has to read %s',
    (text) => {
      const line = Buffer.from(text);
      expect(peek(line, 0, line.length, 2)).toBe(-1);
    },
  );
  it('takes as many of each', () => {
    const counts = [0, 0, 0];
    for (let at = 0; at < 9_000; at++) {
      const own = shareOf(`a${String(at).padStart(6, '0')}`, 3);
      counts[own] = (counts[own] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 3_000)).toBeLessThan(300);
  });
});

/** Values that a key may have, whatever the schema asks for. */
const value = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    'x',
    '2019-05-06',
    '2019-05-06T10:00:00+08:00',
    true,
    false,
    0,
    1,
    2.5,
    -1,
  ),
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN, 2 ** 60, [], {}),
);

/** Rows of one form; those of several are always looked at by their schema. */
const BY_HAND = RECORD_KINDS.filter((kind) => 'shape' in FORMS[kind].schema);

describe.each(BY_HAND)('%s by hand and by schema', (kind) => {
  const { schema, fits, dates, days, subject, nullable } = FORMS[kind];
  const shape = 'shape' in schema ? (schema.shape as Record<string, unknown>) : {};
  it('agree on every row whose dates and subject are settled', () => {
    const keys = Object.keys(shape);
    expect(keys.length).toBeGreaterThan(4);
    const row = fc
      .record(Object.fromEntries([...keys, 'other'].map((key) => [key, value])), { requiredKeys: [] })
      .chain((fields) => {
        const settled: Fields = { ...fields, [subject]: 'a1' };
        for (const key of dates)
          if (nullable.includes(key)) settled[key] = typeof settled[key] === 'string' ? '2019-05-06' : null;
          else if (kind === 'collections' || kind === 'probes') settled[key] = '2019-05-06T10:00:00+08:00';
          else settled[key] = settled[key] === undefined ? undefined : null;
        for (const key of days) settled[key] = '2019-05-06';
        return fc.constant(settled);
      });
    fc.assert(
      fc.property(row, (fields) => fits(fields) === schema.safeParse(fields).success),
      {
        numRuns: 400,
      },
    );
  });
});
