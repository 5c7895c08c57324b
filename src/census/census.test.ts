import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import excel from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { readRegisterWords } from '../collect/import/index.ts';
import { standardsIn } from '../inspect/index.ts';
import { loadStandard } from '../judge/index.ts';
import { AccountVerdict, InputError, parseTime } from '../model/index.ts';
import { loadPacks } from '../packs/index.ts';
import { censusHtml, censusJson, censusText, takeCensus, writeCensusXlsx } from './index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const words = readRegisterWords(join(ROOT, 'packs/register-columns.yaml'));
const standard = loadStandard('cn-2019', standardsIn(join(ROOT, 'standards')));
const { scanner } = loadPacks({ folder: join(ROOT, 'packs') });
const asOf = parseTime('2019-05-20T10:00:00+08:00') ?? 0;
const root = mkdtempSync(join(tmpdir(), 'census-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const jsonl = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const seen = (subject: string, what = 'posts', more: object = {}) => ({
  subject,
  what,
  from: '2017-01-01',
  to: '2019-05-20T10:00:00+08:00',
  ok: true,
  ...more,
});

/** An invented county: one account for each way a census can go. */
function county(): string {
  const folder = mkdtempSync(join(root, 'county-'));
  const accounts = [
    'busy,u1,weixin,甲县发布,active',
    'asleep,u2,weixin,乙镇微讯,active',
    'never,u2,weibo,乙镇在线,active',
    'unseen,u2,weibo,乙镇播报,active',
    'secret,u1,weibo,甲县信息,active',
    'slow,u1,weixin,甲县服务,active',
    'app,u1,app,甲县通,active',
    'broken,u1,app,甲县行,active',
    'closed,u2,weixin,乙镇旧号,stopped',
    '=cmd,u2,toutiao,=HYPERLINK("x"),cancelled',
  ];
  writeFileSync(
    join(folder, 'units.csv'),
    'id,name,level,region\nu1,甲县人民政府,county,990101\nu2,乙镇人民政府,township,990101\n',
  );
  writeFileSync(
    join(folder, 'accounts.csv'),
    `id,unit,platform,name,status,registered\n${accounts.map((row) => `${row.replace(/=HYPERLINK.*\)/, '"=HYPERLINK(""x"")"')},2017-01-01`).join('\n')}\n`,
  );
  writeFileSync(join(folder, 'sites.csv'), 'id,unit,name,url\ns1,u1,甲县门户,http://www.county.example/\n');
  writeFileSync(
    join(folder, 'posts.jsonl'),
    jsonl([
      { account: 'busy', id: 'p1', published: '2019-05-19T08:00:00+08:00', title: '防汛提醒' },
      { account: 'asleep', id: 'p2', published: '2019-04-01T08:00:00+08:00', title: '春耕' },
      {
        account: 'secret',
        id: 'p3',
        published: '2019-05-18T08:00:00+08:00',
        title: '方案',
        text: '机密★10年 本件不得公开，请妥善保管。',
      },
      { account: 'slow', id: 'p4', published: '2019-05-18T08:00:00+08:00', title: '通知' },
      {
        account: 'closed',
        id: 'p5',
        published: '2019-03-01T08:00:00+08:00',
        title: '告别',
        text: '本号自今日起停止更新，请关注甲县发布。',
      },
    ]),
  );
  writeFileSync(
    join(folder, 'collections.jsonl'),
    jsonl([
      ...['busy', 'asleep', 'never', 'secret', 'slow', 'closed'].map((id) => seen(id)),
      seen('unseen', 'posts', { ok: false, error: 'HTTP 403' }),
      seen('broken', 'app', { from: '2019-05-10', to: '2019-05-11', ok: false, error: '应用商店搜不到' }),
    ]),
  );
  writeFileSync(
    join(folder, 'messages.jsonl'),
    jsonl([
      {
        subject: 'slow',
        id: 'm1',
        received: '2019-01-05T09:00:00+08:00',
        text: '路灯坏了',
        channel: '留言',
        valid: true,
      },
      {
        subject: 's1',
        id: 'm2',
        received: '2019-01-05T09:00:00+08:00',
        text: '路灯坏了',
        channel: '县长信箱',
        valid: true,
      },
    ]),
  );
  writeFileSync(
    join(folder, 'metrics.jsonl'),
    jsonl([
      { account: 'busy', day: '2019-05-18', followers: 900, reads: 100 },
      { account: 'busy', day: '2019-05-19', followers: 950, reads: 300 },
      { account: 'busy', day: '2019-06-01', followers: 5, reads: 5 },
    ]),
  );
  return folder;
}
const take = (folder = county(), over: object = {}) =>
  takeCensus(folder, { words, standard, asOf, scanner, ...over });

