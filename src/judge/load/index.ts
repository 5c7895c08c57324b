export {
  type Checked,
  checkStandard,
  loadStandard,
  type Rule,
  type Standard,
  type StandardSource,
} from './load.ts';
export { type Place, type Problem, showProblem } from './located.ts';
