import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRegisterWords } from '../collect/import/index.ts';
import { standardsIn } from '../inspect/index.ts';
import { loadStandard } from '../judge/index.ts';
import { parseTime } from '../model/index.ts';
import { takeCensus } from './index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const words = readRegisterWords(join(ROOT, 'packs/register-columns.yaml'));
const standard = loadStandard('cn-2019', standardsIn(join(ROOT, 'standards')));
const folder = mkdtempSync(join(tmpdir(), 'closure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const step = (subject: string, name: string, at: string, into?: string) => ({
  subject,
  step: name,
  at,
  into,
});
const jsonl = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

it('finds forgotten steps of accounts and sites in the events of a register', async () => {
  writeFileSync(join(folder, 'units.csv'), 'id,name\nu1,甲县人民政府\nu2,乙镇人民政府\n');
  writeFileSync(
    join(folder, 'accounts.csv'),
    'id,unit,platform,name,status,functions\nmain,u1,weixin,甲县发布,active,缴费\nold,u2,weixin,乙镇微讯,stopped,预约挂号;缴费\nquiet,u2,weibo,乙镇在线,active,\n',
  );
  writeFileSync(
    join(folder, 'sites.csv'),
    'id,unit,name,url,status\ns1,u2,乙镇门户,http://www.town.example/,cancelled\n',
  );
  writeFileSync(
    join(folder, 'events.jsonl'),
    jsonl([
      step('old', 'stopped', '2019-01-02'),
      step('old', 'announced', '2019-01-03', 'main'),
      step('s1', 'announced', '2019-01-03', 'main'),
      step('s1', 'archived', '2019-01-20'),
      step('s1', 'cancelled', '2019-02-10'),
      step('s1', 'recorded', '2019-02-12'),
      step('s1', 'domainRevoked', '2019-02-12'),
    ]),
  );
  const census = await takeCensus(folder, {
    words,
    standard,
    asOf: parseTime('2019-05-20') ?? 0,
    scanner: null,
  });
  const closing = (id: string) =>
    census
      .verdict(id)
      .findings.filter(({ code }) => code === 'NMR-17')
      .map(({ outcome, state }) => `${outcome} ${state}`);
  expect(closing('old')).toEqual(['notCancelled suspected', 'successorLacks suspected']);
  expect(closing('quiet')).toEqual(['running pass']);
  const site = census.sites[0]?.findings.find(({ code }) => code === 'SITER-14');
  expect(site?.outcome).toBe('formalities');
  expect(site?.summary.zh).toContain('注销ICP备案');
  expect(site?.summary.zh).not.toContain('注销域名');
  census.close();
});

it('tells a step that it does not know by line', async () => {
  writeFileSync(join(folder, 'events.jsonl'), jsonl([step('old', 'vanished', '2019-01-02')]));
  await expect(
    takeCensus(folder, { words, standard, asOf: parseTime('2019-05-20') ?? 0, scanner: null }),
  ).rejects.toThrow(/events\.jsonl.*1.*step/s);
});
