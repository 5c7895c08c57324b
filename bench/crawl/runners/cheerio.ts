import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio';
import { measure } from './measure.ts';

/** crawlee's CheerioCrawler that merely extracts links and follows them. */
const [url = '', max = '2000'] = process.argv.slice(2);
log.setLevel(log.LEVELS.ERROR);
await measure(async () => {
  let pages = 0;
  const config = new Configuration({
    persistStorage: false,
    storageClientOptions: { localDataDirectory: mkdtempSync(join(tmpdir(), 'crawlee-')) },
  });
  const crawler = new CheerioCrawler(
    {
      maxRequestsPerCrawl: Number(max),
      minConcurrency: 12,
      maxConcurrency: 12,
      requestHandler: async ({ enqueueLinks }) => {
        pages += 1;
        await enqueueLinks({ strategy: 'same-origin' });
      },
    },
    config,
  );
  await crawler.run([url]);
  return pages;
});
