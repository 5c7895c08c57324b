/**
 * Errors as policy: the class of an error is its retry policy, and its message is one line that a person can act on:
 * `<what> <where>: <why>; <what to do>`.
 */
export type RetryPolicy = 'never' | 'backoff' | 'after';

export interface ErrorParts {
  /** What was being done, in a word or two: `fetch`, `read`, `open`. */
  readonly what: string;
  /** The URL, file (with line) or option it happened at. */
  readonly where: string;
  /** Why it failed. */
  readonly why: string;
  /** What the person can do about it. */
  readonly todo?: string;
  readonly cause?: unknown;
}

export abstract class XunjianError extends Error {
  abstract readonly retry: RetryPolicy;
  readonly what: string;
  readonly where: string;
  readonly why: string;
  readonly todo: string | undefined;

  constructor(parts: ErrorParts) {
    const todo = parts.todo === undefined ? '' : `; ${parts.todo}`;
    super(`${parts.what} ${parts.where}: ${parts.why}${todo}`, { cause: parts.cause });
    this.name = new.target.name;
    this.what = parts.what;
    this.where = parts.where;
    this.why = parts.why;
    this.todo = parts.todo;
  }
}

/** The person gave something that cannot be used: an option, a file, a URL. Exit code 2. */
export class InputError extends XunjianError {
  override readonly retry = 'never';
}

/** The other side may answer next time: timeout, reset, 5xx. Counts as an outage only after retries. */
export class TransientError extends XunjianError {
  override readonly retry = 'backoff';
}

/** The other side asks us to slow down (429, 503 with Retry-After): neither a retry nor a fault of the page. */
export class ThrottledError extends XunjianError {
  override readonly retry = 'after';
  /** Milliseconds to wait before the next request to this host. */
  readonly waitMs: number;
  constructor(parts: ErrorParts, waitMs: number) {
    super(parts);
    this.waitMs = waitMs;
  }
}

/** The other side gave its final answer: 404, no such host. */
export class PermanentError extends XunjianError {
  override readonly retry = 'never';
}

/** A firewall, a captcha or a login wall stood in the way: the page was not seen, nothing is proven about it. */
export class BlockedError extends XunjianError {
  override readonly retry = 'never';
}

/** A limit of ours ended it: size, decompressed size, time, redirects. Says nothing bad about the site. */
export class LimitError extends XunjianError {
  override readonly retry = 'never';
}

/** Refused by our own rules: a private address, a scheme other than http and https, robots.txt. */
export class RefusedError extends XunjianError {
  override readonly retry = 'never';
}

/** Our own side failed: no network, no disk, no browser. Never evidence against a site. */
export class LocalError extends XunjianError {
  override readonly retry = 'never';
}

/** The person pressed Ctrl-C. Exit code 130; what was collected is kept. */
export class InterruptedError extends XunjianError {
  override readonly retry = 'never';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
