import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeHtml, readPage } from './index.ts';

/** Accuracy on real saved pages, by the scorer that comes with them. */
const folder = join(process.env.XUNJIAN_DATA ?? '', 'pages');
const out = mkdtempSync(join(tmpdir(), 'xunjian-read-'));

interface Score {
  readonly failed: number;
  readonly macro: number;
  readonly fields: Record<string, { readonly score: number; readonly inMacro: boolean }>;
  readonly misses: readonly unknown[];
}

let score: Score;

beforeAll(() => {
  const labels = join(folder, 'labels.jsonl');
  const lines = readFileSync(labels, 'utf8').trim().split('\n');
  const outputs = lines.map((line) => {
    const { file, url }: { file: string; url: string } = JSON.parse(line);
    const { text, charset } = decodeHtml(readFileSync(join(folder, file)));
    return JSON.stringify({ file, output: readPage(text, { url, charset }) });
  });
  const jsonl = join(out, 'outputs.jsonl');
  writeFileSync(jsonl, `${outputs.join('\n')}\n`);
  const run = spawnSync(
    process.execPath,
    [join(folder, 'score.mjs'), '--labels', labels, '--jsonl', jsonl, '--json'],
    {
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  score = JSON.parse(run.stdout);
});

afterAll(() => rmSync(out, { recursive: true }));

describe('labelled pages', () => {
  it('are all read', () => {
    expect(score.failed).toBe(0);
  });
  it('every field is right on at least 95 of 100', () => {
    const weak = Object.entries(score.fields).filter(([, field]) => field.inMacro && field.score < 0.95);
    expect(weak, JSON.stringify(score.misses)).toEqual([]);
  });
  it.each(['items', 'latest'])('%s at least 97 of 100', (field) => {
    expect(score.fields[field]?.score).toBeGreaterThanOrEqual(0.97);
  });
});
