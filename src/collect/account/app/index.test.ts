import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { type Answer, collectFrom, type Options, type Platform } from '../testing/harness.ts';
import { readApk } from './apk.ts';
import { readManifest } from './axml.ts';
import { app } from './index.ts';

/** A binary manifest as `aapt` writes it: pool, resource map, one element with attributes. */
function manifest(name = 'gov.example.county', utf8 = false): Buffer {
  const words = [
    'versionCode',
    'versionName',
    'minSdkVersion',
    'package',
    'manifest',
    'uses-sdk',
    name,
    '2.1.0',
  ];
  const texts = words.map((word) =>
    utf8
      ? Buffer.concat([
          Buffer.from([word.length, Buffer.byteLength(word)]),
          Buffer.from(word),
          Buffer.from([0]),
        ])
      : Buffer.concat([u16(word.length), Buffer.from(word, 'utf16le'), u16(0)]),
  );
  let offset = 0;
  const offsets = texts.map((text) => {
    offset += text.length;
    return u32(offset - text.length);
  });
  const pad = Buffer.alloc((4 - (offset % 4)) % 4);
  const pool = chunk(
    1,
    28,
    Buffer.concat([
      u32(words.length),
      u32(0),
      u32(utf8 ? 256 : 0),
      u32(28 + 4 * words.length),
      u32(0),
      ...offsets,
      ...texts,
      pad,
    ]),
  );
  const map = chunk(0x180, 8, Buffer.concat([0x0101021b, 0x0101021c, 0x0101020c].map(u32)));
  const attribute = (key: number, raw: number, type: number, data: number) =>
    Buffer.concat([u32(0xffffffff), u32(key), u32(raw), u16(8), Buffer.from([0, type]), u32(data)]);
  const element = (key: number, attributes: Buffer[]) =>
    chunk(
      0x102,
      16,
      Buffer.concat([
        u32(1),
        u32(0xffffffff),
        u32(0xffffffff),
        u32(key),
        u16(20),
        u16(20),
        u16(attributes.length),
        u16(0),
        u16(0),
        u16(0),
        ...attributes,
      ]),
    );
  return chunk(
    3,
    8,
    Buffer.concat([
      pool,
      map,
      element(4, [attribute(0, 0xffffffff, 0x10, 21), attribute(1, 7, 3, 7), attribute(3, 6, 3, 6)]),
      element(5, [attribute(2, 0xffffffff, 0x10, 24)]),
    ]),
  );
}
function chunk(type: number, header: number, body: Buffer): Buffer {
  return Buffer.concat([u16(type), u16(header), u32(8 + body.length), body]);
}
function u16(value: number): Buffer {
  const out = Buffer.alloc(2);
  out.writeUInt16LE(value);
  return out;
}
function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value >>> 0);
  return out;
}

async function apk(files: Readonly<Record<string, Buffer>>, block = false): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, name);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  if (!block) return bytes;
  // The signing block stands before the central directory, whose offset moves.
  const directory = bytes.readUInt32LE(bytes.length - 6);
  const pair = Buffer.concat([Buffer.from([8, 0, 0, 0, 0, 0, 0, 0]), u32(0x7109871a), u32(0)]);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(pair.length + 24));
  const signing = Buffer.concat([size, pair, size, Buffer.from('APK Sig Block 42')]);
  const out = Buffer.concat([bytes.subarray(0, directory), signing, bytes.subarray(directory)]);
  out.writeUInt32LE(directory + signing.length, out.length - 6);
  return out;
}
const good = () => apk({ 'AndroidManifest.xml': manifest(), 'classes.dex': Buffer.from('dex') }, true);

describe('readManifest', () => {
  it.each([[false], [true]])('reads package and versions (UTF-8 pool: %s)', (utf8) => {
    expect(readManifest(manifest('gov.example.county', utf8))).toEqual({
      package: 'gov.example.county',
      versionName: '2.1.0',
      versionCode: 21,
      minSdk: 24,
      targetSdk: null,
    });
  });
  it('refuses anything else with a RangeError, and always ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const bytes = manifest();
        bytes[at % bytes.length] = value;
        try {
          readManifest(bytes);
        } catch (error) {
          return error instanceof RangeError || error instanceof TypeError;
        }
        return true;
      }),
      { numRuns: 300 },
    );
    expect(() => readManifest(Buffer.from('<manifest/>'))).toThrow(RangeError);
  });
});

