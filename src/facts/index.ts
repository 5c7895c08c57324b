/** Room `facts`: page facts of a whole site → site facts, one page at a time, in memory that does not grow with the site. Pure. */
export { bareHost, hostOf, onHosts, pageKey } from './address.ts';
export {
  createSiteReducer,
  type FoundForm,
  type ProbedSection,
  type ReducerOptions,
  type ReducerRest,
  type SiteReducer,
} from './reducer.ts';
export { SiteVocabulary } from './vocabulary.ts';
