import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountRow, CollectionRow, MessageRow, MetricRow, PostRow } from '../../model/index.ts';
import { loadPurposeWords, loadReplyWords } from '../../packs/index.ts';
import { createPostReader, createReplyReader } from '../../signals/index.ts';
import { Ranker, type Ranking, type RankRow } from '../rank.ts';
import { checkIndex, openIndex, serviceIndex } from './index.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'standards/indices');
const text = readFileSync(join(folder, 'service-open.yaml'), 'utf8');
const file = openIndex('service-open', folder);
const index = serviceIndex(file, {
  posts: createPostReader(loadPurposeWords(join(root, 'packs'))),
  replies: createReplyReader(loadReplyWords(join(root, 'packs'))),
  excludedChannels: ['信访'],
  useCollections: ['app', 'use'],
  ourFaults: ['timeout'],
});

const account = (id: string, over: Partial<AccountRow> = {}): AccountRow => ({
  id,
  unit: null,
  platform: 'weixin',
  kind: null,
  name: `${id}发布`,
  handle: null,
  registered: '2017-01-01',
  verified: null,
  status: 'active',
  followers: 2_000,
  functions: [],
  staff: null,
  url: null,
  extra: {},
  ...over,
});
/** A month of four weeks: 2019-05-06 to 2019-06-02. */
const day = (at: number) => new Date(Date.UTC(2019, 4, 6 + at)).toISOString().slice(0, 10);
const TEXTS = {
  service: ['医保缴费办理指南', '请携带身份证到政务大厅三号窗口办理，工作日9:00至17:00，咨询电话12345。'],
  show: ['县领导调研重点项目建设', '县委书记深入一线调研，强调要提高站位，压实责任。'],
} as const;
let serial = 0;
const post = (at: number, kind: keyof typeof TEXTS = 'service', over: Partial<PostRow> = {}): PostRow => {
  serial += 1;
  const [title, body] = TEXTS[kind];
  return {
    account: 'a',
    id: `p${serial}`,
    published: `${day(at)}T10:00:00+08:00`,
    title,
    text: body,
    reads: 100,
    original: true,
    ...over,
  };
};
const repost = (at: number, kind: keyof typeof TEXTS = 'service') =>
  post(at, kind, { original: false, source: '新华社', reads: 90_000 });
const message = (at: number, over: Partial<MessageRow> = {}): MessageRow => {
  serial += 1;
  return {
    subject: 'a',
    id: `m${serial}`,
    received: `${day(at)}T09:00:00+08:00`,
    text: '请问居住证到哪里办理，需要带什么材料？',
    ...over,
  };
};
const GOOD = '您好，请带身份证和租房合同到政务大厅二楼5号窗口办理，当场领取，电话12345。';
const EMPTY = '您好，您反映的问题我们高度重视，感谢您的关注和支持。';
const answered = (at: number, on: number, reply = GOOD) =>
  message(at, { reply, repliedAt: `${day(on)}T15:00:00+08:00` });

interface Rows {
  readonly posts?: readonly PostRow[];
  readonly messages?: readonly MessageRow[];
  readonly collections?: readonly CollectionRow[];
  readonly metrics?: readonly MetricRow[];
  readonly followers?: number | null;
  readonly accounts?: readonly AccountRow[];
  readonly collected?: boolean;
}
function rank({
  posts = [],
  messages = [],
  collections = [],
  metrics = [],
  followers = 2_000,
  ...rest
}: Rows): Ranking {
  const accounts = rest.accounts ?? [account('a', { followers })];
  const ranker = new Ranker(accounts, {
    index,
    from: day(0),
    to: day(27),
    postCollections: ['posts'],
    suspected: (id) => (id === 'bought' ? ['suspected-followers'] : []),
  });
  for (const row of posts) ranker.post(row);
  for (const row of messages) ranker.message(row);
  for (const row of collections) ranker.collection(row);
  for (const row of metrics) ranker.metric(row);
  if (rest.collected !== false)
    for (const { id } of accounts)
      ranker.collection({ subject: id, what: 'posts', from: '2019-01-01', to: '2019-07-01', ok: true });
  return ranker.ranking();
}
function rowOf(rows: Rows): RankRow {
  const [row] = rank(rows).rows;
  if (row === undefined) throw new Error('is not ranked');
  return row;
}
const indexOf = (rows: Rows) => rowOf(rows).value;

