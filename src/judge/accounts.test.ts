import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AccountFacts, NO_LINKS, parseTime } from '../model/index.ts';
import { judgeAccount, loadStandard } from './index.ts';

const FOLDER = join(import.meta.dirname, '../../standards');
const standard = (id: string) =>
  loadStandard(id, (name) => {
    const file = join(FOLDER, `${name}.yaml`);
    return existsSync(file) ? { file, text: readFileSync(file, 'utf8') } : null;
  });
const asOf = parseTime('2019-05-20') ?? 0;
const run = { from: '2019-01-01', to: '2019-05-20', ok: true, error: null };
const ok = <T>(value: T) => ({ status: 'ok' as const, value });

/** An account in ordinary order that posted once in two weeks, so that one post is lacking. */
function facts(verified: boolean | null): AccountFacts {
  const post = {
    id: 'p1',
    title: '工作动态',
    url: null,
    published: '2019-05-18T10:00:00+08:00',
    deletedAt: null,
  };
  return {
    schema: 'xunjian.account-facts/1',
    subject: {
      kind: 'account',
      id: 'a1',
      name: '某县发布',
      url: null,
      platform: 'weixin',
      accountKind: null,
      byUse: false,
      status: 'active',
      registered: '2017-01-01',
      unit: { id: 'u1', name: '某县人民政府', level: 'county' },
    },
    collectedAt: '2019-05-20T00:00:00+08:00',
    sections: {
      lifecycle: ok({ events: [], functions: [], successor: null, notices: [] }),
      filing: ok({ verified, siblings: [] }),
      publishing: ok({ posts: [{ at: post.published, original: null }], unsourced: [] }),
      posts: ok({
        count: 1,
        newest: [post],
        deleted: [],
        undated: 0,
        later: [],
        stopNotices: [],
        runs: [run],
      }),
      use: ok({ runs: [] }),
      interaction: ok({ functions: [], messages: [] }),
      content: ok({ postsScanned: 1, packs: ['own'], hits: [], hitCount: 0 }),
      followers: ok({
        days: [],
        announcements: [],
        campaigns: [],
        widelyRead: [],
        platform: null,
        profiles: [],
      }),
      links: ok(NO_LINKS),
      likes: ok({ posts: [], wording: [], peers: null, staff: null }),
    },
  };
}

describe('accounts', () => {
  it('have no score where the standard has vetoes alone (ENG-07)', () => {
    const verdict = judgeAccount(facts(true), standard('cn-2019'), { asOf });
    expect(verdict).toMatchObject({ result: 'qualified', score: null, ledger: [] });
  });

  it('are scored where a local standard deducts', () => {
    const verdict = judgeAccount(facts(true), standard('local-accounts'), { asOf });
    expect(verdict.score).toMatchObject({ min: 95, max: 95, deduction: [5, 5] });
    expect(verdict.ledger.find(({ code }) => code === 'LNM-03')?.points).toEqual({ min: 5, max: 5 });
  });

  it('have a range while the register does not tell', () => {
    const verdict = judgeAccount(facts(null), standard('local-accounts'), { asOf });
    expect(verdict).toMatchObject({ result: 'qualified', score: { min: 90, max: 95 } });
  });

  it('lose nothing further under a veto', () => {
    const answers = [
      {
        indicator: 'account.public-outcry',
        decision: 'answer' as const,
        outcome: 'happened',
        by: '张三',
        at: '2019-05-20T09:00:00+08:00',
      },
    ];
    const verdict = judgeAccount(facts(true), standard('local-accounts'), { asOf, answers });
    expect(verdict).toMatchObject({ result: 'unqualified', score: null });
    expect(verdict.findings.every(({ part }) => part === 'veto')).toBe(true);
  });
});
