import { z } from 'zod';
import {
  DAY,
  dayOf,
  type MetricRow,
  PermanentError,
  type PostRow,
  parseTime,
  shanghai,
} from '../../../model/index.ts';
import { Count, Id, withQuery } from '../api.ts';
import { Descent } from '../descent.ts';
import { withUserToken } from '../oauth.ts';
import type { AccountCollector, End, Found, Run, Step } from '../types.ts';
import { judgeDouyin } from './answers.ts';

const Videos = z.object({
  data: z.object({
    cursor: z.union([z.number(), z.string()]).nullish(),
    has_more: z.boolean().nullish(),
    list: z
      .array(
        z.object({
          item_id: Id,
          title: z.string().nullish(),
          /** Seconds. */
          create_time: z.number(),
          share_url: z.string().nullish(),
          is_top: z.boolean().nullish(),
          video_status: z.number().nullish(),
          statistics: z
            .object({ play_count: Count, digg_count: Count, comment_count: Count, share_count: Count })
            .nullish(),
        }),
      )
      .nullish()
      .transform((list) => list ?? []),
  }),
});
type Video = z.infer<typeof Videos>['data']['list'][number];

/** 视频状态: 2 不适宜公开, 4 审核中, 6 好友可见, 7 私密: nobody of the public sees these. */
const HIDDEN: readonly number[] = [2, 4, 6, 7];

