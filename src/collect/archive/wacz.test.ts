import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from './open.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-wacz-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
  readonly deflate?: boolean;
  /** Size that the directory claims. */
  readonly claims?: number;
}

/** A zip file by its format (APPNOTE 4.3), so that broken ones can be made. */
function zip(entries: readonly Entry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, deflate = false, claims = bytes.length } of entries) {
    const data = deflate ? deflateRawSync(bytes) : bytes;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claims, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]));
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function warc(url: string): Buffer {
  const block = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page</p>';
  const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2024-05-17T00:00:00Z\r\nContent-Length: ${block.length}\r\n\r\n`;
  return gzipSync(`${head}${block}\r\n\r\n`);
}

const A = warc('http://a.example/1');
const B = warc('http://a.example/2');

function datapackage(hashes: Readonly<Record<string, Buffer>>): Entry {
  const resources = Object.entries(hashes).map(([path, bytes]) => ({
    path,
    hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  }));
  return { name: 'datapackage.json', bytes: Buffer.from(JSON.stringify({ resources })), deflate: true };
}

let count = 0;
async function read(bytes: Buffer) {
  const path = join(folder, `${count++}.wacz`);
  await writeFile(path, bytes);
  const archive = await openArchive(path);
  const urls: string[] = [];
  for await (const exchange of archive) urls.push(exchange.url);
  await archive.close();
  return { urls, damage: archive.report.damage.map((one) => one.why) };
}

describe('a WACZ', () => {
  it('is read in the order of its archives, stored or packed', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('xunjian-wacz-'));
    const { urls, damage } = await read(
      zip([
        { name: 'archive/2.warc.gz', bytes: B, deflate: true },
        { name: 'archive/1.warc.gz', bytes: A },
        { name: 'pages/pages.jsonl', bytes: Buffer.from('{}') },
        datapackage({ 'archive/1.warc.gz': A, 'archive/2.warc.gz': B }),
      ]),
    );
    expect(urls).toEqual(['http://a.example/1', 'http://a.example/2']);
    expect(damage).toEqual([]);
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('xunjian-wacz-'));
    expect(after.length).toBeLessThanOrEqual(before.length);
  });

  it('reports what is not what its package says', async () => {
    const { urls, damage } = await read(
      zip([{ name: 'archive/1.warc.gz', bytes: A }, datapackage({ 'archive/1.warc.gz': B })]),
    );
    expect(urls).toHaveLength(1);
    expect(damage).toEqual(['archive/1.warc.gz is not what datapackage.json says: its digest differs']);
  });

  it('reports a package that cannot be read, and archives without records', async () => {
    const { urls, damage } = await read(
      zip([
        { name: 'archive/1.warc.gz', bytes: A },
        { name: 'archive/2.warc.gz', bytes: Buffer.from('no warc') },
        { name: 'datapackage.json', bytes: Buffer.from('{') },
      ]),
    );
    expect(urls).toHaveLength(1);
    expect(damage.join()).toMatch(/datapackage\.json cannot be read.*holds no record/);
  });

  it.each<[string, readonly Entry[], RegExp]>([
    ['no archive in it', [{ name: 'readme.txt', bytes: A }], /no archive\/\*\.warc\.gz/],
    [
      'names that lead outside',
      [{ name: '../../etc/x.warc.gz', bytes: A }],
      /zip is broken \(invalid relative path/,
    ],
    ['absolute names', [{ name: '/archive/x.warc.gz', bytes: A }], /zip is broken \(absolute path/],
    [
      'a bomb',
      [{ name: 'archive/x.warc.gz', bytes: Buffer.alloc(9_000_000), deflate: true, claims: 2 ** 31 }],
      /would unpack to/,
    ],
  ])('is refused with %s', async (_, entries, why) => {
    await expect(read(zip(entries))).rejects.toThrow(why);
  });

  it('unpacks no more than the directory promises', async () => {
    const bomb = { name: 'archive/x.warc.gz', bytes: Buffer.alloc(9_000_000), deflate: true, claims: 1000 };
    const { urls, damage } = await read(zip([{ name: 'archive/1.warc.gz', bytes: A }, bomb]));
    expect(urls).toHaveLength(1);
    expect(damage.join()).toMatch(/archive\/x\.warc\.gz cannot be read/);
  });

  it('is refused where the zip is cut off', async () => {
    await expect(read(zip([{ name: 'archive/1.warc.gz', bytes: A }]).subarray(0, -30))).rejects.toThrow(
      'the zip cannot be read',
    );
  });
});
