/** Room `page`: bytes → text → page facts; pure. */
export { charsetBytes, percentEncoded } from './charset-bytes.ts';
export { dayText, findDates, isoText, type PageDate, parseDate } from './dates.ts';
export { type Decoded, type DecodeHints, decodeHtml } from './decode.ts';
export { type Quoted, withSelectors } from './place.ts';
export { type ReadOptions, readPage } from './read.ts';