const Token = z.object({
  data: z.object({
    access_token: z.string().min(1),
    expires_in: z.number(),
    refresh_token: z.string().nullish(),
  }),
});
const User = z.object({ data: z.object({ nickname: z.string().nullish() }) });
const Figures = z.object({
  data: z.object({
    result_list: z
      .array(z.looseObject({ date: z.string() }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});

const PAGE = 20;
/** Days that `date_type` may ask for: 7, 15, 30. */
const FIGURE_DAYS = [7, 15, 30] as const;

/** Figures of a user by day: path below `/data/external/user/`, what it counts, and what that is here. */
const FIGURES = [
  { path: 'fans', fields: { total_fans: 'followers', new_fans: 'newFollowers' } },
  { path: 'item', fields: { new_play: 'reads' } },
  { path: 'like', fields: { new_like: 'likes' } },
  { path: 'comment', fields: { new_comment: 'comments' } },
  { path: 'share', fields: { new_share: 'shares' } },
] as const;

type Call = <S extends z.ZodType>(
  path: string,
  query: Readonly<Record<string, string | number>>,
  schema: S,
) => Promise<z.infer<S>>;

/**
 * 抖音 by the user's authorisation (client_key, client_secret, open_id, access_token, refresh_token). 抖音开放平台 · 视频管理 · 查询授权账号视频列表
 * (`video/list`: cursor paging, newest first), 数据开放服务 · 用户数据 (`data/external/user/*`: the last 7, 15 or 30 days), 用户授权 · 刷新 access_token.
 */
export const douyin: AccountCollector = {
  platform: 'douyin',
  title: '抖音',
  endpoint: 'https://open.douyin.com',
  needs: ['open_id'],
  quota: ({ client_key, open_id = '' }) => client_key ?? open_id,
  pace: { gapMs: 200 },
  open(run) {
    const call = caller(run);
    return {
      account: () => account(run, call),
      posts: () => videos(run, call, ['/api/douyin/v1/video/video_list/', '/video/list/']),
      metrics: () => metrics(run, call),
    };
  },
};

/**
 * 今日头条 by the same platform and tokens: 视频管理 · 头条 · 查询授权账号的视频列表 (`toutiao/video/list`). It shows videos only, no articles and no 微头条:
 * its collections are called `videos` and never prove that the account was silent.
 */
export const toutiao: AccountCollector = {
  ...douyin,
  platform: 'toutiao',
  title: '今日头条',
  onlyShows: 'videos',
  open(run) {
    const call = caller(run);
    return { account: () => account(run, call), posts: () => videos(run, call, ['/toutiao/video/list/']) };
  },
};

function caller(run: Run): Call {
  const { api, credential, clock } = run;
  const { endpoint = '', open_id = '', client_key = '' } = credential;
  const judge = (body: unknown, http: Parameters<typeof judgeDouyin>[1]) =>
    judgeDouyin(body, http, api.now(endpoint));
  const renew = async (refresh_token: string) => {
    const { data } = await api.json(
      {
        url: `${endpoint}/oauth/refresh_token/`,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ client_key, grant_type: 'refresh_token', refresh_token }).toString(),
      },
      Token,
      judge,
    );
    return {
      access: data.access_token,
      expires: clock() + data.expires_in * 1000,
      refresh: data.refresh_token ?? refresh_token,
    };
  };
  return (path, query, schema) =>
    withUserToken(run, `douyin ${open_id}`, renew, (access_token) =>
      api.json(
        {
          url: withQuery(`${endpoint}${path}`, { open_id, ...query }),
          headers: { 'access-token': access_token, 'content-type': 'application/json' },
        },
        schema,
        judge,
      ),
    );
}

async function* account(_run: Run, call: Call): AsyncGenerator<Step, End> {
  const { data } = await call('/oauth/userinfo/', {}, User);
  yield { rows: [] };
  return { covers: 'window', profile: { name: data.nickname ?? null } };
}

async function* videos(run: Run, call: Call, paths: readonly string[]): AsyncGenerator<Step, End> {
  const descent = new Descent();
  const list = firstThatIs(paths, call);
  const seen = new Set<string>();
  for (let cursor: string | number = 0; ; ) {
    const { data } = await list({ count: PAGE, cursor });
    descent.page(
      data.list.filter(({ is_top }) => is_top !== true).map(({ create_time }) => create_time * 1000),
    );
    yield { rows: data.list.flatMap((video) => rowOf(run.account.id, video)), reached: descent.reached };
    if (descent.passed(run.since)) return { covers: 'window' };
    if (data.has_more !== true) return { covers: 'life' };
    const next: string | number | null = data.cursor ?? null;
    if (next === null || seen.has(String(next)))
      return { covers: 'reached', why: 'the list says that there is more and gives no way on' };
    seen.add(String(next));
    cursor = next;
  }
}

/** The path of today's documents, else the one before it: gateways and older apps still have that. */
function firstThatIs(paths: readonly string[], call: Call) {
  let path = 0;
  return async (query: { count: number; cursor: string | number }) => {
    for (;;) {
      try {
        return await call(paths[path] ?? '', query, Videos);
      } catch (error) {
        if (
          !(error instanceof PermanentError && error.why.startsWith('HTTP 404')) ||
          path + 1 >= paths.length
        )
          throw error;
        path += 1;
      }
    }
  };
}

function rowOf(account: string, video: Video): Found[] {
  if (video.video_status && HIDDEN.includes(video.video_status)) return [];
  const { statistics } = video;
  const row: PostRow = {
    account,
    id: video.item_id,
    published: shanghai(video.create_time * 1000),
    title: video.title ?? null,
    url: video.share_url ?? null,
    reads: statistics?.play_count ?? null,
    likes: statistics?.digg_count ?? null,
    shares: statistics?.share_count ?? null,
    comments: statistics?.comment_count ?? null,
  };
  return [{ kind: 'posts', row }];
}

async function* metrics(run: Run, call: Call): AsyncGenerator<Step, End> {
  const wanted = Math.ceil((run.clock() - run.since) / DAY);
  const date_type = FIGURE_DAYS.find((days) => days >= wanted) ?? 30;
  const days = new Map<string, Record<string, number>>();
  for (const { path, fields } of FIGURES) {
    const { data } = await call(`/data/external/user/${path}/`, { date_type }, Figures);
    for (const one of data.result_list) {
      const at = parseTime(one.date);
      if (at === null) continue;
      const row = days.get(dayOf(at)) ?? {};
      for (const [from, to] of Object.entries(fields)) {
        const value = Number(one[from]);
        if (one[from] !== undefined && one[from] !== null && value >= 0) row[to] = value;
      }
      days.set(dayOf(at), row);
    }
  }
  const known = [...days.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined)
    return {
      covers: 'reached',
      why: 'no figures are given for this window (the account may have too few followers)',
    };
  const rows = known.map(
    (day): Found => ({
      kind: 'metrics',
      row: { account: run.account.id, day, ...days.get(day) } satisfies MetricRow,
    }),
  );
  const to = (parseTime(last) ?? 0) + DAY;
  yield { rows, reached: parseTime(first), to };
  return (parseTime(first) ?? 0) <= run.since
    ? { covers: 'window', to }
    : { covers: 'reached', to, why: 'figures go back 30 days at most' };
}
