import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadAccountWords } from '../packs/index.ts';
import { decodeHtml, readPage } from '../page/index.ts';
import { createMentionReader } from './index.ts';

const root = join(process.env.XUNJIAN_DATA ?? '', 'pages');
const reader = createMentionReader(loadAccountWords(join(import.meta.dirname, '../../packs')));

it('finds the accounts that 30 real pages show, by platform', () => {
  const named = new Map<string, number>();
  let codes = 0;
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.html')) continue;
    const { text } = decodeHtml(readFileSync(join(root, file)));
    const { accounts } = readPage(text, { url: `http://${file}`, mentions: reader.page });
    for (const { platform } of accounts?.mentions ?? [])
      named.set(platform ?? '', (named.get(platform ?? '') ?? 0) + 1);
    codes += accounts?.pictures.length ?? 0;
  }
  // Judged by hand: all of them are accounts; one of the names is the words of a link, not the account's.
  expect(Object.fromEntries(named)).toEqual({ weixin: 4, weibo: 6, app: 2, 'mini-program': 3 });
  expect(codes).toBeLessThan(30);
});
