import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WARCParser, type WARCRecord } from 'warcio';
import type { Exchange } from './exchange.ts';
import { createWarcWriter } from './writer.ts';

const AT = Date.UTC(2024, 4, 17, 2, 3, 4, 567);
const options = { software: 'xunjian/test', clock: () => AT };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-warc-'));
  path = join(folder, 'evidence.warc.gz');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function exchange(url: string, body: string | Uint8Array, more: Partial<Exchange> = {}): Exchange {
  return {
    url,
    at: AT,
    ip: '192.0.2.7',
    request: { method: 'GET', target: new URL(url).pathname, headers: [['User-Agent', 'xunjian']] },
    response: {
      statusLine: 'HTTP/1.1 200 OK',
      headers: [
        ['Content-Type', 'text/html; charset=utf-8'],
        ['Transfer-Encoding', 'chunked'],
      ],
      body: Buffer.from(body),
    },
    ...more,
  };
}

/** Reads with the reader of warcio, an implementation that is not ours, and recomputes every digest. */
async function readWithWarcio(file: string) {
  const records: {
    type: string;
    uri: string | null;
    id: string;
    http: string;
    payload: Buffer;
    bad: string[];
  }[] = [];
  for await (const record of new WARCParser(createReadStream(file), { keepHeadersCase: true })) {
    const bad: string[] = [];
    const payload = Buffer.from(await record.readFully(false));
    const http = record.httpHeaders === null ? '' : `${record.httpHeaders.toString()}\r\n`;
    check('WARC-Block-Digest', record, Buffer.concat([Buffer.from(http, 'latin1'), payload]), bad);
    if (record.warcType !== 'revisit') check('WARC-Payload-Digest', record, payload, bad);
    records.push({
      type: record.warcType ?? '',
      uri: record.warcTargetURI ?? null,
      id: record.warcHeader('WARC-Record-ID') ?? '',
      http,
      payload,
      bad,
    });
  }
  return records;
}

function check(name: string, record: WARCRecord, bytes: Buffer, bad: string[]): void {
  const stated = record.warcHeader(name);
  if (stated === null || stated === undefined) return;
  if (stated !== `sha256:${createHash('sha256').update(bytes).digest('hex')}`) bad.push(`${name} ${stated}`);
}

