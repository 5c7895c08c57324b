import { Agent } from 'undici';
import { InterruptedError, LimitError, PermanentError, RefusedError } from '../../model/index.ts';
import {
  AddressGuard,
  decodeBody,
  ExchangeHandler,
  FETCH_LIMITS,
  type FetchLimits,
  faultOf,
  header,
  httpDate,
  type Resolve,
  resolveBySystem,
} from '../site/index.ts';
import type { Secrets } from './secrets.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Follow redirects. Off for calls that carry a secret: it must not travel to where a redirect points. */
  readonly follow?: boolean;
  /** Bytes of the body at most; default `FETCH_LIMITS.rawBytes`. */
  readonly maxBytes?: number;
  /** Milliseconds for the whole exchange. */
  readonly totalMs?: number;
}

/** An answer of whatever status. Times in milliseconds since 1970 by our clock. */
export interface HttpAnswer {
  /** Address that answered, with every secret taken out: fit for messages. */
  readonly where: string;
  readonly url: string;
  readonly status: number;
  readonly body: Uint8Array;
  readonly at: number;
  header(name: string): string | null;
}

export interface ClientOptions {
  readonly userAgent: string;
  readonly secrets: Secrets;
  readonly allowPrivate?: boolean;
  readonly resolve?: Resolve;
  readonly clock?: () => number;
  readonly limits?: Partial<FetchLimits>;
}

/** A difference of clocks below this is the second that the `Date` header is cut to, and the way there. */
const SAME_CLOCK_MS = 3_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The way out for all platforms, with the guards of `collect/site`: http and https only, public addresses only (checked before the
 * connection, on every redirect), limits of time and size. Throws the errors of the house; no message holds a secret.
 */
export class HttpClient {
  readonly #options: ClientOptions;
  readonly #limits: FetchLimits;
  readonly #guard: AddressGuard;
  readonly #agent: Agent;
  readonly #clock: () => number;
  readonly #skews = new Map<string, number>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#limits = { ...FETCH_LIMITS, ...options.limits };
    this.#guard = new AddressGuard({
      resolve: options.resolve ?? resolveBySystem,
      allowPrivate: options.allowPrivate ?? false,
      clock: this.#clock,
      timeoutMs: this.#limits.connectMs,
    });
    this.#agent = new Agent({
      connect: { lookup: this.#guard.lookup, timeout: this.#limits.connectMs },
      connections: 4,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: this.#limits.headerBytes,
      headersTimeout: this.#limits.totalMs,
      bodyTimeout: this.#limits.idleMs,
    });
  }

  /**
   * Milliseconds that the server's clock is ahead of ours, by its `Date` header (RFC 9110 §6.6.1); 0 where they agree within the
   * second that the header is cut to, or where it never answered.
   */
  skewOf(url: string): number {
    const skew = this.#skews.get(new URL(url).origin) ?? 0;
    return Math.abs(skew) < SAME_CLOCK_MS ? 0 : skew;
  }

  async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const seen = new Set<string>();
    let next = request;
    for (;;) {
      const answer = await this.#once(next, signal);
      const to = next.follow === true && REDIRECTS.has(answer.status) ? answer.header('location') : null;
      if (to === null || !URL.canParse(to, answer.url)) return answer;
      seen.add(next.url);
      const url = new URL(to, answer.url).href;
      if (seen.has(url) || seen.size > this.#limits.redirects)
        throw new LimitError({ what: 'fetch', where: answer.where, why: 'the redirects do not end' });
      next = { ...next, url };
    }
  }

  async #once(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const where = this.#options.secrets.redact(request.url);
    const fail = (why: string) => new PermanentError({ what: 'fetch', where, why });
    if (!URL.canParse(request.url)) throw fail('it is no URL');
    const url = new URL(request.url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new RefusedError({
        what: 'fetch',
        where,
        why: `the scheme ${url.protocol} is not http or https`,
      });
    this.#guard.checkLiteral(url);
    const stopped = () => new InterruptedError({ what: 'fetch', where, why: 'stopped by the user' });
    if (signal?.aborted === true) throw stopped();
    const limits = {
      totalMs: request.totalMs ?? this.#limits.totalMs,
      rawBytes: request.maxBytes ?? this.#limits.rawBytes,
    };
    const at = this.#clock();
    const handler = new ExchangeHandler(where, limits, () => 'all');
    const stop = () => handler.abort(stopped());
    signal?.addEventListener('abort', stop, { once: true });
    try {
      this.#agent.dispatch(
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: request.method ?? 'GET',
          headers: {
            'user-agent': this.#options.userAgent,
            accept: 'application/json',
            'accept-encoding': 'gzip, deflate, br',
            ...request.headers,
          },
          body: request.body ?? null,
        },
        handler,
      );
      const outcome = await handler.outcome;
      if (!outcome.ok) throw faultOf(outcome.error, where).error;
      const { status, headers, body } = outcome.response;
      this.#noteClock(url.origin, header(headers, 'date'), header(headers, 'age'), at);
      const most = Math.max(limits.rawBytes, this.#limits.decodedBytes);
      return {
        where,
        url: url.href,
        status,
        body: decodeBody(body, header(headers, 'content-encoding'), most, where),
        at,
        header: (name) => header(headers, name),
      };
    } catch (error) {
      throw faultOf(error, where).error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** An answer out of a cache carries the time at which it was made: it says nothing about the clock. */
  #noteClock(origin: string, date: string | null, age: string | null, sentAt: number): void {
    const server = httpDate(date);
    if (server === null || age !== null) return;
    const now = this.#clock();
    // Half a second is what cutting to the second takes off on average.
    this.#skews.set(origin, server + 500 - (sentAt + now) / 2);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}
