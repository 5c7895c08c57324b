import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  PermanentError,
  type PostRow,
  shanghai,
  ThrottledError,
  TransientError,
} from '../../../model/index.ts';
import { Count, Id, withQuery } from '../api.ts';
import type { HttpAnswer, HttpRequest } from '../client.ts';
import { Descent } from '../descent.ts';
import { AuthExpiredError, NotAuthorisedError } from '../errors.ts';
import { withUserToken } from '../oauth.ts';
import type { AccountCollector, End, Run, Step } from '../types.ts';
import { signedHeaders } from './sign.ts';

const Archives = z.object({
  data: z.object({
    list: z
      .array(
        z.object({
          resource_id: Id,
          title: z.string().nullish(),
          desc: z.string().nullish(),
          /** Seconds: published, handed in. */
          ptime: z.number().nullish(),
          ctime: z.number(),
          /** 1 自制, 2 转载. */
          copyright: z.number().nullish(),
          video_info: z.object({ share_url: z.string().nullish() }).nullish(),
        }),
      )
      .nullish()
      .transform((list) => list ?? []),
    page: z.object({ total: z.number() }),
  }),
});
type Archive = z.infer<typeof Archives>['data']['list'][number];
const ArchiveStat = z.object({
  data: z.object({ view: Count, like: Count, share: Count, reply: Count }),
});
const User = z.object({ data: z.object({ name: z.string().nullish() }) });
const UserStat = z.object({ data: z.object({ follower: Count, arc_passed_total: Count }) });
const Token = z.object({
  data: z.object({
    access_token: z.string().min(1),
    expires_in: z.number(),
    refresh_token: z.string().nullish(),
  }),
});

const PAGE = 50;
/** `expires_in` is a span in seconds, in some answers the instant itself. */
const INSTANT = 1_000_000_000;
const THROTTLE_MS = 60_000;

type Call = <S extends z.ZodType>(
  path: string,
  query: Readonly<Record<string, string | number>>,
  schema: S,
) => Promise<z.infer<S>>;

/**
 * 哔哩哔哩 by the user's authorisation (client_id, client_secret, access_token, refresh_token). 哔哩哔哩开放平台 · 接口签名实现标准, 视频稿件管理 · 查询稿件列表
 * (`arcopen/fn/archive/viewlist`), 数据开放服务 (`arcopen/fn/data/arc/stat`, `arcopen/fn/data/user/stat`), 帐号授权 · 刷新授权. Videos only, no 动态 and no
 * 专栏: its collections are called `videos` and never prove that the account was silent.
 */
export const bilibili: AccountCollector = {
  platform: 'bilibili',
  title: '哔哩哔哩',
  endpoint: 'https://member.bilibili.com',
  needs: ['client_id', 'client_secret'],
  quota: ({ client_id = '' }) => client_id,
  pace: { gapMs: 200 },
  onlyShows: 'videos',
  open(run) {
    const call = caller(run);
    return { account: () => account(call), posts: () => posts(run, call) };
  },
};

function caller(run: Run): Call {
  const { api, credential, clock, account } = run;
  const { endpoint = '', client_id = '', client_secret = '' } = credential;
  // Tokens are given by another host; a gateway of one's own stands for both.
  const oauth =
    credential.auth_endpoint ?? (endpoint === bilibili.endpoint ? 'https://api.bilibili.com' : endpoint);
  const renew = async (refresh_token: string) => {
    const { data } = await api.json(
      {
        url: `${oauth}/x/account-oauth2/v1/refresh_token`,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          client_id,
          client_secret,
          grant_type: 'refresh_token',
          refresh_token,
        }).toString(),
      },
      Token,
      judge,
    );
    const expires = data.expires_in > INSTANT ? data.expires_in * 1000 : clock() + data.expires_in * 1000;
    return { access: data.access_token, expires, refresh: data.refresh_token ?? refresh_token };
  };
  return (path, query, schema) =>
    withUserToken(run, `bilibili ${account.id}`, renew, (access_token) => {
      // Signed anew for every try: a nonce counts once.
      const request = (): HttpRequest => ({
        url: withQuery(`${endpoint}${path}`, query),
        headers: {
          'access-token': access_token,
          'content-type': 'application/json',
          ...signedHeaders({
            clientId: client_id,
            secret: client_secret,
            body: '',
            timestamp: Math.floor(api.now(endpoint) / 1000),
            nonce: randomUUID(),
          }),
        },
      });
      return api.json(request, schema, judge);
    });
}

