import { z } from 'zod';
import { Count, Id, withQuery } from '../api.ts';
import type { Run } from '../types.ts';
import { judgeWeixin } from './answers.ts';

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** 发布能力 · 获取成功发布列表. A list of articles published at once is one item. */
export const Published = z.object({
  total_count: z.number(),
  item: z
    .array(
      z.object({
        article_id: Id,
        update_time: z.number().nullish(),
        content: z.object({
          create_time: z.number().nullish(),
          update_time: z.number().nullish(),
          news_item: z.array(
            z.object({
              title: z.string(),
              author: z.string().nullish(),
              digest: z.string().nullish(),
              content: z.string().nullish(),
              content_source_url: z.string().nullish(),
              url: z.string().nullish(),
              is_deleted: z.union([z.boolean(), z.number()]).nullish(),
            }),
          ),
        }),
      }),
    )
    .default([]),
});

/** 数据统计 · 图文分析数据接口 · getarticletotal: articles sent to all followers on one day, with the totals up to each later day. */
export const ArticleTotal = z.object({
  list: z.array(
    z.object({
      ref_date: z.string(),
      /** `msg_data_id` and place in the push, joined by `_`. */
      msgid: z.string(),
      title: z.string(),
      url: z.string().nullish(),
      details: z
        .array(
          z.object({
            stat_date: z.string(),
            int_page_read_count: Count,
            share_count: Count,
            add_to_fav_count: Count,
          }),
        )
        .default([]),
    }),
  ),
});
export type ArticleTotal = z.infer<typeof ArticleTotal>['list'][number];

/** getarticlesummary: what was read of each article on one day. */
export const ArticleSummary = z.object({
  list: z.array(z.object({ ref_date: z.string(), int_page_read_count: Count, share_count: Count })),
});

/** 数据统计 · 用户分析数据接口 · getusersummary, getusercumulate. */
export const UserSummary = z.object({
  list: z.array(z.object({ ref_date: z.string(), new_user: Count, cancel_user: Count })),
});
export const UserCumulate = z.object({
  list: z.array(z.object({ ref_date: z.string(), cumulate_user: Count })),
});

/** 图文消息留言管理接口 · 查看指定文章的评论数据. */
export const Comments = z.object({
  total: z.number().default(0),
  comment: z
    .array(
      z.object({
        user_comment_id: Id,
        create_time: z.number(),
        content: z.string(),
        reply: z.object({ content: z.string(), create_time: z.number() }).nullish(),
      }),
    )
    .default([]),
});

/**
 * Calls to 微信公众平台 with the account's own credential. The token comes from `stable_token` (获取稳定版接口调用凭据), which leaves tokens
 * of other systems of the office valid; `grant: classic` takes the old `cgi-bin/token` (获取 Access token).
 */
export class WeixinApi {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.infer<S>> {
    const { api, tokens, credential } = this.#run;
    const { endpoint = '', appid = '' } = credential;
    return tokens.use(
      `weixin:${appid}`,
      (_old, refused) => this.#token(refused),
      (access_token) =>
        api.json(
          {
            url: withQuery(`${endpoint}/${path}`, { access_token }),
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
          schema,
          (answer, http) => judgeWeixin(answer, http, api.now(endpoint)),
        ),
    );
  }

  async #token(refused: boolean) {
    const { api, credential, clock } = this.#run;
    const { endpoint = '', appid = '', secret = '', grant } = credential;
    const got = await api.json(
      grant === 'classic'
        ? { url: withQuery(`${endpoint}/cgi-bin/token`, { grant_type: 'client_credential', appid, secret }) }
        : {
            url: `${endpoint}/cgi-bin/stable_token`,
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ grant_type: 'client_credential', appid, secret, force_refresh: refused }),
          },
      Token,
      (answer, http) => judgeWeixin(answer, http, api.now(endpoint)),
    );
    return { access: got.access_token, expires: clock() + got.expires_in * 1000, refresh: null };
  }
}
