import type { CrawlStore } from '../store.ts';
import { State } from '../store.ts';

/** So many addresses of one host that fail after its last answer are the host's trouble, not theirs. */
const MANY = 10;

/**
 * Tells failures that speak about the host from those that speak about an address. A host that answered and then refuses
 * connections, or answers nothing but 502 to 504 any more, went down while it was looked at: that its addresses do not open now
 * says nothing about the links to them (无法访问 has an indicator of its own, and one visit proves no outage).
 */
export function outagesOf(store: CrawlStore): (row: Record<string, unknown>) => boolean {
  const answered = new Map<number, number>();
  for (const { host, at } of store.all(
    `SELECT host, max(at) AS at FROM url WHERE state IN (?, ?, ?) OR (state = ? AND status BETWEEN 400 AND 500) GROUP BY host`,
    State.done,
    State.alive,
    State.redirect,
    State.failed,
  ))
    answered.set(Number(host), Number(at));
  const late = new Map<number, number>();
  for (const row of store.each(
    'SELECT host, at FROM url WHERE state = ? AND status BETWEEN 502 AND 504',
    State.failed,
  )) {
    const host = Number(row.host);
    if (Number(row.at) > (answered.get(host) ?? Number.POSITIVE_INFINITY))
      late.set(host, (late.get(host) ?? 0) + 1);
  }
  return ({ host: id, kind, status, at }) => {
    const last = answered.get(Number(id));
    if (last === undefined) return false;
    if (kind === 'refused-connection' || kind === 'dns') return true;
    const overloaded = typeof status === 'number' && status >= 502 && status <= 504;
    return overloaded && Number(at) > last && (late.get(Number(id)) ?? 0) >= MANY;
  };
}
