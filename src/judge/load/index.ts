export {
  type Checked,
  checkStandard,
  loadStandard,
  type Rule,
  type Standard,
  type StandardSource,
} from './load.ts';
export {
  type Located,
  type LocatedMap,
  type Place,
  type Problem,
  placeOf,
  plain,
  problemsOf,
  readLocated,
  showPath,
  showProblem,
} from './located.ts';
export { field } from './merge.ts';
