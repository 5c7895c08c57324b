import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
const root = mkdtempSync(join(tmpdir(), 'xunjian-rank-'));
afterAll(() => rmSync(root, { recursive: true }));
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', timeout: 60_000 });

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const post = (id: string, day: string) => ({
  account: 'a1',
  id,
  published: day,
  title: '医保缴费办理指南',
  text: '请携带身份证到政务大厅三号窗口办理，咨询电话12345。',
  reads: 300,
  original: true,
});
writeFileSync(
  join(root, 'accounts.csv'),
  'id,platform,name,registered,followers\na1,weixin,甲县发布,2017-01-01,2000\na2,weibo,乙镇微讯,2017-01-01,900\n',
);
writeFileSync(
  join(root, 'posts.jsonl'),
  lines(['03', '08', '15', '22', '29'].map((day) => post(`p${day}`, `2019-05-${day}`))),
);
writeFileSync(
  join(root, 'collections.jsonl'),
  lines(
    ['a1', 'a2'].map((subject) => ({
      subject,
      what: 'posts',
      from: '2019-01-01',
      to: '2019-07-01',
      ok: true,
    })),
  ),
);

describe('xunjian rank', { timeout: 90_000 }, () => {
  it('ranks by the open index, by a file of one’s own too, and explains each part', () => {
    const { status, stdout, stderr } = run(
      'rank',
      root,
      '--index',
      'service-open',
      '--period',
      '2019-05',
      '--explain',
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('政务新媒体服务指数（开放）  2019-05-01 — 2019-05-31');
    expect(stdout).toContain('各账号均有：答复不计，功能未测，粉丝数取自名录');
    expect(stdout).toMatch(/ 1 +— +甲县发布 \(a1\) +\d+\.\d\d\n/);
    expect(stdout).toContain('规律 100.0（权重10）：4周中4周有有用内容');
    const shipped = readFileSync(
      join(import.meta.dirname, '../../standards/indices/service-open.yaml'),
      'utf8',
    );
    const own = join(root, 'own.yaml');
    writeFileSync(own, shipped.replace('id: service-open', 'id: own'));
    const json = run(
      'rank',
      root,
      '--index',
      own,
      '--period',
      '2019-05',
      '--platform',
      'weibo',
      '--format',
      'json',
    );
    expect(JSON.parse(json.stdout)).toMatchObject({ index: 'own', rows: [{ account: 'a2', value: 0 }] });
    const book = join(root, 'rank.xlsx');
    expect(
      run('rank', root, '--index', own, '--period', '2019-Q2', '--format', 'xlsx', '--out', book).status,
    ).toBe(0);
    expect(statSync(book).size).toBeGreaterThan(4_000);
    writeFileSync(own, shipped.replace('weight: { value: 35,', 'weight: { value: 40,'));
    const wrong = run('standards', 'check', own);
    expect(wrong.status).toBe(1);
    expect(wrong.stdout).toContain('parts: the weights come to 105, not to 100');
  });
  it.each([
    [['--index', 'none', '--period', '2019-05'], /index none: there is no such index/],
    [['--period', '2019-05', '--from', '2019-05-01'], /--period: stands beside --from or --to/],
    [[], /--from, --to: the period is not given/],
  ] as const)('%j is told by one line', (args, said) => {
    const { status, stderr } = run('rank', root, ...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
