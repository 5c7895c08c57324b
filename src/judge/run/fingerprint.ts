import { hash } from 'node:crypto';

/**
 * What makes a finding the same finding in the next inspection: indicator, subject, outcome, and the key that parts one matter
 * from another. Not in it: points, codes and versions of standards, counts, times, the order of anything.
 */
export function fingerprint(indicator: string, subject: string, outcome: string, key: string | null): string {
  const parts = JSON.stringify([
    'xunjian.fingerprint/1',
    indicator,
    subject,
    outcome,
    key === null ? null : normaliseKey(key),
  ]);
  return hash('sha256', parts, 'hex').slice(0, 32);
}

/** A key in one spelling: full or half width, spaces, and the scheme, fragment, default port and last slash of addresses in it. */
export function normaliseKey(key: string): string {
  return key
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/https?:\/\/[^\s|]+/gi, normaliseUrl);
}

function normaliseUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  const path = url.pathname.replace(/\/+$/, '');
  return `//${url.host}${path}${url.search}`;
}
