import { createHash, type Hash } from 'node:crypto';

/** Head of a record, of a WARC or translated from an ARC. */
export interface WarcHead {
  /** `response`, `request`, `revisit`, `resource`, `warcinfo` … in lower case. */
  readonly type: string;
  /** All fields by lower-case name; the first where one is repeated. */
  readonly fields: ReadonlyMap<string, string>;
  readonly uri: string | null;
  /** WARC-Date in milliseconds; null where it is absent or no date. */
  readonly at: number | null;
  readonly id: string | null;
  /** Content-Length; null where it is absent or no number. */
  readonly length: number | null;
}

/** Reads a WARC head leniently: lines without a colon are skipped, continued lines joined. Null where it is none. */
export function parseFields(bytes: Uint8Array): WarcHead | null {
  const lines = headerText(bytes).split(/\r?\n/);
  if (!/^WARC\/\d+\.\d+\s*$/.test(lines[0] ?? '')) return null;
  const fields = new Map<string, string>();
  let last: string | null = null;
  for (const line of lines.slice(1)) {
    if (/^[ \t]/.test(line) && last !== null) {
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    last = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(last)) fields.set(last, line.slice(colon + 1).trim());
  }
  if (!fields.has('warc-type') && !fields.has('content-length')) return null;
  const length = fields.get('content-length') ?? '';
  // WARC 1.0 writers put the URI between angle brackets, some still do.
  const uri = fields.get('warc-target-uri')?.replace(/^<(.*)>$/, '$1') ?? null;
  return {
    type: (fields.get('warc-type') ?? '').toLowerCase(),
    fields,
    uri,
    at: warcTime(fields.get('warc-date')),
    id: fields.get('warc-record-id') ?? null,
    length: /^\d{1,15}$/.test(length) ? Number(length) : null,
  };
}

function warcTime(text: string | undefined): number | null {
  // W3C-DTF with up to nine decimals (WARC 1.1 §5.4); Date reads three.
  const time = Date.parse((text ?? '').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(time) ? null : time;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Header bytes as text: UTF-8 where they are, else byte by byte (Latin-1). */
export function headerText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

/**
 * Whether bytes (or what a hash has seen) have a stated digest: `algorithm:value`, value in base32 or hex of any case, as different
 * writers have it. Null where the algorithm is not known.
 */
export function checkDigest(stated: string, of: readonly Uint8Array[] | Hash | null): boolean | null {
  const m = /^(sha-?1|sha-?256|sha-?512|md5):\s*(\S+)$/i.exec(stated.trim());
  if (m === null || of === null) return null;
  let hash: Hash;
  if (isParts(of)) {
    hash = createHash((m[1] ?? '').toLowerCase().replace('-', ''));
    for (const bytes of of) hash.update(bytes);
  } else hash = of;
  const actual = hash.digest();
  const value = m[2] ?? '';
  return (
    value.toLowerCase() === actual.toString('hex') ||
    value.toUpperCase().replace(/=+$/, '') === base32(actual)
  );
}

function isParts(of: readonly Uint8Array[] | Hash): of is readonly Uint8Array[] {
  return Array.isArray(of);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

/** A string of its own: what was cut out of a text keeps the whole text in memory (V8's sliced strings). */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
