import { z } from 'zod';
import { parseTime, spanOf } from '../../../model/index.ts';
import { decodeText } from '../../import/index.ts';
import { Descent } from '../descent.ts';
import { ProtocolError } from '../errors.ts';
import type { AccountCollector, End, Run, Step } from '../types.ts';
import { type FeedPage, readFeed } from './read.ts';

/** Pages read at most: a feed that never ends. */
const MOST_PAGES = 500;

const Remembered = z.strictObject({
  url: z.string(),
  etag: z.string().nullable(),
  modified: z.string().nullable(),
  /** From when on all entries were read last time, milliseconds; null where nothing was proven. */
  reached: z.number().nullable(),
});

/**
 * An account's feed: RSS, Atom or JSON Feed, made by the office's own site or by a gateway such as RSSHub. The open way to platforms
 * without an interface. A feed shows the newest entries only, so a run covers from the oldest of them, and an empty feed proves nothing.
 * RSS 2.0; RFC 4287 (Atom); RFC 5005 §3–4 (paging, archives); JSON Feed 1.1; RFC 9110 §13.1 (conditional requests); RFC 9111 §5.1 (Age).
 */
export const feed: AccountCollector = {
  platform: 'feed',
  title: 'RSS / Atom / JSON Feed',
  endpoint: null,
  needs: ['url'],
  quota: ({ url = '' }) => (URL.canParse(url) ? new URL(url).host : url),
  pace: { gapMs: 200 },
  open: (run) => ({ posts: () => posts(run) }),
};

async function* posts(run: Run): AsyncGenerator<Step, End> {
  const { api, account, memory, since, credential } = run;
  const start = credential.url ?? '';
  const known = Remembered.safeParse(memory.get('feed')).data ?? null;
  // An unchanged first page answers only for what was read behind it.
  const usable = known !== null && known.url === start && known.reached !== null ? known : null;
  const descent = new Descent();
  const seen = new Set<string>();
  let first: { etag: string | null; modified: string | null } | null = null;
  let to = Number.POSITIVE_INFINITY;
  for (let url: string | null = start; url !== null && seen.size < MOST_PAGES; ) {
    seen.add(url);
    const answer = await api.raw({
      url,
      follow: true,
      headers: {
        accept:
          'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
        ...(first === null && usable !== null ? conditions(usable) : {}),
      },
    });
    const age = Number(answer.header('age') ?? 0);
    if (Number.isFinite(age)) to = Math.min(to, api.now(answer.url) - age * 1000);
    if (answer.status === 304 && usable !== null) {
      yield { rows: [], reached: usable.reached, to };
      return { covers: 'reached', to, why: 'the feed has not changed and shows its newest entries only' };
    }
    const text = decodeText(Buffer.from(answer.body));
    if (text === null)
      throw new ProtocolError({ what: 'read', where: answer.where, why: 'it is neither UTF-8 nor GB18030' });
    const page = readFeed(text, answer.where);
    first ??= { etag: answer.header('etag'), modified: answer.header('last-modified') };
    const made = page.made === null ? null : parseTime(page.made);
    if (made !== null) to = Math.min(to, made);
    descent.page(inOrder(page));
    yield {
      rows: page.items.map((item) => ({ kind: 'posts', row: rowOf(account.id, item) })),
      reached: descent.reached,
      to,
    };
    memory.set('feed', { url: start, ...first, reached: descent.reached });
    if (descent.passed(since)) return { covers: 'window', to };
    const next: string | null =
      page.next !== null && URL.canParse(page.next, answer.url) ? new URL(page.next, answer.url).href : null;
    if (next === null && seen.size > 1) return { covers: 'life', to };
    url = next !== null && seen.has(next) ? null : next;
  }
  const why =
    descent.reached === null
      ? 'the feed is empty or shows no dates in order, which proves nothing'
      : 'the feed shows its newest entries only';
  return { covers: 'reached', to, why };
}

function conditions({ etag, modified }: z.infer<typeof Remembered>): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  };
}

/** Some feeds run from old to new. Of a day without an hour only its end is certain to be read. */
function inOrder({ items }: FeedPage): (number | null)[] {
  const times = items.map(({ published }) => (published === null ? null : (spanOf(published)?.[1] ?? null)));
  const rising =
    times.length > 1 && times.every((time, at) => at === 0 || (time ?? 0) >= (times[at - 1] ?? 0));
  return rising ? times.reverse() : times;
}

function rowOf(
  account: string,
  { id, published, title, text, url, author, links }: FeedPage['items'][number],
) {
  return {
    account,
    id,
    published,
    title,
    text,
    url,
    ...(author === null ? {} : { source: author }),
    ...(links === undefined ? {} : { links: [...links] }),
    via: 'feed',
  };
}
