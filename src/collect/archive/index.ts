export {
  type CollectArchiveOptions,
  type CollectedArchive,
  collectArchive,
  type PageScanner,
} from './collect.ts';
export type { Exchange, ExchangeArchive, HeaderList, Kept } from './exchange.ts';
export type { ArchivedExchange, ArchiveReport, ReadLimits } from './exchanges.ts';
export { type FolderOptions, openFolder } from './folder.ts';
export { type Archive, openArchive } from './open.ts';
export type { Damage } from './records.ts';
export { sha256OfFile } from './sha256.ts';
export { type EvidenceCheck, verifyEvidence } from './verify.ts';
export { type WaczOptions, type WaczPage, writeWacz } from './wacz-writer.ts';
export { createWarcWriter, type WarcWriterOptions } from './writer.ts';
