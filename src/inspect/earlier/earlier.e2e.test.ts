import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../judge/index.ts';
import { parseTime, SiteFacts, Verdict } from '../../model/index.ts';
import { openStandard } from '../standards.ts';
import { xunjian } from '../testing/run.ts';
import { type ChangingSite, type Day, serveChangingSite, VICTIMS } from './testing/site.ts';

/** A local site inspected twice, as an office does. */
let dir: string;
let site: ChangingSite;

async function inspected(target: string, name: string, ...words: readonly string[]) {
  const out = join(dir, name);
  const ran = await xunjian([
    ...['inspect', target, '--allow-private', '--attachments', '0', '--qr', '0', '--out', out],
    ...words,
  ]);
  expect(ran.err).toBe('');
  const facts = SiteFacts.parse(JSON.parse(readFileSync(join(out, 'facts.json'), 'utf8')));
  const verdict = Verdict.parse(JSON.parse(readFileSync(join(out, 'verdict.json'), 'utf8')));
  const { earlier } = facts.sections;
  return {
    out,
    text: ran.out,
    verdict,
    facts,
    html: readFileSync(join(out, 'report.html'), 'utf8'),
    earlier: earlier.status === 'ok' ? earlier.value : null,
    tampering: verdict.findings.filter(({ indicator }) => indicator === 'site.tampering'),
  };
}

const turned = (day: Day, ...words: readonly string[]) => {
  site.turn(day);
  return inspected(site.url, day, ...words);
};
const at = (path: string) => `${site.url.slice(0, -1)}${path}`;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-earlier-'));
  site = await serveChangingSite(Date.now());
  await turned('before');
}, 60_000);
afterAll(async () => {
  await site.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('xunjian inspect --earlier', () => {
  it('accuses nobody of a redesign and of lists that change every day', async () => {
    const { earlier, tampering, text, html } = await turned('redesigned', '--earlier', join(dir, 'before'));
    expect(earlier).toMatchObject({ changes: [], counts: {}, sentAway: [], columnsGone: [], homeGone: null });
    expect(earlier?.compared).toMatchObject({ both: 49, gone: 0, frameKept: 0 });
    expect(earlier?.redated.count).toBe(0);
    // The new host is told, and as part of a redesign is no sign.
    expect(earlier?.newHosts).toMatchObject([{ host: '127.0.0.4:9' }]);
    expect(tampering.map(({ state, outcome }) => [state, outcome])).toEqual([['pass', 'nothingSeen']]);
    expect(text).toContain('与上次巡查相比');
    expect(html).toContain('Compared with the inspection of');
  }, 60_000);

  it('names each page that a break-in changed, by what it became', async () => {
    const { earlier, tampering, verdict, facts } = await turned('attacked', '--earlier', join(dir, 'before'));
    expect(Object.fromEntries(earlier?.changes.map(({ url, kind }) => [url, kind]) ?? [])).toEqual({
      [at(VICTIMS.subject)]: 'subject',
      [at(VICTIMS.terms)]: 'terms',
      [at(VICTIMS.parked)]: 'parked',
      [at(VICTIMS.english)]: 'language',
    });
    expect(earlier?.compared).toMatchObject({ gone: 1, moved: 1, frameKept: expect.closeTo(0.95, 1) });
    expect(earlier?.sentAway).toMatchObject([
      { domain: '127.0.0.2', pages: 1, examples: [{ url: at(VICTIMS.away) }] },
    ]);
    const signs = tampering.map(({ outcome, summary }) => `${outcome} ${summary.zh}`).join('\n');
    for (const word of ['另一主题', '新出现赌博', '域名停放', '另一种文字', '转向其他域名', '127.0.0.3:9'])
      expect(signs).toContain(word);
    expect(tampering.every(({ state }) => state === 'suspected')).toBe(true);
    const evidence = JSON.stringify(
      tampering.find(({ summary }) => summary.zh.includes('另一主题'))?.evidence,
    );
    expect(evidence).toContain('第三章 重生归来');
    expect(evidence).toContain('情况通报（第7期）');
    expect(evidence).toContain('她猛地睁开眼睛');
    const { dateDoubts } = facts.sections;
    expect(
      dateDoubts.status === 'ok' ? dateDoubts.value.filter(({ kind }) => kind === 'date-moved').length : 0,
    ).toBe(3);
    expect(verdict.findings.find(({ indicator }) => indicator === 'site.forged-dates')?.outcome).toBe(
      'signs',
    );
    expect(verdict.earlier?.lines).toContainEqual(
      expect.objectContaining({ code: 'SITE-VETO-01d', direction: 'worse' }),
    );
    // The facts hold all of it: judged again they say the same.
    const standard = openStandard('cn-2019', join(import.meta.dirname, '../../../standards'));
    const again = judge(facts, standard, { asOf: parseTime(verdict.asOf) ?? 0 });
    expect(again.earlier).toEqual(verdict.earlier);
  }, 60_000);

  it('reads the pages from the evidence where an older version left no traces, and saved material as a live site', async () => {
    const old = join(dir, 'old');
    cpSync(join(dir, 'before'), old, { recursive: true });
    rmSync(join(old, 'pages.jsonl.gz'));
    const { earlier } = await inspected(join(dir, 'attacked', 'evidence.warc.gz'), 'saved', '--earlier', old);
    expect(earlier?.counts).toEqual({ subject: 1, terms: 1, parked: 1, language: 1 });
    expect(earlier?.sentAway).toMatchObject([{ domain: '127.0.0.2' }]);
  }, 60_000);

  it('refuses the result of another site before it asks for anything: one line, exit code 2, no trace', async () => {
    const out = join(dir, 'other');
    const words = ['inspect', 'http://127.0.0.9:1/', '--allow-private', '--out', out];
    const ran = await xunjian([...words, '--earlier', join(dir, 'before')]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(
      /^xunjian: inspect --earlier .*: it is the inspection of another site .*; give the --out folder .*\n$/,
    );
    expect(existsSync(out)).toBe(false);
  });
});
