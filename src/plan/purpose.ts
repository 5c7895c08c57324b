import type { AccountRow, Bilingual, MessageRow, PostRow, UnitRow } from '../model/index.ts';
import {
  createFunctionNames,
  createPurposeReader,
  functionLabels,
  type Purpose,
  type PurposeWords,
  type ServiceFunction,
} from '../signals/index.ts';

/** Says what accounts are for; given to the planner, so that a plan can be made with any judge of it. */
export interface PurposeSource {
  post(row: PostRow): void;
  message(row: MessageRow): void;
  purpose(account: AccountRow, unit: UnitRow | null): Purpose;
  /** Functions that a filed cell names. */
  named(cell: string): readonly ServiceFunction[];
  label(id: string): Bilingual | null;
}

/** The house's own judge, with its words from `packs/purpose.yaml`. */
export function purposeSource(words: PurposeWords): PurposeSource {
  const reader = createPurposeReader(words);
  const labels = functionLabels(words);
  return {
    post: (row) => reader.post(row),
    message: (row) => reader.message(row),
    purpose: (account, unit) => reader.purpose(account, unit),
    named: createFunctionNames(words),
    label: (id) => labels.get(id) ?? null,
  };
}
