import type { AnyIndicator } from '../indicator.ts';
import homeStale from './site.home-stale/index.ts';

/** Every indicator there is, in alphabetical order of folders. A standard refers to them by id. */
export const INDICATORS: readonly AnyIndicator[] = [
  homeStale, // keep one line each
];