const WEEKLY = [0, 7, 14, 21].map((at) => post(at));
const ANSWERED = [answered(0, 1), answered(2, 5)];

describe('parts', () => {
  it('gives all to who serves every week, answers and is read', () => {
    const { parts, value, notes } = rowOf({
      posts: WEEKLY.map((row) => ({ ...row, reads: 300 })),
      messages: ANSWERED,
      collections: [{ subject: 'a', what: 'use', from: day(3), to: day(3), ok: true }],
      // The newest figures up to the end of the period count, whatever the sheet says and came later.
      metrics: [day(20), day(2), day(40)].map((on, at) => ({
        account: 'a',
        day: on,
        followers: [2_500, 9, 9][at],
      })),
      followers: 9_000_000,
    });
    expect(parts).toMatchObject({ reach: 100, regular: 100, functions: 100, answers: 75, due: 2, useful: 4 });
    expect(value).toBeGreaterThan(85);
    expect(notes).toEqual([]);
  });
  it('gives nothing for show, whatever its reads', () => {
    const { value, parts } = rowOf({
      posts: [0, 7, 14, 21].map((at) => post(at, 'show', { reads: 50_000 })),
    });
    expect(value).toBe(0);
    expect(parts).toMatchObject({ serving: 0, reach: 0, regular: 0, answers: null, functions: null });
  });
  it.each([
    ['in time', answered(0, 9), 1],
    // 7 working days after Monday 6 May end on Wednesday 15 May.
    ['on the last day', answered(0, 9), 1],
    ['a day late', answered(0, 10), 0.5],
    ['without a time', message(0, { reply: GOOD }), 0.5],
    ['courtesy alone', answered(0, 1, EMPTY), 0.2],
    ['not at all', message(0), 0],
    ['after the period', answered(0, 40), 0],
  ])('counts an answer %s', (_, row, credit) => {
    expect(rowOf({ posts: WEEKLY, messages: [row] }).parts.answers).toBeCloseTo((100 * (credit + 1)) / 3, 3);
  });
  it('leaves out what is no message, another clock, or not due yet', () => {
    const { parts } = rowOf({
      posts: WEEKLY,
      messages: [
        message(1, { valid: false }),
        message(1, { channel: '信访' }),
        message(1, { received: null }),
        message(25),
        message(-30),
      ],
    });
    expect(parts).toMatchObject({ due: 0, answers: null });
  });
  it('takes the better line of a message that is told twice', () => {
    const asked = message(0);
    const both = [asked, { ...asked, reply: GOOD, repliedAt: day(1) }];
    const [one, other] = [both, both.toReversed()].map((messages) => rowOf({ posts: WEEKLY, messages }));
    expect(one?.parts).toMatchObject({ due: 1, answeredInTime: 1 });
    expect(other?.parts).toEqual(one?.parts);
  });
  it('says what is missing and ranks nobody on too little', () => {
    const blind = WEEKLY.map((row) => ({ ...row, reads: null }));
    expect(rank({ posts: blind }).unranked).toEqual([
      { account: 'a', name: 'a发布', why: 'too-little-known' },
    ]);
    const known = rowOf({ posts: blind, messages: ANSWERED });
    expect(known.parts.reach).toBeNull();
    expect(known.notes).toEqual([
      'unknown-reach',
      'unknown-functions',
      'left-out-without-reads 4',
      'followers-as-filed',
    ]);
    expect(known.why?.map(({ zh }) => zh).join('\n')).toContain('到达：不计（权重20分给其余各项）');
  });
  it('says what is capped, deleted, doubled, wordless, filed, few and suspected', () => {
    const twice = post(1, 'service', { account: 'bought' });
    const { notes, why } = rowOf({
      accounts: [account('bought', { followers: 90 })],
      posts: [
        twice,
        twice,
        post(2, 'service', { account: 'bought', reads: 100_001 }),
        post(3, 'service', { account: 'bought', reads: 100_001 }),
        post(4, 'service', { account: 'bought', deleted: true }),
        post(5, 'service', { account: 'bought', title: '', text: '' }),
      ],
    });
    expect(notes).toEqual([
      'unknown-answers',
      'unknown-functions',
      'left-out-without-words 1',
      'capped-reads 2',
      'left-out-deleted 1',
      'listed-twice 1',
      'followers-as-filed',
      'few-followers',
      'suspected-followers',
    ]);
    expect(why?.[2]?.zh).toContain('封顶，为下限');
  });
  it('never takes not collected for silence, and says silence as zero', () => {
    expect(rank({ collected: false }).unranked).toEqual([
      { account: 'a', name: 'a发布', why: 'not-collected' },
    ]);
    expect(rowOf({})).toMatchObject({ value: 0, notes: expect.arrayContaining(['nothing-posted']) });
  });
  it('ranks no apps, and ties by id', () => {
    const { rows } = rank({
      accounts: [account('b'), account('a'), account('c', { platform: 'app' })],
      posts: [],
    });
    expect(rows.map(({ rank, account }) => [rank, account])).toEqual([
      [1, 'a'],
      [1, 'b'],
    ]);
  });
  it('leaves a broken functions test on our side out', () => {
    const use = (ok: boolean, error: string | null): CollectionRow => ({
      subject: 'a',
      what: 'app',
      from: day(3),
      to: day(3),
      ok,
      error,
    });
    const collections = [use(true, null), use(false, 'HTTP 404'), use(false, 'timeout'), use(false, 'gone')];
    expect(rowOf({ posts: WEEKLY, collections }).parts.functions).toBeCloseTo(33.33333, 4);
  });
});

