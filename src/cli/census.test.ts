import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
const root = mkdtempSync(join(tmpdir(), 'xunjian-census-'));
afterAll(() => rmSync(root, { recursive: true }));

const SEEN = '{"subject":"a1","what":"posts","from":"2017-01-01","to":"2019-05-20","ok":true}\n';
const POST =
  '{"account":"a1","id":"p1","published":"2019-05-19T08:00:00+08:00","title":"防汛提醒","reads":90,"position":1}\n';

function register(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'accounts.csv'), 'id,platform,name,registered\na1,weixin,甲县发布,2017-01-01\n');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}
function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', timeout: 20_000 });
}

// A start costs a second or more on a busy machine, and some tests need several.
describe('xunjian census', { timeout: 90_000 }, () => {
  it.each([
    ['qualified', { 'posts.jsonl': POST, 'collections.jsonl': SEEN }, 0, '合格'],
    ['unqualified', { 'collections.jsonl': SEEN }, 1, '不合格  僵尸'],
    ['undetermined', {}, 3, '暂不能判定  未证实'],
  ] as const)('%s', (name, files, code, said) => {
    const { status, stdout, stderr } = run('census', register(name, files), '--as-of', '2019-05-20');
    expect(stderr).toBe('');
    expect(status).toBe(code);
    expect(stdout).toContain(said);
  });

  it('tells bad rows one by one and imports nothing, or the rest with --skip-bad', () => {
    const folder = register('bad', { 'posts.jsonl': `${POST}{"account":\n`, 'collections.jsonl': SEEN });
    const refused = run('census', folder, '--as-of', '2019-05-20');
    expect(refused.status).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(
      /^xunjian: register posts\.jsonl:2: is no JSON .*\nxunjian: register .*--skip-bad\n$/,
    );
    const rest = run('census', folder, '--as-of', '2019-05-20', '--skip-bad');
    expect(rest.status).toBe(0);
    expect(rest.stdout).toContain('名录有 1 行无法使用');
  });

  it('writes a file whole, by the format, into a folder or under a name', () => {
    const folder = register('out', { 'posts.jsonl': POST, 'collections.jsonl': SEEN });
    for (const format of ['json', 'xlsx', 'html'])
      expect(
        run('census', folder, '--as-of', '2019-05-20', '--format', format, '--out', `${root}/made/`).status,
      ).toBe(0);
    expect(JSON.parse(readFileSync(join(root, 'made/census.json'), 'utf8'))).toMatchObject({
      accounts: [{ id: 'a1', result: 'qualified', activity: 'active' }],
    });
    expect(existsSync(join(root, 'made/census.html'))).toBe(true);
    expect(readFileSync(join(root, 'made/census.xlsx')).subarray(0, 2).toString()).toBe('PK');
    expect(existsSync(join(root, 'made/census.xlsx.part'))).toBe(false);
    const refused = run('census', folder, '--format', 'xlsx');
    expect([refused.status, refused.stderr]).toEqual([
      2,
      'xunjian: census --format xlsx: a workbook is a file; say where by --out census.xlsx\n',
    ]);
  });
});

describe('xunjian rank', { timeout: 90_000 }, () => {
  it('prints a ranking, or one clear line', () => {
    const folder = register('rank', { 'posts.jsonl': POST, 'collections.jsonl': SEEN });
    const { status, stdout } = run(
      'rank',
      folder,
      '--from',
      '2019-05-13',
      '--to',
      '2019-05-19',
      '--format',
      'json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'xunjian.rank/1',
      index: 'wci-14.2',
      rows: [{ rank: 1, account: 'a1', name: '甲县发布', notes: ['small-sample 1', 'counted-as-zero 1'] }],
    });
    expect(run('rank', folder, '--from', '2019-05-13', '--to', '2019-05-19').stdout).toContain(
      '甲县发布 (a1)',
    );
    const refused = run('rank', folder, '--from', '2019-05-19', '--to', '2019-05-13');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toBe(
      'xunjian: rank 2019-05-19 … 2019-05-13: ends before it begins; exchange --from and --to\n',
    );
  });
});
