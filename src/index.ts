/** The pure heart as a library: read pages, judge facts. */
export * from './model/index.ts';
