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
