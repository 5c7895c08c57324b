import { type DayOrTime, newestFirst } from '../model/index.ts';

/**
 * Sampling that anyone can repeat (抽查): not at random, but by an order that depends on nothing but the keys, so the same facts in
 * whatever order give the same sample, and that follows no order of the site's own, so it spreads over the site.
 */
export function sampleOf<T>(list: readonly T[], size: number, keyOf: (one: T) => string): readonly T[] {
  return [...list]
    .map((one) => ({ one, key: keyOf(one), rank: hash(keyOf(one)) }))
    .sort((a, b) => a.rank - b.rank || byText(a.key, b.key))
    .slice(0, size)
    .map(({ one }) => one);
}

/** Newest first; of the same date by key. Undated last. */
export function newest<T>(
  list: readonly T[],
  dateOf: (one: T) => DayOrTime | null,
  keyOf: (one: T) => string,
): readonly T[] {
  return [...list].sort((a, b) => {
    const order = newestFirst(dateOf(a), dateOf(b));
    // Two undated ones differ by infinity minus infinity.
    return Number.isNaN(order) || order === 0 ? byText(keyOf(a), keyOf(b)) : order;
  });
}

/** The value that most pages show. */
export function mostCommon(
  values: readonly { readonly value: string; readonly pages: number }[],
): string | null {
  return [...values].sort((a, b) => b.pages - a.pages || byText(a.value, b.value))[0]?.value ?? null;
}

/** By code unit: the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** FNV-1a over UTF-16 code units, 32 bits: spreads, and needs to be no more than that. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193) >>> 0;
  }
  return value;
}
