import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { loadTypoCheck } from '../../packs/index.ts';
import { decodeHtml, readPage } from '../../page/index.ts';

const data = process.env.XUNJIAN_DATA ?? '';
const check = loadTypoCheck(join(import.meta.dirname, '../../../packs'));
const read = (name: string) =>
  readFileSync(join(data, 'spelling', name), 'utf8')
    .trim()
    .split('\n');

/** Which half a sentence belongs to: 0 was looked at in development, 1 only measured. Variants of one sentence stay together. */
function half(correct: string): number {
  const digest = createHash('md5').update(correct.replaceAll(/\P{L}/gu, '')).digest();
  return digest.readUInt16BE(0) % 2;
}

function perTenThousand(texts: readonly string[]): { hits: number; characters: number; rate: number } {
  let hits = 0;
  let characters = 0;
  for (const text of texts) {
    hits += check(text).length;
    characters += text.length;
  }
  return { hits, characters, rate: (hits / characters) * 10_000 };
}

/** Sentence-level detection on sentences of official documents: number of errors, as written, as it should be. */
it.each([0, 1])('finds wrong characters with few false alarms: half %i', (which) => {
  const rows = read('ecspell-odw.train.tsv')
    .map((row) => row.split('\t'))
    .filter(([, , correct = '']) => half(correct) === which);
  const score = { right: 0, alarms: 0, missed: 0, exact: 0, hits: 0 };
  for (const [, written = '', correct = ''] of rows) {
    const hits = check(written);
    score.hits += hits.length;
    score.exact += hits.filter(
      ({ start, end }) => written.slice(start, end) !== correct.slice(start, end),
    ).length;
    if (written === correct) score.alarms += hits.length > 0 ? 1 : 0;
    else if (hits.length > 0) score.right++;
    else score.missed++;
  }
  const precision = score.right / (score.right + score.alarms);
  const recall = score.right / (score.right + score.missed);
  const clean = perTenThousand(rows.map(([, , correct = '']) => correct));
  console.log({
    half: which,
    ...score,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    clean,
  });
  expect(precision).toBeGreaterThanOrEqual(0.98);
  expect(recall).toBeGreaterThanOrEqual(0.66);
  expect(clean.rate).toBeLessThan(1);
});

it('leaves titles of policies and words of official writing alone', () => {
  const titles = perTenThousand(read('terms-policy-titles.txt'));
  const words = perTenThousand(
    read('terms-official-writing.txt').map((line) => (line.split('\t')[0] ?? '').trim()),
  );
  console.log({ titles, words });
  expect(titles.rate).toBeLessThan(1);
  expect(words.rate).toBeLessThan(2);
});

it('leaves the bodies of real pages alone', () => {
  const labels = z.array(z.object({ file: z.string(), url: z.string() })).parse(
    readFileSync(join(data, 'pages', 'labels.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  const bodies = labels.map(({ file, url }) => {
    const { text, charset } = decodeHtml(readFileSync(join(data, 'pages', file)));
    return readPage(text, { url, charset }).article?.text ?? '';
  });
  const hits = bodies.flatMap((body) =>
    check(body).map(
      ({ start, end, text, suggest }) => `${text}→${suggest} ${body.slice(start - 8, end + 8)}`,
    ),
  );
  const pages = perTenThousand(bodies);
  console.log({ pages, hits });
  expect(pages.rate).toBeLessThan(1);
});
