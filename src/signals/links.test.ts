import { describe, expect, it } from 'vitest';
import type { LinkRow } from '../model/index.ts';
import { LinkTally } from './links.ts';

const row = (url: string, state: LinkRow['state'], over: Partial<LinkRow> = {}): LinkRow => ({
  account: 'a',
  post: 'p1',
  url,
  at: '2019-05-10T08:00:00+08:00',
  state,
  ...over,
});
const HIT = {
  rule: 'r',
  pack: 'own',
  category: 'harmful',
  severity: 'veto',
  start: 0,
  end: 2,
  text: '某词',
  suggest: null,
  why: '示例',
  url: 'https://x.example/',
  title: '',
  date: null,
  context: '某词',
  selector: null,
} as const;

describe('where links led', () => {
  it('is told by kind, whatever the order', () => {
    const rows = [
      row('https://b.example/', 'gone', { why: 'HTTP 404', postTitle: '通知' }),
      row('https://a.example/', 'open', { parked: '域名出售' }),
      row('https://c.example/', 'unknown', { why: 'timeout' }),
      row('https://d.example/', 'open'),
    ];
    const factsOf = (list: readonly LinkRow[]) => {
      const tally = new LinkTally();
      for (const one of list) tally.add(one, one.url.startsWith('https://d') ? [HIT] : []);
      return tally.facts();
    };
    const facts = factsOf(rows);
    expect(facts).toMatchObject({
      followed: 4,
      gone: [{ url: 'https://b.example/', post: '通知', why: 'HTTP 404' }],
      parked: [{ url: 'https://a.example/', post: 'p1', why: '域名出售' }],
      unknown: [{ why: 'timeout' }],
      hits: [HIT],
      hitCount: 1,
    });
    expect(factsOf(rows.toReversed())).toEqual(facts);
  });
  it('keeps some and counts all', () => {
    const tally = new LinkTally();
    for (let at = 0; at < 30; at += 1) tally.add(row(`https://${at}.example/`, 'gone'), []);
    expect(tally.facts().gone).toHaveLength(20);
    expect(tally.facts().goneCount).toBe(30);
    expect(new LinkTally().facts()).toMatchObject({ followed: 0, gone: [] });
  });
});
