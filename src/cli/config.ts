import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

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

export function version(): string {
  return z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(resolve(packageRoot, 'package.json'), 'utf8'))).version;
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
