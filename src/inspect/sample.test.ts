import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SiteVocabulary } from '../facts/index.ts';
import { type SampleCounty, startSampleCounty } from '../sample/index.ts';
import { inspectSite, openStandard } from './index.ts';

/** Sites of the sample county that need neither a browser nor patience, inspected end to end. */
const SITES = ['portal', 'bureau', 'township', 'department', 'research'] as const;
const ROOT = resolve(import.meta.dirname, '../..');

let county: SampleCounty;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xunjian-sample-'));
  county = await startSampleCounty({ asOf: Date.now(), only: SITES });
});
afterAll(async () => {
  await county.close();
  rmSync(dir, { recursive: true, force: true });
});

const vocabulary = SiteVocabulary.parse(
  parse(readFileSync(join(ROOT, 'packs/site-vocabulary.yaml'), 'utf8')),
);

describe('the sample county', () => {
  it.each(SITES)(
    '%s: finds what is wrong there and accuses of nothing else',
    async (id) => {
      const site = county.sites.find((one) => one.id === id);
      if (site === undefined) throw new Error(`no site ${id}`);
      const { verdict } = await inspectSite(
        site.url,
        {
          out: join(dir, id),
          standard: openStandard('cn-2019', join(ROOT, 'standards')),
          vocabulary,
          maxPages: 300,
          browser: null,
          resume: false,
          allowPrivate: true,
          role: site.role,
          services: site.services ? null : false,
          language: 'zh',
          collector: { name: 'xunjian', version: 'test' },
        },
        { clock: Date.now, signal: new AbortController().signal },
      );
      const accused = new Set(
        verdict.findings
          .filter(({ state }) => state === 'fail' || state === 'suspected')
          .map(({ code }) => code),
      );
      expect(site.expect.result).toContain(verdict.result);
      expect([...accused]).toEqual(expect.arrayContaining([...site.expect.found]));
      expect(site.expect.clear.filter((code) => accused.has(code))).toEqual([]);
    },
    60_000,
  );
});
