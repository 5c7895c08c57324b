import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codePng } from '../codes/testing/codes.ts';
import { xunjian } from '../inspect/testing/run.ts';
import { FoundRow } from '../model/index.ts';

let [dir, register, sites]: [string, string, string] = ['', '', ''];
const page = (body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>青岚县</title></head><body>${body}</body></html>`;
const frame = (body: string) =>
  page(
    `${body}<div class="footer"><img src="/images/wx_ewm.png" alt="“青岚公安”微信公众号"><a href="https://weibo.com/u/7700000001">青岚公安在线</a><a href="https://www.douyin.com/user/MS4wLjAB">青岚公安抖音</a></div>`,
  );

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-discover-'));
  [register, sites] = [join(dir, 'register'), join(dir, 'saved')];
  mkdirSync(register);
  writeFileSync(
    join(register, 'units.csv'),
    'id,name,level,kind,region,parent\ngov,青岚县人民政府,county,government,,\nga,青岚县公安局,county,department,,gov\nws,青岚县卫生健康局,county,department,,gov\n',
  );
  writeFileSync(
    join(register, 'sites.csv'),
    'id,unit,name,url,idcode,status,opened\ns1,ga,青岚县公安局,http://ga.qinglan.example.gov.cn/,,active,\ns2,gov,青岚县政府,http://www.qinglan.example.gov.cn/,,active,\n',
  );
  writeFileSync(
    join(register, 'accounts.csv'),
    'id,unit,platform,name,handle,status,verified\na1,ga,weixin,青岚公安,,active,是\na2,ga,weibo,青岚公安在线,2590506142,active,是\na3,ga,toutiao,青岚公安,,active,是\na4,ws,weixin,青岚卫健,,active,是\n',
  );
  writeFileSync(
    join(register, 'posts.jsonl'),
    `${JSON.stringify({ account: 'a4', id: 'p1', published: '2019-05-06', title: '健康', text: '请关注我局视频号“青岚卫健”，“人民日报”微信公众号也有报道。关注“青岚卫健”公众号。' })}\n`,
  );
  const host = join(sites, 'ga.qinglan.example.gov.cn');
  mkdirSync(join(host, 'images'), { recursive: true });
  writeFileSync(join(host, 'index.html'), frame('<a href="/a.html">动态</a>'));
  writeFileSync(join(host, 'a.html'), frame('<p>动态</p>'));
  writeFileSync(join(host, 'images', 'wx_ewm.png'), await codePng('http://weixin.qq.com/r/QkzAbCDE1'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (...words: readonly string[]) => xunjian(['discover', register, ...words]);

describe('xunjian discover', () => {
  it('tells what is filed and shown, and what is not', async () => {
    const { out, err, code } = await run(
      '--site-results',
      join(sites, 'ga.qinglan.example.gov.cn'),
      '--format',
      'json',
      '--save',
    );
    expect(err).toBe('');
    const found = JSON.parse(out);
    expect(
      found.findings.map((one: Record<string, unknown>) => [
        one.kind,
        one.platform,
        one.name,
        one.unit,
        one.account,
      ]),
    ).toEqual([
      ['found-not-filed', 'douyin', '青岚公安', 'ga', null],
      ['found-not-filed', 'weixin-channels', '青岚卫健', 'ws', null],
      ['handle-differs', 'weibo', '青岚公安在线', 'ga', 'a2'],
      ['filed-not-found', 'toutiao', '青岚公安', 'ga', 'a3'],
    ]);
    expect(found.elsewhere).toBe(1);
    expect(found.unsaid['no-site']).toEqual(['a4']);
    expect(code).toBe(3);
    const rows = readFileSync(join(register, 'found.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => FoundRow.parse(JSON.parse(line)));
    expect(rows.map(({ how, subject }) => [how, subject])).toContainEqual(['code', 's1']);
    expect(rows[0]).toMatchObject({ how: 'look', pages: 2, complete: true, codesUnread: 0 });
  }, 30_000);
  it('remembers, and census shows it', async () => {
    const census = await xunjian(['census', register, '--as-of', '2019-05-20', '--format', 'json']);
    expect(census.err).toBe('');
    expect(JSON.parse(census.out).discovery.counts).toMatchObject({
      'handle-differs': 1,
      'filed-not-found': 1,
    });
  }, 60_000);
  it('writes a workbook', async () => {
    const file = join(dir, 'found.xlsx');
    const { err } = await run('--format', 'xlsx', '--out', file);
    expect(err).toBe('');
    const book = new excel.Workbook();
    await book.xlsx.readFile(file);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['账号发现', '已读网站']);
    expect(book.worksheets[0]?.rowCount).toBe(5);
  }, 30_000);
  it.each([
    [['--site-results', '/nowhere'], 'discover /nowhere: there is no such file or folder'],
    [['--format', 'xlsx'], 'a workbook is a file'],
  ])(
    'says what is wrong with %j',
    async (words, why) => {
      const { err, code } = await run(...words);
      expect(err).toContain(why);
      expect(err.trim().split('\n').length).toBe(1);
      expect(code).toBe(2);
    },
    30_000,
  );
});
