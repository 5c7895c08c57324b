import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, collectFrom, type Options, spans } from '../testing/harness.ts';
import { weixin } from './index.ts';

const SECRET = 'AppSecret-0123456789abcdef';
const credential = { appid: 'wx0123456789', secret: SECRET };
const seconds = (time: string) => Date.parse(`${time}+08:00`) / 1000;

const article = (id: string, time: string, titles: readonly string[]) => ({
  article_id: id,
  update_time: seconds(time),
  content: {
    create_time: seconds(time),
    update_time: seconds(time),
    news_item: titles.map((title) => ({
      title,
      author: '办公室',
      digest: '摘要',
      content: `<p>${title}</p><p>正文</p>`,
      url: `https://mp.weixin.example/s/${id}`,
      is_deleted: false,
    })),
  },
});

interface World {
  readonly published?: readonly ReturnType<typeof article>[];
  /** Titles sent to followers, by day. */
  readonly sent?: Readonly<Record<string, readonly string[]>>;
  /** Answers that come instead, by path; each call takes the next one, undefined lets the real one through. */
  readonly instead?: Readonly<Record<string, (call: number, asked: Asked) => Answer | undefined>>;
  readonly unready?: readonly string[];
}

/** 微信公众平台 as its documents describe it, with the errcodes that it answers with status 200. */
function platform({ published = [], sent = {}, instead = {}, unready = [] }: World) {
  const calls = new Map<string, number>();
  let token = 0;
  return (asked: Asked): Answer => {
    const { path, json, query } = asked;
    const call = (calls.get(path) ?? 0) + 1;
    calls.set(path, call);
    const other = instead[path]?.(call, asked);
    if (other !== undefined) return other;
    const error = (errcode: number, errmsg: string): Answer => ({ json: { errcode, errmsg } });
    if (path === '/cgi-bin/stable_token') {
      if (json.secret !== SECRET) return error(40125, 'invalid appsecret');
      if (json.force_refresh === true || token === 0) token += 1;
      return { json: { access_token: `TOKEN-${token}-abcdef`, expires_in: 7200 } };
    }
    if (query.get('access_token') !== `TOKEN-${token}-abcdef`)
      return error(
        40001,
        `invalid credential, access_token is invalid or not latest: ${query.get('access_token')}`,
      );
    const day = String(json.begin_date);
    if (path.startsWith('/datacube/') && unready.includes(String(json.end_date)))
      return error(61503, 'data not ready');
    switch (path) {
      case '/cgi-bin/freepublish/batchget': {
        const offset = Number(json.offset);
        const item = published.slice(offset, offset + Number(json.count));
        return { json: { total_count: published.length, item_count: item.length, item } };
      }
      case '/datacube/getarticletotal':
        if (json.begin_date !== json.end_date) return error(61501, 'date range error');
        return {
          json: {
            list: (sent[day] ?? []).map((title, index) => ({
              ref_date: day,
              msgid: `2247483${day.slice(-2)}_${index + 1}`,
              title,
              details: [
                { stat_date: day, int_page_read_count: 10, share_count: 1, add_to_fav_count: 0 },
                { stat_date: '2019-05-19', int_page_read_count: 88, share_count: 3, add_to_fav_count: 1 },
              ],
            })),
          },
        };
      case '/datacube/getarticlesummary':
        return {
          json: {
            list: (sent[day] ?? []).map(() => ({ ref_date: day, int_page_read_count: 40, share_count: 2 })),
          },
        };
      case '/datacube/getusersummary':
        return {
          json: {
            list: daysOf(json).flatMap((ref_date) =>
              [0, 30].map((user_source) => ({ ref_date, user_source, new_user: 3, cancel_user: 1 })),
            ),
          },
        };
      case '/datacube/getusercumulate':
        if (daysOf(json).length > 7) return error(61501, 'date range error');
        return {
          json: { list: daysOf(json).map((ref_date) => ({ ref_date, user_source: 0, cumulate_user: 1000 })) },
        };
      case '/cgi-bin/comment/list':
        return {
          json: {
            errcode: 0,
            errmsg: 'ok',
            total: 2,
            comment: [
              {
                user_comment_id: 1,
                openid: 'OPENID',
                create_time: seconds('2019-05-17T09:00:00'),
                content: '何时办理？',
                comment_type: 0,
                reply: { content: '工作日均可办理', create_time: seconds('2019-05-17T15:00:00') },
              },
              {
                user_comment_id: 2,
                openid: 'OPENID2',
                create_time: seconds('2019-05-18T09:00:00'),
                content: '谢谢',
                comment_type: 0,
              },
            ],
          },
        };
      default:
        return error(43002, 'require POST method');
    }
  };
}

