/**
 * Room `collect/site`: a website as it is now → page visits, coverage and links. The only room that talks to the network about
 * websites; every request goes through `createFetcher` and its guards.
 */

export type { BrowserSearch, Rendered, Renderer, RenderRequest } from './browser/index.ts';
export { crawlSite } from './crawl/index.ts';
export { declaredUserAgent, readCheckpoint } from './crawl/run.ts';
export { DEPTH_UNKNOWN } from './frontier.ts';
export {
  AddressGuard,
  type HostAddress,
  isGlobalAddress,
  type Resolve,
  resolveBySystem,
} from './net/address.ts';
export { decodeBody } from './net/body.ts';
export { ExchangeHandler } from './net/exchange-handler.ts';
export { type Fault, faultOf } from './net/faults.ts';
export {
  createFetcher,
  FETCH_LIMITS,
  type Fetched,
  type Fetcher,
  type FetcherOptions,
  type FetchLimits,
  type FetchOptions,
  type FetchResult,
} from './net/fetcher.ts';
export { header, httpDate, retryAfter } from './net/headers.ts';
export type {
  CheckedFile,
  CrawlOptions,
  CrawlResult,
  Outlink,
  PageRenderer,
} from './options.ts';
export { CrawlSettings } from './options.ts';
export type { Reader, ReaderModule, ReadPage, ScanModule } from './reading/reader.ts';
export { SpareReader } from './reading/spare.ts';
export { ROBOTS_BYTES, RobotsRules } from './robots.ts';
export { normalizeUrl } from './url.ts';
/** The browser, loaded only where it is asked for: it costs more to load than all the rest. */
export const loadBrowser = () => import('./browser/index.ts');
