import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, collectFrom, NOW, type Options, spans } from '../testing/harness.ts';
import { weiboTime } from './answers.ts';
import { weibo } from './index.ts';

const TOKEN = '2.00abcdefTOKEN';
const at = (day: string, time = '08:00:00') => {
  const date = new Date(`${day}T${time}Z`).toUTCString();
  const [, dd, mon, yyyy] = /, (\d\d) (\w+) (\d+)/.exec(date) ?? [];
  return `${date.slice(0, 3)} ${mon} ${dd} ${time} +0800 ${yyyy}`;
};
const status = (id: number, day: string, more: object = {}) => ({
  idstr: String(4372000000000000 + id),
  id: 4372000000000000 + id,
  created_at: at(day),
  text: `微博${id}`,
  reposts_count: 1,
  comments_count: 2,
  attitudes_count: 3,
  user: { screen_name: '甲县发布' },
  ...more,
});
const failure = (error_code: number, error: string): Answer => ({
  status: 400,
  json: { error, error_code, request: '/2/' },
});

interface World {
  readonly statuses?: readonly object[];
  /** Posts counted beyond those that are shown. */
  readonly hidden?: number;
  readonly name?: string;
  readonly instead?: (asked: Asked) => Answer | undefined;
  readonly toMe?: readonly object[];
  readonly byMe?: readonly object[];
}

/** 微博开放平台 as its documents describe it: errors come with status 400 or 403 and an error_code. */
const platform =
  ({ statuses = [], hidden = 0, name = '甲县发布', instead, toMe = [], byMe = [] }: World) =>
  (asked: Asked): Answer => {
    const { path, query } = asked;
    const other = instead?.(asked);
    if (other !== undefined) return other;
    if (query.get('access_token') !== TOKEN) return failure(21332, 'invalid_access_token');
    const page = Number(query.get('page') ?? 1);
    const count = Number(query.get('count') ?? 20);
    const cut = <T>(list: readonly T[]) => list.slice((page - 1) * count, page * count);
    switch (path) {
      case '/2/users/show.json':
        if (query.get('uid') === '404') return failure(20003, 'User does not exists!');
        return {
          json: {
            id: 1,
            idstr: '1',
            screen_name: name,
            followers_count: 5210,
            statuses_count: statuses.length,
            verified: true,
            verified_reason: '甲县人民政府官方微博',
          },
        };
      case '/2/statuses/user_timeline.json':
        return { json: { statuses: cut(statuses), total_number: statuses.length + hidden } };
      case '/2/comments/to_me.json':
        return { json: { comments: cut(toMe), total_number: toMe.length } };
      case '/2/comments/by_me.json':
        return { json: { comments: cut(byMe), total_number: byMe.length } };
      default:
        return failure(10020, 'request api not found');
    }
  };
const collect = (world: World, options: Options = {}) =>
  collectFrom(weibo, platform(world), {
    account: { handle: '1' },
    ...options,
    credential: { handle: '1', access_token: TOKEN, ...options.credential },
  });

describe('weiboTime', () => {
  it.each([
    ['Tue May 31 17:46:55 +0800 2011', '2011-05-31T09:46:55.000Z'],
    ['Tue May 31 17:46:55 -0330 2011', '2011-05-31T21:16:55.000Z'],
    ['刚刚', null],
    ['Tue Mai 31 17:46:55 +0800 2011', null],
  ])('%s', (text, time) => {
    const found = weiboTime(text);
    expect(found === null ? null : new Date(found).toISOString()).toBe(time);
  });
});

