import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from '../site/testing/server.ts';
import { Api } from './api.ts';
import { HttpClient } from './client.ts';
import { match, parseCredentials, readCredentials } from './credentials.ts';
import { Descent } from './descent.ts';
import { AuthExpiredError, QuotaError } from './errors.ts';
import { Limiter } from './limiter.ts';
import { Secrets } from './secrets.ts';
import { RegisterStore } from './store.ts';
import { Tokens } from './tokens.ts';
import type { Found } from './types.ts';
import { weibo } from './weibo/index.ts';
import { weixin } from './weixin/index.ts';

const root = mkdtempSync(join(tmpdir(), 'xunjian-account-'));
afterAll(() => rmSync(root, { recursive: true }));
const uid = process.getuid?.() ?? null;
let made = 0;
const folder = () => {
  made += 1;
  return join(root, `f${made}`);
};
const alive = () => false;

describe('Secrets', () => {
  it('takes out values, their encoded forms and whatever stands under the name of a secret', () => {
    const secrets = new Secrets();
    secrets.add('p@ss/word+1');
    secrets.add('short');
    const text = secrets.redact(
      'GET https://a.example/x?access_token=abc%2Fdef&page=2: "refresh_token": "r-1" p@ss/word+1 p%40ss%2Fword%2B1 short Bearer ey.J-x',
    );
    expect(text).toBe(
      'GET https://a.example/x?access_token=***&page=2: "refresh_token": "***" *** *** short Bearer ***',
    );
    expect(secrets.redact('https://a.example/?secret=s3: HTTP 500')).toBe(
      'https://a.example/?secret=***: HTTP 500',
    );
  });

  it('never leaves a secret that it knows, whatever surrounds it', () => {
    const word = fc
      .string({ minLength: 6, maxLength: 20 })
      .filter((value) => !'***'.includes(value) && value.trim().length >= 6);
    fc.assert(
      fc.property(fc.string(), word, fc.string(), (before, secret, after) => {
        const secrets = new Secrets();
        secrets.add(secret);
        return !secrets.redact(before + secret + after).includes(secret) || /^[*]+$/.test(secret);
      }),
      { numRuns: 200 },
    );
  });
});

describe('Descent', () => {
  it.each([
    [
      'in order',
      [
        [9, 8],
        [7, 3],
      ],
      3,
    ],
    ['pinned on top', [[1, 9, 8]], 8],
    ['three pinned on top', [[2, 1, 3, 9, 8]], 8],
    ['out of order later', [[9, 8], [10]], null],
    ['undated', [[9, null]], null],
    ['nothing', [[]], null],
  ] as const)('%s', (_, pages, reached) => {
    const descent = new Descent();
    for (const page of pages) descent.page(page);
    expect(descent.reached).toBe(reached);
  });
});

describe('Limiter', () => {
  it('spaces calls, makes all wait after a pause, and refuses while a quota is spent', async () => {
    let now = 0;
    const limiter = new Limiter(
      { gapMs: 10 },
      () => now,
      async (ms) => {
        now += ms;
      },
    );
    await limiter.take();
    await limiter.take();
    expect(now).toBe(10);
    limiter.pause(100);
    await limiter.take();
    expect(now).toBe(110);
    const spent = new QuotaError({ what: 'collect', where: 'x', why: 'spent' }, 500);
    limiter.exhaust(spent);
    await expect(limiter.take()).rejects.toBe(spent);
    now = 500;
    await limiter.take();
  });
});

describe('Tokens', () => {
  it('keeps tokens in a file of mode 600, renews the expired, and once the refused', async () => {
    const file = `${folder()}.tokens`;
    let now = 1_000_000_000;
    const secrets = new Secrets();
    const tokens = new Tokens(file, secrets, () => now);
    let count = 0;
    const renew = async () => {
      count += 1;
      return { access: `token-${count}`, expires: now + 3_600_000, refresh: `refresh-${count}` };
    };
    const ask = () => tokens.use('k', renew, async (access) => access);
    expect(await ask()).toBe('token-1');
    expect(await ask()).toBe('token-1');
    now += 3_600_000;
    expect(await ask()).toBe('token-2');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(secrets.redact('token-2 refresh-2')).toBe('*** ***');
    const tries: string[] = [];
    const refused = tokens.use('k', renew, async (access) => {
      tries.push(access);
      throw new AuthExpiredError({ what: 'collect', where: 'x', why: 'expired' });
    });
    await expect(refused).rejects.toThrow('expired');
    expect(tries).toEqual(['token-2', 'token-3']);
    expect(new Tokens(file, secrets, () => now).get('k')?.access).toBe('token-3');
    writeFileSync(file, '{"k":');
    expect(new Tokens(file, secrets, () => now).get('k')).toBeNull();
  });
});

