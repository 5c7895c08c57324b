import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteFacts } from '../judge/testing/site-facts.ts';
import { Verdict } from '../model/index.ts';

const MAIN = resolve(import.meta.dirname, 'main.ts');
const NONE = { hits: [], hitCount: 0, concealed: [], outlinks: [], pagesScanned: 10, packs: ['base'] };
const STALE_HOME = {
  url: 'http://county.example/',
  title: '某县人民政府',
  entranceOnly: false,
  items: [{ title: '会议召开', url: 'http://county.example/a', date: '2019-03-01' }],
  itemCount: 1,
  latest: '2019-03-01',
  blocks: [],
  secondLevel: [],
  needsScript: false,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xunjian-judge-'));
  const put = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  put('stale.json', siteFacts({ home: STALE_HOME, content: NONE }));
  put('open.json', siteFacts({ content: NONE }, { id: 'other' }));
  put('torn.json', '{"schema":');
  put('wrong.json', { schema: 'xunjian.facts/1' });
  mkdirSync(join(folder, 'out'));
  put('out/facts.json', siteFacts({ home: STALE_HOME }));
  put(
    'dismiss.yaml',
    '- { indicator: site.home-stale, subject: "1234560001", decision: dismiss, by: 张三, at: 2019-05-21 }\n',
  );
  put('loose.yaml', '- { indicator: site.home-stale, decision: dismiss, by: 张三, at: 2019-05-21 }\n');
  put('unknown.yaml', `- { fingerprint: ${'0'.repeat(32)}, decision: dismiss, by: 张三, at: 2019-05-21 }\n`);
  put('broken.yaml', '- { fingerprint: abc }\n');
  put(
    'mine.yaml',
    'schema: xunjian.standard/1\nid: mine\nversion: "1"\ntitle: { zh: 我, en: Mine }\ndocument: { title: 某, number: 1号, issued: 2019-01-01 }\neffective: { from: 2019-01-01 }\nextends: cn-2019\nremove: [{ code: SITE-VETO-03, why: 试行 }]\n',
  );
  put(
    'bad.yaml',
    'schema: xunjian.standard/1\nid: bad\nextends: cn-2019\nparts:\n  veto:\n    - { code: SITE-VETO-03, params: { days: { value: ten, provenance: seen } } }\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [MAIN, ...words], { cwd: folder, timeout: 15_000 }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
    );
  });
}

