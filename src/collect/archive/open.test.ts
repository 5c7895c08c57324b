import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../model/index.ts';
import type { ArchivedExchange, ArchiveReport, ReadLimits } from './exchanges.ts';
import { openArchive } from './open.ts';
import { base32 } from './warc-head.ts';
import { createWarcWriter } from './writer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function read(
  bytes: Buffer,
  limits?: Partial<ReadLimits>,
): Promise<{ all: ArchivedExchange[]; report: ArchiveReport }> {
  const path = join(folder, `${files++}.bin`);
  await writeFile(path, bytes);
  try {
    const archive = await openArchive(path, limits);
    try {
      const all: ArchivedExchange[] = [];
      for await (const exchange of archive) all.push(exchange);
      return { all, report: archive.report };
    } finally {
      await archive.close();
    }
  } finally {
    await rm(path);
  }
}

function record(type: string, block: string | Buffer, fields: Record<string, string> = {}): Buffer {
  const body = Buffer.from(block);
  const lines = Object.entries({
    'WARC-Type': type,
    'WARC-Record-ID': `<urn:uuid:${createHash('md5').update(body).digest('hex')}>`,
    'WARC-Date': '2024-05-17T02:03:04Z',
    'Content-Length': String(body.length),
    ...fields,
  });
  const head = `WARC/1.0\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n\r\n')]);
}

function page(url: string, body: string | Buffer, headers = '', fields: Record<string, string> = {}): Buffer {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${headers}\r\n`);
  return record('response', Buffer.concat([head, Buffer.from(body)]), { 'WARC-Target-URI': url, ...fields });
}

const A = page('http://a.example/1', '<p>第一页</p>');
const B = page('http://a.example/2', '<p>第二页</p>'.repeat(20));
const C = page('http://a.example/3', '<p>third</p>');
const three = [A, B, C];
const urls = (all: readonly ArchivedExchange[]) => all.map((exchange) => exchange.url.slice(-1));

