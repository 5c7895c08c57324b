import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
const root = mkdtempSync(join(tmpdir(), 'xunjian-plan-'));
afterAll(() => rmSync(root, { recursive: true }));

const folder = join(root, 'county');
mkdirSync(folder);
writeFileSync(
  join(folder, 'units.csv'),
  'id,name,level,kind,region,parent,管理体制\ng,甲县人民政府,county,government,,,\nt,乙镇人民政府,township,government,,g,属地\nc,丙局,county,department,,g,垂直\n',
);
writeFileSync(
  join(folder, 'accounts.csv'),
  'id,unit,platform,kind,name,status,followers,functions,staff\na1,g,weixin,service,甲县发布,active,9000,办事预约,2\na2,t,weixin,subscription,乙镇微讯,active,200,低保申请,1\na3,c,weixin,subscription,丙局之窗,active,80,,1\n',
);

const ACCOUNTS = ['a1', 'a2', 'a3'];
writeFileSync(
  join(folder, 'posts.jsonl'),
  ACCOUNTS.map(
    (account) =>
      `{"account":"${account}","id":"${account}-1","published":"2019-05-19T08:00:00+08:00","title":"防汛提醒","reads":90}\n`,
  ).join(''),
);

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [main, 'plan', folder, '--as-of', '2019-05-20', ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
}

// A start costs a second or more on a busy machine, and some tests need several.
describe('xunjian plan', { timeout: 90_000 }, () => {
  it('prints the plan as JSON, and writes everything into a folder', () => {
    const out = join(root, 'made');
    const { status, stdout } = run(
      '--policy',
      'province-2019',
      '--format',
      'json',
      '--out',
      out,
      '--compare',
      'national-2018',
    );
    expect(status).toBe(0);
    const plan = JSON.parse(stdout);
    expect(
      plan.actions.map(({ account, action, into, by, review }: Record<string, unknown>) => [
        account,
        action,
        into,
        by,
        review,
      ]),
    ).toEqual([
      ['a1', 'keep', null, null, false],
      ['a2', 'merge', 'a1', '2019-05-30', false],
      ['a3', 'keep', null, null, true],
    ]);
    expect(plan.comparisons).toMatchObject([{ from: 'province-2019', to: 'national-2018' }]);
    expect(readFileSync(join(out, 'plan.json'), 'utf8')).toBe(stdout);
    for (const file of ['plan.html', 'plan.xlsx', 'notices/a2-notice.docx', 'notices/a2-filing.docx'])
      expect(existsSync(join(out, file))).toBe(true);
  });

  it.each([
    [['--policy', 'nothing'], /^xunjian: policy nothing: there is no such policy; known are base, .*\n$/],
    [
      ['--policy', 'province-2019', '--pin', 'a9=keep'],
      /^xunjian: plan --pin a9=keep: there is no account or site a9 in the register; .*\n$/,
    ],
    [
      ['--policy', 'province-2019', '--set', 'x.y=1'],
      /^xunjian: plan --set x\.y=1: the policy has no rule or quota x with numbers; .*\n$/,
    ],
    [
      ['--policy', 'province-2019', '--format', 'xlsx'],
      /^xunjian: plan --format xlsx: a workbook is a file; .*\n$/,
    ],
  ])('%j could not run, in one line', (args, line) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(line);
  });
});
