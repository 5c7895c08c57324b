import { z } from 'zod';
import type { FindingState, Part } from '../../model/index.ts';
import { type AnyIndicator, defineIndicator, type OutcomeSpec, type Result } from '../indicator.ts';
import type { Rule, Standard } from '../load/index.ts';
import { Entry, Law } from '../standard.ts';

const SAYS = { zh: '{count}处', en: '{count} times' };
const spec = (state: FindingState): OutcomeSpec =>
  state === 'fail' || state === 'suspected' || state === 'inconclusive'
    ? { state, says: SAYS, advice: SAYS }
    : { state: state === 'notApplicable' ? state : 'pass', says: SAYS };

/** An indicator with one outcome per state, and one of a person's, that comes to what it is told; `throws` breaks instead. */
export function toldIndicator(id: string, results: readonly Result<string>[] | 'throws'): AnyIndicator {
  return defineIndicator({
    id,
    title: { zh: id, en: id },
    explain: SAYS,
    basis: [],
    subject: 'site',
    needs: [],
    params: z.strictObject({}),
    question: { zh: '是否属实？', en: 'Is it so?' },
    outcomes: {
      pass: spec('pass'),
      fail: spec('fail'),
      suspected: spec('suspected'),
      inconclusive: spec('inconclusive'),
      notApplicable: spec('notApplicable'),
      found: { ...spec('fail'), by: 'person' },
    },
    check() {
      if (results === 'throws') throw new Error('broken on purpose');
      return results as readonly Result<'pass'>[];
    },
  });
}

export interface ToldRule {
  readonly part: Part;
  readonly code: string;
  readonly results: readonly Result<string>[] | 'throws';
  readonly points?: number;
  readonly per?: 'once' | 'each';
  readonly cap?: number;
  readonly automation?: 'machine' | 'confirm' | 'manual';
  readonly unsure?: boolean;
  readonly yields?: boolean;
  readonly group?: string;
}

export function toldRule(told: ToldRule): Rule {
  const { part, code, points = 1, per = 'once', unsure = false } = told;
  const indicator = toldIndicator(`site.${code.toLowerCase()}`, told.results);
  const cost = part === 'veto' ? 'veto' : { points, per, provenance: 'seen', unsure };
  const entry = Entry.parse({
    indicator: indicator.id,
    code,
    clause: code,
    ...(told.group === undefined ? {} : { group: told.group }),
    automation: told.automation ?? 'machine',
    ...(part === 'veto' ? {} : { cap: { value: told.cap ?? 100, provenance: 'seen' } }),
    outcomes:
      part === 'bonus' ? { pass: cost, suspected: cost } : { fail: cost, suspected: cost, found: cost },
    provenance: 'seen',
    yields: told.yields ?? false,
  });
  return { part, entry, indicator, params: {}, group: null };
}

const number = (value: number) => ({ value, provenance: 'seen' }) as const;

/** A standard of told rules under the law of 2019. */
export function toldStandard(rules: readonly ToldRule[], law: Record<string, unknown> = {}): Standard {
  return {
    schema: 'xunjian.standard/1',
    id: 'told',
    version: '1',
    title: { zh: '试验', en: 'Told' },
    document: { title: '试验', number: '1', issued: '2019-01-01' },
    effective: { from: '2019-01-01', to: null },
    groups: [],
    remove: [],
    notes: [],
    lineage: ['told'],
    law: Law.parse({
      base: number(100),
      unqualifiedBelow: number(60),
      bonusAbove: number(80),
      bonusCap: number(30),
      noServices: { skipGroup: 'services', base: number(75), times: number(4), over: number(3) },
      ...law,
    }),
    rules: rules.map(toldRule),
  };
}
