import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyEvidence } from '../collect/archive/index.ts';
import { SiteFacts, Verdict } from '../model/index.ts';
import { xunjian } from './testing/run.ts';
import { serveTestSite, type TestSite } from './testing/site.ts';

let dir: string;
let site: TestSite;
/** A site that has moved to another address. */
const moved = {
  url: '',
  server: createServer(({ url }, answer) => {
    if (url === '/') answer.writeHead(301, { location: 'http://127.0.0.1:9/' }).end();
    else answer.writeHead(404).end();
  }),
};
beforeAll(async () => {
  await new Promise<void>((done) => moved.server.listen(0, '127.0.0.1', done));
  const address = moved.server.address();
  if (address !== null && typeof address === 'object') moved.url = `http://127.0.0.1:${address.port}/`;
  dir = mkdtempSync(join(tmpdir(), 'xunjian-inspect-'));
  site = await serveTestSite({ today: Date.now() });
});
afterAll(async () => {
  await site.close();
  moved.server.close();
  rmSync(dir, { recursive: true, force: true });
});

const facts = (out: string) => SiteFacts.parse(JSON.parse(readFileSync(join(out, 'facts.json'), 'utf8')));

describe('xunjian inspect', () => {
  it('leaves verdict, facts, report and whole evidence in one folder, and prints the verdict', async () => {
    const out = join(dir, 'live');
    const ran = await xunjian(['inspect', site.url, '--allow-private', '--out', out, '--format', 'json']);
    expect(ran.err).toBe('');
    const verdict = Verdict.parse(JSON.parse(ran.out));
    expect(verdict).toEqual(JSON.parse(readFileSync(join(out, 'verdict.json'), 'utf8')));
    expect(ran.code).toBe({ qualified: 0, unqualified: 1, undetermined: 3 }[verdict.result]);
    expect(readdirSync(out).sort()).toEqual([
      'evidence.warc.gz',
      'facts.json',
      'pages.jsonl.gz',
      'report.html',
      'verdict.json',
    ]);
    const evidence = await verifyEvidence(join(out, 'evidence.warc.gz'));
    expect(evidence).toMatchObject({ digestsBad: [], damage: [] });
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain(`${evidence.records}`);
    const { subject, sections } = facts(out);
    expect(subject).toMatchObject({ name: '某县人民政府', idCode: '1234560001' });
    if (sections.columns.status !== 'ok') throw new Error('no columns');
    expect(sections.columns.value.map(({ name }) => name).sort()).toEqual(
      ['人事信息', '工作动态', '政策文件', '规划计划', '通知公告'].sort(),
    );
    expect(sections.columns.value.every(({ level, read, blank }) => level === 1 && read && !blank)).toBe(
      true,
    );
    // Nothing on this site is stale or blank: whatever else is missing, that must not be said.
    const accused = verdict.findings
      .filter((finding) => finding.state === 'fail')
      .map((finding) => finding.indicator);
    expect(accused).not.toContain('site.home-stale');
    expect(accused).not.toContain('site.columns-stale');
    expect(accused).not.toContain('site.columns-blank');
  });

  it('comes to the same facts about pages from its own evidence', async () => {
    const [live, saved] = [join(dir, 'live'), join(dir, 'saved')];
    await xunjian(['inspect', join(live, 'evidence.warc.gz'), '--out', saved]);
    for (const name of ['home', 'columns', 'articles', 'dateDoubts', 'leaders', 'documents'] as const)
      expect(facts(saved).sections[name], name).toEqual(facts(live).sections[name]);
    expect(facts(saved).sections.search).toMatchObject({ status: 'unavailable', reason: 'no-source' });
  });

  it('takes the time that --as-of names for that of saved pages, and finds them through their folders’ index files', async () => {
    const [saved, out] = [join(dir, 'tree'), join(dir, 'tree-out')];
    mkdirSync(join(saved, 'tzgg'), { recursive: true });
    const list = (day: string) =>
      Array.from(
        { length: 8 },
        (_, i) => `<li><a href="/tzgg/t${i}.html">关于开展第${i}批培训的通知</a> ${day}</li>`,
      );
    const page = (title: string, day: string) =>
      `<html><head><title>${title}</title></head><body><div class="nav"><a href="/">首页</a> <a href="/tzgg/">通知公告</a></div><ul>${list(day).join('')}</ul></body></html>`;
    writeFileSync(join(saved, 'index.html'), page('乙县人民政府', '2019-05-05'));
    writeFileSync(join(saved, 'tzgg', 'index.html'), page('通知公告', '2019-05-05'));
    const ran = await xunjian(['inspect', saved, '--out', out, '--as-of', '2019-05-20', '--format', 'json']);
    const verdict = Verdict.parse(JSON.parse(ran.out));
    const home = verdict.findings.find((finding) => finding.indicator === 'site.home-stale');
    expect(home).toMatchObject({ state: 'fail', outcome: 'stale' });
    expect(ran.code).toBe(1);
    const unseen = verdict.collection.unseen.flatMap(({ examples }) => examples);
    expect(unseen.filter((url) => url.endsWith('/'))).toEqual([]);
    const again = await xunjian(['judge', join(out, 'facts.json'), '--format', 'json']);
    expect(Verdict.parse(JSON.parse(again.out)).findings).toEqual(verdict.findings);
  });

  it('does not overwrite a finished inspection', async () => {
    const before = readFileSync(join(dir, 'live', 'verdict.json'), 'utf8');
    const ran = await xunjian(['inspect', site.url, '--allow-private', '--out', join(dir, 'live')]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('finished inspection');
    expect(readFileSync(join(dir, 'live', 'verdict.json'), 'utf8')).toBe(before);
  });

  it('judges the instant that is asked for, and concludes no silence from facts of long before it', async () => {
    const out = join(dir, 'later');
    const ran = await xunjian([
      'inspect',
      join(dir, 'live', 'evidence.warc.gz'),
      '--out',
      out,
      '--as-of',
      '2099-01-01',
      '--format',
      'json',
    ]);
    const verdict = Verdict.parse(JSON.parse(ran.out));
    expect(verdict.asOf).toBe('2099-01-01T00:00:00+08:00');
    expect(verdict.findings.find((finding) => finding.indicator === 'site.home-stale')?.state).toBe(
      'inconclusive',
    );
    expect(ran.code).toBe(3);
  });

  it('imports a log of probes, and a week of them decides', async () => {
    const log = join(dir, 'probes.jsonl');
    const rows = Array.from({ length: 7 * 24 }, (_, i) =>
      JSON.stringify({
        site: 'x',
        at: new Date(Date.now() - (i + 1) * 3_600_000).toISOString(),
        ok: i % 10 !== 0,
        ms: 20_000,
        status: null,
        error: i % 10 === 0 ? 'timeout' : null,
        vantage: 'a',
      }),
    );
    writeFileSync(log, `${rows.join('\n')}\n`);
    const out = join(dir, 'probed');
    const ran = await xunjian([
      'inspect',
      site.url,
      '--allow-private',
      '--out',
      out,
      '--probes',
      log,
      '--format',
      'json',
    ]);
    const { sections } = facts(out);
    expect(sections.probes.status === 'ok' ? sections.probes.value.probes.length : 0).toBe(7 * 24 + 1);
    expect(
      Verdict.parse(JSON.parse(ran.out)).findings.find((one) => one.code === 'SITE-VETO-02')?.state,
    ).toBe('fail');
  });
});

describe('what cannot be run', () => {
  const lines: readonly [what: string, words: () => string[], says: RegExp][] = [
    [
      'a dead host',
      () => ['http://127.0.0.1:1/', '--allow-private'],
      /^xunjian: inspect http:\/\/127\.0\.0\.1:1\/: .*refused.*; .*proves no outage/,
    ],
    [
      'a home page that leads to another site',
      () => [moved.url, '--allow-private'],
      /^xunjian: inspect http:\/\/127\.0\.0\.1:\d+\/: the home page leads to another site, http:\/\/127\.0\.0\.1:9\/; inspect that address/,
    ],
    [
      'a private address',
      () => [site.url],
      /^xunjian: inspect .*not one of the public internet; add --allow-private/,
    ],
    ['a wrong scheme', () => ['ftp://www.example.gov.cn/'], /^xunjian: inspect ftp:.*is not http or https; /],
    ['no such file', () => [join(dir, 'none.warc')], /^xunjian: inspect .*none\.warc: there is no such file/],
    [
      'a file that is no archive',
      () => [file('note.warc', 'hello')],
      /^xunjian: open .*note\.warc: it is no WARC, ARC or WACZ file; /,
    ],
    ['a folder without pages', () => [folder('empty')], /^xunjian: open .*empty: no saved page/],
    [
      'an unknown standard',
      () => [site.url, '--standard', 'cn-1999'],
      /^xunjian: standard cn-1999: there is no such standard; known are .*cn-2019/,
    ],
    [
      'a malformed answers file',
      () => [site.url, '--answers', file('a.yaml', 'answers:\n  - indicator: 3\n')],
      /^xunjian: answers .*a\.yaml:2:5: /,
    ],
    [
      'a missing answers file',
      () => [site.url, '--answers', join(dir, 'none.yaml')],
      /^xunjian: answers .*there is no such file; /,
    ],
    [
      'a bad probe log',
      () => [site.url, '--probes', file('p.jsonl', '{"site":"a"}\n')],
      /^xunjian: read .*p\.jsonl:1: at /,
    ],
    [
      'no time',
      () => [site.url, '--as-of', '2019-13-01'],
      /^xunjian: inspect --as-of 2019-13-01: it is no day or time; /,
    ],
    ['no number', () => [site.url, '--max-pages', 'many'], /^xunjian: inspect --max-pages many: /],
    [
      'an --out that is a file',
      () => [site.url, '--out', file('taken', '')],
      /^xunjian: write .*taken: there is a file of that name; /,
    ],
    [
      'an --out below a file',
      () => [site.url, '--out', join(file('taken', ''), 'x')],
      /^xunjian: write .*: a part of the path is a file/,
    ],
    [
      'an --out where nothing can be made',
      () => [site.url, '--out', '/proc/none/x'],
      /^xunjian: write \/proc\/none\/x: .*; give an --out that can be written to/,
    ],
  ];
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const folder = (name: string) => {
    mkdirSync(join(dir, name), { recursive: true });
    chmodSync(join(dir, name), 0o755);
    return join(dir, name);
  };

  it.each(lines)('%s: one clear line, exit code 2, no trace', async (what, words, says) => {
    const given = words();
    const out = join(dir, `bad-${what.replaceAll(' ', '-')}`);
    const ran = await xunjian(['inspect', ...given, ...(given.includes('--out') ? [] : ['--out', out])]);
    expect(ran.err).toMatch(says);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(existsSync(out)).toBe(false);
  });
});

describe('an interrupted inspection', () => {
  it('keeps its evidence on Ctrl-C and says how to go on', async () => {
    const slow = await serveTestSite({ today: Date.now(), articles: 80, delayMs: 150 });
    const out = join(dir, 'stopped');
    try {
      const ran = await xunjian(
        ['inspect', slow.url, '--allow-private', '--out', out, '--concurrency', '2'],
        (child) => {
          const wait = setInterval(() => {
            if (slow.asked.length < 8) return;
            clearInterval(wait);
            child.kill('SIGINT');
          }, 20);
        },
      );
      expect(ran.code).toBe(130);
      expect(ran.err).toContain(`--out ${out}`);
      expect(ran.err).toMatch(/interrupted; the evidence so far is kept in .* --resume\n$/);
      expect((await verifyEvidence(join(out, 'evidence.warc.gz'))).digestsBad).toEqual([]);
      const again = await xunjian(['inspect', slow.url, '--allow-private', '--out', out]);
      expect(again).toMatchObject({ code: 2 });
      expect(again.err).toContain('add --resume to continue it');
    } finally {
      await slow.close();
    }
  }, 60_000);

  it('goes on after a kill without losing or repeating finished pages', async () => {
    const slow = await serveTestSite({ today: Date.now(), articles: 60, delayMs: 60 });
    const out = join(dir, 'killed');
    const words = ['inspect', slow.url, '--allow-private', '--out', out, '--concurrency', '2'];
    try {
      await xunjian(words, (child) => {
        const wait = setInterval(() => {
          if (slow.asked.length < 40) return;
          clearInterval(wait);
          child.kill('SIGKILL');
        }, 10);
      });
      expect(existsSync(join(out, 'verdict.json'))).toBe(false);
      const before = slow.asked.length;
      const ran = await xunjian([...words, '--resume', '--format', 'json']);
      expect(ran.err).toBe('');
      const verdict = Verdict.parse(JSON.parse(ran.out));
      expect(verdict.collection).toMatchObject({ pages: 66, complete: true });
      // What was on its way when it was killed, and what was not committed yet, may be asked for twice; not all of it.
      const articles = (asked: string[]) => asked.filter((path) => path.startsWith('/dt/content_'));
      const first = new Set(articles(slow.asked.slice(0, before)));
      const twice = articles(slow.asked.slice(before)).filter((path) => first.has(path));
      expect(new Set(twice).size).toBeLessThan(first.size);
      const evidence = await verifyEvidence(join(out, 'evidence.warc.gz'));
      expect(evidence).toMatchObject({ digestsBad: [], damage: [] });
    } finally {
      await slow.close();
    }
  }, 60_000);
});
