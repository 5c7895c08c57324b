import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optionsOf } from '../cli/inspect.ts';
import { FILES, inspectSite } from '../inspect/index.ts';
import { Verdict } from '../model/index.ts';
import { type SampleCounty, sampleSiteIds, startSampleCounty } from './index.ts';

/** Sites are served and inspected as `xunjian demo` does it, and each verdict is held against what the site is known to be. */
let county: SampleCounty;
let folder: string;
beforeAll(async () => {
  county = await startSampleCounty({ asOf: Date.now() });
  folder = await mkdtemp(join(tmpdir(), 'xunjian-county-'));
});
afterAll(async () => {
  await county.close();
  await rm(folder, { recursive: true, force: true });
});

async function inspect(id: string) {
  const site = county.sites.find((one) => one.id === id);
  if (site === undefined) throw new Error(`no sample site ${id}`);
  const probes = join(folder, `${id}.jsonl`);
  await writeFile(probes, site.probes.map((probe) => JSON.stringify(probe)).join('\n'));
  const options = optionsOf(
    site.url,
    {
      standard: 'cn-2019',
      maxPages: 400,
      attachments: 10,
      qr: 10,
      out: join(folder, id),
      format: 'json',
      allowPrivate: true,
      role: site.role,
      services: site.services,
      probes,
      lang: 'zh',
      delay: 0,
    },
    Date.now(),
  );
  const { verdict } = await inspectSite(site.url, options, {
    clock: Date.now,
    signal: AbortSignal.timeout(55_000),
  });
  return { site, verdict };
}

describe.concurrent('inspecting the sample county', () => {
  it.each(sampleSiteIds())(
    'comes to what is true of %s',
    async (id) => {
      const { site, verdict } = await inspect(id);
      const accused = new Set(
        verdict.findings
          .filter((finding) => finding.state === 'fail' || finding.state === 'suspected')
          .map((finding) => finding.code),
      );
      expect(
        site.expect.found.filter((code) => !accused.has(code)),
        'missed',
      ).toEqual([]);
      expect(
        site.expect.clear.filter((code) => accused.has(code)),
        'wrongly accused',
      ).toEqual([]);
      expect(site.expect.result).toContain(verdict.result);
      const stored = JSON.parse(await readFile(join(folder, id, FILES.verdict), 'utf8'));
      expect(Verdict.parse(stored).result).toBe(verdict.result);
    },
    60_000,
  );
});
