/** Words around a name that say nothing about whose account it is, from `packs/register-columns.yaml`. */
export interface NameWords {
  /** At the beginning: 微, 掌上, 官方. */
  readonly before: readonly string[];
  /** At the end: 发布, 官微, 公众号, 政务微博. */
  readonly after: readonly string[];
}

/** Names of accounts and bodies in spellings that can be compared. */
export class Names {
  readonly #fold: (text: string) => string;
  readonly #words: NameWords;

  /** `fold` brings a text into one spelling: width, case, traditional characters, spaces and signs between characters. */
  constructor(fold: (text: string) => string, words: NameWords) {
    const bySize = (list: readonly string[]) =>
      list.map(fold).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    this.#fold = fold;
    this.#words = { before: bySize(words.before), after: bySize(words.after) };
  }

  /** One spelling of the name as it stands. */
  plain(name: string): string {
    return this.#fold(name);
  }

  /** What is left of a name without the words around it; the plain name where that is nothing but such a word, or one character. */
  core(name: string): string {
    let core = this.#fold(name);
    for (let before = ''; before !== core; ) {
      before = core;
      const tail = this.#words.after.find((word) => core.endsWith(word) && core.length - word.length >= 2);
      if (tail !== undefined) core = core.slice(0, -tail.length);
      const head = this.#words.before.find((word) => core.startsWith(word) && core.length - word.length >= 2);
      if (head !== undefined) core = core.slice(head.length);
    }
    return this.#words.after.includes(core) || this.#words.before.includes(core) ? this.#fold(name) : core;
  }
}

/** A platform's own id of an account in one spelling; null where there is none. */
export function plainHandle(handle: string | null): string | null {
  const plain = handle?.normalize('NFKC').trim().replace(/^@/, '').toLowerCase() ?? '';
  return plain === '' ? null : plain;
}

/** Parameters that tell where a link came from, not where it leads. */
const TRACKING = /^(utm_|from$|refer$|share|spm$|is_all$|isappinstalled$|scene$|clicktime$|enterid$)/i;

/** The address of an account in one spelling; null for none, and for the front page of a platform, which is no account. */
export function plainUrl(text: string | null): string | null {
  const trimmed = text?.normalize('NFKC').trim() ?? '';
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (trimmed === '' || !URL.canParse(full)) return null;
  const url = new URL(full);
  const query = [...url.searchParams]
    .filter(([key]) => !TRACKING.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const path = url.pathname.replace(/\/+$/, '');
  if (path === '' && query.length === 0) return null;
  const host = url.host.replace(/^(www|m|mobile)\./, '');
  return `${host}${path}${query.length === 0 ? '' : `?${query.map(([key, value]) => `${key}=${value}`).join('&')}`}`;
}