/** 哔哩哔哩开放平台 · 公共错误码. */
function judge(body: unknown, { where }: HttpAnswer): void {
  const code = typeof body === 'object' && body !== null && 'code' in body ? Number(body.code) : 0;
  if (code === 0) return;
  const said = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
  const parts = { what: 'collect', where, why: `code ${code} ${said}`.trim() };
  switch (code) {
    case -101:
    case -658:
    case 61000:
      throw new AuthExpiredError({ ...parts, todo: 'let the office authorise the app again (重新授权)' });
    case -412:
    case -509:
    case -799:
    case 4009:
      throw new ThrottledError(parts, THROTTLE_MS);
    case -500:
    case -502:
    case -503:
    case -504:
    case 4003:
    case 4004:
    case 5000:
    case 5001:
    case 5002:
      // 4003 = timestamp too far off: the answer told the server's clock, and the next try goes by that.
      throw new TransientError(parts);
    case -1:
    case -3:
    case -403:
    case 4001:
    case 4002:
    case 4007:
    case 4008:
      throw new NotAuthorisedError({
        ...parts,
        todo: 'check client_id, client_secret and the scopes that the office granted',
      });
    default:
      throw new PermanentError(parts);
  }
}

async function* account(call: Call): AsyncGenerator<Step, End> {
  const user = await call('/arcopen/fn/user/account/info', {}, User);
  yield { rows: [] };
  const stat = await call('/arcopen/fn/data/user/stat', {}, UserStat);
  return {
    covers: 'window',
    profile: {
      name: user.data.name ?? null,
      followers: stat.data.follower,
      notes: { posts: stat.data.arc_passed_total },
    },
  };
}

async function* posts(run: Run, call: Call): AsyncGenerator<Step, End> {
  const descent = new Descent();
  let shown = 0;
  for (let pn = 1; ; pn += 1) {
    const { data } = await call('/arcopen/fn/archive/viewlist', { pn, ps: PAGE, status: 'pubed' }, Archives);
    const rows: PostRow[] = [];
    for (const archive of data.list) rows.push(await rowOf(run, call, archive));
    shown += data.list.length;
    descent.page(data.list.map(timeOf));
    yield { rows: rows.map((row) => ({ kind: 'posts', row })), reached: descent.reached };
    if (descent.passed(run.since)) return { covers: 'window' };
    if (shown >= data.page.total) return { covers: 'life' };
    if (data.list.length === 0)
      return { covers: 'reached', why: `the list shows ${shown} of ${data.page.total} videos` };
  }
}

function timeOf({ ptime, ctime }: Archive): number {
  return (ptime || ctime) * 1000;
}

/** Figures are asked for videos of the window only: one call each. */
async function rowOf(run: Run, call: Call, archive: Archive): Promise<PostRow> {
  const at = timeOf(archive);
  const stat =
    at < run.since
      ? null
      : (await call('/arcopen/fn/data/arc/stat', { resource_id: archive.resource_id }, ArchiveStat)).data;
  return {
    account: run.account.id,
    id: archive.resource_id,
    published: shanghai(at),
    title: archive.title ?? null,
    text: archive.desc ?? null,
    url: archive.video_info?.share_url ?? `https://www.bilibili.com/video/${archive.resource_id}`,
    ...(archive.copyright ? { original: archive.copyright === 1 } : {}),
    ...(stat === null
      ? {}
      : { reads: stat.view, likes: stat.like, shares: stat.share, comments: stat.reply }),
  };
}
