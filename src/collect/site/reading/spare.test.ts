import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ReaderPool } from './reader-pool.ts';
import { DEFAULT_READER, SpareReader } from './spare.ts';

const plan = { reader: DEFAULT_READER, readerOptions: {}, decodedBytes: 1_000_000 };
const page = () => ({
  url: 'http://www.example.gov.cn/',
  contentType: 'text/html; charset=utf-8',
  contentEncoding: null,
  body: new TextEncoder().encode('<title>示例县人民政府</title><a href="/col/1.html">工作动态</a>'),
});

let pool: ReaderPool | null = null;
afterEach(async () => {
  await pool?.close();
  pool = null;
});

describe('a reading thread started ahead', () => {
  it.each([
    ['at once', 0],
    ['when it has loaded all', 1_500],
  ])('reads what it is told later, taken %s', async (_, after) => {
    const spare = new SpareReader();
    await sleep(after);
    pool = await ReaderPool.start(plan, 1, spare);
    expect(spare.take()).toBeNull();
    await spare.close();
    const answer = await pool.read(page());
    expect(answer.ok && JSON.parse(answer.json).facts.title).toBe('示例县人民政府');
    expect(answer.ok && answer.links.length).toBe(2);
  });

  it('is replaced where it has died', async () => {
    const spare = new SpareReader();
    await spare.close();
    pool = await ReaderPool.start(plan, 1, spare);
    expect((await pool.read(page())).ok).toBe(true);
  });

  it('keeps nobody waiting for modules that cannot be loaded', async () => {
    const spare = new SpareReader([new URL('./absent.ts', import.meta.url).href]);
    pool = await ReaderPool.start(plan, 2, spare);
    expect((await Promise.all([pool.read(page()), pool.read(page())])).every(({ ok }) => ok)).toBe(true);
  });

  it('tells of a reader that cannot be loaded', async () => {
    const spare = new SpareReader();
    const absent = { ...plan, reader: new URL('./absent.ts', import.meta.url).href };
    await expect(ReaderPool.start(absent, 1, spare)).rejects.toThrow('the page reader does not load');
  });
});
