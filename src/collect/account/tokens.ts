import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { AuthExpiredError } from './errors.ts';
import type { Secrets } from './secrets.ts';

const Token = z.strictObject({
  access: z.string().min(1),
  /** Milliseconds since 1970; null where the platform does not say. */
  expires: z.number().nullable(),
  /** Some platforms give a new one with each renewal, and the old one is void from then on. */
  refresh: z.string().nullable(),
});
export type Token = z.infer<typeof Token>;
const TokenFile = z.record(z.string(), Token);

/** A token is renewed so long before its end: a run must not lose it between two pages. */
const EARLY_MS = 5 * 60_000;

/**
 * Access tokens between runs, in a file beside the credentials that only its owner can read. Without a file they live as long as the
 * process. Platforms count how often a token is fetched, so one that still holds is used again.
 */
export class Tokens {
  readonly #file: string | null;
  readonly #secrets: Secrets;
  readonly #clock: () => number;
  readonly #all: Record<string, Token>;

  constructor(file: string | null, secrets: Secrets, clock: () => number) {
    this.#file = file;
    this.#secrets = secrets;
    this.#clock = clock;
    this.#all = file === null ? {} : readTokens(file);
    for (const token of Object.values(this.#all)) this.#hide(token);
  }

  get(key: string): Token | null {
    return this.#all[key] ?? null;
  }

  set(key: string, token: Token): void {
    this.#hide(token);
    this.#all[key] = token;
    if (this.#file === null) return;
    writeFileSync(`${this.#file}.part`, `${JSON.stringify(this.#all, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.#file}.part`, this.#file);
  }

  /**
   * Works with a valid token: the one kept, or a new one from `renew`, which gets the last known. Where the platform says that it
   * expired, it is renewed once; a second refusal is the answer.
   */
  async use<T>(
    key: string,
    renew: (old: Token | null, refused: boolean) => Promise<Token>,
    work: (access: string) => Promise<T>,
  ): Promise<T> {
    const kept = this.get(key);
    const holds = kept !== null && (kept.expires === null || kept.expires - EARLY_MS > this.#clock());
    const token = holds ? kept : await this.#renewed(key, kept, renew, false);
    try {
      return await work(token.access);
    } catch (error) {
      if (!(error instanceof AuthExpiredError)) throw error;
      return await work((await this.#renewed(key, token, renew, true)).access);
    }
  }

  async #renewed(
    key: string,
    old: Token | null,
    renew: (old: Token | null, refused: boolean) => Promise<Token>,
    refused: boolean,
  ): Promise<Token> {
    const token = await renew(old, refused);
    this.set(key, token);
    return token;
  }

  #hide({ access, refresh }: Token): void {
    this.#secrets.add(access);
    this.#secrets.add(refresh);
  }
}

/** A file that was cut short costs no more than fetching the tokens again. */
function readTokens(file: string): Record<string, Token> {
  if (!existsSync(file)) return {};
  try {
    return TokenFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
