/** Text of attachments (附件), read in a thread of their own that may crash without harm. */
export { looksBinary } from './document.ts';
export { createImageReader, type ImageReader } from './image-reader.ts';
export { type AttachmentReader, createAttachmentReader, extractText } from './reader.ts';
export type { PartPlace, Reading, ReadLimits, ReadPart, Unread, UnreadReason } from './reading.ts';
