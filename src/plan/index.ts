/** Room `plan`: consolidation policies as data, and the planner: which channels to keep, merge, close, with reasons. */

export { type Change, type Comparison, compare } from './compare.ts';
export { chineseWorkdays, type Workdays } from './deadline.ts';
export type { Channel, PlanFacts } from './facts/channel.ts';
export { type ReadFacts, type ReadFactsOptions, readPlanFacts } from './facts/read.ts';
export { Bodies, type Body } from './facts/units.ts';
export { type FolderOptions, writePlanFolder } from './output/folder.ts';
export { planHtml } from './output/html.ts';
export { type PlanDocument, planJson } from './output/json.ts';
export { loadTemplates, type Templates } from './output/templates.ts';
export { type PlanTextOptions, planText } from './output/text.ts';
export { writePlanXlsx } from './output/xlsx.ts';
export { type Pin, parsePin } from './pins.ts';
export { type PlanOptions, planOf } from './plan.ts';
export { openPolicy, policiesIn, policyIds } from './policy/files.ts';
export {
  type CheckedPolicy,
  checkPolicy,
  loadPolicy,
  type Policy,
} from './policy/load.ts';
export { parseSetting, type Setting, withSettings } from './policy/settings.ts';
export { type PurposeSource, purposeSource } from './purpose.ts';
export type { Action, ActionWord, Home, Plan, PlanProblem, Reason } from './result.ts';
export type { Counts, LostFunction, Summary } from './summary.ts';
export { checkTemplate } from './template.ts';
export { type MakePlanOptions, makePlan } from './use.ts';
export { type PlanningWords, readPlanningWords } from './words.ts';
