import { z } from 'zod';
import { dayOf, type PostRow, parseTime, shanghai, ThrottledError } from '../../../model/index.ts';
import { Count, httpFault, Id, jsonOf, parsed, withQuery } from '../api.ts';
import type { HttpAnswer } from '../client.ts';
import { Descent } from '../descent.ts';
import { AccountStateError, NotAuthorisedError, ProtocolError } from '../errors.ts';
import { linkField, textOfHtml } from '../html.ts';
import { nextLink } from '../links.ts';
import type { AccountCollector, End, Found, Run, Step } from '../types.ts';

const Account = z.object({
  id: Id,
  acct: z.string(),
  display_name: z.string().nullish(),
  followers_count: Count,
  statuses_count: Count,
  created_at: z.string().nullish(),
  suspended: z.boolean().nullish(),
  limited: z.boolean().nullish(),
  moved: z.object({ acct: z.string(), url: z.string().nullish() }).nullish(),
});
type Account = z.infer<typeof Account>;

const Status = z.object({
  id: Id,
  created_at: z.string(),
  content: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  url: z.string().nullish(),
  replies_count: Count,
  reblogs_count: Count,
  favourites_count: Count,
  reblog: z
    .object({ content: z.string().nullish(), account: z.object({ acct: z.string() }).nullish() })
    .nullish(),
});

const PAGE = 40;

/**
 * Mastodon and servers that speak its interface. Mastodon documentation: API · accounts (lookup, statuses), entities Account and Status,
 * Rate limits (`X-RateLimit-*`, reset as ISO 8601), Pagination (`Link` header, RFC 8288). `url` is the account's page, such as
 * https://social.example/@office; `access_token` is needed only where the server hides accounts from the public.
 */
export const mastodon: AccountCollector = {
  platform: 'mastodon',
  title: 'Mastodon',
  endpoint: null,
  needs: ['url'],
  quota: ({ url = '' }) => (URL.canParse(url) ? new URL(url).host : url),
  pace: { gapMs: 300 },
  open(run) {
    const server = new Server(run);
    return { account: () => account(server), posts: () => posts(run, server) };
  },
};

class Server {
  readonly #run: Run;
  #account: Promise<Account> | null = null;

  constructor(run: Run) {
    this.#run = run;
  }

  /** The account by its name, asked once. */
  account(): Promise<Account> {
    this.#account ??= this.#lookup();
    return this.#account;
  }

  async get<S extends z.ZodType>(url: string, schema: S): Promise<{ data: z.infer<S>; next: string | null }> {
    const { api, credential, clock } = this.#run;
    const { access_token } = credential;
    return await api.send(
      {
        url,
        ...(access_token === undefined ? {} : { headers: { authorization: `Bearer ${access_token}` } }),
      },
      (answer) => {
        judge(answer, clock());
        return {
          data: parsed(schema, jsonOf(answer, clock()), answer.where),
          next: nextLink(answer.header('link'), answer.url),
        };
      },
    );
  }

  base(): string {
    const { url = '' } = this.#run.credential;
    return new URL(url).origin;
  }

  async #lookup(): Promise<Account> {
    const { url = '' } = this.#run.credential;
    const name = /\/(?:@|users\/)([^/?#]+)/.exec(url)?.[1];
    // Of accounts elsewhere a server knows only what reached it.
    if (name === undefined || decodeURIComponent(name).includes('@'))
      throw new ProtocolError({
        what: 'collect',
        where: url,
        why: 'it is no address of an account on its own Mastodon server',
        todo: 'give one such as https://social.example/@office',
      });
    const { data } = await this.get(
      withQuery(`${this.base()}/api/v1/accounts/lookup`, { acct: decodeURIComponent(name) }),
      Account,
    );
    if (data.suspended === true)
      throw new AccountStateError(
        { what: 'collect', where: url, why: 'the server has suspended the account' },
        'banned',
      );
    return data;
  }
}

function judge(answer: HttpAnswer, now: number): void {
  const { status, where } = answer;
  if (status === 404)
    throw new AccountStateError(
      { what: 'collect', where, why: 'the server knows no such account (HTTP 404)' },
      'gone',
    );
  if (status === 410)
    throw new AccountStateError(
      { what: 'collect', where, why: 'the account was deleted or suspended (HTTP 410)' },
      'gone',
    );
  if (status === 401)
    throw new NotAuthorisedError({
      what: 'collect',
      where,
      why: 'the server shows accounts to its users only (HTTP 401)',
      todo: 'give an access_token',
    });
  if (status === 429) {
    const reset = parseTime(answer.header('x-ratelimit-reset') ?? '');
    throw new ThrottledError(
      { what: 'collect', where, why: 'HTTP 429, too many requests' },
      Math.max(1000, (reset ?? now + 60_000) - now),
    );
  }
  httpFault(answer, now);
}

async function* account(server: Server): AsyncGenerator<Step, End> {
  const found = await server.account();
  yield { rows: [] };
  const created = found.created_at ? parseTime(found.created_at) : null;
  return {
    covers: 'window',
    profile: {
      name: found.display_name || found.acct,
      handle: found.acct,
      followers: found.followers_count,
      notes: {
        posts: found.statuses_count,
        ...(created === null ? {} : { registered: dayOf(created) }),
        ...(found.moved ? { movedTo: found.moved.url ?? found.moved.acct } : {}),
        ...(found.limited === true ? { limited: true } : {}),
      },
    },
  };
}

/** Answers to others are no posts of the office and are left out; boosts are reposts. */
async function* posts(run: Run, server: Server): AsyncGenerator<Step, End> {
  const { id } = await server.account();
  const descent = new Descent();
  const seen = new Set<string>();
  let url: string | null = withQuery(`${server.base()}/api/v1/accounts/${encodeURIComponent(id)}/statuses`, {
    limit: PAGE,
    exclude_replies: 'true',
  });
  while (url !== null && !seen.has(url)) {
    seen.add(url);
    const page: { data: z.infer<typeof Status>[]; next: string | null } = await server.get(
      url,
      z.array(Status),
    );
    descent.page(page.data.map(({ created_at }) => parseTime(created_at)));
    yield { rows: page.data.map((status) => rowOf(run.account.id, status)), reached: descent.reached };
    if (descent.passed(run.since)) return { covers: 'window' };
    url = page.data.length === 0 ? null : page.next;
  }
  return { covers: 'life' };
}

function rowOf(account: string, status: z.infer<typeof Status>): Found {
  const at = parseTime(status.created_at);
  const row: PostRow = {
    account,
    id: status.id,
    published: at === null ? null : shanghai(at),
    ...(status.spoiler_text ? { title: status.spoiler_text } : {}),
    text: textOfHtml((status.reblog ?? status).content ?? ''),
    ...linkField((status.reblog ?? status).content),
    url: status.url ?? null,
    likes: status.favourites_count,
    shares: status.reblogs_count,
    comments: status.replies_count,
    original: !status.reblog,
    ...(status.reblog?.account ? { source: status.reblog.account.acct } : {}),
  };
  return { kind: 'posts', row };
}
