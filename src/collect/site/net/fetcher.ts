import { Agent, buildConnector } from 'undici';
import {
  InterruptedError,
  LimitError,
  PermanentError,
  RefusedError,
  type XunjianError,
} from '../../../model/index.ts';
import type { Exchange, HeaderList } from '../../archive/index.ts';
import { AddressGuard, type Resolve, resolveBySystem } from './address.ts';
import { ACCEPT_ENCODING, decodeBody } from './body.ts';
import { ExchangeHandler, type Keep, type RawResponse } from './exchange-handler.ts';
import { type Fault, FaultError, faultOf } from './faults.ts';
import { header, httpDate } from './headers.ts';

export interface FetchLimits {
  /** Milliseconds to connect, secure handshake included. */
  readonly connectMs: number;
  /** Milliseconds without a byte. */
  readonly idleMs: number;
  /** Milliseconds from request to last byte. */
  readonly totalMs: number;
  /** Bytes of a body on the wire, and unpacked. */
  readonly rawBytes: number;
  readonly decodedBytes: number;
  readonly headerBytes: number;
  readonly redirects: number;
}

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 15_000,
  idleMs: 15_000,
  totalMs: 60_000,
  rawBytes: 16 * 1024 * 1024,
  decodedBytes: 32 * 1024 * 1024,
  headerBytes: 64 * 1024,
  redirects: 10,
};

export interface FetcherOptions {
  /** Who we are, with a contact. */
  readonly userAgent: string;
  /** Lets loopback, private and other non-public addresses be fetched. Off by default. */
  readonly allowPrivate?: boolean;
  readonly limits?: Partial<FetchLimits>;
  /** Connections per origin. */
  readonly connections?: number;
  readonly resolve?: Resolve;
  readonly controlNames?: readonly string[];
  readonly clock?: () => number;
}

export interface FetchOptions {
  readonly method?: 'GET' | 'HEAD';
  /** Whether redirects are followed here; false returns the redirect itself. Default true. */
  readonly follow?: boolean;
  /** Which bodies are read; default all. */
  readonly keep?: Keep;
  /** Unpack the body here; default true. Where false, `decoded` is the body as received. */
  readonly decode?: boolean;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** A response of whatever status (响应). Times in milliseconds since 1970. */
export interface Fetched {
  readonly url: string;
  readonly status: number;
  readonly headers: HeaderList;
  /** As received, de-chunked and still content-encoded; and unpacked. */
  readonly body: Uint8Array;
  readonly decoded: Uint8Array;
  readonly truncated: RawResponse['truncated'];
  readonly contentType: string | null;
  readonly at: number;
  readonly ms: number;
  readonly ip: string | null;
  readonly serverDate: number | null;
  readonly lastModified: number | null;
  /** Where it redirects to, absolute; null where it does not. */
  readonly location: string | null;
  /** The exchange for the archive. */
  readonly exchange: Exchange;
  /** Exchanges of the redirects that led here, in order. */
  readonly chain: readonly Exchange[];
}

export type FetchResult =
  | { readonly ok: true; readonly fetched: Fetched }
  | {
      readonly ok: false;
      readonly fault: Fault;
      /** What had come, for the archive: redirects and a body cut short. */
      readonly chain: readonly Exchange[];
    };

export interface Fetcher {
  fetch(url: string | URL, options?: FetchOptions): Promise<FetchResult>;
  /** Unpacks a body that was fetched with `decode: false`. Throws as `decodeBody`. */
  readonly limits: FetchLimits;
  readonly guard: AddressGuard;
  close(): Promise<void>;
}

/** One way out to the network, with every guard: scheme, address, time, size, redirects. It never throws for the other side's faults. */
export function createFetcher(options: FetcherOptions): Fetcher {
  return new GuardedFetcher(options);
}

const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** A gate may hand out new cookies when the old ones have run out, but not for ever. */
const GATE_TRIES = 20;
const MAX_GATES = 1_000;

class GuardedFetcher implements Fetcher {
  readonly limits: FetchLimits;
  readonly guard: AddressGuard;
  readonly #agent: Agent;
  readonly #userAgent: string;
  readonly #clock: () => number;
  /** Address that the last connection to an origin went to. */
  readonly #addresses = new Map<string, string>();
  /** Cookies of origins that show nothing without them, and how often they were handed out. */
  readonly #gates = new Map<string, { readonly cookies: string; readonly tries: number }>();

