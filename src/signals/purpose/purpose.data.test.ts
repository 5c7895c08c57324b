import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegister, readRegisterWords } from '../../collect/import/index.ts';
import { loadPurposeWords } from '../../packs/index.ts';
import { createPurposeReader, type PurposeReader } from './index.ts';

const packs = resolve(import.meta.dirname, '../../../packs');
const folder = join(process.env.XUNJIAN_DATA ?? '', 'registers');
const words = loadPurposeWords(packs);

interface Truth {
  readonly accounts: Record<string, { service?: boolean; activity: string | null; contested?: boolean }>;
}

async function purposes(name: string) {
  const truth = JSON.parse(readFileSync(join(folder, `${name}.truth.json`), 'utf8')) as Truth;
  const reader: PurposeReader = createPurposeReader(words);
  const register = await readRegister(join(folder, name), {
    words: readRegisterWords(join(packs, 'register-columns.yaml')),
    sink: () => ({ posts: (row) => reader.post(row), messages: (row) => reader.message(row) }),
  });
  return [...register.accounts.values()].map((account) => {
    const unit = register.units.get(account.unit ?? '') ?? null;
    return { account, unit, truth: truth.accounts[account.id], found: reader.purpose(account, unit) };
  });
}

type Pair = readonly [probability: number, is: boolean];

/** Area under the ROC curve: how often one that serves is rated above one that does not. */
function auc(pairs: readonly Pair[]): number {
  const [yes, no] = [pairs.filter(([, is]) => is), pairs.filter(([, is]) => !is)];
  const wins = yes.flatMap(([a]) => no.map(([b]): number => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce((sum, one) => sum + one, 0) / wins.length;
}

function brier(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, [p, is]) => sum + (p - (is ? 1 : 0)) ** 2, 0) / pairs.length;
}

/** Expected calibration error over ten bins. */
function ece(pairs: readonly Pair[]): number {
  const bins = [...Map.groupBy(pairs, ([p]) => Math.min(9, Math.floor(10 * p))).values()];
  const gap = (bin: readonly Pair[]) => Math.abs(bin.reduce((sum, [p, is]) => sum + p - (is ? 1 : 0), 0));
  return bins.reduce((sum, bin) => sum + gap(bin), 0) / pairs.length;
}

describe.each(['liuyang', 'changxing', 'haian', 'guangdong'])('%s', (name) => {
  it.runIf(existsSync(join(folder, name)))('tells who serves', async () => {
    const all = await purposes(name);
    const labelled = all.flatMap(({ found, truth }): Pair[] =>
      truth?.service === undefined || truth.contested === true ? [] : [[found.serves, truth.service]],
    );
    const above = all.filter(({ found }) => found.serves > 0.5).length;
    for (const { found } of all) {
      const sum = Object.values(found.shares).reduce((one, other) => one + other, 0);
      expect(sum === 0 || Math.abs(sum - 1) < 1e-9).toBe(true);
    }
    if (labelled.length === 0) {
      console.info(`${name}: no labels; ${above} of ${all.length} serve`);
      return;
    }
    const right = labelled.filter(([p, is]) => p > 0.5 === is).length / labelled.length;
    console.info(
      `${name}: ${labelled.length} accounts, accuracy ${right.toFixed(3)}, AUC ${auc(labelled).toFixed(3)}, Brier ${brier(labelled).toFixed(3)}, ECE ${ece(labelled).toFixed(3)}`,
    );
    expect(right).toBeGreaterThanOrEqual(0.95);
    expect(auc(labelled)).toBeGreaterThanOrEqual(0.98);
    expect(brier(labelled)).toBeLessThanOrEqual(0.05);
  });
});