describe('HttpClient', () => {
  it('refuses loopback, other schemes and redirects to them, and shows no secret in any error', async () => {
    const server = await serve((request, response) => {
      if (request.url?.startsWith('/to') === true)
        response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      else request.socket.destroy();
    });
    const secrets = new Secrets();
    secrets.add('sesame-open');
    const make = (allowPrivate: boolean) =>
      new HttpClient({ userAgent: 'xunjian/test', secrets, allowPrivate });
    const [closed, open] = [make(false), make(true)];
    const url = `${server.origin}/x?access_token=sesame-open`;
    await expect(closed.send({ url })).rejects.toThrow(/127\.0\.0\.1 is not one of the public internet/);
    await expect(closed.send({ url: 'http://localhost/' })).rejects.toThrow(/--allow-private/);
    await expect(open.send({ url: 'ftp://a.example/sesame-open' })).rejects.toThrow(
      /\*\*\*: the scheme ftp:/,
    );
    await expect(open.send({ url: `${server.origin}/to`, follow: true })).rejects.toThrow(/scheme file:/);
    const cut = await open.send({ url }).catch((error: Error) => error.message);
    expect(cut).toContain('access_token=***');
    expect(cut).not.toContain('sesame');
    await closed.close();
    await open.close();
    await server.close();
  });
});

describe('Api', () => {
  const make = async (retryAfter: string) => {
    const server = await serve((_request, response) =>
      response.writeHead(429, { 'retry-after': retryAfter }).end('{}'),
    );
    const secrets = new Secrets();
    const client = new HttpClient({ userAgent: 'xunjian/test', secrets, allowPrivate: true });
    const stop = new AbortController();
    const limiter = new Limiter({ gapMs: 0 }, Date.now, (ms, signal) =>
      setTimeout(ms, undefined, signal === undefined ? {} : { signal }),
    );
    const options = { client, limiter, secrets, clock: Date.now, random: () => 0, sleep: async () => {} };
    const api = new Api({ ...options, signal: stop.signal });
    const close = async () => {
      await client.close();
      await server.close();
    };
    return { api, server, stop, close, ask: () => api.raw({ url: server.origin }) };
  };

  it('does not wait longer than a run should, nor lets others of the same quota ask in vain', async () => {
    const { server, ask, close } = await make('3600');
    await expect(ask()).rejects.toThrow(/HTTP 429: asks for 60 minutes/);
    await expect(ask()).rejects.toThrow(QuotaError);
    expect(server.asked).toHaveLength(1);
    await close();
  });

  it('stops in the middle of a wait', async () => {
    const { ask, stop, close } = await make('60');
    const asked = ask();
    setImmediate(() => stop.abort());
    await expect(asked).rejects.toThrow(/stopped by the user/);
    await close();
  });
});