describe('laws', () => {
  const at = fc.integer({ min: 0, max: 27 });
  const kind = fc.constantFrom('service' as const, 'show' as const);
  const posts = fc.array(
    fc
      .tuple(at, kind, fc.option(fc.nat(5_000), { nil: null }))
      .map(([on, what, reads]) => post(on, what, { reads })),
    { minLength: 3, maxLength: 8 },
  );
  const messages = fc.array(
    fc
      .tuple(fc.nat(10), fc.nat(15), fc.constantFrom(GOOD, EMPTY, null))
      .map(([on, after, reply]) => (reply === null ? message(on) : answered(on, on + after, reply))),
    { minLength: 1, maxLength: 6 },
  );
  const RUNS = { numRuns: 60 };

  it('a repost never raises it, whatever it says and however it is read', () =>
    fc.assert(
      fc.property(posts, messages, at, kind, (own, asked, on, what) => {
        const more = indexOf({ posts: [...own, repost(on, what)], messages: asked });
        expect(more).toBeLessThanOrEqual(indexOf({ posts: own, messages: asked }) + 1e-9);
      }),
      RUNS,
    ));
  it('nor does a post of show', () =>
    fc.assert(
      fc.property(posts, messages, at, (own, asked, on) => {
        const more = indexOf({ posts: [...own, post(on, 'show', { reads: 90_000 })], messages: asked });
        expect(more).toBeLessThanOrEqual(indexOf({ posts: own, messages: asked }) + 1e-9);
      }),
      RUNS,
    ));
  it('an answer never lowers it, however late or empty', () =>
    fc.assert(
      fc.property(
        posts,
        messages,
        at,
        fc.nat(30),
        fc.constantFrom(GOOD, EMPTY),
        (own, asked, on, after, reply) => {
          const open = message(on);
          const closed = { ...open, reply, repliedAt: `${day(on + after)}T15:00:00+08:00` };
          expect(indexOf({ posts: own, messages: [...asked, closed] })).toBeGreaterThanOrEqual(
            indexOf({ posts: own, messages: [...asked, open] }) - 1e-9,
          );
        },
      ),
      RUNS,
    ));
  it('followers and reads together change nothing from the floor on, below the cap', () =>
    fc.assert(
      fc.property(
        posts,
        fc.integer({ min: 500, max: 5_000 }),
        fc.integer({ min: 1, max: 20 }),
        (own, followers, times) => {
          const grown = own.map((row) => ({ ...row, reads: (row.reads ?? 1) * times }));
          const even = own.map((row) => ({ ...row, reads: row.reads ?? 1 }));
          expect(indexOf({ posts: grown, messages: ANSWERED, followers: followers * times })).toBeCloseTo(
            indexOf({ posts: even, messages: ANSWERED, followers }),
            4,
          );
        },
      ),
      RUNS,
    ));
  it('more followers alone never raise it', () =>
    fc.assert(
      fc.property(posts, fc.nat(50_000), fc.nat(50_000), (own, followers, bought) => {
        const [before, after] = [followers, followers + bought].map((count) =>
          indexOf({ posts: own, messages: ANSWERED, followers: count }),
        );
        expect(after).toBeLessThanOrEqual((before ?? 0) + 1e-9);
      }),
      RUNS,
    ));
  it('more of the same earns nothing once there is enough', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(at, fc.nat(5_000)), { minLength: 5, maxLength: 8 }), (own) => {
        const once = own.map(([on, reads]) => post(on, 'service', { reads }));
        const twice = [...once, ...once.map((row) => ({ ...row, id: `${row.id}b` }))];
        expect(indexOf({ posts: twice, messages: ANSWERED })).toBeCloseTo(
          indexOf({ posts: once, messages: ANSWERED }),
          4,
        );
      }),
      RUNS,
    ));
  it('one post that is read by everybody moves nothing but its own part', () => {
    const loved = [...WEEKLY, post(3), post(10, 'service', { reads: 100_001 })];
    expect(rowOf({ posts: loved }).parts.medianReads).toBe(100);
  });
  it('the order of rows changes nothing', () =>
    fc.assert(
      fc.property(posts, messages, (own, asked) => {
        expect(rank({ posts: own.toReversed(), messages: asked.toReversed() })).toEqual(
          rank({ posts: own, messages: asked }),
        );
      }),
      RUNS,
    ));
  it('lies between 0 and 100', () =>
    fc.assert(
      fc.property(posts, messages, (own, asked) => {
        const value = indexOf({ posts: own, messages: asked });
        expect(value >= 0 && value <= 100).toBe(true);
      }),
      RUNS,
    ));
});

describe('the file', () => {
  const changed = (from: string, to: string) => {
    expect(text).toContain(from);
    return checkIndex('x.yaml', text.replace(from, to)).problems.map(
      ({ path, message, place }) => `${place.line > 1}: ${path}: ${message}`,
    );
  };
  it.each([
    ['weight: { value: 35,', 'weight: { value: 36,', 'true: parts: the weights come to 101, not to 100'],
    ['late: { value: 0.5,', 'late: { value: 1.5,', 'true: parts.answers.late.value: must be at most 1'],
    ['repost: { value: 0.5,', 'repost: { value: -1,', 'true: parts.serving.repost.value: must be at least 0'],
    ['  regular:', '  volume: 1\n  regular:', 'true: parts.volume: is not a field of this format'],
    [
      'workdays: { value: 7,',
      'workdays: { value: x,',
      'true: parts.answers.workdays.value: must be a number',
    ],
  ])('%s → %s', (from, to, said) => expect(changed(from, to)).toEqual([said]));
  it('is opened by id or path, or told by one line', () => {
    expect(openIndex(join(folder, 'service-open.yaml'), folder).id).toBe('service-open');
    expect(() => openIndex('nothing', folder)).toThrow(/there is no such index; known are service-open/);
  });
});
