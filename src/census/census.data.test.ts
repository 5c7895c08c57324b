import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegisterWords } from '../collect/import/index.ts';
import { standardsIn } from '../inspect/index.ts';
import { loadStandard } from '../judge/index.ts';
import { parseTime } from '../model/index.ts';
import { loadPacks } from '../packs/index.ts';
import { takeCensus } from './index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = join(process.env.XUNJIAN_DATA ?? '', 'registers');

interface Truth {
  readonly asOf: string;
  readonly accounts: Record<
    string,
    {
      resultOk: string[];
      ambiguous?: string;
      labels: { boughtFollowers: string; forcedLikes: boolean; hardNegatives: string[] };
    }
  >;
  readonly sites?: Record<string, { unanswered: boolean; contested?: boolean }>;
}

const REGISTERS = [
  'liuyang',
  'changxing',
  'haian',
  'guangdong',
  'followers',
  'likes',
  'freshness',
  'messages',
] as const;

async function census(name: string) {
  const truth = JSON.parse(readFileSync(join(folder, `${name}.truth.json`), 'utf8')) as Truth;
  const taken = await takeCensus(join(folder, name), {
    words: readRegisterWords(join(ROOT, 'packs/register-columns.yaml')),
    standard: loadStandard('cn-2019', standardsIn(join(ROOT, 'standards'))),
    asOf: parseTime(truth.asOf) ?? 0,
    scanner: loadPacks({ folder: join(ROOT, 'packs') }).scanner,
  });
  return { truth, taken };
}

/** Results on the labelled registers: every one has to be among those that can be defended; suspected fraud has its own bar below. */
describe.each(REGISTERS)('%s', (name) => {
  it.runIf(existsSync(join(folder, name)))('every result can be defended', async () => {
    const { truth, taken } = await census(name);
    const wrong = taken.accounts.filter(({ id, result }) => {
      const expected = truth.accounts[id];
      const fraud = expected?.labels.boughtFollowers !== 'none' || expected?.labels.forcedLikes;
      const open = fraud || expected?.ambiguous !== undefined;
      return !open && expected?.resultOk.includes(result) !== true;
    });
    expect(wrong.map(({ id, result }) => `${id} ${result}`)).toEqual([]);
    const sites = taken.sites.filter(({ id, findings }) => {
      const expected = truth.sites?.[id];
      const found = findings.some(
        ({ indicator, state }) => indicator === 'site.messages-unanswered' && state === 'suspected',
      );
      return expected !== undefined && expected.contested !== true && found !== expected.unanswered;
    });
    expect(sites.map(({ id }) => id)).toEqual([]);
  });
});

/** F1 over all labelled registers: 2·TP / (2·TP + FP + FN). */
function f1(pairs: readonly (readonly [found: boolean, is: boolean])[]): number {
  const count = (found: boolean, is: boolean) => pairs.filter(([a, b]) => a === found && b === is).length;
  const hits = 2 * count(true, true);
  return hits / (hits + count(true, false) + count(false, true));
}

describe('fraud', () => {
  it.runIf(existsSync(folder))('is found, and hard negatives are not accused', async () => {
    const bought: [boolean, boolean][] = [];
    const coerced: [boolean, boolean][] = [];
    let [hard, accused] = [0, 0];
    for (const name of REGISTERS) {
      const { truth, taken } = await census(name);
      for (const { id } of taken.accounts) {
        const expected = truth.accounts[id];
        if (expected === undefined || expected.ambiguous !== undefined) continue;
        const { boughtFollowers, forcedLikes, hardNegatives } = expected.labels;
        const outcomes = taken
          .verdict(id)
          .findings.filter(
            ({ indicator, state }) => indicator === 'account.false-figures' && state === 'suspected',
          )
          .map(({ outcome }) => outcome);
        bought.push([
          outcomes.includes('growth') || outcomes.includes('profiles'),
          boughtFollowers !== 'none',
        ]);
        coerced.push([outcomes.includes('evenLikes') || outcomes.includes('wording'), forcedLikes]);
        if (hardNegatives.length === 0 || boughtFollowers !== 'none' || forcedLikes) continue;
        hard += 1;
        if (outcomes.length > 0) accused += 1;
      }
    }
    expect(f1(bought)).toBeGreaterThanOrEqual(0.9);
    expect(f1(coerced)).toBeGreaterThanOrEqual(0.85);
    expect(hard).toBeGreaterThan(50);
    expect(accused / hard).toBeLessThanOrEqual(0.02);
    console.info(
      `bought followers F1 ${f1(bought).toFixed(3)}, coerced likes F1 ${f1(coerced).toFixed(3)}, hard negatives accused ${accused} of ${hard}`,
    );
  });
});
