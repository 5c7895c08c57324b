import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PageFacts } from '../model/index.ts';
import { readPage } from './index.ts';

/** What a careful person reads from each fixture; only the fields that are named are compared, `text.start` and `text.end` by ends. */
type Expected = Record<string, unknown> & { url: string; article?: Record<string, unknown> | null };

const folder = join(import.meta.dirname, 'fixtures');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.slice(0, -5));

describe('pages in the styles of publishing systems', () => {
  it('has them', () => {
    expect(names.length).toBeGreaterThanOrEqual(25);
  });

  it.each(names)('%s', (name) => {
    const html = readFileSync(join(folder, `${name}.html`), 'utf8');
    const { url, article, ...fields }: Expected = JSON.parse(
      readFileSync(join(folder, `${name}.json`), 'utf8'),
    );
    const facts = readPage(html, { url });
    expect(PageFacts.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject(fields);
    if (Array.isArray(fields.items)) expect(facts.items).toEqual(fields.items);
    if (article === null) expect(facts.article).toBeNull();
    if (article === undefined || article === null) return;
    const { 'text.start': start = '', 'text.end': end = '', ...shown } = article;
    expect(facts.article).toMatchObject(shown);
    expect(facts.article?.text.startsWith(String(start))).toBe(true);
    expect(facts.article?.text.endsWith(String(end))).toBe(true);
  });
});
