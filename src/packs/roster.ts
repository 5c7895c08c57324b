import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  type Further,
  parseTableRoster,
  parseYamlRoster,
  type ReadRoster,
  RosterWords,
  readCsv,
  rosterRules,
} from '../text/index.ts';
import { kindOf, type PackFile, readText, wrongKind } from './files.ts';
import { readShapes, readSounds } from './variants.ts';

/** Reads a roster of leaders (领导名录) in YAML, CSV or XLSX. */
export function readRoster(file: PackFile): ReadRoster {
  if (typeof file !== 'string') return parseTableRoster(file.sheets);
  const kind = kindOf(file);
  if (kind === '.yaml' || kind === '.yml') return parseYamlRoster(readText(file), file);
  if (kind !== '.csv') throw wrongKind(file);
  const { rows, problem } = readCsv(readText(file), file);
  const read = parseTableRoster([{ file, rows }]);
  return problem === null ? read : { ...read, problems: [problem, ...read.problems] };
}

/** What is checked by rosters, besides the packs. `folder`: `packs/` of the program. */
export function rosterCheck(read: readonly ReadRoster[], folder: string): Further {
  const words = RosterWords.parse(parse(readFileSync(join(folder, 'roster.yaml'), 'utf8')));
  return rosterRules(
    read.flatMap(({ entries }) => entries),
    words,
    { sound: Object.values(readSounds(folder)), shape: readShapes(folder) },
  );
}
