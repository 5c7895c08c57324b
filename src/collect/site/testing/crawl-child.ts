import { join } from 'node:path';
import { createWarcWriter } from '../../archive/index.ts';
import { crawlSite, readCheckpoint } from '../index.ts';
import { collect, testOptions } from './server.ts';

/** A crawl in a process of its own, to be killed: `crawl-child <url> <folder>`. Prints what it saw as one line of JSON at the end. */
const [url = '', folder = ''] = process.argv.slice(2);
const workdir = join(folder, 'work');
const earlier = readCheckpoint(workdir);
const archive = await createWarcWriter(join(folder, 'evidence.warc.gz'), {
  software: 'xunjian test',
  clock: Date.now,
  ...(earlier === null ? {} : { resumeAt: earlier.archiveBytes }),
});
const sink = collect();
const result = await crawlSite(
  new URL(url),
  testOptions(workdir, { resume: true, archive, sitemaps: false }),
  sink,
  new AbortController().signal,
);
await archive.close();
const pages = sink.pages.map(({ finalUrl, depth, record, digest, facts }) => ({
  path: new URL(finalUrl).pathname,
  depth,
  record,
  digest,
  title: facts.title,
}));
console.log(JSON.stringify({ pages, links: result.links, coverage: result.coverage }));
process.exit(0);
