export { type Extending, type FileSource, joinFiles, loadById } from './extends.ts';
export { type Checked, checkStandard, loadStandard, type Rule, type Standard } from './load.ts';
export {
  type Located,
  type LocatedMap,
  type Place,
  type Problem,
  placeOf,
  plain,
  problemsOf,
  type ReadLocated,
  readLocated,
  showPath,
  showProblem,
} from './located.ts';
