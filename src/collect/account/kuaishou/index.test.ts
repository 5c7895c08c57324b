import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, collectFrom, NOW, type Options, spans } from '../testing/harness.ts';
import { kuaishou } from './index.ts';

const photo = (id: number, day: string, more: object = {}) => ({
  photo_id: `3x${id}`,
  caption: `作品${id}`,
  create_time: Date.parse(`${day}T08:00:00+08:00`),
  view_count: 50,
  like_count: 5,
  comment_count: 1,
  pending: false,
  ...more,
});
/** 快手开放平台: `result` 1 = well; the cursor is the work with the smallest create_time of the page before. */
const platform = (
  photos: readonly ReturnType<typeof photo>[],
  { result = 1, valid = 'ks-access-1' } = {},
) => {
  let access = valid;
  return ({ path, query }: Asked): Answer => {
    if (path === '/oauth2/refresh_token') {
      if (query.get('refresh_token') !== 'ks-refresh-1' || query.get('app_secret') !== 'ks-secret-1')
        return { json: { result: 100200102, error: 'access_denied', error_msg: 'invalid refresh_token' } };
      access = 'ks-access-2';
      return {
        json: {
          result: 1,
          access_token: access,
          expires_in: 172_800,
          refresh_token: 'ks-refresh-2',
          refresh_token_expires_in: 1,
          scopes: [],
        },
      };
    }
    if (query.get('access_token') !== access)
      return { json: { result: 100200102, error: 'access_denied', error_msg: 'token' } };
    if (result !== 1) return { json: { result, error_msg: 'no' } };
    if (path === '/openapi/user_info')
      return { json: { result: 1, user_info: { name: '甲县发布', fan: 321, follow: 2 } } };
    const cursor = query.get('cursor');
    const start = cursor === null ? 0 : photos.findIndex(({ photo_id }) => photo_id === cursor) + 1;
    return { json: { result: 1, video_list: photos.slice(start, start + 2) } };
  };
};
const credential = {
  app_id: 'ks1',
  app_secret: 'ks-secret-1',
  access_token: 'ks-access-1',
  refresh_token: 'ks-refresh-1',
};
const collect = (answer: ReturnType<typeof platform>, options: Options = {}) =>
  collectFrom(kuaishou, answer, { credential, ...options });

describe('kuaishou', () => {
  it('reads works by cursor to their end, and the account', async () => {
    const { posts, metrics, collections } = await collect(
      platform([photo(3, '2019-05-19'), photo(2, '2019-05-10', { pending: true }), photo(1, '2019-05-03')]),
      { account: { registered: '2018-01-01' } },
    );
    expect(posts).toMatchObject([
      { id: '3x3', title: '作品3', reads: 50, likes: 5, comments: 1 },
      { id: '3x1' },
    ]);
    expect(metrics).toEqual([{ account: 'a1', day: '2019-05-20', followers: 321 }]);
    expect(spans(collections, 'posts')).toEqual([`ok 2018-01-01T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it('stops where the window is passed', async () => {
    const { asked } = await collect(
      platform([photo(3, '2019-05-19'), photo(2, '2019-04-10'), photo(1, '2019-03-03')]),
      { what: ['posts'] },
    );
    expect(asked).toHaveLength(1);
  });

  it('renews an expired token and keeps the new refresh token', async () => {
    const { posts } = await collect(platform([photo(1, '2019-05-19')], { valid: 'ks-access-9' }), {
      what: ['posts'],
    });
    expect(posts).toHaveLength(1);
  });

  it.each([
    [100100402, 3, /100100402/],
    [100200106, 0, /scopes/],
    [100200500, 3, /100200500/],
  ])('records result %i', async (result, waits, error) => {
    const outcome = await collect(platform([], { result }), { what: ['posts'] });
    expect(outcome.collections).toMatchObject([{ ok: false, error: expect.stringMatching(error) }]);
    expect(outcome.waits).toHaveLength(waits);
    expect(JSON.stringify(outcome.collections)).not.toMatch(/ks-(access|refresh|secret)/);
  });
});
