import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHOD } from '../../changes/index.ts';
import { page } from '../../changes/testing/site.ts';
import { siteFacts } from '../../judge/testing/site-facts.ts';
import { InputError, type TraceLine } from '../../model/index.ts';
import { checkFits, openEarlier } from './open.ts';
import { readTraces, TraceWriter } from './traces.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-open-earlier-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let count = 0;
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(dir, String(count++));
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}
const facts = () => JSON.stringify(siteFacts());
const head = JSON.stringify({ schema: 'xunjian.pages/1', method: METHOD });
const traces = (...lines: readonly string[]) => gzipSync(`${lines.join('\n')}\n`);

describe('the folder of an earlier inspection', () => {
  const broken: readonly [what: string, path: () => string, says: RegExp][] = [
    ['is not there', () => join(dir, 'none'), /there is no such folder; give the --out folder/],
    ['is a file', () => join(folder({ x: 'y' }), 'x'), /it is a file, not the folder/],
    ['is the one written to', () => join(dir, 'out'), /it is the folder that this inspection writes to/],
    ['holds no result', () => folder({}), /it holds no facts\.json, so it is no finished inspection/],
    ['holds half a file', () => folder({ 'facts.json': '{"schema"' }), /its facts\.json is no JSON/],
    [
      'is of a newer version',
      () => folder({ 'facts.json': JSON.stringify({ ...siteFacts(), schema: 'xunjian.facts/2' }) }),
      /of the schema xunjian\.facts\/2, which a newer version of the program wrote; bring the program up to date/,
    ],
    [
      'is of an account',
      () => folder({ 'facts.json': JSON.stringify({ schema: 'xunjian.account-facts/1' }) }),
      /holds no facts of a website/,
    ],
    [
      'has traces of a newer version',
      () => folder({ 'facts.json': facts(), 'pages.jsonl.gz': traces('{"schema":"xunjian.pages/2"}') }),
      /pages\.jsonl\.gz:1: it is no list of pages of this version of the program; remove that file/,
    ],
    [
      'has a broken trace',
      () => folder({ 'facts.json': facts(), 'pages.jsonl.gz': traces(head, '{"t":"page"}') }),
      /pages\.jsonl\.gz:2: /,
    ],
    [
      'has traces that are cut off',
      () =>
        folder({
          'facts.json': facts(),
          'pages.jsonl.gz': traces(
            head,
            ...Array.from({ length: 400 }, (_, n) => JSON.stringify(page(`/${n}`, { text: `第${n}篇` }))),
          ).subarray(0, 3000),
        }),
      /pages\.jsonl\.gz:\d+: unexpected end of file/,
    ],
    [
      'has traces that are no gzip',
      () => folder({ 'facts.json': facts(), 'pages.jsonl.gz': head }),
      /pages\.jsonl\.gz:1: incorrect header/,
    ],
    [
      'has empty traces',
      () => folder({ 'facts.json': facts(), 'pages.jsonl.gz': gzipSync('') }),
      /pages\.jsonl\.gz:1: it is empty/,
    ],
  ];
  it.each(broken)('%s: one clear line', async (_, path, says) => {
    const opened = openEarlier(path(), join(dir, 'out'));
    await expect(opened).rejects.toThrow(InputError);
    await expect(opened).rejects.toThrow(says);
    await expect(opened).rejects.not.toThrow(/\n/);
  });

  it('is judged again where it left no verdict, and read from evidence where its traces are of another method', async () => {
    const other = JSON.stringify({ schema: 'xunjian.pages/1', method: 'other' });
    const opened = await openEarlier(
      folder({ 'facts.json': facts(), 'pages.jsonl.gz': traces(other), 'evidence.warc.gz': '' }),
      'x',
    );
    expect(opened).toMatchObject({
      verdict: null,
      traces: null,
      evidence: expect.stringContaining('evidence.warc.gz'),
    });
  });
});

describe('what it is compared with', () => {
  const day = (text: string) => new Date(text).getTime();
  const opened = () => ({ folder: 'old', facts: siteFacts(), verdict: null, traces: null, evidence: null });
  const fits = { hosts: ['www.county.example'], idCode: null, at: day('2019-06-01T00:00:00Z') };
  it.each([
    ['the same host', fits, null],
    ['the same code under another name', { ...fits, hosts: ['county.gov.cn'], idCode: '1234560001' }, null],
    [
      'another site',
      { ...fits, hosts: ['other.example'] },
      /^inspect --earlier old: it is the inspection of another site \(某县人民政府, http:\/\/county\.example\/\)/,
    ],
    [
      'an earlier day',
      { ...fits, at: day('2019-05-01T00:00:00Z') },
      /it is not earlier: it was collected at 2019-05-20T00:10:00\+08:00, this one at 2019-05-01T08:00:00\+08:00/,
    ],
    ['itself', { ...fits, at: day('2019-05-20T00:10:00+08:00') }, /it is not earlier/],
  ])('%s', (_, today, says) => {
    const check = () => checkFits(opened(), today);
    if (says === null) expect(check).not.toThrow();
    else expect(check).toThrow(says);
  });
});

describe('traces', () => {
  it('are read as they were written, and are not there before they are whole', async () => {
    const file = join(folder({}), 'pages.jsonl.gz');
    const writer = new TraceWriter(file, `${file}.part`, ['county.example']);
    await writer.moved({ url: 'http://county.example/a', to: 'http://county.example/b', at: 0 });
    for (let n = 0; n < 5000; n++)
      await writer.failed({
        url: `http://county.example/${n}`,
        kind: 'http-4xx',
        why: '',
        at: 0,
        status: 404,
      });
    expect(() => readFileSync(file)).toThrow('ENOENT');
    await writer.finish();
    const lines: TraceLine[] = [];
    for await (const line of readTraces(file)) lines.push(line);
    expect(lines).toHaveLength(5002);
    expect(lines[0]).toEqual({ t: 'moved', url: 'http://county.example/a', to: 'http://county.example/b' });
    expect(lines.at(-1)).toEqual({ t: 'hosts', pages: 0, whole: true, hosts: [] });
  });

  it('tell of a disk that cannot be written to', async () => {
    const writer = new TraceWriter(join(dir, 'none/pages'), join(dir, 'none/part'), []);
    await expect(writer.finish()).rejects.toThrow(/^write .*none\/part: ENOENT.*; see that the disk/);
  });
});
