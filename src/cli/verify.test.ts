import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWarcWriter } from '../collect/archive/index.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-verify-'));
  path = join(folder, 'evidence.warc.gz');
  const writer = await createWarcWriter(path, { software: 'test', clock: () => 0 });
  await writer.write({
    url: 'http://a.example/',
    at: 0,
    ip: null,
    request: { method: 'GET', target: '/', headers: [] },
    response: {
      statusLine: 'HTTP/1.1 200 OK',
      headers: [['Content-Type', 'text/html']],
      body: Buffer.from('<p>as it was</p>'),
    },
  });
  await writer.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function verify(...args: readonly string[]) {
  const main = resolve(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'verify', ...args], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { status, stdout, stderr };
}

describe('xunjian verify', () => {
  it('finds evidence whole', () => {
    const { status, stdout } = verify(path, '--format', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'xunjian.verify/1',
      sound: true,
      records: 3,
      digestsOk: 4,
      digestsBad: [],
      damage: [],
    });
    expect(verify(path).stdout).toContain('证据完整');
  });

  it('finds a changed word, and damage', async () => {
    const changed = join(folder, 'changed.warc.gz');
    await writeFile(
      changed,
      gzipSync(
        gunzipSync(await readFile(path))
          .toString('latin1')
          .replace('as it was', 'as it is!'),
        {},
      ),
    );
    const { status, stdout } = verify(changed);
    expect(status).toBe(1);
    expect(stdout).toContain('the payload does not fit its digest http://a.example/');
    const cut = join(folder, 'cut.warc.gz');
    await writeFile(cut, (await readFile(path)).subarray(0, -20));
    expect(verify(cut)).toMatchObject({ status: 1 });
  });

  it.each([
    ['is not there', 'none.warc.gz', 'no such file'],
    ['is no archive', 'text.txt', 'it is no WARC'],
  ])('says so where the file %s', async (_, name, why) => {
    const file = join(folder, name);
    if (name === 'text.txt') await writeFile(file, 'no archive');
    const { status, stderr } = verify(file);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^xunjian: open ${file}: ${why}[^\n]*\n$`));
  });
});
