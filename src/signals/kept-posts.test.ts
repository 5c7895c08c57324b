import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountPost, spanOf } from '../model/index.ts';
import { KeptPosts } from './kept-posts.ts';

const post = (id: string, published: string, title = id): AccountPost => ({
  id,
  title,
  url: null,
  published,
  deletedAt: null,
});
const last = ({ published }: AccountPost) => spanOf(published)?.[1] ?? 0;

describe('KeptPosts', () => {
  it('keeps the newest of each owner, whatever the order of the rows', () => {
    const rows = fc.array(
      fc.record({
        owner: fc.nat(4),
        id: fc.nat(40).map(String),
        day: fc.integer({ min: 1, max: 28 }),
        title: fc.string({ unit: 'grapheme', maxLength: 20 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 5 }), (all, most) => {
        const kept = new KeptPosts(most);
        const posts = all.map(({ owner, id, day, title }, at) => ({
          owner,
          post: post(`${id}-${at}`, `2019-05-${String(day).padStart(2, '0')}`, title),
        }));
        for (const one of posts) kept.add(one.owner, one.post);
        for (let owner = 0; owner < 6; owner++)
          expect(kept.of(owner)).toEqual(
            posts
              .filter((one) => one.owner === owner)
              .map((one) => one.post)
              .sort((a, b) => last(b) - last(a) || (a.id < b.id ? -1 : 1))
              .slice(0, most),
          );
      }),
    );
  });
  it('moves what is left together, and holds what no block can', () => {
    const kept = new KeptPosts(2);
    const long = '长'.repeat(20_000);
    const huge = '大'.repeat(400_000);
    kept.add(0, post('huge', '2018-01-02', huge));
    for (let day = 0; day < 800; day++)
      kept.add(1 + (day % 2), post(String(day), new Date(day * 86_400_000).toISOString().slice(0, 10), long));
    expect(kept.of(1).map(({ id }) => id)).toEqual(['798', '796']);
    expect(kept.of(2)[0]).toMatchObject({ id: '799', title: long });
    expect(kept.of(0)[0]?.title).toBe(huge);
    kept.add(0, post('b', '2019-01-01'));
    kept.add(0, post('c', '2019-01-02'));
    expect(kept.of(0).map(({ id }) => id)).toEqual(['c', 'b']);
  });
});
