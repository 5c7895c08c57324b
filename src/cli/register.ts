import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  BadRowsError,
  type ReadRegisterOptions,
  type Register,
  readRegister,
  readRegisterWords,
  showRowProblem,
} from '../collect/import/index.ts';
import { loadDivisions } from '../divisions/index.ts';
import { createMentionReader } from '../mentions/index.ts';
import { loadAccountWords, loadAlike, loadDiscoveryWords } from '../packs/index.ts';
import { Names } from '../register/index.ts';
import { fold, foldTable, NO_FOLD, parseFolding } from '../text/index.ts';
import { packageRoot } from './config.ts';

/** Problems shown on the terminal, one line each. */
const SHOWN = 50;

/** The words of sheets that ship with the program. */
export function registerWords() {
  return readRegisterWords(resolve(packageRoot, 'packs', 'register-columns.yaml'));
}

/** Divisions, and spellings of names by which accounts are compared. */
export function registerAids(words: ReturnType<typeof registerWords>) {
  const folding = parseFolding(readFileSync(resolve(packageRoot, 'packs', 'folding.yaml'), 'utf8'));
  const table = foldTable({
    ...NO_FOLD,
    variants: folding.traditional,
    lookalikes: folding.lookalikes,
    width: true,
    letterCase: true,
    invisible: true,
    inserted: true,
  });
  return { divisions: loadDivisions(), names: new Names((text) => fold(text, table), words.nameWords) };
}

/** What found accounts are compared with a register by. */
export function discoveryAids() {
  const packs = resolve(packageRoot, 'packs');
  return {
    words: loadDiscoveryWords(packs),
    address: createMentionReader(loadAccountWords(packs)).address,
    alike: loadAlike(packs),
  };
}

/** Reads a register and tells on standard error what is wrong with it, row by row; `before` is called before it does. */
export async function openRegister(
  folder: string,
  options: Omit<ReadRegisterOptions, 'words'> & { readonly words: ReturnType<typeof registerWords> },
  before: () => void = () => {},
): Promise<Register> {
  try {
    const register = await readRegister(folder, options);
    before();
    tell(register.problems.map(showRowProblem), register.errors + register.notices);
    return register;
  } catch (error) {
    before();
    if (error instanceof BadRowsError) tell(error.problems.map(showRowProblem), error.errors);
    throw error;
  }
}

function tell(lines: readonly string[], total: number): void {
  for (const line of lines.slice(0, SHOWN)) process.stderr.write(`xunjian: register ${line}\n`);
  if (total > SHOWN) process.stderr.write(`xunjian: register: and ${total - SHOWN} more\n`);
}
