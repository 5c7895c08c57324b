import { createHash, hash } from 'node:crypto';
import type { Exchange, HeaderList } from './exchange.ts';

/** Fields of a WARC record header in the order in which they are to stand; null leaves one out. */
export type WarcFields = readonly (readonly [name: string, value: string | null])[];

const CRLF = '\r\n';
export const RECORD_END = Buffer.from('\r\n\r\n');

/** Digest in the form that WARC tools share: algorithm, colon, lower-case hex. */
export function digestOf(...parts: readonly Uint8Array[]): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return `sha256:${hash('sha256', only, 'hex')}`;
  const state = createHash('sha256');
  for (const part of parts) state.update(part);
  return `sha256:${state.digest('hex')}`;
}

/** Head of a record with its blank line (ISO 28500:2017 §4). */
export function recordHead(fields: WarcFields): Buffer {
  let text = `WARC/1.1${CRLF}`;
  for (const [name, value] of fields) if (value !== null) text += `${name}: ${oneLine(value)}${CRLF}`;
  return Buffer.from(text + CRLF, 'utf8');
}

export function requestBlock({ url, request }: Exchange): Buffer {
  const named = request.headers.some(([name]) => name.toLowerCase() === 'host');
  const host: HeaderList = named || !URL.canParse(url) ? [] : [['Host', new URL(url).host]];
  return httpHead(`${request.method} ${request.target} HTTP/1.1`, [...host, ...request.headers]);
}

/**
 * Head of a stored response. The body is kept de-chunked, so a claim that it is chunked must not stand beside it, or readers would
 * take the body apart again; the server's own words are kept under the name that web archives use for headers they replaced.
 */
export function responseHead({ response }: Exchange): Buffer {
  const headers = response.headers.map(([name, value]) =>
    name.toLowerCase() === 'transfer-encoding'
      ? (['X-Archive-Orig-Transfer-Encoding', value] as const)
      : ([name, value] as const),
  );
  return httpHead(response.statusLine, headers);
}

function httpHead(first: string, headers: HeaderList): Buffer {
  let text = oneLine(first) + CRLF;
  for (const [name, value] of headers) text += `${oneLine(name)}: ${oneLine(value)}${CRLF}`;
  return bytesOfHeader(text + CRLF);
}

/** Header text that came in as bytes read one to one (Latin-1) goes out as the same bytes; anything wider as UTF-8. */
function bytesOfHeader(text: string): Buffer {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) return Buffer.from(text, 'utf8');
  return Buffer.from(text, 'latin1');
}

/** A line end inside a value would end the header early and forge fields. */
function oneLine(text: string): string {
  return /[\r\n\0]/.test(text) ? text.replace(/[\r\n\0]+/g, ' ').trim() : text;
}
