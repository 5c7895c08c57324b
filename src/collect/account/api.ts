import { z } from 'zod';
import {
  InterruptedError,
  messageOf,
  PermanentError,
  ThrottledError,
  TransientError,
  XunjianError,
} from '../../model/index.ts';
import { retryAfter } from '../site/index.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './client.ts';
import { AuthExpiredError, NotAuthorisedError, ProtocolError, QuotaError } from './errors.ts';
import type { Limiter, Sleep } from './limiter.ts';
import type { Secrets } from './secrets.ts';

export interface ApiOptions {
  readonly client: HttpClient;
  readonly limiter: Limiter;
  readonly secrets: Secrets;
  readonly clock: () => number;
  readonly random: () => number;
  readonly sleep: Sleep;
  readonly signal?: AbortSignal;
  /** A wait that happened, for the log. */
  readonly onWait?: (ms: number, why: string) => void;
}

/** Tries of one call, the first included, and its waits. A wait beyond the longest is left to the next run. */
const TRIES = 4;
const BASE_MS = 500;
const LONGEST_MS = 120_000;
/** Where a server says “too many” and not for how long. */
const THROTTLE_MS = 60_000;

/** Calls to one platform with one credential: paced, tried again as the class of the error says, read by a schema. */
export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /** Our clock, corrected by that of the server where it answered before. Signatures and windows go by this. */
  now(url: string): number {
    return this.#options.clock() + this.skew(url);
  }

  skew(url: string): number {
    return this.#options.client.skewOf(url);
  }

  /** Remembers a token that came in an answer, so that no message shows it. */
  hide(secret: string): void {
    this.#options.secrets.add(secret);
  }

  /** Sends, and lets `read` take the answer or throw what it means. Every try is a new request. */
  async send<T>(request: HttpRequest | (() => HttpRequest), read: (answer: HttpAnswer) => T): Promise<T> {
    const { client, limiter, random, sleep, signal, onWait } = this.#options;
    let pause = 0;
    for (let tried = 1; ; tried += 1) {
      try {
        if (pause > 0) await sleep(pause, signal);
        await limiter.take(signal);
        return read(await client.send(typeof request === 'function' ? request() : request, signal));
      } catch (error) {
        if (signal?.aborted === true)
          throw new InterruptedError({ what: 'collect', where: 'accounts', why: 'stopped by the user' });
        if (error instanceof QuotaError) limiter.exhaust(error);
        const wait = waitOf(error, tried, random);
        if (wait === null || tried >= TRIES) throw error;
        if (wait > LONGEST_MS) throw this.#tooLong(error, wait);
        onWait?.(wait, messageOf(error));
        // All who share the quota wait for it, not this call alone.
        if (error instanceof ThrottledError) limiter.pause(wait);
        pause = error instanceof ThrottledError ? 0 : wait;
      }
    }
  }

  /** A wait that this run does not take: the others of the same quota need not ask in vain. */
  #tooLong(error: unknown, wait: number): QuotaError {
    const { limiter, clock } = this.#options;
    const spent = new QuotaError(
      {
        what: 'collect',
        where: error instanceof XunjianError ? error.where : 'accounts',
        why: `${error instanceof XunjianError ? error.why : messageOf(error)}: asks for ${Math.ceil(wait / 60_000)} minutes`,
        todo: 'collect again later',
        cause: error,
      },
      clock() + wait,
    );
    limiter.exhaust(spent);
    return spent;
  }

  /** A call whose answer is JSON: `judge` throws what an answer means that is no data, the schema reads the data. */
  json<S extends z.ZodType>(
    request: HttpRequest | (() => HttpRequest),
    schema: S,
    judge: (body: unknown, answer: HttpAnswer) => void,
  ): Promise<z.infer<S>> {
    return this.send(request, (answer) => {
      const body = jsonOf(answer, this.#options.clock());
      judge(body, answer);
      httpFault(answer, this.#options.clock());
      return parsed(schema, body, answer.where);
    });
  }

  /** A body of whatever kind; statuses other than 2xx and 304 are thrown as what they mean. */
  raw(request: HttpRequest): Promise<HttpAnswer> {
    return this.send(request, (answer) => {
      if (answer.status !== 304) httpFault(answer, this.#options.clock());
      return answer;
    });
  }
}

/** Exponential with full jitter, so that workers do not come back together; null where it must not be tried again. */
function waitOf(error: unknown, tried: number, random: () => number): number | null {
  if (!(error instanceof XunjianError)) return null;
  switch (error.retry) {
    case 'never':
      return null;
    case 'backoff':
      return Math.ceil(random() * BASE_MS * 2 ** tried);
    case 'after':
      return error instanceof ThrottledError ? error.waitMs : THROTTLE_MS;
  }
}

/** Throws what a status means where the body did not say it better. */
export function httpFault({ status, where, header }: HttpAnswer, now: number): void {
  if (status >= 200 && status < 300) return;
  const parts = { what: 'fetch', where, why: `HTTP ${status}` };
  if (status === 429 || (status === 503 && header('retry-after') !== null))
    throw new ThrottledError(parts, retryAfter(header('retry-after'), now) ?? THROTTLE_MS);
  if (status >= 500 || status === 408) throw new TransientError(parts);
  if (status === 401) throw new AuthExpiredError({ ...parts, todo: 'renew the credential' });
  if (status === 403) throw new NotAuthorisedError({ ...parts, todo: 'check what the credential may read' });
  throw new PermanentError(parts);
}

/** The body as JSON; a status says what it means where it is none. */
export function jsonOf(answer: HttpAnswer, now: number): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    httpFault(answer, now);
    // A login page, a captive portal, a proxy's error: nothing of the platform.
    throw new ProtocolError({ what: 'read', where: answer.where, why: 'the answer is no JSON' });
  }
}

export function parsed<S extends z.ZodType>(schema: S, body: unknown, where: string): z.infer<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ProtocolError({
    what: 'read',
    where,
    why: `the answer is not as documented (${issue?.path.join('.') || 'it'}: ${issue?.message})`,
  });
}

/** A count that platforms write as a number, a text or not at all. */
export const Count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .transform((value) => (value === undefined || value === null || value < 0 ? null : value));

/** An id: large ones come as text, some as numbers. */
export const Id = z.union([z.string().min(1), z.number()]).transform(String);

export function withQuery(url: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const out = new URL(url);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) out.searchParams.set(name, String(value));
  return out.href;
}
