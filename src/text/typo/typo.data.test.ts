import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadTypoCheck } from '../../packs/index.ts';

const data = process.env.XUNJIAN_DATA ?? '';

/** Sentence-level detection on sentences of official documents: number of errors, as written, as it should be. */
it('finds homophones with few false alarms', () => {
  const check = loadTypoCheck(join(import.meta.dirname, '../../../packs'));
  const rows = readFileSync(join(data, 'spelling', 'ecspell-odw.train.tsv'), 'utf8')
    .trim()
    .split('\n');
  const score = { right: 0, alarms: 0, missed: 0, characters: 0, onClean: 0, exact: 0, hits: 0 };
  for (const row of rows) {
    const [, written = '', correct = ''] = row.split('\t');
    const hits = check(written);
    score.hits += hits.length;
    score.exact += hits.filter(
      (hit) => written.slice(hit.start, hit.end) !== correct.slice(hit.start, hit.end),
    ).length;
    if (written === correct) {
      score.characters += correct.length;
      score.onClean += hits.length;
      if (hits.length > 0) score.alarms++;
    } else if (hits.length > 0) score.right++;
    else score.missed++;
  }
  const precision = score.right / (score.right + score.alarms);
  const recall = score.right / (score.right + score.missed);
  const per10k = (score.onClean / score.characters) * 10_000;
  console.log({ ...score, precision, recall, f1: (2 * precision * recall) / (precision + recall), per10k });
  expect(precision).toBeGreaterThanOrEqual(0.95);
  expect(recall).toBeGreaterThanOrEqual(0.28);
  expect(per10k).toBeLessThan(5);
});
