import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Problem } from '../judge/index.ts';
import type { Language } from '../model/index.ts';
import { exitCode, packageRoot } from './config.ts';

const FOLDER = resolve(packageRoot, 'standards');

const lang = () => new Option('--lang <lang>', 'language').choices(['zh', 'en']).default('zh');
const format = () =>
  new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text');

interface Flags {
  readonly lang: Language;
  readonly format: 'text' | 'json';
}

/** `xunjian standards`: what standards there are, every number of one with its provenance, what is wrong with an edited one. */
export const command = new Command('standards')
  .description(
    '指标体系、整合政策和指数：列出、查看、校验 / standards, policies and indices: list, show, check',
  )
  .addCommand(
    new Command('list')
      .description('the standards, policies and indices that ship')
      .addOption(lang())
      .addOption(format())
      .action(list),
    { isDefault: true },
  )
  .addCommand(
    new Command('show')
      .description('every entry of a standard, policy or index, every number with its provenance')
      .argument('<id|file>')
      .addOption(lang())
      .addOption(format())
      .action(show),
  )
  .addCommand(
    new Command('check')
      .description(
        'what is wrong with a standard, policy, index or template, by line; exit code 1 if there is an error',
      )
      .argument('<file...>')
      .action(check),
  );

async function list(flags: Flags): Promise<void> {
  const { openStandard, standardIds } = await import('../inspect/index.ts');
  const { policyRows } = await import('./standards-policy.ts');
  const standards = standardIds(FOLDER).map((id) => {
    const { version, title, document, effective, extends: base, rules } = openStandard(id, FOLDER);
    return {
      id,
      version,
      title,
      document: document.number,
      effective,
      extends: base ?? null,
      entries: rules.length,
      kind: 'standard' as const,
    };
  });
  const { indexRows } = await import('./standards-index.ts');
  const rows = [...standards, ...policyRows(), ...indexRows()];
  if (flags.format === 'json') return write(`${JSON.stringify(rows, null, 2)}\n`);
  for (const row of rows) {
    if (row.kind === 'index') {
      write(`${row.id}  ${row.title[flags.lang]}\n  ${row.version} · ${row.entries}\n`);
      continue;
    }
    const until = row.effective.to === null ? '' : row.effective.to;
    const base = row.extends === null ? '' : ` ← ${row.extends}`;
    write(`${row.id}  ${row.title[flags.lang]}${base}\n`);
    write(`  ${row.document} · ${row.version} · ${row.effective.from}–${until} · ${row.entries}\n`);
  }
}

async function show(id: string, flags: Flags): Promise<void> {
  const { describePolicy, policyNamed } = await import('./standards-policy.ts');
  const policy = policyNamed(id);
  if (policy !== null)
    return write(
      flags.format === 'json' ? `${JSON.stringify(policy, null, 2)}\n` : describePolicy(policy, flags.lang),
    );
  const { describeIndex, indexNamed } = await import('./standards-index.ts');
  const index = indexNamed(id);
  if (index !== null)
    return write(
      flags.format === 'json' ? `${JSON.stringify(index, null, 2)}\n` : describeIndex(index, flags.lang),
    );
  const { openStandard } = await import('../inspect/index.ts');
  const standard = openStandard(id, FOLDER);
  const { describeStandard, standardJson } = await import('./standards-text.ts');
  if (flags.format === 'json') return write(`${JSON.stringify(standardJson(standard), null, 2)}\n`);
  write(describeStandard(standard, flags.lang));
}

async function check(files: readonly string[]): Promise<void> {
  const { standardsIn } = await import('../inspect/index.ts');
  const { checkStandard, showProblem } = await import('../judge/index.ts');
  const { checkedPolicy, kindOf } = await import('./standards-policy.ts');
  const { checkedIndex, isIndex } = await import('./standards-index.ts');
  const { InputError } = await import('../model/index.ts');
  let errors = 0;
  for (const file of files) {
    if (!existsSync(file))
      throw new InputError({ what: 'standards check', where: file, why: 'there is no such file' });
    const text = readFileSync(file, 'utf8');
    const tell = (problems: readonly Problem[]) => {
      for (const problem of problems) {
        const here = relative(process.cwd(), problem.place.file);
        const place = { ...problem.place, file: here.startsWith('..') ? problem.place.file : here };
        write(`${showProblem({ ...problem, place })}\n`);
      }
    };
    const kind = kindOf(text);
    if (kind !== null || isIndex(text)) {
      const { problems, usable } = kind === null ? checkedIndex(file, text) : checkedPolicy(file, text, kind);
      tell(problems);
      if (usable === null) errors += 1;
      else write(`${file}: ${usable}, usable\n`);
      continue;
    }
    const { standard, problems } = checkStandard(file, text, standardsIn(dirname(resolve(file)), FOLDER));
    tell(problems);
    if (standard === null) errors += 1;
    else write(`${file}: ${standard.id} ${standard.version}: ${standard.rules.length} entries, usable\n`);
  }
  process.exitCode = errors > 0 ? exitCode.unqualified : 0;
}

function write(text: string): void {
  process.stdout.write(text);
}
