/** Room `census`: a register → a verdict on every account and site in it, and the tables that a leader reads. */

export type { AnswerUse } from './answers.ts';
export { type CensusOptions, takeCensus } from './census.ts';
export type { Census, CensusAccount, CensusSite } from './gather.ts';
export { censusHtml } from './html.ts';
export { censusJson } from './json.ts';
export { levelName, platformName } from './labels.ts';
export { discoveryNames } from './names.ts';
export type { CensusTools } from './shard.ts';
export type { Counts, Group, Summary } from './summary.ts';
export { censusText, type TextOptions } from './text.ts';
export type { ToolsModule } from './threads.ts';
export { safeCell, writeCensusXlsx } from './xlsx.ts';
