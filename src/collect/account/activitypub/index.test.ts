import { describe, expect, it } from 'vitest';
import { collectFrom, NOW, type Platform, spans } from '../testing/harness.ts';
import { activitypub } from './index.ts';

const create = (n: number, day: string, more: object = {}) => ({
  id: `https://s.example/a/${n}`,
  type: 'Create',
  published: `${day}T01:00:00Z`,
  object: {
    id: `https://s.example/o/${n}`,
    type: 'Note',
    published: `${day}T01:00:00Z`,
    content: `<p>贴文${n}</p>`,
    ...more,
  },
});
const server =
  (pages: readonly (readonly object[])[], total: number): Platform =>
  ({ path, query, origin, headers }) => {
    if (path === '/.well-known/webfinger')
      return {
        json: {
          subject: query.get('resource'),
          links: [{ rel: 'self', type: 'application/activity+json', href: `${origin}/users/office` }],
        },
      };
    if (headers.accept?.includes('activity+json') !== true) return { status: 406, text: '' };
    if (path === '/users/office')
      return {
        json: {
          id: `${origin}/users/office`,
          type: 'Organization',
          name: '甲县发布',
          preferredUsername: 'office',
          outbox: `${origin}/outbox`,
          followers: `${origin}/followers`,
        },
      };
    if (path === '/followers') return { json: { type: 'OrderedCollection', totalItems: 77 } };
    if (path !== '/outbox') return { status: 410, json: {} };
    const page = query.get('page');
    if (page === null)
      return { json: { type: 'OrderedCollection', totalItems: total, first: `${origin}/outbox?page=0` } };
    const next = Number(page) + 1;
    return {
      json: {
        type: 'OrderedCollectionPage',
        orderedItems: pages[Number(page)] ?? [],
        ...(next < pages.length ? { next: `${origin}/outbox?page=${next}` } : {}),
      },
    };
  };

describe('activitypub', () => {
  const page = { path: '/users/office' };
  it('reads the outbox page by page: posts and boosts, no answers', async () => {
    const pages = [
      [
        create(4, '2019-05-19'),
        {
          id: 'https://s.example/a/3',
          type: 'Announce',
          published: '2019-05-18T01:00:00Z',
          object: 'https://b.example/o/9',
        },
      ],
      [
        create(2, '2019-05-10', { inReplyTo: 'https://b.example/o/1' }),
        create(1, '2019-04-10', { name: '标题' }),
      ],
    ];
    const { posts, metrics, collections } = await collectFrom(activitypub, server(pages, 4), page);
    expect(posts).toMatchObject([
      { id: 'https://s.example/o/4', text: '贴文4', original: true },
      { id: 'https://s.example/a/3', original: false, source: 'https://b.example/o/9' },
      { id: 'https://s.example/o/1', title: '标题' },
    ]);
    expect(metrics).toMatchObject([{ followers: 77 }]);
    expect(spans(collections, 'posts')).toEqual([`ok 2019-05-01T00:00 … ${NOW.slice(0, 16)}`]);
  });

  it('finds the actor by WebFinger', async () => {
    const { collections } = await collectFrom(activitypub, server([], 0), {
      credential: { handle: 'office@s.example' },
      what: ['account'],
    });
    expect(collections).toMatchObject([{ what: 'account', ok: true, handle: 'office' }]);
  });

  it('covers no more than what was shown of what is counted', async () => {
    const shown = await collectFrom(activitypub, server([[create(4, '2019-05-19')]], 400), {
      ...page,
      what: ['posts'],
    });
    expect(spans(shown.collections, 'posts')).toEqual([
      `ok 2019-05-19T09:00 … ${NOW.slice(0, 16)}`,
      'failed 2019-05-01T00:00 … 2019-05-19T09:00',
    ]);
    const hidden = await collectFrom(activitypub, server([[]], 400), { ...page, what: ['posts'] });
    expect(hidden.collections).toMatchObject([{ ok: false, error: expect.stringContaining('0 of 400') }]);
  });

  it.each([
    [
      404,
      [
        { what: 'account', ok: true, state: 'gone' },
        { what: 'posts', ok: false },
      ],
    ],
    [401, [{ what: 'posts', ok: false, error: expect.stringContaining('signed requests only') }]],
    [500, [{ what: 'posts', ok: false, error: expect.stringContaining('HTTP 500') }]],
  ])('records status %i', async (status, expected) => {
    const { collections } = await collectFrom(activitypub, () => ({ status, json: {} }), {
      ...page,
      what: ['posts'],
    });
    expect(collections).toMatchObject(expected);
  });
});
