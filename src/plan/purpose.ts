import type { AccountRow, Bilingual, MessageRow, PostRow, UnitRow } from '../model/index.ts';

/** What an account is for (服务还是打卡), as `signals` reads it off posts, messages and filed functions. */
export interface Purpose {
  /** Shares of its posts; they sum to 1, all 0 when nothing is known. */
  readonly shares: Readonly<
    Record<'service' | 'information' | 'interaction' | 'publicity' | 'repost' | 'offDuty', number>
  >;
  /** Probability that it really serves citizens. */
  readonly serves: number;
  /** 0..1: how much was seen. */
  readonly evidence: number;
  /** Ids of service functions seen. */
  readonly functions: readonly string[];
  readonly telling: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind: string;
    readonly why: string;
  }[];
}

/** A function by one name, whatever the sheet calls it. */
export interface NamedFunction {
  readonly id: string;
  readonly name: Bilingual;
  /** 0..1: how much it says that somebody is served; 0 = a label such as 信息发布. */
  readonly serves: number;
}

/** Says what accounts are for; given to the planner, so that a plan can be made with any judge of it. */
export interface PurposeSource {
  post(row: PostRow): void;
  message(row: MessageRow): void;
  purpose(account: AccountRow, unit: UnitRow | null): Purpose;
  /** Functions that a filed cell names. */
  named(cell: string): readonly NamedFunction[];
  label(id: string): Bilingual | null;
}
