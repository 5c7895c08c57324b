import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileScore } from './profiles.ts';

const file = join(process.env.XUNJIAN_DATA ?? '', 'social', 'weibo-spammer.csv');

interface Row {
  readonly spam: boolean;
  readonly posts: number;
  readonly followers: number;
  readonly following: number;
  readonly comments: number;
}

function rows(): readonly Row[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    return {
      spam: cell('is_spammer') === 'yes',
      posts: Number(cell('post_num')),
      followers: Number(cell('follower_num')),
      following: Number(cell('followee_num')),
      comments: Number(cell('average_comm')),
    };
  });
}

/** Area under the ROC curve: how often a spammer scores above an honest account (ties count half; Mann–Whitney). */
function auc(list: readonly { readonly spam: boolean; readonly score: number }[]): number {
  const spam = list.filter((one) => one.spam);
  const fine = list.filter((one) => !one.spam);
  let above = 0;
  for (const { score } of spam)
    for (const other of fine) above += score > other.score ? 1 : score === other.score ? 0.5 : 0;
  return above / (spam.length * fine.length);
}

/** Real labelled profiles. No weight was fitted to them: those of the score are set by knowledge of such accounts. */
describe.runIf(existsSync(file))('profile score on labelled Weibo accounts', () => {
  it('ranks spammers above others', () => {
    const all = existsSync(file) ? rows() : [];
    const scored = (of: (row: Row) => number) => auc(all.map((row) => ({ spam: row.spam, score: of(row) })));
    const counts = scored(({ posts, followers, following }) => profileScore({ posts, followers, following }));
    const more = scored(({ posts, followers, following, comments }) =>
      profileScore({ posts, followers, following, comments }),
    );
    const followingAlone = scored(({ following }) => following);
    console.info(
      `${all.length} profiles, ROC AUC: posts, followers, following ${counts.toFixed(3)}; with comments ${more.toFixed(3)}; following alone ${followingAlone.toFixed(3)}`,
    );
    expect(counts).toBeGreaterThan(0.65);
    expect(more).toBeGreaterThan(0.7);
  });
});