describe('census', () => {
  it('judges every account by what is proven', async () => {
    const { accounts } = await take();
    expect(accounts.map(({ id, result, activity }) => `${id} ${result} ${activity}`)).toEqual([
      'busy qualified active',
      'asleep unqualified sleeping',
      'never unqualified zombie',
      'unseen undetermined unknown',
      'secret undetermined active',
      'slow undetermined active',
      'app undetermined null',
      'broken undetermined null',
      'closed qualified sleeping',
      '=cmd qualified unknown',
    ]);
  });
  it('gives verdicts that fit the model, with evidence for what it holds against an account', async () => {
    const census = await take();
    for (const { id } of census.accounts) {
      const verdict = census.verdict(id);
      expect(AccountVerdict.safeParse(verdict).error).toBeUndefined();
      expect(JSON.stringify(verdict)).not.toMatch(/checkBroke|\{\w+\}/);
    }
    const secret = census.verdict('secret').findings.find((one) => one.state === 'suspected');
    expect(secret).toMatchObject({ code: 'NM-VETO-01b', automation: 'manual' });
    expect(JSON.stringify(secret?.evidence)).not.toContain('妥善保管');
  });
  it('sums up by platform, level and unit, with reads of the last days and followers of the newest', async () => {
    const { summary } = await take();
    expect(summary.accounts).toMatchObject({
      total: 10,
      qualified: 3,
      unqualified: 2,
      undetermined: 5,
      zombie: 1,
      sleeping: 2,
      unknown: 2,
      byUse: 2,
      suspected: 3,
      followers: 950,
      readsPerDay: 200,
    });
    expect(summary.platforms.map(({ id, total }) => `${id} ${total}`)).toEqual([
      'weixin 4',
      'weibo 3',
      'app 2',
      'toutiao 1',
    ]);
    expect(summary.levels.map(({ id, total }) => `${id} ${total}`)).toEqual(['county 5', 'township 5']);
    expect(summary.units[0]).toMatchObject({ name: '乙镇人民政府', unqualified: 2 });
    expect(summary.best).toEqual(['busy']);
  });
  it('judges sites by their messages and says that the pages were not read', async () => {
    const { sites } = await take();
    expect(sites[0]?.result).toBe('undetermined');
    expect(sites[0]?.findings.map(({ indicator, state }) => `${indicator} ${state}`)).toContain(
      'site.messages-unanswered suspected',
    );
  });
  it('says nothing about words where no pack is given', async () => {
    const { accounts, verdict } = await take(county(), { scanner: null });
    expect(accounts.map(({ result }) => result)).not.toContain('qualified');
    expect(verdict('busy').findings.filter(({ outcome }) => outcome === 'notCollected')).toHaveLength(3);
  });
  it('refuses a standard that says nothing about accounts', async () => {
    const old = loadStandard('cn-2015', standardsIn(join(ROOT, 'standards')));
    await expect(take(county(), { standard: old })).rejects.toThrow(InputError);
  });
});

describe('what is made of it', () => {
  it('JSON by the fixed format', async () => {
    const json: unknown = JSON.parse([...censusJson(await take())].join(''));
    expect(json).toMatchObject({
      schema: 'xunjian.census/1',
      asOf: '2019-05-20T10:00:00+08:00',
      summary: { accounts: { total: 10 } },
      sites: [{ id: 's1', result: 'undetermined' }],
    });
    const { accounts } = json as { accounts: { id: string; lastPost: string | null; findings: unknown[] }[] };
    expect(accounts[0]).toMatchObject({ id: 'busy', lastPost: '2019-05-19T08:00:00+08:00' });
    expect(accounts.every(({ findings }) => findings.length >= 6)).toBe(true);
  });
  it.each(['zh', 'en'] as const)(
    'text in %s: the table first, the unqualified before the others',
    async (language) => {
      const text = [...censusText(await take(), { width: 100, language })].join('');
      expect(text).not.toMatch(/undefined|NaN|\{\w+\}/);
      expect(text.indexOf('乙镇微讯')).toBeLessThan(text.lastIndexOf('甲县发布'));
      expect(text.split('\n')[1]).toContain('10');
    },
  );
  it('one HTML page without network, foreign text escaped', async () => {
    const folder = county();
    writeFileSync(join(folder, 'accounts.csv'), 'id,platform,name\nx,weixin,<script>alert(1)</script>\n');
    for (const name of ['posts', 'collections', 'messages', 'metrics']) rmSync(join(folder, `${name}.jsonl`));
    const page = censusHtml(await take(folder));
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;alert');
    expect(page).toContain('<style>');
    expect(page.replace(/http:\/\/www\.county\.example\//g, '')).not.toMatch(/https?:\/\//);
  });
  it('a workbook with every account, formulas as text', async () => {
    const file = join(root, 'census.xlsx');
    await writeCensusXlsx(await take(), file, 'zh');
    const book = new excel.Workbook();
    await book.xlsx.readFile(file);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['总览', '平台', '层级', '单位', '账号', '网站']);
    const sheet = book.getWorksheet('账号');
    expect(sheet?.rowCount).toBe(11);
    expect(sheet?.getRow(11).getCell(2).value).toBe('=HYPERLINK("x")');
    expect(sheet?.getRow(3).getCell(10).value).toMatch(/前14日内无更新/);
  });
});
