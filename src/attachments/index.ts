/** Text of attachments (DOCX, XLSX, PDF), read in a thread of their own that may crash without harm. */
export { type ExtractLimits, extractText } from './extract.ts';
