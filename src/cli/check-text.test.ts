import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../attachments/testing/files.ts';
import type { TextHit } from '../model/index.ts';
import { hitFingerprints } from '../text/index.ts';

const BIN = resolve(import.meta.dirname, '../../bin/xunjian');
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-check-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function run(
  words: readonly string[],
  input = '',
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done, fail) => {
    const child = spawn(BIN, ['check-text', ...words], { cwd: dir });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('error', fail);
    child.once('close', (code) => done({ code, out, err }));
    child.stdin.end(input);
  });
}

const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(dir, name), content);
  return name;
};
const hitsOf = (json: string) => (JSON.parse(json) as { hits: TextHit[] }).hits;
const TEXT = '县人民检查院进一步布署工作。\n2019年2月30日';

describe('xunjian check-text', () => {
  it('prints hits with offsets of the input as given', async () => {
    const { code, out, err } = await run(['-'], `\ufeff𠀀${TEXT}`);
    expect([code, err]).toEqual([0, '']);
    const given = `\ufeff𠀀${TEXT}`;
    const hits = hitsOf(out);
    expect(hits.map(({ rule }) => rule)).toEqual([
      'misstatement.institution',
      'typo.word',
      'misstatement.impossible-date',
    ]);
    for (const hit of hits) expect(given.slice(hit.start, hit.end)).toBe(hit.text);
    expect(hits[1]).toMatchObject({
      category: 'typo',
      severity: 'warn',
      text: '布署',
      suggest: '部署',
      pack: 'typo',
    });
  });
  it('reads GB18030 and DOCX, many files one line each', async () => {
    const gbk = file('gbk.txt', new Uint8Array([0xb2, 0xbc, 0xca, 0xf0, 0xb9, 0xa4, 0xd7, 0xf7]));
    const docx = file(
      'a.docx',
      zipOf({
        'word/document.xml':
          '<w:document><w:body><w:p><w:r><w:t>布署工作</w:t></w:r></w:p></w:body></w:document>',
      }),
    );
    const { out, err } = await run(['--jsonl', gbk, docx]);
    expect(err).toBe('');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; hits: TextHit[] });
    expect(lines.map((line) => [line.file, line.hits.map(({ text }) => text)])).toEqual([
      ['gbk.txt', ['布署']],
      ['a.docx', ['布署']],
    ]);
  });
  it('does not pass what is no text', async () => {
    const binary = file(
      'a.bin',
      Uint8Array.from({ length: 300 }, (_, at) => (at * 7919) % 251),
    );
    const { err } = await run([binary]);
    expect(err).toContain('is of no format that is read');
  });
  it('prints lines and columns for people', async () => {
    const { out } = await run(['-', '--format', 'text'], TEXT);
    expect(out).toContain('1:10');
    expect(out).toContain('→ 部署');
    expect(out).toContain('2:1');
  });
  it('adds a pack, and says by line what is wrong with one', async () => {
    const own = file('own.csv', '词语,类别,级别,原因,建议写法\n旧街道,表述错误,错误,已更名,新街道\n');
    expect(hitsOf((await run(['--pack', own, '-'], '旧街道办事处')).out)).toHaveLength(1);
    expect(hitsOf((await run(['-', '--pack', own], '旧街道办事处')).out)).toMatchObject([
      { rule: 'row-2', pack: 'own', suggest: '新街道' },
    ]);
    const bad = file('bad.csv', 'term,category,severity,why\n甲词,what,warn,x\n乙词,typo,warn,x\n');
    const failed = await run(['-', '--pack', bad], '乙词');
    expect(failed.code).toBe(2);
    expect(failed.err).toMatch(/^xunjian: pack bad\.csv:3?2?:2: category: .*--skip-bad\n$/);
    const skipped = await run(['-', '--pack', bad, '--skip-bad'], '乙词');
    expect(hitsOf(skipped.out)).toHaveLength(1);
    expect(skipped.err).toContain('left out');
  });
  it('goes by the day of the text', async () => {
    const at = async (day: string) =>
      hitsOf((await run(['-', '--as-of', day], '国土资源部派员调研。')).out).length;
    expect(await at('2017-05-20')).toBe(0);
    expect(await at('2019-05-20')).toBe(1);
  });
  it('leaves out what was dismissed', async () => {
    const text = '认真布署工作';
    const [hit] = hitsOf((await run(['-'], text)).out);
    if (hit === undefined) throw new Error('the text must hit');
    const { everywhere } = hitFingerprints(hit, text, '-');
    const dismissed = file(
      'd.yaml',
      `schema: xunjian.dismissals/1\ndismissals:\n  - {fingerprint: '${everywhere}', by: 张三, at: '2026-01-01', until: null}\n`,
    );
    expect(hitsOf((await run(['-', '--dismissed', dismissed], text)).out)).toEqual([]);
  });
  it('writes a report for a person, with what was not read, and without personal numbers', async () => {
    const pack = file(
      'pack.zip',
      zipOf({ 'a.txt': '身份证11010519491231002X，布署', 'b.rar': 'Rar!\x1a\x07\x01\x00' }),
    );
    const { code, out, err } = await run(['--format', 'html', '--out', 'r.html', pack]);
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/^xunjian: read pack\.zip\/b\.rar: is a RAR archive.*\n$/);
    const page = readFileSync(join(dir, 'r.html'), 'utf8');
    expect(page).toContain('<mark>布署</mark>');
    expect(page).toContain('pack.zip/b.rar: ');
    expect(page).toContain('1101**********002X');
    expect(page).not.toContain('11010519491231002X');
  });
  it.each([
    [['-', '--out', 'x.html'], 'only a report'],
    [['-', '--format', 'html', '--out', 'no/such/folder.html'], 'no/such/folder.html'],
    [['missing.txt'], 'no such file'],
    [['.'], 'is a folder'],
    [['-', '--as-of', 'never'], 'no day'],
    [['-', '--pack', 'missing.yaml'], 'there is no such file'],
    [['-', '--pack', 'pack.txt'], 'pack.txt'],
  ])('fails with one clear line: %j', async (words, why) => {
    const { code, err, out } = await run(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
