import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWarcWriter } from '../../../src/collect/archive/index.ts';
import { crawlSite } from '../../../src/collect/site/index.ts';
import type { PageVisit } from '../../../src/model/index.ts';
import { measure } from './measure.ts';

/** Reading of all page facts, WARC with gzip, state on disk: what an inspection does, up to the reducer. */
const [url = '', max = '2000'] = process.argv.slice(2);
await measure(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xunjian-bench-'));
  const archive = await createWarcWriter(join(folder, 'evidence.warc.gz'), {
    software: 'xunjian bench',
    clock: Date.now,
  });
  let items = 0;
  const sink = {
    page: (visit: PageVisit) => {
      items += visit.facts.items.length;
    },
  };
  const result = await crawlSite(
    new URL(url),
    {
      workdir: join(folder, 'work'),
      maxPages: Number(max),
      allowPrivate: true,
      archive,
      checkLinks: 'internal',
    },
    sink,
    new AbortController().signal,
  );
  await archive.close();
  rmSync(folder, { recursive: true });
  if (items === 0) throw new Error('nothing was read');
  return result.coverage.pages;
});
