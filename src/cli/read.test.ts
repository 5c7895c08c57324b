import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PageFacts } from '../model/index.ts';

const main = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'xunjian-read-'));
const page = join(folder, 'a.html');
writeFileSync(
  page,
  '<html><head><title>通知公告</title></head><body><ul><li><a href="1.html">关于停水的公告</a>2019-05-17</li></ul></body></html>',
);

afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], input?: string) {
  return spawnSync(process.execPath, [main, 'read', ...args], { encoding: 'utf8', timeout: 15_000, input });
}

describe('xunjian read', () => {
  it('prints the facts of one page', () => {
    const { status, stdout, stderr } = run([page, '--url', 'http://www.qinglan.gov.example/tz/index.html']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(PageFacts.parse(JSON.parse(stdout))).toMatchObject({
      charset: 'utf-8',
      items: [
        { title: '关于停水的公告', url: 'http://www.qinglan.gov.example/tz/1.html', date: '2019-05-17' },
      ],
    });
  });

  it('prints a line per page with --jsonl, and reads standard input', () => {
    const { status, stdout } = run([page, '-', '--jsonl'], '<title>x</title>');
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.file)).toEqual([page, '-']);
  });

  it.each([
    [['nowhere.html'], 'no such file'],
    [[folder], 'is a folder'],
    [[page, '--url', 'nowhere'], 'is no URL'],
    [[page, '--charset', 'nothing'], 'is no charset'],
    [[page, page], '--jsonl'],
  ])('%s: one line and exit code 2', (args, why) => {
    const { status, stdout, stderr } = run(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(why);
  });
});
