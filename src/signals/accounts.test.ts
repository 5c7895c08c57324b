import { describe, expect, it } from 'vitest';
import { type AccountRow, type EventRow, parseTime, type UnitRow } from '../model/index.ts';
import { AccountReducer, type AccountWords } from './accounts.ts';

const words: AccountWords = {
  notices: { self: [], stop: [], other: [], title: [], place: [] },
  mergers: { account: ['公众号'], merger: ['并入'] },
  campaigns: { ask: [], occasion: [] },
  excludedChannels: [],
  collections: { posts: [], use: [] },
  ourFaults: [],
};
const account = (id: string, name: string, unit: string, platform = 'weixin'): AccountRow => ({
  id,
  unit,
  platform,
  kind: null,
  name,
  handle: null,
  registered: null,
  verified: null,
  status: null,
  followers: null,
  functions: [],
  staff: null,
  url: null,
  extra: {},
});
const ACCOUNTS = [
  account('a', '某县发布', 'u1'),
  account('b', '某县政务', 'u1'),
  account('c', '某县发布', 'u1', 'weibo'),
  account('d', '某镇发布', 'u2'),
];
const reducerOf = (accounts: readonly AccountRow[]) =>
  new AccountReducer(
    { accounts: new Map(accounts.map((one) => [one.id, one])), units: new Map<string, UnitRow>() },
    { words, asOf: parseTime('2019-05-20') ?? 0 },
  );
const announced = (reducer: AccountReducer, ids: readonly string[]) =>
  ids.filter((id) => {
    const followers = reducer.facts(id)?.sections.followers;
    return followers?.status === 'ok' && followers.value.announcements.includes('2019-05-01');
  });

describe('followers move in', () => {
  it.each<[string, { readonly step: EventRow['step']; readonly into?: string }, string[]]>([
    ['to the one that takes over', { step: 'migrated', into: 'd' }, ['d']],
    ['to the other accounts of the body on the platform', { step: 'cancelled' }, ['a']],
    ['nowhere when an account is only filed', { step: 'filed' }, []],
  ])('%s', (_, step, expected) => {
    const event: EventRow = { subject: 'b', at: '2019-05-01', ...step };
    const all = ['a', 'b', 'c', 'd'];
    const one = reducerOf(ACCOUNTS);
    one.event(event);
    expect(announced(one, all)).toEqual(expected);
    // In threads that each hold a part of the accounts.
    const parts = [ACCOUNTS.slice(0, 1), ACCOUNTS.slice(1)].map(reducerOf);
    for (const part of parts) part.event(event);
    const gathered = parts.map((part) => part.gathered());
    parts.forEach((part, own) => {
      part.join(gathered, own);
    });
    expect(parts.flatMap((part) => announced(part, all))).toEqual(expected);
  });
});