describe('weibo', () => {
  it('reads posts page by page until the window is passed, pinned and deleted ones in their place', async () => {
    const days = Array.from({ length: 150 }, (_, n) =>
      status(150 - n, n < 120 ? '2019-05-10' : '2019-04-20'),
    );
    const { posts, collections, asked } = await collect(
      {
        statuses: [
          status(0, '2016-01-01', { isTop: 1 }),
          { idstr: '9', created_at: null, text: '抱歉，此微博已被作者删除', deleted: '1' },
          status(151, '2019-05-19', { retweeted_status: { user: { screen_name: '乙市发布' } } }),
          ...days,
        ],
      },
      { what: ['posts'] },
    );
    expect(posts).toHaveLength(153);
    expect(posts[1]).toMatchObject({ deleted: true, published: null });
    expect(posts[2]).toMatchObject({
      id: '4372000000000151',
      published: '2019-05-19T08:00:00+08:00',
      original: false,
      source: '乙市发布',
      likes: 3,
      shares: 1,
      comments: 2,
    });
    expect(asked).toHaveLength(2);
    expect(spans(collections, 'posts')).toEqual([`ok 2019-05-01T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it('knows the whole life of an account whose list ends, an empty one too', async () => {
    const { collections } = await collect({}, { what: ['posts'], account: { registered: '2018-03-01' } });
    expect(spans(collections, 'posts')).toEqual([`ok 2018-03-01T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it('covers only what was shown where the platform counts more posts than it shows', async () => {
    const { collections } = await collect(
      { statuses: [status(2, '2019-05-19'), status(1, '2019-05-15')], hidden: 300 },
      { what: ['posts'] },
    );
    expect(spans(collections, 'posts')).toEqual([
      `ok 2019-05-15T08:00 … ${NOW.slice(0, 16)}`,
      'failed 2019-05-01T00:00 … 2019-05-15T08:00',
    ]);
    expect(collections.at(-1)?.error).toContain('shows 2 of 302');
    const nothing = await collect({ hidden: 300 }, { what: ['posts'] });
    expect(nothing.collections).toMatchObject([{ ok: false }]);
  });

  it('tells followers of the day and a new name', async () => {
    const { metrics, collections } = await collect({ name: '甲县融媒' }, { what: ['account'] });
    expect(metrics).toEqual([{ account: 'a1', day: '2019-05-20', followers: 5210 }]);
    expect(collections).toMatchObject([
      {
        what: 'account',
        ok: true,
        state: 'present',
        name: '甲县融媒',
        renamedFrom: '甲县发布',
        verified: true,
        posts: 0,
      },
    ]);
  });

  it('pairs comments with the first answer of the account', async () => {
    const comment = (id: string, day: string, text: string, more: object = {}) => ({
      idstr: id,
      created_at: at(day),
      text,
      user: { screen_name: '某人' },
      ...more,
    });
    const { messages, collections } = await collect(
      {
        toMe: [comment('12', '2019-05-18', '路灯坏了'), comment('11', '2019-05-10', '怎么<a>办理</a>')],
        byMe: [
          comment('22', '2019-05-12', '已补充', { reply_comment: { idstr: '11' } }),
          comment('21', '2019-05-11', '请携带身份证', { reply_comment: { idstr: '11' } }),
        ],
      },
      { what: ['messages'] },
    );
    expect(messages).toEqual([
      {
        subject: 'a1',
        id: '12',
        received: '2019-05-18T08:00:00+08:00',
        text: '路灯坏了',
        channel: '微博评论',
      },
      {
        subject: 'a1',
        id: '11',
        received: '2019-05-10T08:00:00+08:00',
        text: '怎么办理',
        channel: '微博评论',
        reply: '请携带身份证',
        repliedAt: '2019-05-11T08:00:00+08:00',
      },
    ]);
    expect(spans(collections, 'messages')).toEqual([`ok 2019-05-01T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it.each([
    ['an expired token', 21327, 'expired_token', /重新授权/, 'failed'],
    ['a limit of the hour', 10023, 'User requests out of rate limit!', /full hour/, 'failed'],
    [
      'somebody else’s token',
      21335,
      'uid parameter must be the current user',
      /token must be that of the account/,
      'failed',
    ],
  ])('records %s', async (_, code, error, said, first) => {
    const outcome = await collect({ instead: () => failure(code, error) }, { what: ['posts'] });
    expect(spans(outcome.collections, 'posts')[0]).toContain(first);
    expect(outcome.collections[0]?.error).toMatch(said);
    expect(outcome.waits).toEqual([]);
    expect(JSON.stringify(outcome.collections)).not.toContain(TOKEN);
  });

  it('states that an account is gone', async () => {
    const { collections } = await collect({}, { what: ['account'], credential: { uid: '404' } });
    expect(collections).toMatchObject([{ what: 'account', ok: true, state: 'gone' }]);
  });

  it('corrects the end of the window by the server’s clock', async () => {
    const ahead = 'Mon, 20 May 2019 01:50:00 GMT';
    const { collections } = await collect(
      {
        instead: ({ path }) =>
          path.includes('timeline')
            ? { headers: { date: ahead }, json: { statuses: [], total_number: 0 } }
            : undefined,
      },
      { what: ['posts'] },
    );
    expect(collections).toMatchObject([
      { ok: true, to: '2019-05-20T09:50:00+08:00', clockAheadMs: -599_500 },
    ]);
  });
});
