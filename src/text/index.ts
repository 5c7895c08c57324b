/** Matching of terms and patterns in texts (文本检查); pure. */
export type { Detected } from './detect/index.ts';
export { compileLexicon, type Folding, type Lexicon, type Plan, planLexicon } from './engine/compile.ts';
export type { TextContext, TextPart } from './engine/context.ts';
export { createDismissed, Dismissal, type Fingerprints, hitFingerprints } from './engine/dismissals.ts';
export {
  createScanner,
  type Further,
  type Pieces,
  type ScannedWindow,
  type Scanner,
} from './engine/scanner.ts';
export { Automaton } from './match/automaton.ts';
export { buildAutomaton } from './match/build.ts';
export { type FoldOptions, fold, foldTable, NO_FOLD } from './match/fold.ts';
export { conflicts } from './pack/conflicts.ts';
export { parseCsvPack, readCsv } from './pack/csv.ts';
export { parseFolding } from './pack/folding.ts';
export type {
  Allow,
  Conditions,
  Field,
  FoldName,
  Pack,
  PackProblem,
  ReadPack,
  Rule,
  Term,
} from './pack/schema.ts';
export { parseTablePack, type Sheet } from './pack/table.ts';
export type { VariantSource } from './pack/variants.ts';
export { parseYamlPack } from './pack/yaml.ts';
export { maskNumbers, type PageScanOptions, scanPage, scanText } from './page/scan-page.ts';
export type { Closeness } from './roster/closeness.ts';
export { rosterRules } from './roster/further.ts';
export { parseTableRoster, parseYamlRoster, type ReadRoster } from './roster/parse.ts';
export { type RosterEntry, RosterWords } from './roster/schema.ts';
export { createTypoCheck, type TypoModel } from './typo/check.ts';
export { type Alike, createConfusions } from './typo/confusions.ts';
export { parseContext } from './typo/context.ts';
export { EVIDENCE } from './typo/evidence.ts';
export { indexTypos, type TypoIndexes } from './typo/indexes.ts';
export { type Lexicon as WordList, parseLexicon, wordOf } from './typo/lexicon.ts';
export { type Pairs, parsePairs } from './typo/pairs.ts';
