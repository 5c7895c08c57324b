/**
 * Title, time and body of the labelled articles: xunjian, @mozilla/readability (on linkedom) and @extractus/article-extractor on
 * the same decoded text, judged alike. `XUNJIAN_DATA=<folder> npm start`; the folder holds `pages/labels.jsonl` and the pages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFromHtml } from '@extractus/article-extractor';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decodeHtml, readPage } from '../../src/page/index.ts';

interface Label {
  readonly file: string;
  readonly url: string;
  readonly kind: string;
  readonly title: string;
  readonly published: string | null;
  readonly textStart: string | null;
  readonly textEnd: string | null;
  readonly textCharsMax?: number;
  readonly accept?: Readonly<Record<string, readonly string[]>>;
}

interface Extract {
  readonly title: string;
  readonly published: string | null;
  readonly text: string;
}

type Extractor = (html: string, url: string, charset: string) => Promise<Extract> | Extract;

const folder = join(process.env.XUNJIAN_DATA ?? '', 'pages');

const EXTRACTORS: Readonly<Record<string, Extractor>> = {
  xunjian: (html, url, charset) => {
    const { article } = readPage(html, { url, charset });
    return { title: article?.title ?? '', published: article?.published ?? null, text: article?.text ?? '' };
  },
  readability: (html) => {
    const { document } = parseHTML(html);
    const found = new Readability(document as unknown as Document).parse();
    return {
      title: found?.title ?? '',
      published: found?.publishedTime ?? null,
      text: found?.textContent ?? '',
    };
  },
  'article-extractor': async (html, url) => {
    const found = await extractFromHtml(html, url);
    return {
      title: found?.title ?? '',
      published: found?.published ?? null,
      text: (found?.content ?? '').replace(/<[^>]*>/g, ' '),
    };
  },
};

const tight = (text: string) => text.replace(/\s+/g, '');
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Day, and minute where one is named, in +08:00. */
function when(text: string | null): readonly [string, string | null] | null {
  if (text === null || text === '') return null;
  const local = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{2}):(\d{2}))?/.exec(text.trim());
  if (local === null) return null;
  const [, year = '', month = '', day = '', hour, minute] = local;
  if (/Z$|[+-]\d\d:?\d\d$/.test(text) && !/\+08:?00$/.test(text) && hour !== undefined) {
    const at = new Date(Date.parse(text) + 8 * 3_600_000).toISOString();
    return [at.slice(0, 10), at.slice(11, 16)];
  }
  return [
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    hour === undefined ? null : `${hour}:${minute}`,
  ];
}

const RULES: Readonly<Record<'title' | 'time' | 'body', (got: Extract, want: Label) => boolean>> = {
  title: (got, want) =>
    [want.title, ...(want.accept?.title ?? [])].some((title) => tight(got.title) === tight(title)),
  time: (got, want) => {
    const mine = when(got.published);
    return [want.published, ...(want.accept?.published ?? [])].some((text) => {
      const right = when(text);
      return right === null
        ? mine === null
        : mine !== null && mine[0] === right[0] && (right[1] === null || right[1] === mine[1]);
    });
  },
  body: (got, want) => {
    const text = letters(got.text);
    if (want.textStart === null || want.textEnd === null) return text.length <= 40;
    const starts = [want.textStart, ...(want.accept?.textStart ?? [])];
    const ends = [want.textEnd, ...(want.accept?.textEnd ?? [])];
    const limit = (want.textCharsMax ?? 0) * 1.3 + 60;
    return (
      starts.some((part) => text.includes(letters(part))) &&
      ends.some((part) => text.includes(letters(part))) &&
      text.length <= limit
    );
  },
};

const labels = readFileSync(join(folder, 'labels.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Label => JSON.parse(line))
  .filter((label) => label.kind === 'article');

const table: Record<string, Record<string, string>> = {};
for (const [name, extract] of Object.entries(EXTRACTORS)) {
  const right = { title: 0, time: 0, body: 0 };
  const start = process.cpuUsage();
  for (const label of labels) {
    const { text, charset } = decodeHtml(readFileSync(join(folder, label.file)));
    let got: Extract = { title: '', published: null, text: '' };
    try {
      got = await extract(text, label.url, charset);
    } catch (error) {
      console.error(`${name} ${label.file}: ${error instanceof Error ? error.message : error}`);
    }
    for (const field of ['title', 'time', 'body'] as const) if (RULES[field](got, label)) right[field]++;
  }
  const { user, system } = process.cpuUsage(start);
  const share = (count: number) => `${((count / labels.length) * 100).toFixed(1)} %`;
  table[name] = {
    title: share(right.title),
    time: share(right.time),
    body: share(right.body),
    'CPU ms/page': ((user + system) / 1000 / labels.length).toFixed(1),
  };
}
console.log(`${labels.length} labelled articles`);
console.table(table);
const [own = {}, ...others] = Object.values(table);
const behind = ['title', 'time', 'body'].filter((field) =>
  others.some((other) => Number.parseFloat(other[field] ?? '0') >= Number.parseFloat(own[field] ?? '0')),
);
if (behind.length > 0) {
  console.error(`not ahead on: ${behind.join(', ')}`);
  process.exitCode = 1;
}