describe('credentials', () => {
  const file = (text: string, mode = 0o600) => {
    const path = `${folder()}.yaml`;
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };

  it('reads a file of its owner, platform and account', () => {
    const secrets = new Secrets();
    const path = file(
      'platforms:\n  weibo:\n    access_token: 2.00token\naccounts:\n  a1:\n    appid: wx1\n    secret: very-secret\n',
    );
    const read = readCredentials(path, uid, secrets);
    expect(read.accounts.a1).toEqual({ appid: 'wx1', secret: 'very-secret' });
    expect(secrets.redact('wx1 very-secret 2.00token')).toBe('wx1 *** ***');
  });

  it.each([
    ['others may read', () => file('{}', 0o640), /mode 0640.*chmod 600/],
    ['is missing', () => join(root, 'none'), /no such file/],
    ['is a folder', () => root, /no plain file/],
    [
      'is no YAML',
      () => file('platforms:\n  weibo: {access_token: "sesame-open\n'),
      /line \d+ is no valid YAML/,
    ],
    ['has an unknown key', () => file('token: sesame-open\n'), /Unrecognized key: "token"/],
  ])('refuses a file that %s, and shows none of it', (_, make, error) => {
    const said = (() => {
      try {
        readCredentials(make(), uid, new Secrets());
        return '';
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : '';
      }
    })();
    expect(said).toMatch(error);
    expect(said).not.toContain('sesame');
    expect(said.split('\n')).toHaveLength(1);
  });

  it('refuses a file of another user', () => {
    expect(() => readCredentials(file('{}'), (uid ?? 0) + 1, new Secrets())).toThrow(/another user/);
  });

  it('finds collector and fields of an account', () => {
    const account = {
      id: 'a1',
      unit: null,
      platform: 'weixin',
      kind: null,
      name: '甲',
      handle: 'gh_1',
      registered: null,
      verified: null,
      status: null,
      followers: null,
      functions: [],
      staff: null,
      url: null,
      extra: {},
    };
    const of = (text: string, more = {}, allowPrivate = false) =>
      match(
        { ...account, ...more },
        parseCredentials(text, 'x', new Secrets()),
        [weixin, weibo],
        allowPrivate,
      );
    expect(of('accounts: {a1: {appid: wx1, secret: s}}')).toMatchObject({
      ok: true,
      credential: { appid: 'wx1', endpoint: 'https://api.weixin.qq.com', handle: 'gh_1' },
    });
    expect(of('{}')).toEqual({
      ok: false,
      why: { zh: '缺少凭据（weixin：appid, secret）', en: 'no credentials (appid, secret of weixin)' },
    });
    expect(of('{}', { platform: '政务号' })).toEqual({
      ok: false,
      why: { zh: '没有 政务号 的采集器', en: 'no collector for 政务号' },
    });
    const open =
      'platforms: {weixin: {endpoint: "http://gateway.example"}}\naccounts: {a1: {appid: wx1, secret: s}}';
    expect(() => of(open)).toThrow(/no https address/);
    expect(of(open, {}, true)).toMatchObject({ ok: true });
  });
});

describe('RegisterStore', () => {
  const post = (id: string, more: object = {}): Found => ({
    kind: 'posts',
    row: { account: 'a1', id, published: '2019-05-19', ...more },
  });
  const read = (path: string) =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (line.startsWith('{"') ? JSON.parse(line) : line));

  it('adds rows once: known ones take new values and keep what is not said, other lines stay as they are', async () => {
    const path = folder();
    const store = await RegisterStore.open(path, 1, alive);
    writeFileSync(
      join(path, 'posts.jsonl'),
      '{"account":"a1","id":"1","published":"2019-05-19T08:00:00+08:00","title":"旧","mine":1}\n{broken\n{"account":"b","id":"1"}\n',
    );
    store.add(post('1', { published: null, title: '新', reads: 5 }));
    store.add(post('2', { reads: 1 }));
    store.add(post('2', { reads: 2, likes: null }));
    await store.close();
    const expected = [
      { account: 'a1', id: '1', published: '2019-05-19T08:00:00+08:00', title: '新', mine: 1, reads: 5 },
      '{broken',
      { account: 'b', id: '1' },
      { account: 'a1', id: '2', published: '2019-05-19', reads: 2, likes: null },
    ];
    expect(read(join(path, 'posts.jsonl'))).toEqual(expected);
    const again = await RegisterStore.open(path, 1, alive);
    again.add(post('2', { reads: 2 }));
    await again.close();
    expect(read(join(path, 'posts.jsonl'))).toEqual(expected);
    expect(existsSync(join(path, '.collect.jsonl'))).toBe(false);
  });

  it('loses nothing that was flushed when the process dies, and drops a line that was cut', async () => {
    const path = folder();
    const store = await RegisterStore.open(path, 1, alive);
    store.add(post('1'));
    store.add({
      kind: 'collections',
      row: { subject: 'a1', what: 'posts', from: '2019-05-01', to: '2019-05-20', ok: true },
    });
    await store.flush();
    writeFileSync(join(path, '.collect.jsonl'), '{"kind":"posts","row":{"acc', { flag: 'a' });
    const next = await RegisterStore.open(path, 2, alive);
    await next.close();
    expect(read(join(path, 'posts.jsonl'))).toHaveLength(1);
    expect(read(join(path, 'collections.jsonl'))).toHaveLength(1);
  });

  it('lets one process at a time collect into a folder', async () => {
    const path = folder();
    await RegisterStore.open(path, 11, alive);
    await expect(RegisterStore.open(path, 12, () => true)).rejects.toThrow(/process 11 is collecting/);
    const taken = await RegisterStore.open(path, 12, alive);
    await taken.close();
    expect(existsSync(join(path, '.collect.lock'))).toBe(false);
  });
});
