import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, collectFrom, NOW, type Options, spans } from '../testing/harness.ts';
import { douyin, toutiao } from './index.ts';

const seconds = (day: string) => Date.parse(`${day}T08:00:00+08:00`) / 1000;
const video = (id: number, day: string, more: object = {}) => ({
  item_id: `@${id}`,
  title: `视频${id}`,
  create_time: seconds(day),
  is_top: false,
  video_status: 5,
  share_url: `https://douyin.example/${id}`,
  statistics: {
    play_count: 100,
    digg_count: 9,
    comment_count: 2,
    share_count: 1,
    forward_count: 0,
    download_count: 0,
  },
  ...more,
});
interface World {
  readonly videos?: readonly object[];
  readonly lists?: readonly string[];
  readonly expired?: boolean;
  readonly code?: number;
}
/** 抖音开放平台: errors come with status 200, in `data` and `extra`. */
const platform = ({
  videos = [],
  lists = ['/api/douyin/v1/video/video_list/'],
  expired = false,
  code = 0,
}: World) => {
  let valid = expired ? 'act.new-token' : 'act.old-token';
  let refresh = 'rft.old-token';
  return ({ path, query, headers, body, method }: Asked): Answer => {
    const error = (error_code: number, description: string): Answer => ({
      json: { data: { error_code, description }, extra: { error_code, description, logid: '1' } },
    });
    if (path === '/oauth/refresh_token/') {
      const form = new URLSearchParams(body);
      if (method !== 'POST' || form.get('client_key') !== 'key-1' || form.get('refresh_token') !== refresh)
        return error(10010, 'refresh_token 已过期');
      [valid, refresh] = ['act.new-token', 'rft.new-token'];
      return {
        json: {
          data: {
            access_token: valid,
            refresh_token: refresh,
            expires_in: 1_296_000,
            open_id: 'o-1',
            error_code: 0,
          },
          message: 'success',
        },
      };
    }
    if (headers['access-token'] !== valid) return error(2190008, 'access_token过期,请刷新或重新授权');
    if (query.get('open_id') !== 'o-1') return error(2190015, 'open_id 错误');
    if (code !== 0) return error(code, '出错');
    if (lists.includes(path)) {
      const cursor = Number(query.get('cursor'));
      const list = videos.slice(cursor, cursor + 2);
      return {
        json: {
          data: {
            error_code: 0,
            description: '',
            cursor: cursor + 2,
            has_more: cursor + 2 < videos.length,
            list,
          },
          extra: { error_code: 0 },
        },
      };
    }
    if (path.startsWith('/data/external/user/')) {
      const days = Number(query.get('date_type'));
      const what = path.split('/').at(-2);
      const result_list = Array.from({ length: days }, (_, n) => ({
        date: new Date(Date.parse('2019-05-20') - (days - n) * 86_400_000).toISOString().slice(0, 10),
        ...(what === 'fans'
          ? { total_fans: 1000 + n, new_fans: 1 }
          : { [what === 'item' ? 'new_play' : `new_${what}`]: n }),
      }));
      return { json: { data: { error_code: 0, result_list } } };
    }
    if (path === '/oauth/userinfo/')
      return { json: { data: { nickname: '甲县发布', open_id: 'o-1', error_code: 0 } } };
    return { status: 404, text: 'not found' };
  };
};
const credential = {
  open_id: 'o-1',
  client_key: 'key-1',
  access_token: 'act.old-token',
  refresh_token: 'rft.old-token',
};
const collect = (world: World, options: Options = {}) =>
  collectFrom(douyin, platform(world), { credential, ...options });

describe('douyin', () => {
  it('reads videos by cursor; pinned and hidden ones prove nothing wrong', async () => {
    const { posts, collections, asked } = await collect(
      {
        videos: [
          video(9, '2017-01-01', { is_top: true }),
          video(5, '2019-05-19'),
          video(4, '2019-05-12', { video_status: 7 }),
          video(3, '2019-04-12'),
          video(2, '2019-04-02'),
        ],
      },
      { what: ['posts'] },
    );
    expect(posts.map(({ id }) => id)).toEqual(['@9', '@5', '@3']);
    expect(posts[1]).toMatchObject({
      reads: 100,
      likes: 9,
      comments: 2,
      shares: 1,
      published: '2019-05-19T08:00:00+08:00',
    });
    expect(asked).toHaveLength(2);
    expect(spans(collections, 'posts')).toEqual([`ok 2019-05-01T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it('renews an expired token by its refresh token, and says nothing of either', async () => {
    const outcome = await collect({ expired: true, videos: [video(1, '2019-05-19')] });
    expect(outcome.posts).toHaveLength(1);
    expect(outcome.asked.filter((call) => call.includes('refresh_token'))).toHaveLength(1);
    const dead = await collect(
      { expired: true },
      { credential: { ...credential, refresh_token: 'rft.dead-token' }, what: ['posts'] },
    );
    expect(dead.collections).toMatchObject([
      { ok: false, error: expect.stringMatching(/10010 .*authorise/) },
    ]);
    expect(JSON.stringify([outcome.collections, dead.collections])).not.toMatch(/(act|rft)\./);
  });

  it('takes the older path where the newer one is not there', async () => {
    const { posts } = await collect(
      { lists: ['/video/list/'], videos: [video(1, '2019-05-19')] },
      { what: ['posts'] },
    );
    expect(posts).toHaveLength(1);
  });

  it('gives figures of at most thirty days, up to yesterday', async () => {
    const { metrics, collections } = await collect({}, { what: ['metrics'], since: '2019-01-01' });
    expect(metrics).toHaveLength(30);
    expect(metrics.at(-1)).toEqual({
      account: 'a1',
      day: '2019-05-19',
      followers: 1029,
      newFollowers: 1,
      reads: 29,
      likes: 29,
      comments: 29,
      shares: 29,
    });
    expect(spans(collections, 'metrics')).toEqual([
      'ok 2019-04-20T00:00 … 2019-05-20T00:00',
      'failed 2019-01-01T00:00 … 2019-04-20T00:00',
    ]);
  });

  it.each([
    [2190001, /tomorrow/, 0],
    [2190004, /ability/, 0],
    [2100004, /2100004/, 3],
    [2190099, /2190099/, 0],
  ])('records error_code %i', async (code, error, waits) => {
    const outcome = await collect({ code }, { what: ['posts'] });
    expect(outcome.collections).toMatchObject([
      { what: 'posts', ok: false, error: expect.stringMatching(error) },
    ]);
    expect(outcome.waits).toHaveLength(waits);
  });
});

describe('toutiao', () => {
  it('shows videos only, which proves no silence of the account', async () => {
    const { posts, collections } = await collectFrom(
      toutiao,
      platform({ lists: ['/toutiao/video/list/'], videos: [video(1, '2019-05-19')] }),
      { credential, what: ['posts'] },
    );
    expect(posts).toHaveLength(1);
    expect(collections).toMatchObject([{ what: 'videos', ok: true }]);
  });
});