describe('judge', () => {
  it('prints a verdict and exits by its result', async () => {
    const { code, out, err } = await run('judge', 'stale.json', '--format', 'json');
    expect([code, err]).toEqual([1, '']);
    const verdict = Verdict.parse(JSON.parse(out));
    expect(verdict).toMatchObject({
      result: 'unqualified',
      score: null,
      asOf: '2019-05-20T00:10:00+08:00',
      standard: { id: 'cn-2019' },
    });
    expect(verdict.findings.find((finding) => finding.code === 'SITE-VETO-03')).toMatchObject({
      state: 'fail',
      outcome: 'stale',
      provenance: 'seen',
    });
    const text = await run('judge', 'stale.json', '--lang', 'en');
    expect([text.code, text.out.includes('Home page not updated')]).toEqual([1, true]);
  });
  it('judges as of another instant and under another standard', async () => {
    const earlier = await run('judge', 'stale.json', '--as-of', '2019-03-10', '--format', 'json');
    expect(earlier.code).toBe(3);
    const mine = await run('judge', 'stale.json', '--standard', 'mine.yaml', '--format', 'json');
    expect([mine.code, JSON.parse(mine.out).standard.id]).toEqual([3, 'mine']);
  });
  it('takes many files, one verdict per line, and the worst result as exit code', async () => {
    const { code, out } = await run('judge', 'open.json', 'stale.json', 'out', '--jsonl');
    const results = out
      .trim()
      .split('\n')
      .map((line) => Verdict.parse(JSON.parse(line)).result);
    expect([code, results]).toEqual([1, ['undetermined', 'unqualified', 'unqualified']]);
    const array = await run('judge', 'open.json', 'stale.json', '--format', 'json');
    expect(JSON.parse(array.out)).toHaveLength(2);
  });
  it('one bad file of many is told and stops no other', async () => {
    const { code, out, err } = await run('judge', 'torn.json', 'stale.json', '--jsonl');
    expect([code, out.trim().split('\n').length]).toEqual([2, 1]);
    expect(err).toMatch(
      /^xunjian: judge torn\.json: is no JSON \(.*\); give the facts\.json of an inspection\n$/,
    );
  });
  it('lets people decide', async () => {
    const { code, out, err } = await run(
      'judge',
      'stale.json',
      '--answers',
      'dismiss.yaml',
      '--format',
      'json',
    );
    expect([code, err]).toEqual([3, '']);
    const finding = Verdict.parse(JSON.parse(out)).findings.find((one) => one.code === 'SITE-VETO-03');
    expect(finding).toMatchObject({ state: 'pass', decision: { by: '张三', decision: 'dismiss' } });
    const unknown = await run('judge', 'stale.json', '--answers', 'unknown.yaml');
    expect([unknown.code, unknown.err]).toEqual([
      1,
      `xunjian: answers: dismiss ${'0'.repeat(32)} by 张三: no such finding; it changes nothing\n`,
    ]);
  });
  it.each([
    [['judge', 'none.json'], /^xunjian: judge none\.json: there is no such file; give the facts\.json/],
    [['judge', 'wrong.json'], /^xunjian: judge wrong\.json: is no facts file: subject: /],
    [
      ['judge', 'stale.json', '--standard', 'cn-1999'],
      /^xunjian: standard cn-1999: there is no such standard; known are .*cn-2019/,
    ],
    [
      ['judge', 'stale.json', '--standard', 'bad.yaml'],
      /bad\.yaml:6:47: parts\.veto\[\d+\]\.params\.days: must be a number|bad\.yaml:\d+:\d+: /,
    ],
    [['judge', 'stale.json', '--as-of', 'yesterday'], /yesterday is no day or time/],
    [['judge', 'stale.json', '--answers', 'broken.yaml'], /^xunjian: answers broken\.yaml:1:\d+: \[0\]\./],
    [
      ['judge', 'stale.json', 'open.json', '--answers', 'loose.yaml'],
      /does not say whom it is about, and 2 sites are judged; add `subject`/,
    ],
  ])('%j: one clear line and exit code 2', async (words, expected) => {
    const { code, err } = await run(...words);
    expect(code).toBe(2);
    expect(err).toMatch(expected);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('standards', () => {
  it('lists those that ship', async () => {
    const { code, out } = await run('standards');
    expect(code).toBe(0);
    for (const id of ['cn-2015', 'cn-2019', 'local-']) expect(out).toContain(id);
    const json = JSON.parse((await run('standards', 'list', '--format', 'json')).out);
    expect(json.map((one: { id: string }) => one.id)).toContain('cn-2019');
  });
  it('shows every number with where it comes from', async () => {
    const { out } = await run('standards', 'show', 'cn-2019', '--lang', 'en');
    expect(out).toMatch(/days = 14 \[Seen/);
    expect(out).toMatch(/SITE-DED-06 .*at most 4 \[Remembered; unverified/);
    const json = JSON.parse((await run('standards', 'show', 'cn-2019', '--format', 'json')).out);
    expect(json.parts.deduction).toHaveLength(28);
    expect(json.law.base).toMatchObject({ value: 100, provenance: 'seen' });
  });
  it('checks an edited one by line', async () => {
    const { code, out } = await run('standards', 'check', 'bad.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(/^bad\.yaml:1:1: version: is missing/m);
    expect(out).toMatch(/^bad\.yaml:1:1: title: is missing/m);
    const good = await run('standards', 'check', 'mine.yaml');
    expect([good.code, good.out]).toEqual([
      0,
      expect.stringMatching(/^mine\.yaml: mine 1: \d+ entries, usable$/m),
    ]);
    expect((await run('standards', 'check', 'none.yaml')).code).toBe(2);
  });
});
