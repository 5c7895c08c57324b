import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRegisterWords } from '../collect/import/index.ts';
import { divisionsOf } from '../divisions/index.ts';
import { parseTime } from '../model/index.ts';
import { Names } from '../register/index.ts';
import { censusHtml, censusJson, censusText, takeCensus, writeCensusXlsx } from './index.ts';
import { Spool, SpoolReader } from './spool.ts';
import { createCensusTools } from './testing/tools.ts';

const root = mkdtempSync(join(tmpdir(), 'census-threads-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const asOf = parseTime('2019-05-20T10:00:00+08:00') ?? 0;
const tools = createCensusTools();
const words = readRegisterWords(join(import.meta.dirname, '../../packs/register-columns.yaml'));
const module = new URL('./testing/tools.ts', import.meta.url).href;
const aids = {
  divisions: divisionsOf(
    [
      { code: '990000', name: '甲省' },
      { code: '990100', name: '乙市' },
    ],
    () => [],
  ),
  names: new Names((text) => text.normalize('NFKC'), words.nameWords),
};

/** Forty invented accounts, with every kind of line that a file may have. */
function register(broken: boolean): string {
  const folder = mkdtempSync(join(root, 'r-'));
  const ids = Array.from({ length: 40 }, (_, at) => (at === 7 ? '账号七' : `a${at}`));
  writeFileSync(
    join(folder, 'units.csv'),
    'id,name,level,region\nu1,甲省乙市人民政府,,\nu2,甲省人民政府,county,990000\nu3,乙市某局,city,湖南\n',
  );
  writeFileSync(
    join(folder, 'accounts.csv'),
    `id,unit,platform,name,status,registered\n${ids.map((id, at) => `${id},u${1 + (at % 2)},weixin,第${at >> 1}号发布,${at % 9 === 0 ? 'stopped' : 'active'},2017-01-01`).join('\n')}\n`,
  );
  writeFileSync(join(folder, 'sites.csv'), 'id,unit,name,url\ns1,u1,门户,http://a.example/\n');
  const lines = ids.flatMap((id, at) => [
    JSON.stringify({
      account: id,
      id: `p${at}`,
      published: `2019-05-${10 + (at % 9)}`,
      title: '通知',
      original: false,
    }),
    JSON.stringify({ id: `q${at}`, account: id, published: '2019-04-01T08:00:00Z', title: '机密★10年' }),
  ]);
  if (broken)
    lines.splice(
      5,
      0,
      '{"account":"a1","id":',
      '{"account":"zz","id":"1"}',
      '[]',
      '{"account":"a2","id":""}',
    );
  writeFileSync(join(folder, 'posts.jsonl'), `${lines.join('\n')}\n`);
  writeFileSync(
    join(folder, 'collections.jsonl'),
    ids
      .map(
        (id, at) =>
          `${JSON.stringify({ subject: id, what: 'posts', from: '2017-01-01', to: '2019-05-20T10:00:00+08:00', ok: at % 5 > 0 })}\n`,
      )
      .join(''),
  );
  return folder;
}
const take = (folder: string, threads: number, more: object = {}) =>
  takeCensus(folder, { ...tools, words, asOf, ...aids, threads, tools: { module, options: {} }, ...more });

describe('threads', { timeout: 30_000 }, () => {
  it('come to the census that one alone comes to', async () => {
    const folder = register(true);
    const [alone, three] = [
      await take(folder, 1, { skipBad: true }),
      await take(folder, 3, { skipBad: true }),
    ];
    const json = (census: typeof alone) => [...censusJson(census)].join('');
    expect(json(three)).toBe(json(alone));
    expect(three.verdict('账号七')).toEqual(alone.verdict('账号七'));
    expect(alone.register.errors).toBe(4);
    // Likes and followers are told in the light of all accounts.
    expect(alone.verdict('a1').findings.some(({ indicator }) => indicator === 'account.false-figures')).toBe(
      true,
    );
    for (const census of [alone, three]) census.close();
  });
  it('say what is wrong in the order of the lines', async () => {
    const folder = register(true);
    await expect(take(folder, 3)).rejects.toMatchObject({
      errors: 4,
      problems: [{ line: 6 }, { line: 7 }, { line: 8 }, { line: 9 }],
    });
  });
  it('that break are one clear line', async () => {
    const nowhere = { module: new URL('./none.ts', import.meta.url).href, options: {} };
    await expect(take(register(false), 2, { tools: nowhere })).rejects.toThrow(
      /a thread failed: .*run it again/,
    );
  });
});

describe('what a register says about itself', () => {
  it('stands in every output, and nothing is merged', async () => {
    const census = await take(register(false), 1);
    expect(census.accounts).toHaveLength(40);
    expect(census.duplicates).toHaveLength(20);
    expect(census.inferred.map(({ unit, field }) => `${unit} ${field}`)).toEqual([
      'u1 region',
      'u1 level',
      'u1 parent',
    ]);
    expect(census.register.units.get('u1')).toMatchObject({ level: null, region: null, parent: null });
    expect(census.summary.levels.map(({ id }) => id)).toContain('city');
    expect(census.contradictions.map(({ id, field }) => `${id} ${field}`)).toEqual(['u3 region']);
    for (const language of ['zh', 'en'] as const) {
      const text = [...censusText(census, { width: 100, language })].join('');
      expect(text).toMatch(language === 'zh' ? /疑似重复登记 20 组/ : /20 groups of accounts/);
      expect(text).toMatch(language === 'zh' ? /推断的单位信息 3 项/ : /3 cells/);
      expect(text).not.toMatch(/undefined|NaN/);
    }
    const page = censusHtml(census);
    expect(page).toContain('疑似重复登记（20组）');
    expect(page).not.toMatch(/undefined|NaN|>false</);
    const file = join(root, 'x.xlsx');
    await writeCensusXlsx(census, file, 'zh');
    const { default: excel } = await import('exceljs');
    const book = new excel.Workbook();
    await book.xlsx.readFile(file);
    expect(book.worksheets.map(({ name }) => name).slice(-3)).toEqual(['疑似重复', '推断', '矛盾']);
    census.close();
  });
});

describe('answers', () => {
  const decided = { by: '张三', at: '2019-05-21', note: '已核实' } as const;
  it('settle what is suspected, by account or by finding, and tell which changed nothing', async () => {
    const folder = register(false);
    const open = await take(folder, 1);
    const suspected = (id: string) => open.verdict(id).findings.find(({ state }) => state === 'suspected');
    const print = suspected('a1')?.fingerprint ?? '';
    const answers = [
      { ...decided, decision: 'dismiss', fingerprint: print },
      { ...decided, decision: 'confirm', subject: 'a2', indicator: suspected('a2')?.indicator ?? '' },
      { ...decided, decision: 'dismiss', fingerprint: '0'.repeat(32) },
    ] as const;
    const census = await take(folder, 1, { answers });
    expect(census.answers).toEqual(['used', 'used', 'no such finding']);
    expect(census.verdict('a1').findings.find(({ fingerprint }) => fingerprint === print)).toMatchObject({
      state: 'pass',
      decision: { by: '张三' },
    });
    expect(census.accounts.find(({ id }) => id === 'a2')?.result).toBe('unqualified');
    for (const one of [open, census]) one.close();
  });
});

describe('spool', () => {
  it('gives back each text, from memory or from disk', () => {
    const spool = new Spool(1 << 21);
    const texts = Array.from({ length: 300 }, (_, at) => `${at}${'文'.repeat((at * 977) % 20_000)}`);
    for (const text of texts) spool.put(text);
    const spooled = spool.seal();
    expect(spooled.file).not.toBeNull();
    const reader = new SpoolReader(spooled);
    for (const at of [0, 299, 5, 150, 151, 152]) expect(reader.read(at)).toBe(texts[at]);
    reader.close();
    const small = new Spool();
    small.put('甲');
    small.put('');
    expect(new SpoolReader(small.seal()).read(0)).toBe('甲');
  });
});
