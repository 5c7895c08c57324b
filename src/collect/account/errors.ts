import { type ErrorParts, XunjianError } from '../../model/index.ts';

/**
 * What platforms answer besides data, as policy: the class decides what follows. `TransientError` (busy, 5xx) is tried again with
 * backoff, `ThrottledError` after its wait; the rest of this file is never tried again in the same run.
 */

/** The quota of a day, an app or a user is spent. Nothing is asked of this platform before `until`. */
export class QuotaError extends XunjianError {
  override readonly retry = 'never';
  /** Milliseconds since 1970 at which the quota is full again. */
  readonly until: number;
  constructor(parts: ErrorParts, until: number) {
    super(parts);
    this.until = until;
  }
}

/** The access token is no longer valid. It is renewed once; the second time it ends the run of that source. */
export class AuthExpiredError extends XunjianError {
  override readonly retry = 'never';
}

/** The credential is right, its owner is not allowed to ask this (接口未授权、IP 不在白名单). A person has to act. */
export class NotAuthorisedError extends XunjianError {
  override readonly retry = 'never';
}

/** How an account stands at its platform: it does not exist there any more, or was frozen (封禁). */
export type AccountState = 'gone' | 'banned';

/** The platform says that the account itself cannot be read. A fact about the account, not a fault of the collection. */
export class AccountStateError extends XunjianError {
  override readonly retry = 'never';
  readonly state: AccountState;
  constructor(parts: ErrorParts, state: AccountState) {
    super(parts);
    this.state = state;
  }
}

/** The answer does not have the documented form: nothing is taken from it. */
export class ProtocolError extends XunjianError {
  override readonly retry = 'never';
}
