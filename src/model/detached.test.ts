import { expect, it } from 'vitest';
import { detached } from './detached.ts';

it.each(['', 'a', '一段来自网页的文字，长过十三个字符'])('is the same text: %j', (text) => {
  expect(detached(text)).toBe(text);
});

it('lets go of the page that the text was cut from', () => {
  const kept: string[] = [];
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 250; i++) {
    const page = `第${i}页的文字`.repeat(60_000);
    kept.push(detached(page.slice(100, 140)));
  }
  expect(kept.length).toBe(250);
  // Undetached, the pages come to 200 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
});
