import { z } from 'zod';
import { type PostRow, shanghai } from '../../../model/index.ts';
import { Count, Id, withQuery } from '../api.ts';
import { Descent } from '../descent.ts';
import { linkField, textOfHtml } from '../html.ts';
import type { AccountCollector, End, Found, Run, Step } from '../types.ts';
import { judgeWeibo, weiboTime } from './answers.ts';

const User = z.object({
  idstr: Id.nullish(),
  id: Id.nullish(),
  screen_name: z.string(),
  followers_count: Count,
  statuses_count: Count,
  verified: z.boolean().nullish(),
  verified_reason: z.string().nullish(),
});

/** A status (微博). One that was taken down still stands in the list, marked as deleted and without a user. */
const Status = z.object({
  idstr: Id.nullish(),
  id: Id.nullish(),
  created_at: z.string().nullish(),
  text: z.string().nullish(),
  reposts_count: Count,
  comments_count: Count,
  attitudes_count: Count,
  reads_count: Count,
  isTop: z.union([z.boolean(), z.number()]).nullish(),
  deleted: z.union([z.boolean(), z.number(), z.string()]).nullish(),
  retweeted_status: z.object({ user: z.object({ screen_name: z.string() }).nullish() }).nullish(),
});
type Status = z.infer<typeof Status>;

const Timeline = z.object({ statuses: z.array(Status).default([]), total_number: Count });
const Comments = z.object({
  comments: z
    .array(
      z.object({
        idstr: Id.nullish(),
        id: Id.nullish(),
        created_at: z.string(),
        text: z.string(),
        reply_comment: z.object({ idstr: Id.nullish(), id: Id.nullish() }).nullish(),
      }),
    )
    .default([]),
  total_number: Count,
});
type Comment = z.infer<typeof Comments>['comments'][number];

const PAGE = 100;

/**
 * 新浪微博 by an access token of the account itself. 微博开放平台 · 微博API: users/show, statuses/user_timeline, comments/to_me, comments/by_me.
 * user_timeline shows at most some thousands of the newest posts, and only a handful of them to other tokens: what `total_number` counts
 * beyond what was shown is not covered.
 */
export const weibo: AccountCollector = {
  platform: 'weibo',
  title: '新浪微博',
  endpoint: 'https://api.weibo.com',
  needs: ['access_token'],
  quota: ({ access_token = '' }) => access_token,
  pace: { gapMs: 200 },
  open(run) {
    const get = caller(run);
    return {
      account: () => account(run, get),
      posts: () => posts(run, get),
      messages: () => messages(run, get),
    };
  },
};

type Get = <S extends z.ZodType>(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  schema: S,
) => Promise<z.infer<S>>;

function caller({ api, credential }: Run): Get {
  const { endpoint = '', access_token = '' } = credential;
  return (path, query, schema) =>
    api.json(
      { url: withQuery(`${endpoint}/2/${path}.json`, { ...query, access_token }) },
      schema,
      (body, http) => judgeWeibo(body, http, api.now(endpoint)),
    );
}

/** Whom the calls ask for: the numeric id, else the name (昵称). */
function who({ credential, account }: Run): Record<string, string> {
  const uid = credential.uid ?? credential.handle ?? '';
  if (/^\d+$/.test(uid)) return { uid };
  return { screen_name: credential.screen_name ?? account.name };
}

async function* account(run: Run, get: Get): AsyncGenerator<Step, End> {
  const user = await get('users/show', who(run), User);
  yield { rows: [] };
  return {
    covers: 'window',
    profile: {
      name: user.screen_name,
      handle: idOf(user),
      followers: user.followers_count,
      ...(typeof user.verified === 'boolean' ? { verified: user.verified } : {}),
      notes: {
        posts: user.statuses_count,
        ...(user.verified_reason ? { verifiedAs: user.verified_reason } : {}),
      },
    },
  };
}

