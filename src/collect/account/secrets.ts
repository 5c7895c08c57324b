/** Names of parameters and fields whose values are secrets, on all platforms. */
const NAMES =
  'access_token|refresh_token|client_token|access-token|token|secret|appsecret|app_secret|client_secret|client_key|sign|signature|authorization|password|code';
const IN_QUERY = new RegExp(`([?&;](?:${NAMES})=)[^&#\\s"']*?(?=:?(?:[&#\\s"']|$))`, 'gi');
const IN_JSON = new RegExp(`("(?:${NAMES})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, 'gi');
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
/** Shorter values would tear words out of messages; no platform gives secrets of that length. */
const SHORTEST = 6;
const HIDDEN = '***';

/**
 * What must never be seen: the values of a credentials file and every token that came in the meantime. All text that leaves this
 * room, to logs, errors or files, goes through `redact`.
 */
export class Secrets {
  readonly #values = new Set<string>();

  add(value: string | null | undefined): void {
    if (value === null || value === undefined || value.length < SHORTEST) return;
    this.#values.add(value);
    const encoded = encodeURIComponent(value);
    if (encoded !== value) this.#values.add(encoded);
  }

  redact(text: string): string {
    let out = text;
    // Longest first: one secret may be a part of another.
    for (const value of [...this.#values].sort((a, b) => b.length - a.length))
      out = out.replaceAll(value, HIDDEN);
    return out
      .replace(IN_QUERY, `$1${HIDDEN}`)
      .replace(IN_JSON, `$1${HIDDEN}`)
      .replace(BEARER, `$1 ${HIDDEN}`);
  }
}
