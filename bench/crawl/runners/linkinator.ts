import { LinkChecker } from 'linkinator';
import { measure } from './measure.ts';

/** linkinator, recursive: every page of the site fetched and all its links looked at (`pagestart` counts pages that it took apart). */
const [url = ''] = process.argv.slice(2);
await measure(async () => {
  const checker = new LinkChecker();
  let pages = 0;
  checker.on('pagestart', () => {
    pages += 1;
  });
  await checker.check({ path: url, recurse: true, concurrency: 12, linksToSkip: ['^https://'] });
  return pages;
});