async function* posts(run: Run, get: Get): AsyncGenerator<Step, End> {
  const descent = new Descent();
  let shown = 0;
  for (let page = 1; ; page += 1) {
    const { statuses, total_number } = await get(
      'statuses/user_timeline',
      { ...who(run), count: PAGE, page, trim_user: 0 },
      Timeline,
    );
    shown += statuses.length;
    // What was taken down comes without a date; pinned ones stand out of order.
    const dated = statuses.filter(({ isTop, deleted, created_at }) => !isTop && !(deleted && !created_at));
    descent.page(dated.map(({ created_at }) => weiboTime(created_at)));
    yield {
      rows: statuses.flatMap((status) => rowOf(run.account.id, status)),
      reached: descent.reached,
    };
    if (descent.passed(run.since)) return { covers: 'window' };
    if (statuses.length > 0 && (total_number === null || shown < total_number)) continue;
    if (total_number !== null && shown >= total_number) return { covers: 'life' };
    return {
      covers: 'reached',
      why: `Weibo shows ${shown} of ${total_number ?? 'an unknown number of'} posts`,
    };
  }
}

function rowOf(account: string, status: Status): Found[] {
  const id = idOf(status);
  const at = weiboTime(status.created_at);
  if (id === null) return [];
  const row: PostRow = {
    account,
    id,
    published: at === null ? null : shanghai(at),
    text: textOfHtml(status.text ?? ''),
    ...linkField(status.text),
    url: `https://m.weibo.cn/status/${id}`,
    reads: status.reads_count,
    likes: status.attitudes_count,
    shares: status.reposts_count,
    comments: status.comments_count,
    original: !status.retweeted_status,
    ...(status.retweeted_status?.user ? { source: status.retweeted_status.user.screen_name } : {}),
    ...(status.deleted && status.deleted !== '0' ? { deleted: true } : {}),
  };
  return [{ kind: 'posts', row }];
}

/** Comments that the account received, with its own answers to them (收到的评论、回复). */
async function* messages(run: Run, get: Get): AsyncGenerator<Step, End> {
  const answers = new Map<string, Comment>();
  for await (const comment of comments(run, get, 'comments/by_me', () => {})) {
    const to = comment.reply_comment ? idOf(comment.reply_comment) : null;
    // The list runs backwards: the last one seen is the first answer.
    if (to !== null) answers.set(to, comment);
  }
  const descent = new Descent();
  let page: Found[] = [];
  let complete = false;
  for await (const comment of comments(run, get, 'comments/to_me', (end) => {
    complete = end;
  })) {
    const id = idOf(comment);
    descent.page([weiboTime(comment.created_at)]);
    if (id !== null)
      page.push({ kind: 'messages', row: messageOf(run.account.id, id, comment, answers.get(id)) });
    if (page.length < PAGE) continue;
    yield { rows: page, reached: descent.reached };
    page = [];
  }
  yield { rows: page, reached: descent.reached };
  if (descent.passed(run.since)) return { covers: 'window' };
  return complete ? { covers: 'life' } : { covers: 'reached', why: 'Weibo shows no older comments' };
}

async function* comments(
  { since }: Run,
  get: Get,
  path: string,
  atEnd: (complete: boolean) => void,
): AsyncGenerator<Comment> {
  let shown = 0;
  for (let page = 1; ; page += 1) {
    const { comments: list, total_number } = await get(path, { count: PAGE, page }, Comments);
    yield* list;
    shown += list.length;
    const oldest = list.length === 0 ? null : weiboTime(list.at(-1)?.created_at);
    const all = total_number !== null && shown >= total_number;
    atEnd(all);
    if (list.length === 0 || all || (oldest !== null && oldest < since)) return;
  }
}

function messageOf(subject: string, id: string, comment: Comment, answer: Comment | undefined) {
  const at = weiboTime(comment.created_at);
  const replied = weiboTime(answer?.created_at);
  return {
    subject,
    id,
    received: at === null ? null : shanghai(at),
    text: textOfHtml(comment.text),
    channel: '微博评论',
    ...(answer === undefined || replied === null
      ? {}
      : { reply: textOfHtml(answer.text), repliedAt: shanghai(replied) }),
  };
}

function idOf({
  idstr,
  id,
}: {
  readonly idstr?: string | null | undefined;
  readonly id?: string | null | undefined;
}): string | null {
  return idstr ?? id ?? null;
}
