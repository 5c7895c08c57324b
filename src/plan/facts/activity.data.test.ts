import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegister, readRegisterWords } from '../../collect/import/index.ts';
import { parseTime } from '../../model/index.ts';
import { AccountReducer, activityOf } from '../../signals/index.ts';
import { Activities } from './activity.ts';

const folder = join(process.env.XUNJIAN_DATA ?? '', 'registers');
const words = readRegisterWords(resolve(import.meta.dirname, '../../../packs/register-columns.yaml'));

/** Three dates an account say the same as all that `census` keeps. */
describe.each(['liuyang', 'freshness', 'guangdong'])('%s', (name) => {
  it.runIf(existsSync(join(folder, name)))('activity is that of the census', async () => {
    const asOf = parseTime('2019-05-20T10:00:00+08:00') ?? 0;
    const lean = new Activities(words, asOf);
    let full: AccountReducer | undefined;
    const register = await readRegister(join(folder, name), {
      words,
      sink: (tables) => {
        const reducer = new AccountReducer(tables, { words, asOf });
        full = reducer;
        return {
          posts: (row) => {
            reducer.post(row);
            lean.post(row);
          },
          collections: (row) => {
            reducer.collection(row);
            lean.collection(row);
          },
        };
      },
    });
    for (const account of register.accounts.values()) {
      const facts = full?.facts(account.id);
      if (facts?.sections.posts.status !== 'ok') throw new Error(account.id);
      const { activity, latest } = activityOf(facts.subject, facts.sections.posts.value, asOf, 14);
      expect([account.id, lean.of(account, 14)]).toEqual([
        account.id,
        { activity: activity ?? 'byUse', lastPost: latest?.published ?? null },
      ]);
    }
  });
});
