import type { Further } from '../engine/scanner.ts';
import { foldTable, NO_FOLD } from '../match/fold.ts';
import { createRosterCheck, type RosterFault } from './check.ts';
import type { Closeness } from './closeness.ts';
import type { RosterEntry, RosterWords } from './schema.ts';

const FAULTS: readonly RosterFault[] = ['name', 'title', 'former', 'left', 'order'];
const PACK = 'roster';

/** The roster check as rules `roster.name`, `roster.title`, `roster.former`, `roster.left` and `roster.order` of a scanner. */
export function rosterRules(
  entries: readonly RosterEntry[],
  words: RosterWords,
  closeness: Closeness,
): Further {
  const check = createRosterCheck(entries, words, closeness);
  const fold = { names: new Set<never>(), table: foldTable(NO_FOLD) };
  const rules = FAULTS.map((fault) => ({
    pack: PACK,
    fold,
    rule: {
      id: `${PACK}.${fault}`,
      category: 'misstatement' as const,
      severity: words.severity[fault],
      why: '与领导名录不符',
      source: '本单位领导名录',
      words: false,
      variants: [],
      terms: [],
      params: {},
      allow: [],
      examples: [],
      counters: [],
    },
  }));
  return {
    rules,
    find: (text, context) =>
      check(text, context).map(({ fault, start, end, why, suggest }) => ({
        rule: FAULTS.indexOf(fault),
        start,
        end,
        why,
        ...(suggest === null ? {} : { suggest }),
      })),
  };
}