describe('createWarcWriter', () => {
  it('writes what another WARC reader reads, with every digest right', async () => {
    const writer = await createWarcWriter(path, { ...options, operator: '某市政务公开办\n电话' });
    const first = await writer.write(exchange('http://a.example/', '<p>首页</p>'));
    const shot = await writer.writeResource(
      'urn:screenshot:1',
      'image/png',
      Buffer.from([137, 80, 78, 71]),
      AT,
    );
    await writer.close();
    const records = await readWithWarcio(path);
    expect(records.map((record) => record.type)).toEqual(['warcinfo', 'response', 'request', 'resource']);
    expect(records.flatMap((record) => record.bad)).toEqual([]);
    expect(records[1]?.id).toBe(first.record);
    expect(records[1]?.payload.toString()).toBe('<p>首页</p>');
    expect(records[1]?.http).not.toMatch(/^transfer-encoding/im);
    expect(records[1]?.http).toContain('X-Archive-Orig-Transfer-Encoding: chunked');
    expect(records[2]?.http).toMatch(/^GET \/ HTTP\/1\.1\r\nHost: a\.example\r\n/);
    expect(records[0]?.payload.toString()).toContain('operator: 某市政务公开办 电话\r\n');
    expect(records[3]?.id).toBe(shot.record);
  });

  it('keeps the order of the calls and the milliseconds of the fetch', async () => {
    const writer = await createWarcWriter(path, options);
    const sizes = [400_000, 10, 90_000, 3_000, 200_000, 5];
    await Promise.all(
      sizes.map((size, index) =>
        writer.write(exchange(`http://a.example/${index}`, `${index}`.repeat(size))),
      ),
    );
    await writer.close();
    const uris = (await readWithWarcio(path))
      .filter((record) => record.type === 'response')
      .map((r) => r.uri);
    expect(uris).toEqual(sizes.map((_, index) => `http://a.example/${index}`));
    expect(gunzipSync(await readFile(path)).toString('latin1')).toContain(
      'WARC-Date: 2024-05-17T02:03:04.567Z',
    );
  });

  it('refers to a payload that it holds already', async () => {
    const writer = await createWarcWriter(path, options);
    const body = '相同的内容'.repeat(500);
    const first = await writer.write(exchange('http://a.example/1', body));
    const again = await writer.write(exchange('http://a.example/2', body));
    await writer.write(exchange('http://a.example/3', body, { truncated: 'time' }));
    await writer.close();
    expect(again.digest).toBe(first.digest);
    const text = gunzipSync(await readFile(path)).toString('latin1');
    expect(text).toContain(`WARC-Refers-To: ${first.record}`);
    expect(text).toContain('WARC-Truncated: time');
    const types = (await readWithWarcio(path)).map((record) => record.type);
    expect(types.filter((type) => type === 'revisit')).toHaveLength(1);
  });

  it('goes on referring to a payload that comes again and again, however many others come between', async () => {
    const writer = await createWarcWriter(path, options);
    const stub = '页面不存在'.repeat(200);
    for (let i = 0; i < 4_000; i++) {
      await writer.write(exchange(`http://a.example/${i}`, `${i}`.padEnd(1_100, 'x')));
      if (i % 1_000 === 0) await writer.write(exchange(`http://a.example/gone${i}`, stub));
    }
    await writer.write(exchange('http://a.example/gone', stub));
    await writer.close();
    const text = gunzipSync(await readFile(path)).toString('latin1');
    expect(text.match(/WARC-Type: revisit/g)).toHaveLength(4);
  });

  it.each([
    ['a line end in a header', [['X', 'a\r\nWARC-Type: forged']]],
    ['bytes beyond ASCII', [['Location', '/ä\u00ff']]],
    ['Chinese', [['Content-Disposition', 'attachment; filename=通知.doc']]],
  ] as const)('stays readable with %s', async (_, headers) => {
    const writer = await createWarcWriter(path, options);
    await writer.write(
      exchange('http://a.example/x\n y', 'text', {
        request: { method: 'GET', target: '/x y', headers: [] },
        response: { statusLine: 'HTTP/1.1 200 OK', headers, body: Buffer.from('text') },
      }),
    );
    await writer.close();
    const bytes = gunzipSync(await readFile(path));
    expect(bytes.toString('latin1').match(/^WARC-Type: /gm)).toHaveLength(3);
    expect(bytes.toString('latin1')).toContain('WARC-Target-URI: http://a.example/x%0A%20y');
  });

  it('continues at a checkpoint and cuts off what came after it', async () => {
    const writer = await createWarcWriter(path, options);
    await writer.write(exchange('http://a.example/1', 'one'));
    const checkpoint = await writer.committed();
    await writer.write(exchange('http://a.example/lost', 'x'.repeat(5000)));
    await writer.close();
    // A process that is killed leaves half a member behind.
    await writeFile(path, (await readFile(path)).subarray(0, checkpoint + 99));
    const resumed = await createWarcWriter(path, { ...options, resumeAt: checkpoint });
    await resumed.write(exchange('http://a.example/2', 'two'));
    await resumed.close();
    const records = await readWithWarcio(path);
    expect(records.map((record) => record.uri)).toEqual([
      null,
      'http://a.example/1',
      'http://a.example/1',
      null,
      'http://a.example/2',
      'http://a.example/2',
    ]);
    expect(records.flatMap((record) => record.bad)).toEqual([]);
  });

  it('says so when the file is shorter than the checkpoint', async () => {
    await writeFile(path, 'short');
    await expect(createWarcWriter(path, { ...options, resumeAt: 900 })).rejects.toThrow(/5 bytes.*900/);
  });

  it.each([
    ['a folder that is not there', () => join(folder, 'none', 'e.warc.gz'), 'no such folder'],
    ['a folder in its place', () => folder, 'it is a folder'],
  ])('names the file when it cannot write: %s', async (_, where, why) => {
    await expect(createWarcWriter(where(), options)).rejects.toThrow(`write ${where()}: ${why}`);
  });

  it('keeps whole members when the disk is full, and names the file', async () => {
    const script = join(folder, 'fill.mjs');
    const module = resolve(import.meta.dirname, 'writer.ts');
    await writeFile(
      script,
      `import { createWarcWriter } from ${JSON.stringify(module)};
       import { randomBytes } from 'node:crypto';
       const writer = await createWarcWriter(${JSON.stringify(path)}, { software: 't', clock: () => 0 });
       const body = () => randomBytes(9000);
       try {
         for (let n = 0; n < 50; n++) {
           await writer.write({ url: 'http://a.example/' + n, at: 0, ip: null,
             request: { method: 'GET', target: '/', headers: [] },
             response: { statusLine: 'HTTP/1.1 200 OK', headers: [['Content-Type', 'image/png']], body: body() } });
           await writer.committed();
         }
       } catch (error) { console.log(error.name + ' ' + error.message); }
       await writer.close().catch((error) => console.log('close ' + error.name));`,
    );
    // A file-size limit (in blocks of 1 KiB) stands in for a full disk: the write comes back short and then fails.
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', 'ulimit -f 100; exec "$0" "$1"', process.execPath, script],
      { timeout: 15_000 },
    );
    expect(stdout).toContain(`LocalError write ${path}: the file has reached the size limit`);
    expect(stdout).toContain('close LocalError');
    const records = await readWithWarcio(path);
    expect(records.filter((record) => record.type === 'response').length).toBeGreaterThanOrEqual(10);
    expect(records.flatMap((record) => record.bad)).toEqual([]);
    expect(
      gunzipSync(await readFile(path))
        .subarray(-4)
        .toString('latin1'),
    ).toBe('\r\n\r\n');
    expect((await stat(path)).size).toBeLessThan(100 * 1024);
  });
});
