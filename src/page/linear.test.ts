import { describe, expect, it } from 'vitest';
import { readPage } from './index.ts';

/** Pages of one thing again and again; whatever looks at all the rest for each of them takes minutes here. */
const pages: readonly (readonly [name: string, piece: string, times: number])[] = [
  ['comments that never close', '<!-- ', 60_000],
  ['full-width quotes that never close', '<a href=“x>', 40_000],
  ['dates on one line', '2019-05-07 ', 30_000],
  ['links and dates without borders', '<a href=x>全县工作会议召开</a> 2019-05-07<br>', 12_000],
  ['links without borders', '<a href=x>全县工作会议召开</a> ', 12_000],
  ['elements in each other', '<div>', 100_000],
];

describe('work grows with the page, not with its square', () => {
  it.each(pages)('%s', (_, piece, times) => {
    const before = process.cpuUsage().user;
    const facts = readPage(`<html><body><p>${piece.repeat(times)}`, {
      url: 'http://www.qinglan.gov.example/',
    });
    expect(facts.schema).toBe('xunjian.page/1');
    expect((process.cpuUsage().user - before) / 1_000_000).toBeLessThan(4);
  });
});
