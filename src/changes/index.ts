/** Room `changes`: what pages are about in less than a kilobyte, and what became of a site since an earlier inspection; pure. */
export { Comparison, type PageComparison } from './compare.ts';
export { EarlierWords } from './limits.ts';
export { columnsGone, homeGone } from './sections.ts';
export type { SiteNames } from './site-names.ts';
export { METHOD, type SketchSurface, sketchPage } from './sketch.ts';
export { HostsSeen, traceOf } from './trace.ts';