describe('openArchive', () => {
  it.each([
    ['plain', Buffer.concat(three)],
    ['a gzip member for each record', Buffer.concat(three.map((one) => gzipSync(one)))],
    ['one gzip for all', gzipSync(Buffer.concat(three))],
    [
      'members that cut records',
      Buffer.concat(
        [0, 100, 333, 500].map((at, i, all) => gzipSync(Buffer.concat(three).subarray(at, all[i + 1]))),
      ),
    ],
    ['gzip headers with name, extra field and comment', Buffer.concat(three.map(decorated))],
    [
      'blank lines between records',
      Buffer.concat(three.flatMap((one) => [one, Buffer.from('\r\n\r\n\r\n')])),
    ],
  ])('reads %s', async (_, bytes) => {
    const { all, report } = await read(bytes);
    expect(urls(all)).toEqual(['1', '2', '3']);
    expect(all[0]?.body.toString()).toBe('<p>第一页</p>');
    expect(all[0]?.at).toBe(Date.UTC(2024, 4, 17, 2, 3, 4));
    expect(report.damage).toEqual([]);
  });

  it('reads what the writer writes, revisits with their payloads', async () => {
    const path = join(folder, 'own.warc.gz');
    const writer = await createWarcWriter(path, { software: 't', clock: () => 0 });
    const body = gzipSync('正文'.repeat(2000));
    for (const n of [1, 2]) {
      await writer.write({
        url: `http://a.example/${n}`,
        at: n,
        ip: null,
        request: { method: 'GET', target: '/', headers: [] },
        response: {
          statusLine: 'HTTP/1.1 200 OK',
          headers: [['Content-Encoding', 'gzip']],
          body: Buffer.concat([body, Buffer.alloc(0)]),
        },
      });
    }
    await writer.close();
    const { all, report } = await read(await readFile(path));
    expect(all.map(({ url, at, digestOk }) => [url, at, digestOk])).toEqual([
      ['http://a.example/1', 1, true],
      ['http://a.example/2', 2, true],
    ]);
    expect(all[1]?.body.toString()).toBe('正文'.repeat(2000));
    expect(report.damage).toEqual([]);
  });

  it.each<[string, Buffer, readonly string[], RegExp]>([
    [
      'garbage after the last member',
      Buffer.concat([...three.map((one) => gzipSync(one)), Buffer.from('garbage')]),
      ['1', '2', '3'],
      /no gzip member/,
    ],
    [
      'zero bytes after the last member',
      Buffer.concat([...three.map((one) => gzipSync(one)), Buffer.alloc(999)]),
      ['1', '2', '3'],
      /zero bytes/,
    ],
    [
      'garbage before the first record',
      Buffer.concat([Buffer.from('oops\n'), ...three]),
      ['1', '2', '3'],
      /no record begins/,
    ],
    [
      'garbage between records',
      Buffer.concat([A, Buffer.from('oops\n'), B, C]),
      ['1', '2', '3'],
      /no record begins/,
    ],
    ['a length too large', Buffer.concat([A, longer(B, 40), C]), ['1', '3'], /Content-Length does not fit/],
    [
      'a length beyond the end',
      Buffer.concat([A, longer(B, 100_000), C]),
      ['1', '3'],
      /file ends inside the record/,
    ],
    ['a length too small', Buffer.concat([A, longer(B, -40), C]), ['1', '3'], /Content-Length does not fit/],
    [
      'a length beyond the end, in a member',
      Buffer.concat([A, longer(B, 100_000), C].map((one) => gzipSync(one))),
      ['1', '3'],
      /next record begins inside/,
    ],
    [
      'no length',
      Buffer.concat([
        A,
        Buffer.from(B.toString('latin1').replace(/Content-Length: \d+\r\n/, ''), 'latin1'),
        C,
      ]),
      ['1', '3'],
      /no valid Content-Length/,
    ],
    [
      'a broken head',
      Buffer.concat([
        A,
        Buffer.from(B.toString('latin1').replace('WARC/1.0\r\n', 'WARC/1.0oops\r\n'), 'latin1'),
        C,
      ]),
      ['1', '3'],
      /cannot be read/,
    ],
    [
      'a flipped byte in a member',
      Buffer.concat([gzipSync(A), flipped(gzipSync(B)), gzipSync(C)]),
      ['1', '3'],
      /gzip member/,
    ],
    [
      'a wrong checksum',
      Buffer.concat([gzipSync(A), wrongSum(gzipSync(B)), gzipSync(C)]),
      ['1', '3'],
      /checksum/,
    ],
    [
      'a member cut short',
      Buffer.concat([gzipSync(A), gzipSync(B).subarray(0, 150), gzipSync(C)]),
      ['1', '3'],
      /gzip member/,
    ],
  ])('uses what is whole with %s', async (_, bytes, left, why) => {
    const { all, report } = await read(bytes);
    expect(urls(all).filter((url) => left.includes(url))).toEqual(left);
    expect(report.damage[0]?.why).toMatch(why);
    expect(report.damage).toHaveLength(1);
  });

  it('gives the offset of what is broken', async () => {
    const { report } = await read(Buffer.concat([gzipSync(A), flipped(gzipSync(B)), gzipSync(C)]));
    expect(report.damage[0]?.offset).toBe(gzipSync(A).length);
    const plain = await read(Buffer.concat([A, longer(B, 40), C]));
    expect(plain.report.damage[0]?.offset).toBe(A.length);
  });

  it('finds records behind one that claims more than fits into memory', async () => {
    const { all, report } = await read(Buffer.concat([A, longer(B, 100_000), C]), { maxBlock: 2000 });
    expect(urls(all)).toEqual(['1', '3']);
    expect(report.damage).toHaveLength(1);
  });

  it('leaves out what is too large, and says so', async () => {
    const large = page('http://a.example/9', 'x'.repeat(5000));
    const { all, report } = await read(Buffer.concat([A, large, C]), { maxBlock: 2000 });
    expect(urls(all)).toEqual(['1', '3']);
    expect(report.skipped).toMatchObject([{ offset: A.length, url: 'http://a.example/9' }]);
    expect(report.damage).toEqual([]);
  });

  it.each<[string, string | Buffer, string, string, boolean]>([
    [
      'chunked',
      '5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n',
      'Transfer-Encoding: chunked\r\n',
      'hello world',
      false,
    ],
    ['said chunked and not', '<p>hello</p>', 'Transfer-Encoding: chunked\r\n', '<p>hello</p>', false],
    ['chunked and cut off', '5\r\nhello\r\nff\r\n wor', 'Transfer-Encoding: chunked\r\n', 'hello wor', true],
    ['shorter than its Content-Length', 'hel', 'Content-Length: 5\r\n', 'hel', true],
    ['longer than its Content-Length', 'hello', 'Content-Length: 3\r\n', 'hello', false],
    ['gzip', gzipSync('hello'), 'Content-Encoding: gzip\r\n', 'hello', false],
    [
      'gzip cut off',
      gzipSync('hello'.repeat(99)).subarray(0, -9),
      'Content-Encoding: gzip\r\n',
      'hello'.repeat(99),
      true,
    ],
    ['said gzip and not', 'hello', 'Content-Encoding: gzip\r\n', 'hello', false],
    ['raw deflate', deflateRawSync('hello'), 'Content-Encoding: deflate\r\n', 'hello', false],
    ['brotli', brotliCompressSync('hello'), 'content-encoding: br\r\n', 'hello', false],
    ['said brotli and not', '<p>hello</p>', 'content-encoding: br\r\n', '<p>hello</p>', false],
    ['header lines that are none', 'hello', 'nonsense\r\n folded\r\n: x\r\n', 'hello', false],
  ])('decodes a body that is %s', async (_, stored, headers, body, truncated) => {
    const { all } = await read(page('http://a.example/1', stored, headers));
    expect(all[0]?.body.toString().slice(0, body.length)).toBe(body);
    expect(all[0]?.truncated).toBe(truncated);
  });

  it('refuses a bomb and goes on', async () => {
    const bomb = page('http://a.example/2', gzipSync(Buffer.alloc(3_000_000)), 'Content-Encoding: gzip\r\n');
    const { all, report } = await read(Buffer.concat([A, bomb, C]), { maxBody: 1_000_000 });
    expect(urls(all)).toEqual(['1', '3']);
    expect(report.damage[0]?.why).toMatch(/larger than 1000000 bytes/);
  });

  it.each([
    ['sha1 in base32', () => `sha1:${base32(createHash('sha1').update('hello').digest())}`, true],
    ['sha1 in hex', () => `sha1:${createHash('sha1').update('hello').digest('hex')}`, true],
    ['sha-256', () => `sha-256:${createHash('sha256').update('hello').digest('hex').toUpperCase()}`, true],
    ['another payload', () => `sha1:${createHash('sha1').update('other').digest('hex')}`, false],
    ['an unknown algorithm', () => 'crc:12', null],
  ])('checks digests: %s', async (_, digest, ok) => {
    const { all } = await read(page('http://a.example/1', 'hello', '', { 'WARC-Payload-Digest': digest() }));
    expect(all[0]?.digestOk).toBe(ok);
  });

  it('says which revisit refers to nothing in the archive', async () => {
    const revisit = record('revisit', '', {
      'WARC-Target-URI': 'http://a.example/9',
      'WARC-Refers-To': '<urn:uuid:gone>',
    });
    const { all, report } = await read(Buffer.concat([A, revisit]));
    expect(urls(all)).toEqual(['1']);
    expect(report.skipped).toMatchObject([{ offset: A.length, url: 'http://a.example/9' }]);
  });

  it('takes the age of the file where a record has no date', async () => {
    const { all } = await read(page('http://a.example/1', 'text', '', { 'WARC-Date': 'yesterday' }));
    expect(Math.abs((all[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('reads resources and addresses with blanks', async () => {
    const picture = record('resource', 'png', {
      'WARC-Target-URI': '<http://a.example/a b.png>',
      'Content-Type': 'image/png',
    });
    const { all } = await read(picture);
    expect(all).toMatchObject([{ url: 'http://a.example/a b.png', status: 200, contentType: 'image/png' }]);
  });

  it.each([false, true])('reads ARC, broken in the middle, gzip: %s', async (gzip) => {
    const arc = (url: string, block: string, length = Buffer.byteLength(block)) =>
      Buffer.from(`${url} 192.0.2.1 20140216050221 text/html ${length}\n${block}\n`);
    const body = (n: number) => `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\npage ${n}`;
    const records = [
      arc('filedesc://x.arc', '1 0 test\nURL IP-address Archive-date Content-type Archive-length\n'),
      arc('http://a.example/1', body(1)),
      arc('http://a.example/2', body(2), 9999),
      arc('http://a.example/3?q=a b', body(3)),
    ];
    const { all, report } = await read(Buffer.concat(gzip ? records.map((one) => gzipSync(one)) : records));
    expect(all.map((exchange) => [exchange.url, exchange.body.toString().trim()])).toEqual([
      ['http://a.example/1', 'page 1'],
      ['http://a.example/3?q=a b', 'page 3'],
    ]);
    expect(all[0]?.at).toBe(Date.UTC(2014, 1, 16, 5, 2, 21));
    expect(report.damage).toHaveLength(1);
  });

  it.each([
    ['empty', Buffer.alloc(0), 'the file is empty'],
    ['a text', Buffer.from('just some text\nof no kind'), 'it is no WARC'],
    ['noise', createHash('sha512').update('x').digest(), 'it is no WARC'],
    ['a gzip of something else', gzipSync('just some text'), 'it is no WARC'],
    ['a zip of nothing', Buffer.from(`PK\x03\x04${'\0'.repeat(40)}`), 'the zip cannot be read'],
  ])('says that it is no archive: %s', async (_, bytes, why) => {
    await expect(read(bytes)).rejects.toThrow(why);
    await expect(read(bytes)).rejects.toBeInstanceOf(InputError);
  });

  describe.each([
    // A record is whole without the two line ends that close it.
    { name: 'plain', parts: three, spare: 4 },
    { name: 'gzip members', parts: three.map((one) => gzipSync(one)), spare: 0 },
    { name: 'one gzip', parts: [gzipSync(Buffer.concat(three))], spare: 0 },
  ])('cut off anywhere: $name', ({ parts, spare }) => {
    it('never throws, and keeps every whole record before the cut', async () => {
      const bytes = Buffer.concat(parts);
      const ends = parts.map((_, index) => Buffer.concat(parts.slice(0, index + 1)).length);
      for (let cut = 0; cut <= bytes.length; cut++) {
        const { all, report } = await read(bytes.subarray(0, cut)).catch((error: unknown) => {
          expect(error).toBeInstanceOf(InputError);
          return { all: [], report: null };
        });
        const whole = ends.filter((end) => end - spare <= cut).length;
        expect(all.length).toBeGreaterThanOrEqual(parts.length === 3 ? whole : whole * 3);
        expect(urls(all)).toEqual(['1', '2', '3'].slice(0, all.length));
        const clean = ends.some((end) => cut >= end - spare && cut <= end);
        if (report !== null) expect([cut, report.damage.length]).toEqual([cut, clean ? 0 : 1]);
      }
    });
  });

  it('never throws anything but InputError on changed bytes, and invents no page', async () => {
    const bytes = Buffer.concat(three.map((one) => gzipSync(one)));
    const plain = Buffer.concat(three);
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 6 }),
        async (gzip, at, change) => {
          const copy = Buffer.from(gzip ? bytes : plain);
          copy.set(change.subarray(0, copy.length - (at % copy.length)), at % copy.length);
          const { all } = await read(copy).catch((error: unknown) => {
            expect(error).toBeInstanceOf(InputError);
            return { all: [] };
          });
          expect(all.length).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 150 },
    );
  });
});

function longer(one: Buffer, by: number): Buffer {
  const text = one.toString('latin1');
  return Buffer.from(
    text.replace(/Content-Length: (\d+)/, (_, length: string) => `Content-Length: ${Number(length) + by}`),
    'latin1',
  );
}

function flipped(member: Buffer): Buffer {
  const copy = Buffer.from(member);
  for (let at = 60; at < 80; at++) copy[at] = 0xff;
  return copy;
}

function wrongSum(member: Buffer): Buffer {
  const copy = Buffer.from(member);
  copy.writeUInt32LE(crc32('other'), copy.length - 8);
  return copy;
}

/** A member whose header carries an extra field, a file name, a comment and a header checksum. */
function decorated(one: Buffer): Buffer {
  const member = gzipSync(one);
  const head = Buffer.from([0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 2, 0, 65, 66]);
  return Buffer.concat([head, Buffer.from('name\0comment\0'), Buffer.from([0, 0]), member.subarray(10)]);
}
