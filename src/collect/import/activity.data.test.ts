import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTime } from '../../model/index.ts';
import { AccountReducer, activityOf } from '../../signals/index.ts';
import { readRegister, readRegisterWords } from './index.ts';

const folder = join(process.env.XUNJIAN_DATA ?? '', 'registers');
const words = readRegisterWords(resolve(import.meta.dirname, '../../../packs/register-columns.yaml'));

interface Truth {
  readonly asOf: string;
  readonly accounts: Record<string, { activity: string | null; activityOk?: string[]; contested?: boolean }>;
}

/** Activity of every account of the labelled registers: each answer has to be one that can be defended. */
describe.each(['liuyang', 'changxing', 'haian', 'guangdong', 'followers', 'likes', 'freshness', 'messages'])(
  '%s',
  (name) => {
    it.runIf(existsSync(join(folder, name)))('activity is right for every account', async () => {
      const truth = JSON.parse(readFileSync(join(folder, `${name}.truth.json`), 'utf8')) as Truth;
      const asOf = parseTime(truth.asOf) ?? 0;
      let reducer: AccountReducer | undefined;
      const register = await readRegister(join(folder, name), {
        words,
        sink: (tables) => {
          const own = new AccountReducer(tables, { words, asOf });
          reducer = own;
          return {
            posts: (row) => own.post(row),
            collections: (row) => own.collection(row),
          };
        },
      });
      expect(register.errors).toBe(0);
      const wrong = Object.entries(truth.accounts).flatMap(([id, { activity, activityOk }]) => {
        const facts = reducer?.facts(id);
        if (facts?.sections.posts.status !== 'ok') return [`${id}: no facts`];
        const got = activityOf(facts.subject, facts.sections.posts.value, asOf, 14).activity;
        return (activityOk ?? [activity]).includes(got as string) ? [] : [`${id}: ${got}, not ${activity}`];
      });
      expect(wrong).toEqual([]);
      expect(Object.keys(truth.accounts).length).toBeGreaterThan(30);
    });
  },
);
