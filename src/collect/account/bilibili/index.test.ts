import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, collectFrom, type Options, spans } from '../testing/harness.ts';
import { bilibili } from './index.ts';
import { signedHeaders } from './sign.ts';

const SECRET = 'bili-client-secret';
const archive = (id: number, day: string) => ({
  resource_id: `BV${id}`,
  title: `视频${id}`,
  desc: '简介',
  ctime: 1,
  ptime: Date.parse(`${day}T08:00:00+08:00`) / 1000,
  copyright: 1,
  video_info: { share_url: `https://b.example/${id}` },
});
/** 哔哩哔哩开放平台: checks the signature as its document says, and refuses a timestamp that is ten minutes off and a nonce seen before. */
const platform = (archives: readonly object[], { ahead = 0 } = {}) => {
  const nonces = new Set<unknown>();
  const clock = Date.parse('2019-05-20T10:00:00+08:00') + ahead;
  return ({ path, query, headers, body }: Asked): Answer => {
    const answer = (code: number, message: string, data: object = {}): Answer => ({
      json: { code, message, ttl: 1, data },
      headers: { date: new Date(clock).toUTCString() },
    });
    if (path.endsWith('/refresh_token')) {
      const form = new URLSearchParams(body);
      return form.get('refresh_token') === 'bili-refresh-1' && form.get('client_secret') === SECRET
        ? answer(0, '0', {
            access_token: 'bili-access-2',
            refresh_token: 'bili-refresh-2',
            expires_in: 1_600_000_000,
          })
        : answer(-403, 'refused');
    }
    const names = Object.keys(headers)
      .filter((name) => name.startsWith('x-bili-'))
      .sort();
    const text = names.map((name) => `${name}:${headers[name]}`).join('\n');
    if (
      names.length !== 6 ||
      headers.authorization !== createHmac('sha256', SECRET).update(text).digest('hex')
    )
      return answer(4002, '签名异常');
    if (Math.abs(Number(headers['x-bili-timestamp']) * 1000 - clock) > 600_000)
      return answer(4003, '请求过期');
    if (nonces.has(headers['x-bili-signature-nonce'])) return answer(4004, '重复请求');
    nonces.add(headers['x-bili-signature-nonce']);
    if (headers['access-token'] !== 'bili-access-2') return answer(-101, '账号未登录');
    switch (path) {
      case '/arcopen/fn/archive/viewlist': {
        const [pn, ps] = [Number(query.get('pn')), Number(query.get('ps'))];
        return answer(0, '0', {
          list: archives.slice((pn - 1) * ps, pn * ps),
          page: { pn, ps, total: archives.length },
        });
      }
      case '/arcopen/fn/data/arc/stat':
        return answer(0, '0', { view: 30, like: 4, favorite: 3, coin: 2, share: 1, reply: 6, danmaku: 5 });
      case '/arcopen/fn/data/user/stat':
        return answer(0, '0', { following: 1, follower: 99, arc_passed_total: archives.length });
      default:
        return answer(0, '0', { name: '甲县发布', openid: 'x' });
    }
  };
};
const credential = {
  client_id: 'bili-id',
  client_secret: SECRET,
  access_token: 'bili-access-1',
  refresh_token: 'bili-refresh-1',
};
const collect = (answer: ReturnType<typeof platform>, options: Options = {}) =>
  collectFrom(bilibili, answer, { credential, ...options });

describe('signedHeaders', () => {
  it('signs the headers by name, one a line', () => {
    const headers = signedHeaders({ clientId: 'id', secret: 's', body: '', timestamp: 1, nonce: 'n' });
    const text =
      'x-bili-accesskeyid:id\nx-bili-content-md5:d41d8cd98f00b204e9800998ecf8427e\nx-bili-signature-method:HMAC-SHA256\nx-bili-signature-nonce:n\nx-bili-signature-version:2.0\nx-bili-timestamp:1';
    expect(headers.authorization).toBe(createHmac('sha256', 's').update(text).digest('hex'));
  });
});

describe('bilibili', () => {
  it('reads videos with figures by signed calls, after renewing its token', async () => {
    const { posts, metrics, collections, asked } = await collect(
      platform([archive(2, '2019-05-19'), archive(1, '2019-04-10')]),
    );
    expect(posts).toMatchObject([
      {
        id: 'BV2',
        published: '2019-05-19T08:00:00+08:00',
        reads: 30,
        likes: 4,
        shares: 1,
        comments: 6,
        original: true,
      },
      { id: 'BV1' },
    ]);
    expect(posts[1]).not.toHaveProperty('reads');
    expect(metrics).toMatchObject([{ followers: 99 }]);
    expect(collections.map(({ what }) => what)).toEqual(['account', 'videos']);
    expect(spans(collections, 'videos')).toHaveLength(1);
    expect(asked.filter((call) => call.includes('refresh_token'))).toHaveLength(1);
  });

  it('signs by the platform’s clock where ours is an hour off', async () => {
    const { posts, collections } = await collect(platform([archive(1, '2019-05-19')], { ahead: 3_600_000 }), {
      what: ['posts'],
    });
    expect(posts).toHaveLength(1);
    expect(collections).toMatchObject([
      { what: 'videos', ok: true, clockAheadMs: expect.closeTo(3_600_000, -4) },
    ]);
  });

  it('records a wrong secret as what it is', async () => {
    const { collections } = await collect(platform([]), {
      credential: { ...credential, client_secret: 'bili-wrong-secret' },
      what: ['posts'],
    });
    expect(collections).toMatchObject([{ ok: false, error: expect.stringMatching(/4002.*client_secret/) }]);
    expect(JSON.stringify(collections)).not.toMatch(/bili-(wrong|access|refresh)/);
  });
});
