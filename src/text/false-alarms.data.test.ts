import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadPacks } from '../packs/index.ts';
import { decodeHtml, readPage } from '../page/index.ts';
import { scanPage } from './index.ts';

const folder = join(process.env.XUNJIAN_DATA ?? '', 'pages');

/** Real pages in ordinary order: every hit is listed for a person to judge; nothing grave may be among them. */
it('accuses no ordinary page', () => {
  const { scanner } = loadPacks({ folder: join(import.meta.dirname, '../../packs') });
  const hits = readFileSync(join(folder, 'labels.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const { file, url } = JSON.parse(line) as { file: string; url: string };
      const { text, charset } = decodeHtml(readFileSync(join(folder, file)));
      return scanPage(scanner, readPage(text, { url, charset })).map((hit) => ({ file, ...hit }));
    });
  for (const { file, rule, severity, text, context } of hits)
    console.log(file, severity, rule, text, '|', context);
  expect(hits.filter(({ severity }) => severity !== 'warn')).toEqual([]);
  expect(hits.length).toBeLessThanOrEqual(5);
});
