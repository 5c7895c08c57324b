import { z } from 'zod';
import { type PostRow, parseTime, shanghai } from '../../../model/index.ts';
import { withQuery } from '../api.ts';
import type { HttpAnswer } from '../client.ts';
import { Descent } from '../descent.ts';
import { AccountStateError, NotAuthorisedError, ProtocolError } from '../errors.ts';
import { linkField, textOfHtml } from '../html.ts';
import type { AccountCollector, End, Found, Run, Step } from '../types.ts';

/** A link or a thing with an id: JSON-LD writes either. */
const Ref = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);

const Actor = z.object({
  id: z.string(),
  type: z.union([z.string(), z.array(z.string())]),
  preferredUsername: z.string().nullish(),
  name: z.string().nullish(),
  outbox: Ref.nullish(),
  followers: Ref.nullish(),
  movedTo: z.string().nullish(),
  suspended: z.boolean().nullish(),
  published: z.string().nullish(),
});
type Actor = z.infer<typeof Actor>;

const Thing = z.looseObject({
  id: z.string().nullish(),
  type: z.string().nullish(),
  published: z.string().nullish(),
  content: z.string().nullish(),
  name: z.string().nullish(),
  summary: z.string().nullish(),
  url: z.union([z.string(), z.unknown()]).nullish(),
  inReplyTo: z.unknown().nullish(),
});
const Activity = z.union([
  z.string(),
  z.looseObject({
    id: z.string().nullish(),
    type: z.string(),
    published: z.string().nullish(),
    object: z.union([z.string(), Thing]).nullish(),
  }),
]);
type Activity = z.infer<typeof Activity>;

/** Collection, OrderedCollection and their pages. */
const Collection = z.object({
  totalItems: z.number().nullish(),
  first: z.union([z.string(), z.looseObject({ id: z.string().nullish() })]).nullish(),
  next: z.string().nullish(),
  orderedItems: z.array(Activity).nullish(),
  items: z.array(Activity).nullish(),
});

const Finger = z.object({
  links: z
    .array(z.object({ rel: z.string(), type: z.string().nullish(), href: z.string().nullish() }))
    .default([]),
});

const ACCEPT =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const MOST_PAGES = 1_000;

/**
 * Any server of the fediverse by its public outbox. W3C ActivityPub §4.1 (actors), §5.1 (outbox: an OrderedCollection, newest first), §3.2 (Accept);
 * Activity Streams 2.0 (collections and their pages); RFC 7033 (WebFinger) for a `handle` such as office@social.example.
 */
export const activitypub: AccountCollector = {
  platform: 'activitypub',
  title: 'ActivityPub',
  endpoint: null,
  needs: ['url'],
  quota: ({ url = '' }) => (URL.canParse(url) ? new URL(url).host : url),
  pace: { gapMs: 300 },
  open(run) {
    let known: Promise<Actor> | null = null;
    const actor = () => {
      known ??= findActor(run);
      return known;
    };
    return { account: () => account(run, actor), posts: () => posts(run, actor) };
  },
};

function get<S extends z.ZodType>({ api }: Run, url: string, schema: S): Promise<z.infer<S>> {
  return api.json({ url, follow: true, headers: { accept: ACCEPT } }, schema, (_body, answer) =>
    judge(answer),
  );
}

function judge({ status, where }: HttpAnswer): void {
  if (status === 404 || status === 410)
    throw new AccountStateError(
      { what: 'collect', where, why: `the server knows no such account (HTTP ${status})` },
      'gone',
    );
  if (status === 401 || status === 403)
    throw new NotAuthorisedError({
      what: 'collect',
      where,
      why: `the server answers signed requests only (HTTP ${status})`,
      todo: 'use the collector mastodon with a token, or its feed',
    });
}

async function findActor(run: Run): Promise<Actor> {
  const { credential } = run;
  const { url = '', handle = '' } = credential;
  const m = /^@?([^@\s]+)@([^@\s]+)$/.exec(handle);
  const actor = await get(run, m === null ? url : await finger(run, `${m[1]}@${m[2]}`), Actor);
  if (actor.suspended === true)
    throw new AccountStateError(
      { what: 'collect', where: actor.id, why: 'the server has suspended the account' },
      'banned',
    );
  return actor;
}

