import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegisterWords } from '../collect/import/index.ts';
import { parseTime } from '../model/index.ts';
import { loadPurposeWords } from '../packs/index.ts';
import {
  chineseWorkdays,
  openPolicy,
  planOf,
  purposeSource,
  readPlanFacts,
  readPlanningWords,
} from './index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PACKS = join(ROOT, 'packs');
const folder = join(process.env.XUNJIAN_DATA ?? '', 'registers');

interface Truth {
  readonly asOf: string;
  readonly planBinary?: boolean;
  readonly accounts: Record<
    string,
    {
      service?: boolean;
      plan: {
        action: string;
        ok: string[];
        into: string[];
        intoOk?: string[];
        functions?: string[];
        contested?: boolean;
        reviewOk?: boolean;
      };
    }
  >;
}

const REGISTERS = [
  ['liuyang', 'service-not-show'],
  ['changxing', 'county-app'],
  ['haian', 'bureau-merge'],
  ['guangdong', 'province-2019'],
] as const;

async function planned(name: string, policyId: string) {
  const truth = JSON.parse(readFileSync(join(folder, `${name}.truth.json`), 'utf8')) as Truth;
  const policy = openPolicy(policyId, join(ROOT, 'standards/policies'));
  const { facts, bodies } = await readPlanFacts(join(folder, name), {
    words: readRegisterWords(join(PACKS, 'register-columns.yaml')),
    planning: readPlanningWords(join(PACKS, 'planning.yaml')),
    purpose: () => purposeSource(loadPurposeWords(PACKS)),
    asOf: parseTime(truth.asOf) ?? 0,
    days: policy.activity.days.value,
  });
  return { truth, plan: planOf(facts, bodies, { policy, workdays: await chineseWorkdays() }) };
}

/** Share of actions that offices would defend, of right successors; no account that serves closed without a look. */
describe.each(REGISTERS)('%s by %s', (name, policyId) => {
  it.runIf(existsSync(join(folder, name)))('plans as offices did', async () => {
    const { truth, plan } = await planned(name, policyId);
    expect(plan.actions.map(({ channel }) => channel.id).sort()).toEqual(Object.keys(truth.accounts).sort());
    const count = { ok: 0, all: 0, into: 0, merges: 0, hits: 0, found: 0, kept: 0, review: 0 };
    const wrong: string[] = [];
    for (const { channel, action, into, review, functions } of plan.actions) {
      const expected = truth.accounts[channel.id];
      if (expected === undefined) continue;
      const { ok, into: targets, intoOk = [], contested, reviewOk, functions: kept = [] } = expected.plan;
      if (review) count.review += 1;
      if (expected.service === true && action !== 'keep' && !review)
        wrong.push(`${channel.id} serves and goes without review`);
      if (contested === true) continue;
      count.all += 1;
      const good = ok.includes(action) || (reviewOk === true && review);
      if (good) count.ok += 1;
      else wrong.push(`${channel.id} ${action}${review ? ' (review)' : ''}, not ${ok.join('|')}`);
      if (action === 'keep') count.found += 1;
      if (expected.plan.action === 'keep') count.kept += 1;
      if (action === 'keep' && expected.plan.action === 'keep') count.hits += 1;
      if (truth.planBinary !== true && action === 'merge' && targets.length + intoOk.length > 0) {
        count.merges += 1;
        if ([...targets, ...intoOk].includes(into?.id ?? '')) count.into += 1;
        else wrong.push(`${channel.id} into ${into?.id}, not ${targets.join('|')}`);
      }
      for (const one of kept)
        if (
          action === 'merge' &&
          !functions.some((home) => home.function.name.zh === one || home.channel === into)
        )
          wrong.push(`${channel.id} loses ${one}`);
    }
    const f1 = (2 * count.hits) / (count.found + count.kept);
    console.info(
      `${name}: acceptable ${count.ok}/${count.all}, successors ${count.into}/${count.merges}, F1 of keep ${f1.toFixed(3)}, review ${count.review}, lost ${plan.summary.functionsLost.length}\n${wrong.join('\n')}`,
    );
    expect(wrong.filter((one) => one.includes('without review') || one.includes('loses'))).toEqual([]);
    expect(count.ok / count.all).toBeGreaterThanOrEqual(0.97);
    if (truth.planBinary === true) expect(f1).toBeGreaterThanOrEqual(0.93);
    if (count.merges > 0) expect(count.into / count.merges).toBeGreaterThanOrEqual(0.97);
  });
});
