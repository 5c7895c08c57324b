// Straight from its file: a reading thread must not load the schemas.
import {
  BlockedError,
  LimitError,
  LocalError,
  messageOf,
  PermanentError,
  RefusedError,
  TransientError,
  XunjianError,
} from '../../../model/errors.ts';
import type { FailureKind } from '../../../model/index.ts';
import { codeOf } from './error-code.ts';

/** Why a fetch brought no response: the kind for the account of the collection, the error (its class is the retry policy). */
export interface Fault {
  readonly kind: FailureKind;
  readonly error: XunjianError;
}

/** A fault that knows its kind, thrown inside handlers. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(kind: FailureKind, error: XunjianError) {
    super(error.message, { cause: error });
    this.name = 'FaultError';
    this.fault = { kind, error };
  }
}

/** Codes that speak about this machine: no route at all, no sockets, no ports left (errno(3)). */
const LOCAL = new Set(['ENETUNREACH', 'ENETDOWN', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']);
const TIMEOUT = new Set([
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
]);
const RESET = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET']);
/** OpenSSL and certificate errors as Node names them. */
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/;

/** What anything that `undici`, `net` or our own limits threw means. `where` is the URL that was asked for. */
export function faultOf(error: unknown, where: string): Fault {
  if (error instanceof FaultError) return error.fault;
  if (error instanceof XunjianError) return { kind: kindOfError(error), error };
  const causes = causesOf(error);
  const codes = causes.map(codeOf).filter((code) => code !== null);
  const deep = causes.find((cause) => cause instanceof XunjianError);
  if (deep !== undefined) return { kind: kindOfError(deep), error: deep };
  const parts = { what: 'fetch', where, cause: error };
  const has = (set: ReadonlySet<string>) => codes.find((code) => set.has(code));

  const leaves = causes.filter((cause) => !(cause instanceof AggregateError));
  const local = has(LOCAL);
  // Happy eyeballs: IPv6 without a route beside an IPv4 that answered with a fault is the site's matter.
  if (local !== undefined && leaves.every((leaf) => LOCAL.has(codeOf(leaf) ?? ''))) {
    return {
      kind: 'local-fault',
      error: new LocalError({
        ...parts,
        why: `this machine cannot connect (${local})`,
        todo: 'check the network, then run again',
      }),
    };
  }
  const transient = (kind: FailureKind, why: string): Fault => ({
    kind,
    error: new TransientError({ ...parts, why }),
  });
  if (has(new Set(['ECONNREFUSED'])) !== undefined)
    return transient('refused-connection', 'the server refused the connection');
  if (has(TIMEOUT) !== undefined)
    return transient('timeout', `the server did not answer in time (${has(TIMEOUT)})`);
  if (has(new Set(['UND_ERR_BODY_TIMEOUT'])) !== undefined)
    return transient('too-slow', 'the body stopped coming');
  if (has(new Set(['HPE_HEADER_OVERFLOW', 'UND_ERR_HEADERS_OVERFLOW'])) !== undefined)
    return {
      kind: 'too-large',
      error: new LimitError({ ...parts, why: 'the header is larger than the limit' }),
    };
  const tls = codes.find((code) => TLS.test(code));
  if (tls !== undefined) return transient('tls', `no secure connection (${tls})`);
  if (codes.some((code) => code.startsWith('HPE_')))
    return transient('reset', `the answer is no valid HTTP (${codes.join(', ')})`);
  if (has(RESET) !== undefined) return transient('reset', 'the connection was cut');
  return transient('reset', messageOf(error));
}

function kindOfError(error: XunjianError): FailureKind {
  if (error instanceof LocalError) return 'local-fault';
  if (error instanceof RefusedError) return 'refused-address';
  if (error instanceof BlockedError) return 'blocked';
  if (error instanceof LimitError) return 'too-large';
  if (error.what === 'resolve') return 'dns';
  return error instanceof PermanentError ? 'http-4xx' : 'reset';
}

/** An error, its causes, and the members of aggregates; bounded, as causes may be circular. */
function causesOf(error: unknown): unknown[] {
  const found: unknown[] = [];
  const open = [error];
  while (open.length > 0 && found.length < 20) {
    const next = open.shift();
    if (next === undefined || found.includes(next)) continue;
    found.push(next);
    if (next instanceof AggregateError) open.push(...next.errors);
    if (next instanceof Error && next.cause !== undefined) open.push(next.cause);
  }
  return found;
}
