import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
// Straight from its file: a reading thread must not load the schemas.
import { LimitError, TransientError } from '../../../model/errors.ts';
import { codeOf } from './error-code.ts';
import { FaultError } from './faults.ts';

/** More codings than this on one body are an attack, not a compression. */
const MAX_CODINGS = 3;

export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/**
 * Undoes the content codings of a body (RFC 9110 §8.4). `limit` bounds what comes out at every step: a bomb is a limit of ours
 * and no outage. Throws FaultError of kind `bomb` or, where the bytes are no such coding, `reset`. A body cut short gives what is whole.
 */
export function decodeBody(
  body: Uint8Array,
  contentEncoding: string | null,
  limit: number,
  where: string,
): Uint8Array {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (body.length === 0 || codings.length === 0) return body;
  if (codings.length > MAX_CODINGS) throw bomb(where, limit);
  return codings.reduceRight((bytes, coding) => decodeOne(bytes, coding, limit, where), body);
}

function decodeOne(body: Uint8Array, coding: string, limit: number, where: string): Uint8Array {
  const options = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    switch (coding) {
      case 'gzip':
      case 'x-gzip':
        // Some servers say gzip and send plain text: take it as it is, as browsers do.
        return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, options) : body;
      case 'deflate':
        // “deflate” means zlib; half of its senders mean the raw stream.
        return ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, options) : inflateRawSync(body, options);
      case 'br':
        return brotliDecompressSync(body, { maxOutputLength: limit });
      case 'zstd':
        return zstdDecompressSync(body, { maxOutputLength: limit });
      default:
        return body;
    }
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw bomb(where, limit);
    throw new FaultError(
      'reset',
      new TransientError({ what: 'decode', where, why: `the body is no valid ${coding}`, cause: error }),
    );
  }
}

function bomb(where: string, limit: number): FaultError {
  return new FaultError(
    'bomb',
    new LimitError({ what: 'decode', where, why: `the body unpacks to more than ${limit} bytes` }),
  );
}
