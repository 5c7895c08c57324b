import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import {
  LocalError,
  messageOf,
  PermanentError,
  RefusedError,
  TransientError,
  XunjianError,
} from '../../../model/index.ts';
import { codeOf } from './error-code.ts';

export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Name → all its addresses. Rejects with an error whose `code` is that of the system (`ENOTFOUND`, `EAI_AGAIN` …). */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

/**
 * Whether an address is one of the public internet. Everything that IANA reserves is not: private, loopback, link-local, CGNAT,
 * multicast, documentation, benchmarking, 6to4, Teredo. IPv6 that carries an IPv4 address is judged by that (RFC 4291 §2.5.5.2,
 * RFC 6052): `::ffff:127.0.0.1` is loopback, and a DNS64 answer for a public address is public.
 */
export function isGlobalAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!ipaddr.isValid(bare)) return false;
  const ip = ipaddr.parse(bare);
  if (ip instanceof ipaddr.IPv4) return ip.range() === 'unicast';
  const range = ip.range();
  if (range === 'ipv4Mapped') return ip.toIPv4Address().range() === 'unicast';
  const bytes = ip.toByteArray();
  if (range === 'rfc6052') {
    // Only the well-known prefix 64:ff9b::/96; 64:ff9b:1::/48 is for local use (RFC 8215).
    const wellKnown = bytes.slice(4, 12).every((byte) => byte === 0);
    return wellKnown && new ipaddr.IPv4(bytes.slice(12)).range() === 'unicast';
  }
  return range === 'unicast' && ((bytes[0] ?? 0) & 0xe0) === 0x20; // 2000::/3, all that is assigned so far
}

/** The literal address that a URL's host is, without brackets; null where it is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}

export const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, found) => {
      if (error !== null) return reject(error);
      resolve(found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })));
    });
  });

/** Names that resolve wherever name resolution works at all: servers of the DNS root and of large zones. */
const CONTROL_NAMES = ['a.root-servers.net', 'm.root-servers.net', 'a.gtld-servers.net'];
const RECENT = 60_000;

/** Names that mean this machine whatever a resolver says (RFC 6761 §6.3). */
const LOOPBACK_NAME = /^(?:.+\.)?localhost\.?$/i;

export interface GuardOptions {
  readonly resolve: Resolve;
  readonly allowPrivate: boolean;
  readonly clock: () => number;
  /** Names asked when none resolved lately, to tell a dead name from a dead resolver. */
  readonly controlNames?: readonly string[];
  readonly timeoutMs: number;
}

/**
 * Resolves names and hands out addresses only where *every* address of the name is public: one private address among them is
 * the mark of DNS rebinding. The same answer is what gets connected to, so nothing can change between check and use.
 */
export class AddressGuard {
  readonly #options: GuardOptions;
  #lastSuccess = Number.NEGATIVE_INFINITY;
  #lastControl: { at: number; ok: Promise<boolean> } | null = null;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  allows(address: string): boolean {
    return this.#options.allowPrivate || isGlobalAddress(address);
  }

  /** Throws where the host of a URL is a literal address that may not be connected to. */
  checkLiteral(url: URL): void {
    const literal = literalAddress(url.hostname) ?? (LOOPBACK_NAME.test(url.hostname) ? '127.0.0.1' : null);
    if (literal !== null && !this.allows(literal)) throw refused(url.host, literal);
  }

  async addressesOf(host: string): Promise<readonly HostAddress[]> {
    const literal = literalAddress(host);
    const found =
      literal === null
        ? await this.#resolve(host)
        : [{ address: literal, family: literal.includes(':') ? (6 as const) : (4 as const) }];
    for (const { address } of found) if (!this.allows(address)) throw refused(host, address);
    return found;
  }

  /** For `net.connect`: the checked addresses and no others. */
  readonly lookup: LookupFunction = (host, options, done) => {
    this.addressesOf(host).then(
      (found) => {
        if (options.all === true) return done(null, [...found]);
        const first = found[0];
        if (first !== undefined) done(null, first.address, first.family);
      },
      (error: Error) => done(error, ''),
    );
  };

  async #resolve(host: string): Promise<readonly HostAddress[]> {
    const { resolve, timeoutMs, clock } = this.#options;
    try {
      const found = await withTimeout(resolve(host), timeoutMs);
      if (found.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
      this.#lastSuccess = clock();
      return found;
    } catch (error) {
      throw await this.#explain(host, error);
    }
  }

  /** A name that does not resolve is the site's fault only where other names do. */
  async #explain(host: string, error: unknown): Promise<Error> {
    if (error instanceof XunjianError) return error;
    const code = codeOf(error) ?? 'ETIMEDOUT';
    const parts = { what: 'resolve', where: host, cause: error };
    if (!(await this.#resolverWorks())) {
      return new LocalError({
        ...parts,
        why: `no name can be resolved here (${code})`,
        todo: 'check the network and its DNS server, then run again',
      });
    }
    if (code === 'ENOTFOUND' || code === 'ENODATA')
      return new PermanentError({ ...parts, why: 'no such host' });
    return new TransientError({ ...parts, why: `the name did not resolve (${code}: ${messageOf(error)})` });
  }

  #resolverWorks(): Promise<boolean> {
    const { clock, resolve, timeoutMs, controlNames = CONTROL_NAMES } = this.#options;
    const now = clock();
    if (now - this.#lastSuccess < RECENT) return Promise.resolve(true);
    if (this.#lastControl === null || now - this.#lastControl.at > RECENT / 2) {
      const tries = controlNames.map((name) => withTimeout(resolve(name), timeoutMs));
      const ok = Promise.any(tries).then(
        (found) => found.length > 0,
        () => false,
      );
      this.#lastControl = { at: now, ok };
    }
    return this.#lastControl.ok;
  }
}

function refused(host: string, address: string): RefusedError {
  return new RefusedError({
    what: 'fetch',
    where: host,
    why: `its address ${address} is not one of the public internet`,
    todo: 'use --allow-private to inspect loopback and private addresses',
  });
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error(`no answer in ${ms} ms`), { code: 'ETIMEDOUT' })),
      ms,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
