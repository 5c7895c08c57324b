/** Room `register`: what rows of a register (名录) say about each other; pure. */
export {
  type Confidence,
  type DuplicateGroup,
  type DuplicateReason,
  duplicatesOf,
} from './duplicates.ts';
export {
  type Contradiction,
  contradictingIdCodes,
  type Inferred,
  inferUnits,
  type UnitsInferred,
} from './infer.ts';
export { Names, type NameWords, plainHandle, plainUrl } from './names.ts';