describe('readApk', () => {
  it.each([
    ['v2 block', { 'AndroidManifest.xml': manifest() }, true, ['v2'], []],
    [
      'v1 signature',
      { 'AndroidManifest.xml': manifest(), 'META-INF/CERT.RSA': Buffer.from('x') },
      false,
      ['v1'],
      [],
    ],
    ['no signature', { 'AndroidManifest.xml': manifest() }, false, [], ['it is not signed']],
    ['no manifest', { a: Buffer.from('x') }, true, ['v2'], ['it has no AndroidManifest.xml']],
  ] as const)('%s', async (_, files, block, signed, faults) => {
    expect(await readApk(await apk(files, block))).toMatchObject({ signed, faults });
  });
  it('sees that a package was cut short', async () => {
    const { faults } = await readApk((await good()).subarray(0, 200));
    expect(faults).toEqual([expect.stringContaining('it is broken')]);
  });
});

describe('app', () => {
  const from = (platform: Platform, options: Options = {}) =>
    collectFrom(app, platform, { what: ['use'], ...options });
  const apple = (found: boolean): Answer => ({
    json: found
      ? {
          resultCount: 1,
          results: [
            {
              trackName: '甲县通',
              bundleId: 'gov.example',
              version: '3.0',
              currentVersionReleaseDate: '2019-05-02T08:00:00Z',
              minimumOsVersion: '9.0',
              sellerName: '甲县',
            },
          ],
        }
      : { resultCount: 0, results: [] },
  });
  const withUrl = (path: string, more: Record<string, string> = {}) => {
    let origin = '';
    return {
      credential: {
        ...more,
        get url() {
          return `${origin}${path}`;
        },
      },
      set: (value: string) => {
        origin = value;
      },
    };
  };

  it('finds an app in the store, with version and day', async () => {
    const { collections } = await from(
      ({ query }) => apple(query.get('id') === '42' && query.get('country') === 'cn'),
      { credential: { url: 'https://apps.apple.com/cn/app/x/id42' } },
    );
    expect(collections).toMatchObject([
      { what: 'use', ok: true, version: '3.0', updated: '2019-05-02', name: '甲县通', minOs: '9.0' },
    ]);
  });

  it('says that it is not there only where the store says so', async () => {
    const none = await from(() => apple(false), { credential: { apple: '42' } });
    expect(none.collections).toMatchObject([
      { what: 'use', ok: false, error: 'the App Store does not offer it' },
    ]);
    const down = await from(() => ({ status: 500, text: '' }), { credential: { apple: '42' } });
    expect(down.collections).toMatchObject([{ what: 'use-not-tested', ok: false }]);
  });

  it.each([
    [
      'a page with a package',
      'page',
      {
        what: 'use',
        ok: true,
        package: 'gov.example.county',
        version: '2.1.0',
        minSdk: 24,
        signed: 'v2',
        ipv6: true,
      },
    ],
    ['a package', 'apk', { what: 'use', ok: true }],
    ['nothing', 'gone', { what: 'use', ok: false, error: expect.stringContaining('there is nothing') }],
    ['a page without a package', 'empty', { what: 'use-not-tested', ok: false }],
    [
      'an unsigned package',
      'unsigned',
      { what: 'use', ok: false, error: expect.stringContaining('not signed') },
    ],
    ['a server that is busy', 'busy', { what: 'use-not-tested', ok: false }],
  ])('looks at an address that gives %s', async (_, kind, expected) => {
    const [whole, unsigned] = [await good(), await apk({ 'AndroidManifest.xml': manifest() })];
    const way = withUrl(`/${kind}`);
    const answers: Record<string, Answer> = {
      '/page': { text: '<a href="files/app.apk?v=1">下载安卓版</a>' },
      '/files/app.apk': { bytes: whole },
      '/apk': { bytes: whole },
      '/gone': { status: 404, text: '' },
      '/empty': { text: '<p>敬请期待</p>' },
      '/unsigned': { bytes: unsigned },
      '/busy': { status: 503, text: '' },
    };
    const { collections } = await from(({ path }) => answers[path] ?? { status: 404, text: '' }, {
      credential: way.credential,
      onOrigin: way.set,
      resolve: async () => [{ address: '2408::1', family: 6 }],
    });
    expect(collections).toMatchObject([expected]);
  });
});
