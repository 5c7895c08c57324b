export type { Exchange, ExchangeArchive, HeaderList, Kept } from './exchange.ts';
export { createWarcWriter, type WarcWriterOptions } from './writer.ts';
