import { describe, expect, it } from 'vitest';
import { DAY, parseTime, shanghai } from '../model/index.ts';
import { dateInAddress, serialOf } from './address.ts';
import { AT, reduce, section, visit } from './testing/pages.ts';

const article = (path: string, published: string, more: Parameters<typeof visit>[2] = {}, tags = {}) =>
  visit(
    path,
    { kind: 'article', tags, article: { title: path, published, source: null, author: null, text: '正文' } },
    more,
  );
const doubts = (visits: Parameters<typeof reduce>[0]) =>
  section(reduce(visits), 'dateDoubts').map(({ kind, url, other }) => ({
    kind,
    path: new URL(url).pathname,
    other,
  }));
const at = (date: string) => parseTime(date) ?? 0;
const day = (n: number) => shanghai(AT - n * DAY).slice(0, 10);

describe('dates that speak against themselves', () => {
  it('a date after the collection', () => {
    expect(doubts([article('/a.html', '2019-06-01')])).toEqual([
      { kind: 'future', path: '/a.html', other: '2019-05-20' },
    ]);
    expect(doubts([article('/a.html', '2019-05-20')])).toEqual([]);
  });

  it('the address names another month, unless the site was moved', () => {
    expect(doubts([article('/201812/t20181203_1.html', '2019-05-10')])).toEqual([
      { kind: 'url-date-differs', path: '/201812/t20181203_1.html', other: '2018-12-03' },
    ]);
    expect(doubts([article('/201905/t20190503_1.html', '2019-05-10')])).toEqual([]);
    const moved = [2, 3, 4, 5, 6, 7].map((n) => article(`/20190101/${n}.html`, `2018-0${n}-01`));
    expect(doubts(moved)).toEqual([]);
  });

  it('PubDate and the printed date', () => {
    expect(doubts([article('/a.html', '2019-05-10', {}, { PubDate: '2019-02-01 10:00' })])).toMatchObject([
      { kind: 'tag-differs' },
    ]);
    expect(doubts([article('/a.html', '2019-05-10', {}, { PubDate: '2019-05-10 23:00' })])).toEqual([]);
  });

  const files = (n: number, late: number) =>
    Array.from({ length: n }, (_, i) =>
      article(`/f${i}.html`, day(10 * i + 100), {
        lastModified: AT - (10 * i + 100 - late) * DAY,
        serverDate: AT,
      }),
    );
  it('a file much younger than its date among files that are not', () => {
    const odd = article('/odd.html', day(400), { lastModified: AT - 20 * DAY, serverDate: AT });
    expect(doubts([...files(12, 0), odd])).toMatchObject([
      { kind: 'last-modified-later', path: '/odd.html' },
    ]);
  });
  it('says nothing where all files are young, or made on request, or the clock is wrong', () => {
    const same = { lastModified: at('2019-05-01'), serverDate: AT };
    expect(
      doubts(Array.from({ length: 12 }, (_, i) => article(`/f${i}.html`, day(100 + 20 * i), same))),
    ).toEqual([]);
    expect(
      doubts([...files(12, 0), article('/odd.html', day(400), { lastModified: AT, serverDate: AT })]),
    ).toEqual([]);
    const wrong = { serverDate: AT + 90 * DAY, lastModified: AT - DAY };
    expect(doubts([...files(12, 0), article('/odd.html', day(400), wrong)])).toMatchObject([
      { kind: 'server-clock' },
    ]);
  });

  it('a number that is far newer than its date', () => {
    const run = Array.from({ length: 30 }, (_, i) =>
      article(`/content_${5000 + i * 10}.html`, day(300 - i * 5)),
    );
    const forged = article('/content_5255.html', day(290));
    expect(doubts([...run, forged])).toMatchObject([
      { kind: 'new-url-old-date', path: '/content_5255.html' },
    ]);
    expect(doubts(run)).toEqual([]);
  });
  it('numbers that do not run with time say nothing', () => {
    const run = Array.from({ length: 40 }, (_, i) =>
      article(`/content_${5000 + i * 10}.html`, day((i * 137) % 900)),
    );
    expect(doubts(run)).toEqual([]);
  });
});

it.each([
  ['http://a.cn/2019-05/17/c_1.htm', '2019-05-17'],
  ['http://a.cn/2019/5/7/art_1_2.html', '2019-05-07'],
  ['http://a.cn/xx/201905/t20190517_12345.html', '2019-05-17'],
  ['http://a.cn/20190517/1.html', '2019-05-17'],
  ['http://a.cn/content_5384134.htm', null],
  ['http://a.cn/2019999/1.html', null],
])('date in %s', (url, expected) => {
  expect(dateInAddress(url)?.from ?? null).toBe(expected);
});

it('serials leave dates out', () => {
  expect(serialOf('http://a.cn/x/t20190517_1234567.html')).toEqual({
    series: 'a.cn/x t#_#.html',
    serial: 1234567,
  });
  expect(serialOf('http://a.cn/x/20190517.html')).toBeNull();
});
