import { InputError } from '../../model/index.ts';
import type { Policy } from './load.ts';
import { PolicyFile } from './schema.ts';

/** Groups of numbers that belong to no rule. */
const GROUPS = ['best', 'doubt', 'activity', 'effort', 'deadline'] as const;

/** A number that is tried out: `--set weak.followers=1000`, `--set one-app.most=2`, `--set deadline.date=2019-06-30`. */
export interface Setting {
  readonly owner: string;
  readonly name: string;
  readonly value: string;
}

export function parseSetting(text: string): Setting {
  const found = /^([^.=]+)\.([^=]+)=(.+)$/.exec(text.trim());
  const [, owner = '', name = '', value = ''] = found ?? [];
  if (found === null)
    throw new InputError({
      what: 'plan',
      where: `--set ${text}`,
      why: 'is no setting',
      todo: 'write RULE.PARAM=VALUE, such as weak.followers=1000',
    });
  return { owner, name, value };
}

/** The policy with other numbers; they are marked as proposed. Throws where the policy has no such number, or it does not fit. */
export function withSettings(policy: Policy, settings: readonly Setting[]): Policy {
  if (settings.length === 0) return policy;
  const { lineage, ...file } = structuredClone(policy);
  for (const setting of settings) set(file, setting);
  const parsed = PolicyFile.safeParse(file);
  if (parsed.success) return { ...parsed.data, lineage };
  const [issue] = parsed.error.issues;
  throw wrong(settings, `${issue?.path.join('.')}: ${issue?.message}`);
}

function set(file: PolicyFile, setting: Setting): void {
  const { owner, name, value } = setting;
  const sourced = { value: numberOr(value), provenance: 'proposed', unsure: false, note: '--set' } as const;
  if (owner === 'deadline' && (name === 'date' || name === 'workdays')) {
    Object.assign(file, { deadline: { [name]: name === 'date' ? { ...sourced, value } : sourced } });
    return;
  }
  const params = paramsOf(file, owner);
  const known = params.flatMap((one) => Object.keys(one));
  const holders = params.filter((one) => name in one);
  if (holders.length === 0)
    throw wrong(
      [setting],
      params.length === 0
        ? `the policy has no rule or quota ${owner} with numbers`
        : `${owner} has no number ${name}; it has ${known.join(', ')}`,
    );
  for (const one of holders) one[name] = sourced;
}

/** Numbers of a rule or quota (of accounts and of sites alike), or of a group. */
function paramsOf(file: PolicyFile, owner: string): Record<string, unknown>[] {
  const group = GROUPS.find((one) => one === owner);
  if (group !== undefined) return [file[group]];
  return [file.accounts, file.sites].flatMap((part) =>
    [...(part?.rules ?? []), ...(part?.quotas ?? [])]
      .filter(({ id }) => id === owner)
      .map(({ params }) => params),
  );
}

function numberOr(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function wrong(settings: readonly Setting[], why: string): InputError {
  const where = settings.map(({ owner, name, value }) => `--set ${owner}.${name}=${value}`).join(' ');
  return new InputError({
    what: 'plan',
    where,
    why,
    todo: '`xunjian standards show POLICY` lists its numbers',
  });
}
