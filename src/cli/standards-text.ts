import type { Rule, Sourced, Standard } from '../judge/index.ts';
import type { Language, Part, Provenance } from '../model/index.ts';
import { PART, PROVENANCE } from '../report/index.ts';

type Number = Pick<Sourced, 'value' | 'provenance' | 'unsure' | 'note'>;
type Say = (text: { readonly zh: string; readonly en: string }) => string;

const PARTS: readonly Part[] = ['veto', 'deduction', 'bonus'];

/** A standard for reading: every entry, and with every number where it comes from. */
export function describeStandard(standard: Standard, language: Language): string {
  const say: Say = (text) => text[language];
  const { document, effective, law } = standard;
  const until = effective.to === null ? '' : ` – ${effective.to}`;
  return [
    `${say(standard.title)} (${standard.id} ${standard.version})`,
    `${document.number} ${document.title} (${document.issued})`,
    ...(document.url === undefined ? [] : [document.url]),
    say({ zh: `自 ${effective.from}${until} 起施行`, en: `in force from ${effective.from}${until}` }),
    ...(standard.lineage.length > 1 ? [standard.lineage.join(' ← ')] : []),
    ...standard.remove.map(({ code, why }) =>
      say({ zh: `不适用 ${code}：${why}`, en: `without ${code}: ${why}` }),
    ),
    ...standard.notes.map(say),
    '',
    say({ zh: '计分办法', en: 'Scoring' }),
    `  ${say({ zh: '总分', en: 'base' })} ${sourced(law.base, say)}`,
    `  ${say({ zh: '合格线', en: 'unqualified below' })} ${sourced(law.unqualifiedBelow, say)}`,
    `  ${say({ zh: '加分线（高于）', en: 'bonus strictly above' })} ${sourced(law.bonusAbove, say)}`,
    `  ${say({ zh: '加分上限', en: 'bonus at most' })} ${sourced(law.bonusCap, say)}`,
    ...noServices(standard, say),
    ...standard.groups.map((group) => `  ${say(group.title)} ${sourced(group.points, say)}`),
    ...PARTS.flatMap((part) => describePart(standard, part, say)),
    '',
  ].join('\n');
}

function noServices({ law }: Standard, say: Say): string[] {
  if (law.noServices === undefined) return [];
  const { base, times, over } = law.noServices;
  const title = say({ zh: '没有对外服务职能的单位', en: 'bodies without services' });
  return [`  ${title} (${sourced(base, say)} − Σ) × ${sourced(times, say)} / ${sourced(over, say)}`];
}

function describePart(standard: Standard, part: Part, say: Say): string[] {
  const rules = standard.rules.filter((rule) => rule.part === part);
  if (rules.length === 0) return [];
  return ['', say(PART[part]), ...rules.flatMap((rule) => describeRule(rule, say))];
}

function describeRule({ entry, indicator, group }: Rule, say: Say): string[] {
  const { cap } = entry;
  const head = [entry.code, group === null ? null : say(group), say(indicator.title)]
    .filter(Boolean)
    .join(' · ');
  const costs = Object.entries(entry.outcomes).map(([outcome, cost]) => {
    const says = indicator.outcomes[outcome]?.says;
    const what = `    ${outcome}${says === undefined ? '' : ` “${say(says)}”`}: `;
    if (typeof cost === 'string') return what + say(COST[cost]);
    const each = cost.per === 'each' ? say({ zh: '/处', en: ' each' }) : '';
    return `${what}${sourced({ ...cost, value: `${cost.points}${each}` }, say)}`;
  });
  return [
    `  ${head}${cap === undefined ? '' : ` ${say({ zh: '上限', en: 'at most' })} ${sourced(cap, say)}`}`,
    `    ${entry.clause} ${source(entry, say)} · ${say(AUTOMATION[entry.automation])} · ${indicator.id}`,
    ...Object.entries(entry.params).map(([name, value]) => `    ${name} = ${sourced(value, say)}`),
    ...costs,
  ];
}

const COST = {
  veto: { zh: '单项否决', en: 'veto' },
  none: { zh: '不计分', en: 'costs nothing' },
} as const;

const AUTOMATION = {
  machine: { zh: '机器判定', en: 'decided by machine' },
  confirm: { zh: '机器提出、人工确认', en: 'proposed by machine, confirmed by a person' },
  manual: { zh: '人工判定', en: 'decided by a person' },
} as const;

function sourced(number: Number, say: Say): string {
  return `${number.value} ${source(number, say)}`;
}

function source(
  { provenance, unsure, note }: { provenance: Provenance; unsure: boolean; note?: string | undefined },
  say: Say,
): string {
  const parts = [
    say(PROVENANCE[provenance].name),
    ...(unsure ? [say({ zh: '待核对', en: 'unverified' })] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return `[${[...new Set(parts)].join('; ')}]`;
}

/** The standard as joined and checked, without what only a program can use. */
export function standardJson(standard: Standard): unknown {
  const { rules, ...rest } = standard;
  const parts = Object.fromEntries(
    PARTS.map((part) => [
      part,
      rules
        .filter((rule) => rule.part === part)
        .map(({ entry, indicator }) => ({ ...entry, title: indicator.title })),
    ]),
  );
  return { ...rest, parts };
}
