import type { RecordSink, RegisterTables } from '../collect/import/index.ts';
import { judgeAccount, type Standard } from '../judge/index.ts';
import { AccountReducer, type AccountWords } from '../signals/index.ts';

const FALSE_FIGURES = 'account.false-figures';
/** Outcomes that are about likes; the others are about followers. */
const OF_LIKES: readonly string[] = ['evenLikes', 'wording'];

/**
 * Whether figures of an account look bought or ordered (NM-VETO-03b), by the numbers of a standard. Said beside a rank and never part of
 * it: the machine only suspects.
 */
export class Suspicions {
  readonly sink: RecordSink;
  readonly #accounts: AccountReducer;
  readonly #standard: Standard;
  readonly #asOf: number;
  #joined = false;

  constructor(
    tables: RegisterTables,
    {
      standard,
      words,
      asOf,
    }: { readonly standard: Standard; readonly words: AccountWords; readonly asOf: number },
  ) {
    const accounts = new AccountReducer(tables, { words, asOf });
    this.#accounts = accounts;
    this.#standard = {
      ...standard,
      rules: standard.rules.filter(({ indicator }) => indicator.id === FALSE_FIGURES),
    };
    this.#asOf = asOf;
    this.sink = {
      posts: (row) => accounts.post(row),
      metrics: (row) => accounts.metric(row),
      followers: (row) => accounts.follower(row),
      events: (row) => accounts.event(row),
    };
  }

  /** Notes on one account; when all rows are in. */
  of(account: string): readonly string[] {
    if (!this.#joined) this.#accounts.join([this.#accounts.gathered()], 0);
    this.#joined = true;
    const facts = this.#accounts.facts(account);
    if (facts === null) return [];
    const { findings } = judgeAccount(facts, this.#standard, { asOf: this.#asOf, answers: [] });
    const found = findings.filter(({ state }) => state === 'suspected');
    const likes = found.some(({ outcome }) => OF_LIKES.includes(outcome));
    const followers = found.some(({ outcome }) => !OF_LIKES.includes(outcome));
    return [...(followers ? ['suspected-followers'] : []), ...(likes ? ['suspected-likes'] : [])];
  }
}
