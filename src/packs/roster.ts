import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  type Closeness,
  type Further,
  parseTableRoster,
  parseYamlRoster,
  type ReadRoster,
  RosterWords,
  readCsv,
  rosterRules,
} from '../text/index.ts';
import { kindOf, type PackFile, readText, wrongKind } from './files.ts';
import { readHomophones } from './typo.ts';

const Shapes = z.strictObject({
  schema: z.literal('xunjian.shapes/1'),
  source: z.string(),
  groups: z.array(z.string()),
});

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
    readCloseness(folder),
  );
}

/** Characters that sound alike (those of the homophone check) or look alike. */
export function readCloseness(folder: string): Closeness {
  const { groups } = Shapes.parse(parse(readFileSync(join(folder, 'shapes.yaml'), 'utf8')));
  return { sound: Object.values(readHomophones(folder)), shape: groups };
}
