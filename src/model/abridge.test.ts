import { expect, it } from 'vitest';
import { pageFacts } from '../facts/testing/pages.ts';
import { abridged, bodyLength } from './index.ts';

const article = (text: string) =>
  pageFacts('http://www.example.gov.cn/a.html', {
    article: { title: '题', published: null, source: null, author: null, text },
  });

it('keeps a short body as it is', () => {
  const facts = article('文'.repeat(600));
  expect(abridged(facts)).toBe(facts);
});

it('keeps the beginning and the length of a long one', () => {
  const facts = article(`首${'文'.repeat(9_000)}`);
  const short = abridged(facts).article;
  expect(short?.text.startsWith('首')).toBe(true);
  expect(short?.text.length).toBeLessThan(1_000);
  expect(short === null ? 0 : bodyLength(short)).toBe(9_001);
  expect(abridged(abridged(facts))).toEqual(abridged(facts));
});
