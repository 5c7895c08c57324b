import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsOf, spareReader } from '../../../src/cli/inspect.ts';
import { inspectSite } from '../../../src/inspect/index.ts';
import { measure } from './measure.ts';

/**
 * A whole inspection as the command runs it: every page fact, the term packs, WARC with gzip, state on disk for a resume, links
 * checked, site facts, judging, report. All pages have to be read, or the figures are worth nothing.
 */
const [url = '', max = '2000'] = process.argv.slice(2);
await measure(async () => {
  const out = mkdtempSync(join(tmpdir(), 'xunjian-bench-'));
  const flags = {
    standard: 'cn-2019',
    maxPages: Number(max),
    out,
    format: 'text',
    allowPrivate: true,
    services: true,
    lang: 'zh',
  } as const;
  const spare = await spareReader(url);
  const hooks = {
    clock: Date.now,
    signal: new AbortController().signal,
    ...(spare === undefined ? {} : { spare }),
  };
  const { facts } = await inspectSite(url, optionsOf(url, flags, Date.now()), hooks);
  rmSync(out, { recursive: true });
  const { pages, unseen } = facts.coverage;
  if (pages !== Number(max)) throw new Error(`${pages} of ${max} pages were read: ${JSON.stringify(unseen)}`);
  return pages;
});
