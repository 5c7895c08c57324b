import type { Answer, OnUnused, Unused } from '../judge/index.ts';
import type { Finding } from '../model/index.ts';

/** What became of one answer: `used`, or why it changed nothing. */
export type AnswerUse = 'used' | Unused;

interface Judging {
  readonly findings: readonly Finding[];
}

/**
 * People's decisions for a whole register: to each account and site go those that concern it. An answer that names a finding alone is
 * looked up by its fingerprint, so that thousands of answers and accounts are not held against each other one by one.
 */
export class AnswerBook {
  readonly #answers: readonly Answer[];
  readonly #uses: AnswerUse[];
  readonly #bySubject: ReadonlyMap<string | undefined, readonly Answer[]>;
  readonly #byPrint: ReadonlyMap<string | undefined, readonly Answer[]>;
  readonly #places: ReadonlyMap<Answer, number>;

  constructor(answers: readonly Answer[]) {
    this.#answers = answers;
    this.#uses = answers.map(() => 'no such finding');
    this.#bySubject = Map.groupBy(answers, ({ subject }) => subject);
    this.#byPrint = Map.groupBy(answers, ({ subject, fingerprint }) =>
      subject === undefined ? fingerprint : undefined,
    );
    this.#places = new Map(answers.map((answer, at) => [answer, at]));
  }

  /** Judges with the answers about one subject. */
  judged<T extends Judging>(subject: string, judge: (answers: readonly Answer[], unused: OnUnused) => T): T {
    if (this.#answers.length === 0) return judge([], () => {});
    const plain = judge([], () => {});
    const prints = plain.findings.flatMap(({ fingerprint }) => this.#byPrint.get(fingerprint) ?? []);
    const own = [...new Set([...(this.#bySubject.get(subject) ?? []), ...prints])].sort(
      (a, b) => this.#place(a) - this.#place(b),
    );
    if (own.length === 0) return plain;
    const unused = new Map<Answer, Unused>();
    const result = judge(own, (answer, why) => unused.set(answer, why));
    for (const answer of own) this.#note(answer, unused.get(answer) ?? 'used');
    return result;
  }

  /** Of each answer, in their order. */
  get uses(): readonly AnswerUse[] {
    return this.#uses;
  }

  #place(answer: Answer): number {
    return this.#places.get(answer) ?? 0;
  }

  #note(answer: Answer, use: AnswerUse): void {
    const at = this.#place(answer);
    if (this.#uses[at] !== 'used') this.#uses[at] = use;
  }
}

/** What became of each answer over all threads. */
export function joinUses(parts: readonly (readonly AnswerUse[])[]): AnswerUse[] {
  const [first = []] = parts;
  return first.map((use, at) => {
    const all = parts.map((part) => part[at] ?? use);
    return all.find((one) => one === 'used') ?? all.find((one) => one !== 'no such finding') ?? use;
  });
}