async function finger(run: Run, acct: string): Promise<string> {
  const { url = '' } = run.credential;
  const where = withQuery(`${new URL(url).origin}/.well-known/webfinger`, { resource: `acct:${acct}` });
  const { links } = await get(run, where, Finger);
  const self = links.find(
    ({ rel, type, href }) => rel === 'self' && href && /activity\+json|ld\+json/.test(type ?? ''),
  );
  if (!self?.href)
    throw new ProtocolError({ what: 'read', where, why: 'WebFinger names no ActivityPub actor' });
  return self.href;
}

async function* account(run: Run, actor: () => Promise<Actor>): AsyncGenerator<Step, End> {
  const found = await actor();
  yield { rows: [] };
  const followers = found.followers ? await get(run, found.followers, Collection).catch(() => null) : null;
  return {
    covers: 'window',
    profile: {
      name: found.name || found.preferredUsername || null,
      handle: found.preferredUsername ?? null,
      followers: followers?.totalItems ?? null,
      notes: found.movedTo ? { movedTo: found.movedTo } : {},
    },
  };
}

async function* posts(run: Run, actor: () => Promise<Actor>): AsyncGenerator<Step, End> {
  const { outbox, id } = await actor();
  if (!outbox) throw new ProtocolError({ what: 'read', where: id, why: 'the actor has no outbox' });
  const descent = new Descent();
  const seen = new Set<string>();
  const start = await get(run, outbox, Collection);
  let page: z.infer<typeof Collection> = start;
  if (!listOf(start) && start.first) {
    const { first } = start;
    page = typeof first === 'string' ? await get(run, first, Collection) : Collection.parse(first);
  }
  let shown = 0;
  for (;;) {
    const items = listOf(page) ?? [];
    shown += items.length;
    descent.page(items.map(timeOf));
    yield { rows: items.flatMap((item) => rowOf(run.account.id, item)), reached: descent.reached };
    if (descent.passed(run.since)) return { covers: 'window' };
    const next = page.next && URL.canParse(page.next, outbox) ? new URL(page.next, outbox).href : null;
    if (next === null || items.length === 0 || seen.has(next) || seen.size >= MOST_PAGES) break;
    seen.add(next);
    page = await get(run, next, Collection);
  }
  // Servers count what they do not show to the public.
  if (typeof start.totalItems === 'number' && shown < start.totalItems)
    return { covers: 'reached', why: `the outbox shows ${shown} of ${start.totalItems} activities` };
  return { covers: 'life' };
}

function listOf({ orderedItems, items }: z.infer<typeof Collection>): readonly Activity[] | null {
  return orderedItems ?? items ?? null;
}

function timeOf(item: Activity): number | null {
  if (typeof item === 'string') return null;
  const object = typeof item.object === 'object' ? item.object : null;
  return parseTime(item.published ?? object?.published ?? '');
}

/** What was created or announced; answers to others, likes and follows are no posts. */
function rowOf(account: string, item: Activity): Found[] {
  if (typeof item === 'string' || (item.type !== 'Create' && item.type !== 'Announce')) return [];
  const { object } = item;
  const thing = typeof object === 'object' ? object : null;
  const id = (thing?.id ?? (typeof object === 'string' && item.type === 'Create' ? object : item.id)) || null;
  if (id === null || (item.type === 'Create' && thing?.inReplyTo)) return [];
  const at = timeOf(item);
  const row: PostRow = {
    account,
    id: item.type === 'Announce' ? (item.id ?? id) : id,
    published: at === null ? null : shanghai(at),
    title: thing?.name ?? thing?.summary ?? null,
    text: thing?.content ? textOfHtml(thing.content) : null,
    ...linkField(thing?.content),
    url: typeof thing?.url === 'string' ? thing.url : id,
    original: item.type === 'Create',
    ...(item.type === 'Announce' && typeof object === 'string' ? { source: object } : {}),
  };
  return [{ kind: 'posts', row }];
}
