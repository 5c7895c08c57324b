import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem, SourcedNumber } from '../judge/index.ts';
import type { Language } from '../model/index.ts';
import { checkIndex, type IndexFile, indexIds, openIndex } from '../rank/index.ts';
import { PROVENANCE } from '../report/index.ts';
import { packageRoot } from './config.ts';

/** Open indices under `xunjian standards`: list, show, check. */
const FOLDER = resolve(packageRoot, 'standards', 'indices');

export function indexRows() {
  return indexIds(FOLDER).map((id) => {
    const { version, title, parts } = openIndex(id, FOLDER);
    return { id, version, title, entries: Object.keys(parts).length, kind: 'index' as const };
  });
}

/** An index by id or file; null where what is named is none. */
export function indexNamed(nameOrFile: string): IndexFile | null {
  const isFile = existsSync(nameOrFile) && isIndex(readFileSync(nameOrFile, 'utf8'));
  return isFile || indexIds(FOLDER).includes(nameOrFile) ? openIndex(nameOrFile, FOLDER) : null;
}

/** Whether a file says so in its first lines. */
export function isIndex(text: string): boolean {
  return /^\s*(?:["']?schema["']?)\s*:\s*["']?xunjian\.index\//m.test(text);
}

export function checkedIndex(
  file: string,
  text: string,
): { readonly problems: readonly Problem[]; readonly usable: string | null } {
  const { index, problems } = checkIndex(file, text);
  if (index === null) return { problems, usable: null };
  return { problems, usable: `${index.id} ${index.version}: ${Object.keys(index.parts).length} parts` };
}

/** An index for reading: every number with where it comes from. */
export function describeIndex(index: IndexFile, language: Language): string {
  const { id, version, title, notes, leaveOut, leastKnown, useful, parts } = index;
  const line = (name: string, number: SourcedNumber) =>
    `  ${name} = ${number.value} ${source(number, language)}`;
  return [
    `${title[language]} (${id} ${version})`,
    ...notes.map((note) => note[language]),
    '',
    `  leaveOut = ${leaveOut.join(', ')}`,
    line('leastKnown', leastKnown),
    line('useful', useful),
    ...Object.entries(parts).flatMap(([part, numbers]) => ['', ...linesOf(part, numbers, line)]),
    '',
  ].join('\n');
}

type Numbers = Readonly<Record<string, SourcedNumber | Readonly<Record<string, SourcedNumber>>>>;

function linesOf(
  owner: string,
  numbers: Numbers,
  line: (name: string, number: SourcedNumber) => string,
): string[] {
  return Object.entries(numbers).flatMap(([name, one]) =>
    isNumber(one)
      ? [line(`${owner}.${name}`, one)]
      : Object.entries(one).map(([key, inner]) => line(`${owner}.${name}.${key}`, inner)),
  );
}

function isNumber(one: Numbers[string]): one is SourcedNumber {
  return typeof one.value === 'number';
}

function source({ provenance, unsure, note }: SourcedNumber, language: Language): string {
  const parts = [
    PROVENANCE[provenance].name[language],
    ...(unsure ? [{ zh: '待核对', en: 'unverified' }[language]] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return `[${parts.join('; ')}]`;
}
