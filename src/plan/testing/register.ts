import type { UnitRow } from '../../model/index.ts';
import type { Workdays } from '../deadline.ts';
import type { Channel, PlanFacts } from '../facts/channel.ts';
import { Bodies } from '../facts/units.ts';
import { checkPolicy, type Policy } from '../policy/load.ts';
import type { PlanningWords } from '../words.ts';

/** Words for tests: few, and of no real sheet. */
export const WORDS: PlanningWords = {
  schema: 'xunjian.planning-words/1',
  columns: { management: ['management', '管理体制'], residents: ['常住人口'] },
  management: { vertical: ['垂直'], local: ['属地'] },
  verticalNames: ['海关'],
  levels: [{ level: 'village', ends: ['村'] }],
  kinds: [{ kind: 'government', ends: ['村', '人民政府'] }],
  filing: ['unit', 'verified', 'staff'],
};

export const AS_OF = Date.parse('2019-05-20T00:00:00+08:00');

export function unit(id: string, more: Partial<UnitRow> = {}): UnitRow {
  return {
    id,
    name: `单位${id}`,
    level: 'county',
    kind: 'department',
    region: null,
    parent: null,
    extra: {},
    ...more,
  };
}

export interface Row extends Partial<Omit<Channel, 'body' | 'functions'>> {
  readonly id: string;
  readonly unit?: string;
  readonly functions?: readonly string[];
}

/** Channels as the reader makes them, with what a test says of them. */
export function factsOf(
  units: readonly UnitRow[],
  accounts: readonly Row[],
  sites: readonly Row[] = [],
): { readonly facts: PlanFacts; readonly bodies: Bodies } {
  const bodies = new Bodies(new Map(units.map((row) => [row.id, row])), WORDS);
  const channel = ({ unit: owner, functions = [], ...more }: Row, type: Channel['type']): Channel => ({
    type,
    name: `账号${more.id}`,
    platform: type === 'site' ? 'website' : 'weixin',
    kind: 'subscription',
    status: 'active',
    verified: true,
    url: null,
    handle: null,
    registered: null,
    activity: 'active',
    lastPost: '2019-05-19',
    followers: 1000,
    readsPerDay: 50,
    posts: 10,
    staff: 1,
    purpose: null,
    filing: 1,
    ...more,
    body: bodies.get(owner ?? null),
    functions: functions.map((id) => ({ id, name: { zh: id, en: id }, filed: true, general: false })),
  });
  return {
    facts: {
      asOf: AS_OF,
      accounts: accounts.map((row) => channel(row, 'account')),
      sites: sites.map((row) => channel(row, 'site')),
    },
    bodies,
  };
}

export const workdays: Workdays = (from, count) => `${from}+${count}`;

const HEAD = `schema: xunjian.policy/1
id: test
version: "1"
title: { zh: 试行, en: trial }
document: { title: 试行办法, number: 试, issued: 2019-01-01 }
effective: { from: 2019-01-01 }
activity: { days: { value: 14, provenance: proposed } }
doubt:
  serves: { value: 0.1, provenance: proposed }
  evidence: { value: 0.2, provenance: proposed }
  filed: { value: 0.3, provenance: proposed }
deadline: { workdays: { value: 5, provenance: proposed } }
effort: { hoursPerPost: { value: 1, provenance: proposed } }
best:
${[
  ['verified', 2],
  ['service', 1],
  ['head', 20],
  ['function', 1],
  ['functionsAtMost', 3],
  ['reads', 1],
  ['followers', 1],
  ['active', 10],
  ['unknown', 6],
  ['sleeping', 2],
  ['filing', 1],
  ['staff', 0],
  ['close', 0.25],
]
  .map(([name, value]) => `  ${name}: { value: ${value}, provenance: proposed }`)
  .join('\n')}
`;

/** Text of a policy: a head that fits everything, and the parts that a test writes. */
export function policyText(parts: string, head = HEAD): string {
  return `${head}${parts}`;
}

export function policyOf(parts: string): Policy {
  const { policy, problems } = checkPolicy('test.yaml', policyText(parts), () => null);
  if (policy === null) throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return policy;
}

export function rule(id: string, more: string): string {
  return `    - { id: ${id}, clause: c, provenance: proposed, says: { zh: ${id}, en: ${id} }, ${more} }\n`;
}
