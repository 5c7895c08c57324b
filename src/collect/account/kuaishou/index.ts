import { z } from 'zod';
import {
  PermanentError,
  type PostRow,
  shanghai,
  ThrottledError,
  TransientError,
} from '../../../model/index.ts';
import { Count, Id, withQuery } from '../api.ts';
import type { HttpAnswer } from '../client.ts';
import { Descent } from '../descent.ts';
import { AuthExpiredError, NotAuthorisedError } from '../errors.ts';
import { withUserToken } from '../oauth.ts';
import type { AccountCollector, End, Found, Run, Step } from '../types.ts';

const Photos = z.object({
  video_list: z
    .array(
      z.object({
        photo_id: Id,
        caption: z.string().nullish(),
        /** Milliseconds. */
        create_time: z.number(),
        view_count: Count,
        like_count: Count,
        comment_count: Count,
        /** Still being worked on: not public yet. */
        pending: z.boolean().nullish(),
        play_url: z.string().nullish(),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
});
const User = z.object({ user_info: z.object({ name: z.string().nullish(), fan: Count }) });
const Token = z.object({
  access_token: z.string().min(1),
  expires_in: z.number(),
  refresh_token: z.string().nullish(),
});

/** Works of a page; the interface gives 200 at most. */
const PAGE = 100;
const THROTTLE_MS = 60_000;

type Call = <S extends z.ZodType>(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  schema: S,
) => Promise<z.infer<S>>;

/**
 * 快手 by the user's authorisation (app_id, app_secret, access_token, refresh_token). 快手开放平台 · 网站应用 OpenAPI: 查询用户信息 (`openapi/user_info`),
 * 查询用户视频列表 (`openapi/photo/list`: `cursor` is the work with the smallest create_time of the page before), 用户授权 · 刷新 access_token. Every answer
 * carries `result`, 1 = well.
 */
export const kuaishou: AccountCollector = {
  platform: 'kuaishou',
  title: '快手',
  endpoint: 'https://open.kuaishou.com',
  needs: ['app_id'],
  quota: ({ app_id = '' }) => app_id,
  pace: { gapMs: 200 },
  open(run) {
    const call = caller(run);
    return { account: () => account(call), posts: () => posts(run, call) };
  },
};

function caller(run: Run): Call {
  const { api, credential, clock, account } = run;
  const { endpoint = '', app_id = '', app_secret = '' } = credential;
  const renew = async (refresh_token: string) => {
    const got = await api.json(
      {
        url: withQuery(`${endpoint}/oauth2/refresh_token`, {
          app_id,
          app_secret,
          refresh_token,
          grant_type: 'refresh_token',
        }),
      },
      Token,
      judge,
    );
    return {
      access: got.access_token,
      expires: clock() + got.expires_in * 1000,
      refresh: got.refresh_token ?? refresh_token,
    };
  };
  return (path, query, schema) =>
    withUserToken(run, `kuaishou ${account.id}`, renew, (access_token) =>
      api.json({ url: withQuery(`${endpoint}${path}`, { app_id, access_token, ...query }) }, schema, judge),
    );
}

/** 快手开放平台 · 错误码 (100200100 invalid_request … 100200500 server_error); 1001004xx = calls too fast or too many. */
function judge(body: unknown, { where }: HttpAnswer): void {
  const result = typeof body === 'object' && body !== null && 'result' in body ? Number(body.result) : 1;
  if (result === 1) return;
  const said =
    typeof body === 'object' && body !== null
      ? String(('error_msg' in body && body.error_msg) || ('error' in body && body.error) || '')
      : '';
  const parts = { what: 'collect', where, why: `result ${result} ${said}`.trim() };
  switch (result) {
    case 100200102:
      // One code for all that is wrong with a token: access denied.
      throw new AuthExpiredError({ ...parts, todo: 'let the office authorise the app again (重新授权)' });
    case 100200101:
    case 100200105:
    case 100200106:
    case 100200107:
      throw new NotAuthorisedError({
        ...parts,
        todo: 'check app_id, app_secret and the scopes that the office granted',
      });
    case 100200500:
      throw new TransientError(parts);
    case 100100402:
    case 100100403:
    case 100100404:
    case 200100410:
      throw new ThrottledError(parts, THROTTLE_MS);
    default:
      throw new PermanentError(parts);
  }
}

async function* account(call: Call): AsyncGenerator<Step, End> {
  const { user_info } = await call('/openapi/user_info', {}, User);
  yield { rows: [] };
  return { covers: 'window', profile: { name: user_info.name ?? null, followers: user_info.fan } };
}

async function* posts(run: Run, call: Call): AsyncGenerator<Step, End> {
  const descent = new Descent();
  const seen = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const { video_list } = await call('/openapi/photo/list', { count: PAGE, cursor }, Photos);
    const fresh = video_list.filter(({ photo_id }) => !seen.has(photo_id));
    for (const { photo_id } of fresh) seen.add(photo_id);
    descent.page(fresh.map(({ create_time }) => create_time));
    yield { rows: fresh.flatMap((photo) => rowOf(run.account.id, photo)), reached: descent.reached };
    if (descent.passed(run.since)) return { covers: 'window' };
    const oldest = fresh.reduce<(typeof fresh)[number] | null>(
      (least, photo) => (least === null || photo.create_time < least.create_time ? photo : least),
      null,
    );
    if (oldest === null) return { covers: 'life' };
    cursor = oldest.photo_id;
  }
}

function rowOf(account: string, photo: z.infer<typeof Photos>['video_list'][number]): Found[] {
  if (photo.pending === true) return [];
  const row: PostRow = {
    account,
    id: photo.photo_id,
    published: shanghai(photo.create_time),
    title: photo.caption ?? null,
    url: photo.play_url ?? null,
    reads: photo.view_count,
    likes: photo.like_count,
    comments: photo.comment_count,
  };
  return [{ kind: 'posts', row }];
}
