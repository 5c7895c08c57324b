/** Room `inspect`: the use case collect → facts → judge → report, into one output folder. */
export { type ArchiveAccounts, accountsOfArchive } from './accounts/archive.ts';
export { inspectSite } from './inspect.ts';
export type { InspectHooks, Inspection, InspectOptions, Stage } from './options.ts';
export { FILES } from './output.ts';
export { openStandard, standardIds, standardsIn } from './standards.ts';
export { targetOf } from './target.ts';
