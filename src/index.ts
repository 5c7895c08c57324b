import { resolve } from 'node:path';

/**
 * xunjian as a library. The pure heart (`readPage`, `createSiteReducer`, `judge`) does no I/O; `inspectSite` is the whole job of
 * the command line.
 *
 * @example
 * const { text, charset } = decodeHtml(bytes, { contentType });
 * const page = readPage(text, { url, charset });
 * const verdict = judge(facts, openStandard('cn-2019', standardsFolder), { asOf });
 */
export { createSiteReducer, SiteVocabulary } from './facts/index.ts';
export { inspectSite, openStandard } from './inspect/index.ts';
export { INDICATORS, judge, loadStandard, parseAnswers } from './judge/index.ts';
export * from './model/index.ts';
export { decodeHtml, parseDate, readPage } from './page/index.ts';
export { renderHtml, renderText } from './report/index.ts';

/** Folder of the standards that ship with the package. */
export const standardsFolder = resolve(import.meta.dirname, '..', 'standards');
