import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Problem, SourcedNumber } from '../judge/index.ts';
import type { Bilingual, Language, Provenance } from '../model/index.ts';
import { checkPolicy, checkTemplate, openPolicy, type Policy, policiesIn, policyIds } from '../plan/index.ts';
import { PROVENANCE } from '../report/index.ts';
import { packageRoot } from './config.ts';

/** Policies and templates under `xunjian standards`: list, show, check. */
const FOLDER = resolve(packageRoot, 'standards', 'policies');

export function policyRows() {
  return policyIds(FOLDER).map((id) => {
    const { version, title, document, effective, lineage, accounts, sites } = openPolicy(id, FOLDER);
    const entries = (accounts?.rules.length ?? 0) + (sites?.rules.length ?? 0);
    return {
      id,
      version,
      title,
      document: document.number,
      effective,
      extends: lineage[1] ?? null,
      entries,
      kind: 'policy' as const,
    };
  });
}

/** A policy by id or file; null where what is named is none, but a standard. */
export function policyNamed(nameOrFile: string): Policy | null {
  const isFile = existsSync(nameOrFile) && kindOf(readFileSync(nameOrFile, 'utf8')) === 'policy';
  return isFile || policyIds(FOLDER).includes(nameOrFile) ? openPolicy(nameOrFile, FOLDER) : null;
}

/** What a file is by its first lines. */
export function kindOf(text: string): 'policy' | 'template' | null {
  const found = /^\s*(?:["']?schema["']?)\s*:\s*["']?xunjian\.(policy|template)\//m.exec(text)?.[1];
  return found === 'policy' || found === 'template' ? found : null;
}

/** Problems of a policy or template, and what it is where it can be used. */
export function checkedPolicy(
  file: string,
  text: string,
  kind: 'policy' | 'template',
): { readonly problems: readonly Problem[]; readonly usable: string | null } {
  if (kind === 'template') {
    const { template, problems } = checkTemplate(file, text);
    return {
      problems,
      usable: template === null ? null : `${template.id}: ${template.blocks.length} blocks`,
    };
  }
  const { policy, problems } = checkPolicy(file, text, policiesIn(dirname(resolve(file)), FOLDER));
  if (policy === null) return { problems, usable: null };
  const count = (policy.accounts?.rules.length ?? 0) + (policy.sites?.rules.length ?? 0);
  return { problems, usable: `${policy.id} ${policy.version}: ${count} rules` };
}

/** A policy for reading: every rule in order, and with every number where it comes from. */
export function describePolicy(policy: Policy, language: Language): string {
  const say = (text: Bilingual) => text[language];
  const { document, effective, deadline, doubt, best, scope } = policy;
  const groups = [
    [say({ zh: '把握', en: 'doubt' }), 'doubt', doubt],
    [say({ zh: '保留哪一个（分）', en: 'which is kept (points)' }), 'best', best],
    [say({ zh: '更新', en: 'activity' }), 'activity', policy.activity],
    [say({ zh: '工时', en: 'effort' }), 'effort', policy.effort],
  ] as const;
  return [
    `${say(policy.title)} (${policy.id} ${policy.version})`,
    `${document.number} ${document.title}${document.issued === null ? '' : ` (${document.issued})`}`,
    say({ zh: `自 ${effective.from} 起施行`, en: `in force from ${effective.from}` }),
    ...(policy.lineage.length > 1 ? [policy.lineage.join(' ← ')] : []),
    ...policy.notes.map(say),
    ...Object.entries(deadline).map(
      ([name, one]) =>
        `${say({ zh: '完成时限', en: 'deadline' })} deadline.${name} = ${one.value} ${source(one, say)}`,
    ),
    ...(scope === undefined
      ? []
      : [
          `${say({ zh: '范围', en: 'scope' })} ${scope.clause} ${source(scope, say)} ${JSON.stringify(scope.head)}`,
        ]),
    ...(['accounts', 'sites'] as const).flatMap((name) => describePart(policy, name, say)),
    ...groups.flatMap(([title, id, numbers]) => ['', title, ...numbersOf(id, numbers, say)]),
    '',
  ].join('\n');
}

type Say = (text: Bilingual) => string;

function describePart(policy: Policy, name: 'accounts' | 'sites', say: Say): string[] {
  const part = policy[name];
  if (part === undefined) return [];
  const title = { accounts: { zh: '账号', en: 'Accounts' }, sites: { zh: '网站', en: 'Sites' } }[name];
  const when = (test: unknown) =>
    test === undefined ? say({ zh: '其余全部', en: 'everything else' }) : JSON.stringify(test);
  return [
    '',
    say(title),
    ...part.rules.flatMap((rule, at) => [
      `  ${at + 1}. ${say(VERDICT[rule.do])}  ${say(rule.says)}  (${rule.id})`,
      `     ${rule.clause} ${source(rule, say)}${rule.hard ? ` · ${say({ zh: '不得例外', en: 'no exception' })}` : ''}`,
      `     ${when(rule.when)}`,
      ...numbersOf(rule.id, rule.params, say).map((line) => `   ${line}`),
      ...(rule.review === undefined
        ? []
        : [`     ${say({ zh: '复核', en: 'review' })}: ${say(rule.review)}`]),
      ...(rule.into ?? []).map((target) => `     → ${JSON.stringify(target)}`),
    ]),
    ...part.quotas.flatMap((quota) => [
      `  ${say({ zh: '数量', en: 'quota' })}  ${say(quota.says)}  (${quota.id})`,
      `     ${quota.clause} ${source(quota, say)} · ${quota.per}${quota.platforms === undefined ? '' : ` · ${quota.platforms.join(', ')}`}`,
      ...numbersOf(quota.id, quota.params, say).map((line) => `   ${line}`),
    ]),
    ...part.into.map(
      (target, at) => `  ${say({ zh: '去向', en: 'successor' })} ${at + 1}. ${JSON.stringify(target)}`,
    ),
  ];
}

const VERDICT = {
  keep: { zh: '保留', en: 'keep' },
  may: { zh: '可以保留', en: 'may stay' },
  ifNeeded: { zh: '无其他去向时保留', en: 'stays if needed' },
  merge: { zh: '并入', en: 'merge' },
  close: { zh: '关停', en: 'close' },
  cancel: { zh: '办理注销', en: 'cancel' },
  leave: { zh: '不动', en: 'leave' },
} as const;

function numbersOf(owner: string, numbers: Readonly<Record<string, SourcedNumber>>, say: Say): string[] {
  return Object.entries(numbers).map(
    ([name, one]) => `  ${owner}.${name} = ${one.value} ${source(one, say)}`,
  );
}

function source(
  {
    provenance,
    unsure,
    note,
  }: { provenance: Provenance; unsure?: boolean | undefined; note?: string | undefined },
  say: Say,
): string {
  const parts = [
    say(PROVENANCE[provenance].name),
    ...(unsure === true ? [say({ zh: '待核对', en: 'unverified' })] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return `[${parts.join('; ')}]`;
}
