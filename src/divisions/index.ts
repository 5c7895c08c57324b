/** Room `divisions`: administrative divisions (行政区划) by code and by name. */
export {
  type Division,
  type DivisionEntry,
  type DivisionLevel,
  type Divisions,
  divisionsOf,
} from './divisions.ts';
export { loadDivisions } from './load.ts';
