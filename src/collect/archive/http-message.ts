import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { headerText } from './warc-head.ts';

export interface HttpMessage {
  readonly status: number;
  readonly headers: readonly [name: string, value: string][];
  /** Body as it stands in the record. */
  readonly raw: Buffer;
}

/** Takes a stored response apart, leniently: header lines that are none are skipped. Null where no status line stands first. */
export function parseResponse(block: Buffer): HttpMessage | null {
  const end = headEnd(block);
  const [first = '', ...lines] = headerText(block.subarray(0, end.head)).split(/\r?\n/);
  const status = /^\s*HTTP\/\d(?:\.\d)?\s+(\d{3})(?!\d)/i.exec(first)?.[1];
  if (status === undefined) return null;
  return { status: Number(status), headers: parseHeaders(lines), raw: block.subarray(end.body) };
}

function headEnd(block: Buffer): { head: number; body: number } {
  const crlf = block.indexOf('\r\n\r\n');
  const lf = block.indexOf('\n\n');
  if (crlf < 0 && lf < 0) return { head: block.length, body: block.length };
  if (crlf < 0 || (lf >= 0 && lf < crlf)) return { head: lf, body: lf + 2 };
  return { head: crlf, body: crlf + 4 };
}

function parseHeaders(lines: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last !== undefined) last[1] = `${last[1]} ${line.trim()}`;
    else if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return headers;
}

/** The first value of a header, by name in any case. */
export function header(headers: readonly (readonly [string, string])[], name: string): string | null {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

export type Decoded =
  | {
      readonly ok: true;
      readonly body: Buffer /** Not all of the body is there. */;
      readonly truncated: boolean;
    }
  | { readonly ok: false; readonly why: string };

/** Undoes transfer and content encodings. `limit` bounds the result: a bomb is refused, not unpacked. */
export function decodeBody(message: HttpMessage, payload: Dechunked, limit: number): Decoded {
  let body = payload.body;
  let truncated = payload.truncated;
  const names = (header(message.headers, 'content-encoding') ?? '').toLowerCase().split(/[\s,]+/);
  for (const name of names
    .filter((part) => part !== '' && part !== 'identity')
    .reverse()
    .slice(0, 3)) {
    const result = decodeOnce(name, body, limit);
    if (!result.ok) return result;
    body = result.body;
    truncated ||= result.truncated;
  }
  return { ok: true, body, truncated };
}

function decodeOnce(name: string, bytes: Buffer, limit: number): Decoded {
  if (bytes.length === 0) return { ok: true, body: bytes, truncated: false };
  const attempts = decoders(name, bytes, limit);
  // Many tools store bodies decoded and keep the header (and some servers lie): the bytes decide.
  if (attempts === null) return { ok: true, body: bytes, truncated: false };
  for (const [whole, attempt] of attempts) {
    try {
      return { ok: true, body: attempt(), truncated: !whole };
    } catch (error) {
      if (error instanceof RangeError)
        return { ok: false, why: `the body is larger than ${limit} bytes when unpacked` };
    }
  }
  if (looksPlain(bytes)) return { ok: true, body: bytes, truncated: false };
  return { ok: false, why: `the body is not valid ${name}` };
}

type Attempt = readonly [whole: boolean, decode: () => Buffer];

function decoders(name: string, bytes: Buffer, limit: number): readonly Attempt[] | null {
  const whole = { maxOutputLength: limit };
  const cut = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH };
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return null;
      return [
        [true, () => gunzipSync(bytes, whole)],
        [false, () => gunzipSync(bytes, cut)],
      ];
    case 'deflate':
      return [
        [true, () => inflateSync(bytes, whole)],
        [true, () => inflateRawSync(bytes, whole)],
        [false, () => inflateSync(bytes, cut)],
      ];
    case 'br':
      return [
        [true, () => brotliDecompressSync(bytes, whole)],
        [
          false,
          () =>
            brotliDecompressSync(bytes, {
              maxOutputLength: limit,
              finishFlush: constants.BROTLI_OPERATION_FLUSH,
            }),
        ],
      ];
    case 'zstd':
      return [[true, () => zstdDecompressSync(bytes, whole)]];
    default:
      return null;
  }
}

/** Text rather than packed bytes: no control bytes but line ends and tabs in its beginning. */
function looksPlain(bytes: Buffer): boolean {
  return bytes.subarray(0, 512).every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}

export interface Dechunked {
  readonly body: Buffer;
  readonly truncated: boolean;
}

/**
 * The payload of a response: de-chunked where its header says chunked and its bytes are (RFC 9112 §7.1). Archives hold many that say
 * so and are not.
 */
export function dechunk(message: HttpMessage): Dechunked {
  const { raw } = message;
  const chunked = /\bchunked\b/i.test(header(message.headers, 'transfer-encoding') ?? '');
  if (!chunked) return { body: raw, truncated: raw.length < statedLength(message) };
  if (chunkSize(raw, 0) === null) return { body: raw, truncated: false };
  const parts: Buffer[] = [];
  for (let at = 0; at < raw.length; ) {
    const size = chunkSize(raw, at);
    if (size === null)
      return parts.length > 0
        ? { body: Buffer.concat(parts), truncated: true }
        : { body: raw, truncated: false };
    if (size.length === 0) return { body: Buffer.concat(parts), truncated: false };
    parts.push(raw.subarray(size.next, size.next + size.length));
    at = size.next + size.length;
    if (raw[at] === 13) at++;
    if (raw[at] === 10) at++;
  }
  return { body: Buffer.concat(parts), truncated: true };
}

/** Content-Length; more than is there means that the download broke off (bodies that a tool stored unpacked are longer, not shorter). */
function statedLength({ headers }: HttpMessage): number {
  const stated = header(headers, 'content-length') ?? '';
  return /^\d{1,15}$/.test(stated) ? Number(stated) : 0;
}

function chunkSize(raw: Buffer, at: number): { length: number; next: number } | null {
  const end = raw.subarray(at, at + 256).indexOf(10);
  if (end < 0) return null;
  const m = /^\s*([0-9a-f]{1,8})\s*(?:;[^\r\n]*)?\r?$/i.exec(raw.toString('latin1', at, at + end));
  return m === null ? null : { length: Number.parseInt(m[1] ?? '', 16), next: at + end + 1 };
}
