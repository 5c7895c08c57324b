import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Exit codes of `inspect`, `judge` and `census` (INTERFACES). */
export const exitCode = {
  qualified: 0,
  unqualified: 1,
  couldNotRun: 2,
  undetermined: 3,
  interrupted: 130,
} as const;

/** Folder that holds `standards/` and `packs/`: the checkout, or the installed package (`dist/` has the layout of `src/`). */
export const packageRoot = resolve(import.meta.dirname, '..', '..');

/** Version of this package. Read without a schema library: it would double the start of `--help` and `read`. */
export function version(): string {
  const described: unknown = JSON.parse(readFileSync(resolve(packageRoot, 'package.json'), 'utf8'));
  if (typeof described !== 'object' || described === null || !('version' in described)) return 'unknown';
  return String(described.version);
}

/** The terminal: where progress goes, whether standard output takes colour (https://no-color.org), cells per line. */
export function terminal() {
  return {
    screen: process.stderr,
    colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
    width: process.stdout.columns ?? 100,
  };
}

/** Where to look for a browser. */
export function browserSearch() {
  return { configured: process.env.XUNJIAN_BROWSER ?? null, path: process.env.PATH ?? '' };
}

/** Where what is costly to make is kept between runs (XDG base directories); undefined where there is no home. */
export function cacheFolder(): string | undefined {
  const base =
    process.env.XDG_CACHE_HOME ??
    (process.env.HOME === undefined ? undefined : resolve(process.env.HOME, '.cache'));
  return base === undefined || base === '' ? undefined : resolve(base, 'xunjian');
}

/** The same as an option of what keeps something. */
export function cached(): { readonly cache?: string } {
  const cache = cacheFolder();
  return cache === undefined ? {} : { cache };
}

/**
 * Credentials of platforms from environment variables: `XUNJIAN_WEIBO_ACCESS_TOKEN` is the field `access_token` of `weibo`. By platform
 * and field, both in lower case; hyphens of a platform's name are underscores here.
 */
export function platformCredentials(
  platforms: readonly string[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const found: Record<string, Record<string, string>> = {};
  for (const platform of platforms) {
    const prefix = `XUNJIAN_${platform.toUpperCase().replaceAll('-', '_')}_`;
    for (const [name, value] of Object.entries(process.env)) {
      if (!name.startsWith(prefix) || value === undefined || value === '') continue;
      found[platform] = { ...found[platform], [name.slice(prefix.length).toLowerCase()]: value };
    }
  }
  return found;
}

/** The credentials file named by the environment, and the user whose it has to be; null where the system knows no users. */
export function credentialsFile() {
  const file = process.env.XUNJIAN_CREDENTIALS;
  return { file: file === '' ? undefined : file, uid: process.getuid?.() ?? null };
}
