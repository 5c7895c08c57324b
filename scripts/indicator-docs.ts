/**
 * Writes docs/indicators/<id>.md for every indicator from its own declaration, and an index. `--check` writes nothing and exits 1
 * if a page is missing, outdated or left over.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { standardIds, standardsIn } from '../src/inspect/index.ts';
import {
  type AnyIndicator,
  INDICATORS,
  loadStandard,
  type OutcomeSpec,
  type Rule,
} from '../src/judge/index.ts';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs', 'indicators');

type Use = Rule & { readonly standard: string };

/** Every page by file name. */
export function pages(): ReadonlyMap<string, string> {
  const uses = standardUses();
  const all = [...INDICATORS].sort((a, b) => (a.id < b.id ? -1 : 1));
  const pages = all.map((indicator) => {
    const own = uses.filter((use) => use.indicator.id === indicator.id);
    return [`${indicator.id}.md`, page(indicator, own)] as const;
  });
  return new Map([['README.md', index(all, uses)], ...pages]);
}

function standardUses(): Use[] {
  const folder = join(ROOT, 'standards');
  return standardIds(folder).flatMap((id) =>
    loadStandard(id, standardsIn(folder)).rules.map((rule) => ({ ...rule, standard: id })),
  );
}

function index(all: readonly AnyIndicator[], uses: readonly Use[]): string {
  const rows = all.map(({ id, title }) => {
    const codes = uses.filter((use) => use.indicator.id === id).map((use) => use.entry.code);
    return `| [${id}](${id}.md) | ${title.zh} | ${title.en} | ${[...new Set(codes)].join(', ')} |`;
  });
  return [
    '# Indicators',
    '',
    'Generated from the declarations by `node scripts/indicator-docs.ts`; do not edit.',
    '',
    '| indicator | 指标 | title | entries |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function page(indicator: AnyIndicator, uses: readonly Use[]): string {
  const { id, title, explain, basis, needs, also = [], question, outcomes } = indicator;
  const entries = [
    ...new Set(uses.map((use) => `${use.standard} ${use.entry.code} (${use.entry.automation})`)),
  ];
  return [
    `# ${id}`,
    '',
    `**${title.zh}** · ${title.en}`,
    '',
    explain.zh,
    '',
    explain.en,
    '',
    '## Clause',
    '',
    ...basis.map(({ document, clause }) => `- ${document}：${clause}`),
    '',
    '## Reads',
    '',
    `Sections of the facts: ${needs.length === 0 ? 'none' : needs.map((name) => `\`${name}\``).join(', ')}${also.length > 0 ? `; where there: ${also.map((name) => `\`${name}\``).join(', ')}` : ''}.`,
    '',
    ...params(indicator),
    '## Outcomes',
    '',
    '| outcome | state | 说明 | says |',
    '|---|---|---|---|',
    ...Object.entries(outcomes).map(
      ([name, spec]) =>
        `| \`${name}\` | ${spec.state}${spec.by === 'person' ? ' (a person only)' : ''} | ${cell(spec.says.zh)} | ${cell(spec.says.en)} |`,
    ),
    '',
    ...advice(outcomes),
    ...(question === undefined ? [] : ['## Question to a person', '', question.zh, '', question.en, '']),
    '## Used by',
    '',
    ...entries.map((entry) => `- ${entry}`),
    '',
  ].join('\n');
}

function params({ params }: AnyIndicator): string[] {
  const { properties = {} } = z.toJSONSchema(params) as { properties?: Record<string, { type?: string }> };
  const names = Object.entries(properties);
  if (names.length === 0) return [];
  return ['## Params', '', ...names.map(([name, { type = 'any' }]) => `- \`${name}\`: ${type}`), ''];
}

function advice(outcomes: Readonly<Record<string, OutcomeSpec>>): string[] {
  const lines = Object.entries(outcomes).flatMap(([name, spec]) =>
    'advice' in spec ? [`- \`${name}\`: ${spec.advice.zh}`, `  ${spec.advice.en}`] : [],
  );
  return lines.length === 0 ? [] : ['## What to do', '', ...lines, ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** What is not as it should be in the folder; empty if all pages are current. */
export function outdated(): string[] {
  const wanted = pages();
  const found = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const wrong = [...wanted].filter(([name, text]) => {
    const file = join(FOLDER, name);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  return [...wrong.map(([name]) => name), ...found.filter((name) => !wanted.has(name))].sort();
}

if (import.meta.main) {
  const stale = outdated();
  if (process.argv.includes('--check')) {
    for (const name of stale)
      console.error(`docs/indicators/${name} is not current; run node scripts/indicator-docs.ts`);
    if (stale.length > 0) process.exitCode = 1;
  } else {
    mkdirSync(FOLDER, { recursive: true });
    const wanted = pages();
    for (const name of stale) {
      const text = wanted.get(name);
      if (text === undefined) rmSync(join(FOLDER, name));
      else writeFileSync(join(FOLDER, name), text);
    }
    console.log(`docs/indicators: ${wanted.size} pages, ${stale.length} changed`);
  }
}