  constructor(options: FetcherOptions) {
    this.limits = { ...FETCH_LIMITS, ...options.limits };
    this.#userAgent = options.userAgent;
    this.#clock = options.clock ?? Date.now;
    this.guard = new AddressGuard({
      resolve: options.resolve ?? resolveBySystem,
      allowPrivate: options.allowPrivate ?? false,
      clock: this.#clock,
      timeoutMs: this.limits.connectMs,
      ...(options.controlNames === undefined ? {} : { controlNames: options.controlNames }),
    });
    this.#agent = new Agent({
      connect: this.#connector(),
      connections: options.connections ?? 8,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: this.limits.headerBytes,
      headersTimeout: this.limits.totalMs,
      bodyTimeout: this.limits.idleMs,
      keepAliveTimeout: 8_000,
    });
  }

  /** Connects to checked addresses only, and looks once more at what it is connected to. */
  #connector(): buildConnector.connector {
    // `lookup` and the rest go to net.connect and tls.connect; servername and Host stay those of the URL.
    const options = {
      timeout: this.limits.connectMs,
      allowH2: false,
      lookup: this.guard.lookup,
      autoSelectFamily: true,
    };
    const connect = buildConnector(options);
    return (target, done) => {
      try {
        this.guard.checkLiteral(new URL(`${target.protocol}//${bracketed(target.hostname)}`));
      } catch (error) {
        return done(error instanceof Error ? error : new Error(String(error)), null);
      }
      connect(target, (...result) => {
        const [error, socket] = result;
        if (error !== null) return done(error, null);
        const address = socket.remoteAddress;
        if (address !== undefined && !this.guard.allows(address)) {
          socket.destroy();
          return done(
            new RefusedError({
              what: 'fetch',
              where: target.host ?? target.hostname,
              why: `connected to ${address}`,
            }),
            null,
          );
        }
        if (address !== undefined) {
          if (this.#addresses.size > 10_000) this.#addresses.clear();
          this.#addresses.set(originKey(target.protocol, target.hostname, target.port), address);
        }
        done(null, socket);
      });
    };
  }

  async fetch(input: string | URL, options: FetchOptions = {}): Promise<FetchResult> {
    const chain: Exchange[] = [];
    const seen = new Set<string>();
    let target = String(input);
    let gated = false;
    for (;;) {
      const result = await this.#once(target, options, chain);
      if (!result.ok || result.fetched.location === null) return result;
      if (!gated && this.#atGate(result.fetched)) {
        gated = true;
        chain.push(result.fetched.exchange);
        continue;
      }
      if (options.follow === false) return result;
      seen.add(target);
      chain.push(result.fetched.exchange);
      const next = result.fetched.location;
      if (seen.has(next) || seen.size > this.limits.redirects) {
        const why = seen.has(next)
          ? `the redirects go in a circle at ${next}`
          : `more than ${this.limits.redirects} redirects`;
        const error = new LimitError({ what: 'fetch', where: String(input), why });
        return { ok: false, fault: { kind: 'redirect-loop', error }, chain };
      }
      target = next;
    }
  }

  /**
   * Some sites send a visitor back to the very address to see whether he keeps cookies. Whoever shows them gets the page, so they are
   * kept for that origin; nothing else is.
   */
  #atGate({ url, location, headers }: Fetched): boolean {
    if (location !== url) return false;
    const { origin } = new URL(url);
    const given = headers
      .filter(([name]) => name.toLowerCase() === 'set-cookie')
      .map(([, value]) => /^\s*([^=;\s]+=[^;]*)/.exec(value)?.[1]?.trim() ?? '')
      .filter((cookie) => cookie !== '' && cookie.length <= 4_096);
    const cookies = [...new Set(given)].slice(0, 20).join('; ');
    const tries = this.#gates.get(origin)?.tries ?? 0;
    if (cookies === '' || tries >= GATE_TRIES || (tries === 0 && this.#gates.size >= MAX_GATES)) return false;
    this.#gates.set(origin, { cookies, tries: tries + 1 });
    return true;
  }

  async #once(target: string, options: FetchOptions, chain: readonly Exchange[]): Promise<FetchResult> {
    const at = this.#clock();
    const fail = (error: unknown, also: readonly Exchange[] = []): FetchResult => ({
      ok: false,
      fault: faultOf(error, target),
      chain: [...chain, ...also],
    });
    if (options.signal?.aborted === true) return fail(interrupted(target));
    let url: URL;
    try {
      url = parseTarget(target);
      this.guard.checkLiteral(url);
    } catch (error) {
      return fail(error);
    }
    const headers: [string, string][] = [
      ['Host', url.host],
      ['User-Agent', this.#userAgent],
      ['Accept', options.accept ?? ACCEPT],
      ['Accept-Language', 'zh-CN,zh;q=0.9,en;q=0.5'],
      ['Accept-Encoding', ACCEPT_ENCODING],
    ];
    const cookies = this.#gates.get(url.origin)?.cookies;
    if (cookies !== undefined) headers.push(['Cookie', cookies]);
    const method = options.method ?? 'GET';
    const path = `${url.pathname}${url.search}`;
    const outcome = await this.#exchange(url, method, path, headers, options);
    const ms = this.#clock() - at;
    const ip = this.#addresses.get(originKey(url.protocol, url.hostname, url.port)) ?? null;
    const exchangeOf = (response: RawResponse): Exchange => ({
      url: url.href,
      at,
      ip,
      request: { method, target: path, headers },
      response: {
        statusLine: `HTTP/1.1 ${response.status} ${response.statusText}`.trimEnd(),
        headers: response.headers,
        body: response.body,
      },
      ...(response.truncated === null ? {} : { truncated: response.truncated }),
    });
    if (!outcome.ok)
      return fail(outcome.error, outcome.partial === null ? [] : [exchangeOf(outcome.partial)]);

    const { response } = outcome;
    const exchange = exchangeOf(response);
    let decoded = response.body;
    if (options.decode !== false && response.truncated === null) {
      try {
        decoded = decodeBody(
          response.body,
          header(response.headers, 'content-encoding'),
          this.limits.decodedBytes,
          target,
        );
      } catch (error) {
        return fail(error, [exchange]);
      }
    }
    return {
      ok: true,
      fetched: {
        url: url.href,
        status: response.status,
        headers: response.headers,
        body: response.body,
        decoded,
        truncated: response.truncated,
        contentType: header(response.headers, 'content-type'),
        at,
        ms,
        ip,
        serverDate: httpDate(header(response.headers, 'date')),
        lastModified: httpDate(header(response.headers, 'last-modified')),
        location: locationOf(response, url),
        exchange,
        chain,
      },
    };
  }

  async #exchange(
    url: URL,
    method: 'GET' | 'HEAD',
    path: string,
    headers: readonly (readonly [string, string])[],
    options: FetchOptions,
  ) {
    // An answer to HEAD has no body to cut short.
    const wanted: Keep = method === 'HEAD' ? () => 'all' : (options.keep ?? (() => 'all'));
    const handler = new ExchangeHandler(url.href, this.limits, wanted);
    const stop = () => handler.abort(interrupted(url.href));
    options.signal?.addEventListener('abort', stop, { once: true });
    try {
      this.#agent.dispatch({ origin: url.origin, path, method, headers: headers.flat() }, handler);
      return await handler.outcome;
    } catch (error) {
      return { ok: false, error, partial: null } as const;
    } finally {
      options.signal?.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

/** The one place where a target becomes a URL. Credentials in it are dropped and never sent. */
function parseTarget(target: string): URL {
  const parts = { what: 'fetch', where: target };
  if (!URL.canParse(target))
    throw new FaultError('refused-address', new PermanentError({ ...parts, why: 'it is no URL' }));
  const url = new URL(target);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RefusedError({
      ...parts,
      why: `the scheme ${url.protocol} is not http or https`,
    }) satisfies XunjianError;
  }
  // Each setter writes the whole address anew.
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.hash !== '' || url.href.endsWith('#')) url.hash = '';
  return url;
}

function locationOf(response: RawResponse, base: URL): string | null {
  if (![301, 302, 303, 307, 308].includes(response.status)) return null;
  const location = header(response.headers, 'location');
  if (location === null) return null;
  // Servers send raw UTF-8 or GBK in Location; header text is latin1 here, and browsers ask for the bytes as they came.
  const text = location.trim().replace(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  if (!URL.canParse(text, base.href)) return null;
  const next = new URL(text, base.href);
  next.hash = '';
  return next.href;
}

function interrupted(where: string): InterruptedError {
  return new InterruptedError({ what: 'fetch', where, why: 'stopped by the user' });
}

function bracketed(hostname: string): string {
  return hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
}

function originKey(protocol: string, hostname: string, port: string): string {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return `${protocol}//${bare}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
}
