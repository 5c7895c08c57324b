import { describe, expect, it } from 'vitest';
import type { Column, Coverage } from '../model/index.ts';
import { absenceProven } from './coverage.ts';

const coverage = (parts: Partial<Coverage>): Coverage => ({
  source: 'live',
  from: '2019-05-20T00:00:00+08:00',
  to: '2019-05-20T00:10:00+08:00',
  pages: 100,
  complete: false,
  unseen: [],
  failures: [],
  failureCounts: {},
  needsScript: 0,
  rendered: 0,
  override: null,
  userAgent: 'test',
  ...parts,
});

const column = (parts: Partial<Column>): Column => ({
  name: '栏目',
  type: null,
  kind: 'other',
  kindFrom: 'none',
  url: 'http://county.example/c/',
  level: 1,
  position: [],
  items: 3,
  dated: 3,
  latest: '2019-05-01',
  blank: false,
  read: true,
  unreadWhy: null,
  ...parts,
});

const failure = (kind: 'http-4xx' | 'timeout') => ({
  url: 'http://county.example/c/',
  kind,
  why: kind,
  at: '2019-05-20T00:00:00+08:00',
  status: null,
});
const unread = column({ read: false, unreadWhy: 'failed' });

describe('absenceProven', () => {
  it.each([
    ['everything was read', coverage({ complete: true }), [], true],
    ['pages need script', coverage({ complete: true, needsScript: 1 }), [column({})], false],
    ['the budget ended after every column', coverage({}), [column({})], true],
    ['the budget ended before a column', coverage({}), [column({}), unread], false],
    ['a column below the navigation is unread', coverage({}), [column({}), { ...unread, level: 3 }], true],
    ['a column is finally gone', coverage({ failures: [failure('http-4xx')] }), [column({}), unread], true],
    ['a column timed out', coverage({ failures: [failure('timeout')] }), [column({}), unread], false],
    ['a single page was saved, no column is known', coverage({}), [], false],
  ])('%s', (_, given, columns, proven) => {
    expect(absenceProven(given, columns)).toBe(proven);
  });
});
