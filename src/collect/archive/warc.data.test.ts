import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from './open.ts';

const data = process.env.XUNJIAN_DATA ?? '';

/** Files of other tools, whole and broken: exchanges that can be used, and places of damage. */
describe('archives written by other tools', () => {
  it.each([
    ['example-bad-non-chunked.warc.gz', 2, 0],
    ['example-iana.org-chunked.warc', 1, 0],
    ['example-resource.warc.gz', 1, 0],
    ['example-space-in-target-uri.warc.gz', 1, 0],
    ['example-trunc.warc', 0, 1],
    ['example.arc', 1, 0],
  ])('%s', async (name, exchanges, damage) => {
    const archive = await openArchive(join(data, 'warc', name));
    let seen = 0;
    for await (const exchange of archive) {
      seen++;
      expect(exchange.digestOk).not.toBe(false);
      expect(exchange.body.length).toBeGreaterThan(0);
      if (exchange.contentType.startsWith('text/html'))
        expect(exchange.body.toString()).toMatch(/<\/html>\s*$/);
    }
    await archive.close();
    expect([seen, archive.report.damage.length]).toEqual([exchanges, damage]);
  });
});
