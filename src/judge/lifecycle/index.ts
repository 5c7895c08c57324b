/** Life cycle of channels (账号、网站生命周期): one table of steps, the status that follows from dated facts, what was forgotten. */
export {
  type Channel,
  CLOSURE_OUTCOMES,
  type ClosureOutcome,
  type ClosureParams,
  closureOf,
} from './forgotten.ts';
export { type Illegal, type Status, statusOf, stepsFrom } from './status.ts';
export {
  ACCOUNT_TABLE,
  type Actor,
  SITE_FORMALITIES,
  SITE_TABLE,
  STATES,
  type State,
  type Transition,
} from './table.ts';
