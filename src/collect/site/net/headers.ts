import type { HeaderList } from '../../archive/index.ts';

/** Raw headers as `undici` has them (name, value, name, value …) as a list of pairs in latin1. */
export function headerList(raw: unknown): HeaderList {
  if (!Array.isArray(raw)) return [];
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) list.push([textOf(raw[i]), textOf(raw[i + 1])]);
  return list;
}

function textOf(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}

/** First value of a header; null where it is absent. */
export function header(headers: HeaderList, name: string): string | null {
  for (const [key, value] of headers) {
    if (key.length === name.length && key.toLowerCase() === name) return value;
  }
  return null;
}

/** An HTTP date (RFC 9110 §5.6.7) in milliseconds; null where it is none. */
export function httpDate(text: string | null): number | null {
  if (text === null || !/^[A-Za-z]{3,9},? /.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** `Retry-After` (RFC 9110 §10.2.3), seconds or a date, as milliseconds from now; null where it is absent or neither. */
export function retryAfter(text: string | null, now: number): number | null {
  if (text === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text) * 1000;
  const date = httpDate(text);
  return date === null ? null : Math.max(0, date - now);
}

/** Media type without parameters, in lower case; empty where it is absent. */
export function mediaType(contentType: string | null): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