function daysOf(json: Readonly<Record<string, unknown>>): string[] {
  const days: string[] = [];
  for (
    let at = Date.parse(String(json.begin_date));
    at <= Date.parse(String(json.end_date));
    at += 86_400_000
  )
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

const collect = (world: World, options: Options = {}) =>
  collectFrom(weixin, platform(world), { credential, since: '2019-05-13', ...options });

describe('weixin', () => {
  it('reads what was published and what was sent; together they cover the window up to yesterday', async () => {
    const { posts, collections } = await collect(
      {
        published: [
          article('A2', '2019-05-19T08:00:00', ['防汛提醒', '停水公告']),
          article('A1', '2019-05-01T08:00:00', ['旧文']),
        ],
        sent: { '2019-05-16': ['招聘公告'], '2019-05-19': ['防汛提醒'] },
      },
      { what: ['posts'] },
    );
    expect(posts).toMatchObject([
      {
        id: 'A2_1',
        published: '2019-05-19T08:00:00+08:00',
        title: '防汛提醒',
        text: '防汛提醒\n正文',
        position: 1,
      },
      { id: 'A2_2', title: '停水公告', position: 2 },
      { id: 'A1_1' },
      { id: 'A2_1', reads: 88, shares: 3 },
      { id: '224748316_1', published: '2019-05-16', title: '招聘公告', reads: 88 },
    ]);
    expect(spans(collections, 'posts')).toEqual(['ok 2019-05-13T00:00 … 2019-05-20T00:00']);
  });

  it('ends the proof a day earlier while the figures of yesterday are not ready', async () => {
    const { collections } = await collect({ unready: ['2019-05-19'] }, { what: ['posts', 'metrics'] });
    expect(spans(collections, 'posts')).toEqual(['ok 2019-05-13T00:00 … 2019-05-19T00:00']);
    expect(spans(collections, 'metrics')).toEqual(['ok 2019-05-13T00:00 … 2019-05-19T00:00']);
  });

  it('gives figures by day: followers, gains and losses over all sources, reads', async () => {
    const { metrics } = await collect({ sent: { '2019-05-16': ['a', 'b'] } }, { what: ['metrics'] });
    expect(metrics).toHaveLength(7);
    expect(metrics.find(({ day }) => day === '2019-05-16')).toEqual({
      account: 'a1',
      day: '2019-05-16',
      followers: 1000,
      newFollowers: 6,
      lostFollowers: 2,
      reads: 80,
      shares: 4,
    });
  });

  it('reads comments with answers, and keeps nobody’s identity', async () => {
    const { messages } = await collect({ sent: { '2019-05-16': ['招聘公告'] } }, { what: ['messages'] });
    expect(messages).toMatchObject([
      {
        subject: 'a1',
        text: '何时办理？',
        received: '2019-05-17T09:00:00+08:00',
        reply: '工作日均可办理',
        repliedAt: '2019-05-17T15:00:00+08:00',
      },
      { text: '谢谢' },
    ]);
    expect(JSON.stringify(messages)).not.toContain('OPENID');
  });

  it('renews a token that is refused once, and not a second time', async () => {
    const once = await collect(
      {
        instead: {
          '/cgi-bin/freepublish/batchget': (call) =>
            call === 1 ? { json: { errcode: 42001, errmsg: 'access_token expired' } } : undefined,
        },
      },
      { what: ['posts'] },
    );
    expect(spans(once.collections, 'posts')).toEqual(['ok 2019-05-13T00:00 … 2019-05-20T00:00']);
    expect(once.asked.filter((call) => call.includes('stable_token'))).toHaveLength(2);
    const always = await collect(
      {
        instead: {
          '/cgi-bin/freepublish/batchget': () => ({
            json: { errcode: 40001, errmsg: 'invalid credential TOKEN-2-abcdef' },
          }),
        },
      },
      { what: ['posts'] },
    );
    expect(always.asked.filter((call) => call.includes('batchget'))).toHaveLength(2);
    expect(always.collections).toMatchObject([{ ok: false, error: expect.stringContaining('40001') }]);
    expect(JSON.stringify(always.collections)).not.toMatch(/TOKEN-\d|0123456789abcdef/);
  });

  it.each([
    ['quota of the day', 45009, /errcode 45009.*tomorrow/, 0],
    ['too fast', 45011, /errcode 45011/, 3],
    ['busy', -1, /errcode -1/, 3],
    ['not granted', 48001, /errcode 48001.*接口权限/, 0],
    ['unknown', 99999, /errcode 99999/, 0],
  ])('covers what was proven before %s ended it', async (_, errcode, error, waits) => {
    const outcome = await collect(
      {
        instead: {
          '/datacube/getarticletotal': (_call, { json }) =>
            String(json.begin_date) <= '2019-05-16' ? { json: { errcode, errmsg: 'no' } } : undefined,
        },
      },
      { what: ['posts'] },
    );
    expect(spans(outcome.collections, 'posts')).toEqual([
      'ok 2019-05-17T00:00 … 2019-05-20T00:00',
      'failed 2019-05-13T00:00 … 2019-05-17T00:00',
    ]);
    expect(outcome.collections.at(-1)?.error).toMatch(error);
    expect(outcome.waits).toHaveLength(waits);
  });

  it('asks nothing more of an account whose quota is spent', async () => {
    const { asked, collections } = await collect({
      instead: {
        '/cgi-bin/freepublish/batchget': () => ({
          json: { errcode: 45009, errmsg: 'reach max api daily quota limit' },
        }),
      },
    });
    expect(asked).toHaveLength(2);
    expect(collections.map(({ what, ok }) => [what, ok])).toEqual([
      ['posts', false],
      ['metrics', false],
      ['messages', false],
    ]);
  });

  it('states that an account is banned as a fact of the account, and proves no silence', async () => {
    const { collections } = await collect(
      { instead: { '/cgi-bin/stable_token': () => ({ json: { errcode: 50007, errmsg: '账号已冻结' } }) } },
      { what: ['posts'] },
    );
    expect(collections).toMatchObject([
      { what: 'account', ok: true, state: 'banned' },
      { what: 'posts', ok: false },
    ]);
  });

  it('takes nothing from an answer of another form', async () => {
    const outcome = await collect(
      { instead: { '/cgi-bin/freepublish/batchget': () => ({ json: { total_count: 'many', item: [{}] } }) } },
      { what: ['posts'] },
    );
    expect(outcome.collections).toMatchObject([
      { ok: false, error: expect.stringContaining('not as documented') },
    ]);
    expect(outcome.bugs).toEqual([]);
    const portal = await collect(
      { instead: { '/cgi-bin/stable_token': () => ({ text: '<html>登录</html>' }) } },
      { what: ['posts'] },
    );
    expect(portal.collections).toMatchObject([{ ok: false, error: expect.stringContaining('no JSON') }]);
  });
});
