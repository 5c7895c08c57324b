import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Journal } from './journal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

const edgesOf = (page: number, count: number) => Array.from({ length: count }, (_, i) => page * 7 + i * 4);

describe('links of pages', () => {
  it.each([
    ['none', []],
    ['pages without links', [0, 0, 0]],
    ['more than one block of the reader takes', Array.from({ length: 700 }, (_, i) => (i * 37) % 900)],
    ['a page that does not fit into a block', [3, 150_000, 5, 400_000, 0, 1]],
    ['a page that fills a block to its end', [131_070, 1, 131_071, 131_068, 2]],
  ])('are read back as they were written: %s', async (_, counts) => {
    const journal = await Journal.open(folder, { visits: 0, edges: 0 });
    counts.forEach((count, i) => {
      journal.links(i + 1, edgesOf(i + 1, count));
    });
    await journal.flush();
    let page = 0;
    for await (const read of journal.pages()) {
      page += 1;
      expect(read.page).toBe(page);
      const due = edgesOf(page, counts[page - 1] ?? -1);
      expect(read.edges.length).toBe(due.length);
      expect(read.edges.every((edge, i) => edge === due[i])).toBe(true);
    }
    expect(page).toBe(counts.length);
    await journal.close();
  });
});
