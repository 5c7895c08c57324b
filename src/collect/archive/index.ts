export type { Exchange, ExchangeArchive, HeaderList, Kept } from './exchange.ts';
