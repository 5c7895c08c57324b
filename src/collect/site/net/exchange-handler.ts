import type { Dispatcher } from 'undici';
import { LimitError, TransientError } from '../../../model/index.ts';
import type { HeaderList } from '../../archive/index.ts';
import { FaultError } from './faults.ts';
import { header, headerList } from './headers.ts';

/** What is wanted of a body once status and headers are known. */
export type Keep = (status: number, headers: HeaderList) => 'all' | 'none';

export interface BodyLimits {
  /** Whole exchange, milliseconds. */
  readonly totalMs: number;
  /** Bytes on the wire. */
  readonly rawBytes: number;
}

/** An exchange as far as it came. */
export interface RawResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** Why the body is not whole; null where it is. */
  readonly truncated: 'length' | 'time' | 'disconnect' | null;
}

export type Outcome =
  | { readonly ok: true; readonly response: RawResponse }
  | { readonly ok: false; readonly error: unknown; readonly partial: RawResponse | null };

/** Thrown through undici to end a body that is not wanted. */
const ENOUGH = new Error('body not wanted');

/**
 * Collects one response below limits. Bodies are gathered as the chunks that undici hands over and joined once, which costs
 * less than half of what a stream per response does.
 */
export class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly outcome: Promise<Outcome>;
  readonly #limits: BodyLimits;
  readonly #keep: Keep;
  readonly #where: string;
  #settle: (outcome: Outcome) => void = () => {};
  #controller: Dispatcher.DispatchController | null = null;
  #pendingAbort: Error | null = null;
  #timer: NodeJS.Timeout | null = null;
  #status = 0;
  #statusText = '';
  #headers: HeaderList = [];
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(where: string, limits: BodyLimits, keep: Keep) {
    this.#where = where;
    this.#limits = limits;
    this.#keep = keep;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#timer = setTimeout(() => this.#late(), limits.totalMs);
  }

  abort(error: Error): void {
    if (this.#controller === null) this.#pendingAbort = error;
    else this.#controller.abort(error);
    this.#finish({ ok: false, error, partial: null });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#pendingAbort !== null) controller.abort(this.#pendingAbort);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    text?: string,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#statusText = text ?? '';
    this.#headers = headerList(controller.rawHeaders);
    if (this.#keep(status, this.#headers) === 'none') {
      // A short body is read to its end: that costs less than a new connection.
      const length = Number(header(this.#headers, 'content-length') ?? Number.POSITIVE_INFINITY);
      if (!(length <= 16_384)) controller.abort(ENOUGH);
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    const { rawBytes } = this.#limits;
    if (this.#bytes <= rawBytes) {
      this.#chunks.push(chunk);
      return;
    }
    const room = rawBytes - (this.#bytes - chunk.length);
    if (room > 0) this.#chunks.push(chunk.subarray(0, room));
    this.#bytes = rawBytes;
    controller.abort(
      new FaultError(
        'too-large',
        new LimitError({
          what: 'fetch',
          where: this.#where,
          why: `the body is larger than ${rawBytes} bytes`,
        }),
      ),
    );
  }

  onResponseEnd(): void {
    this.#finish({ ok: true, response: this.#response(null) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (error === ENOUGH) {
      this.#finish({ ok: true, response: this.#response('length') });
      return;
    }
    const why = error instanceof FaultError && error.fault.kind === 'too-large' ? 'length' : 'disconnect';
    this.#finish({ ok: false, error, partial: this.#status === 0 ? null : this.#response(why) });
  }

  #late(): void {
    const started = this.#status !== 0;
    const error = new FaultError(
      started ? 'too-slow' : 'timeout',
      new TransientError({
        what: 'fetch',
        where: this.#where,
        why: started
          ? `the body did not end within ${this.#limits.totalMs} ms`
          : `no answer within ${this.#limits.totalMs} ms`,
      }),
    );
    const partial = started ? this.#response('time') : null;
    if (this.#controller === null) this.#pendingAbort = error;
    this.#finish({ ok: false, error, partial });
    this.#controller?.abort(error);
  }

  #finish(outcome: Outcome): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#settle(outcome);
    this.#chunks = [];
  }

  #response(truncated: RawResponse['truncated']): RawResponse {
    // A copy of its own even for one chunk: undici's chunks are slices of larger pooled buffers.
    const body = Buffer.allocUnsafeSlow(this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.#chunks) at += chunk.copy(body, at);
    setImmediate(giveBack, this.#chunks);
    return { status: this.#status, statusText: this.#statusText, headers: this.#headers, body, truncated };
  }
}

/**
 * Frees what the socket read, once undici is through with it. Left to the collector, these 64 KB a read gather outside the heap by
 * tens of megabytes. Without pipelining a read holds nothing of another response. The pool that small buffers share has a size of its own.
 */
function giveBack(chunks: readonly Buffer[]): void {
  for (const buffer of new Set(chunks.map((chunk) => chunk.buffer))) {
    const isPool = buffer.byteLength === Buffer.poolSize;
    if (buffer instanceof ArrayBuffer && !isPool && !buffer.detached) buffer.transfer(0);
  }
}
