import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { LocalError } from '../../../model/index.ts';

export interface BrowserSearch {
  /** Executable that a person named (XUNJIAN_BROWSER, `--browser PATH`); null = look for one. */
  readonly configured: string | null;
  /** Folders of programs, as the environment has them (PATH). */
  readonly path: string;
  /** Executables looked for after that; default where the systems put them. */
  readonly usual?: readonly string[];
}

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const DIRS = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
const APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const USUAL: readonly string[] = [...DIRS.flatMap((dir) => NAMES.map((name) => join(dir, name))), ...APPS];

/**
 * The system's Chromium, Chrome or Edge.
 * @throws LocalError with advice where there is none: pages that need script are inconclusive then.
 */
export async function findBrowser({ configured, path, usual = USUAL }: BrowserSearch): Promise<string> {
  if (configured !== null && configured !== '') {
    const candidates = isAbsolute(configured)
      ? [configured]
      : [configured, ...folders(path).map((folder) => join(folder, configured))];
    const found = await firstExecutable(candidates);
    if (found !== null) return found;
    throw new LocalError({
      what: 'browser',
      where: configured,
      why: 'it cannot be run',
      todo: 'set XUNJIAN_BROWSER to the executable of Chromium or Chrome, or unset it',
    });
  }
  const inPath = NAMES.flatMap((name) => folders(path).map((dir) => join(dir, name)));
  const found = await firstExecutable([...inPath, ...usual]);
  if (found !== null) return found;
  throw noBrowser();
}

export function noBrowser(cause?: unknown): LocalError {
  return new LocalError({
    what: 'browser',
    where: 'chromium',
    why: 'no Chromium or Chrome was found',
    todo: 'install it (apt-get install chromium), or set XUNJIAN_BROWSER to its executable',
    cause,
  });
}

function folders(path: string): string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}

async function firstExecutable(candidates: readonly string[]): Promise<string | null> {
  for (const candidate of candidates) {
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // The next one may be there.
    }
  }
  return null;
}
