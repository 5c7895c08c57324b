/** Room `rank`: published influence indices, and an open one of service, over the rows of a register. */

export type { Index } from './counter.ts';
export {
  bci,
  bciSimple,
  type WeiboPeriod,
  type WeixinPeriod,
  wci13,
  wci142,
  wciEarly,
  weiboCity,
} from './formulas.ts';
export { INDEX_IDS, INDICES, type IndexId } from './indices.ts';
export { type Period, periodBefore, periodNamed, periodOf } from './period.ts';
export { publishedIndex } from './published.ts';
export { Ranker, type Ranking, type RankOptions, type RankRow, type Unranked } from './rank.ts';
export {
  checkIndex,
  type IndexFile,
  indexIds,
  openIndex,
  type ServiceReaders,
  serviceIndex,
} from './service/index.ts';
export { Suspicions } from './suspicions.ts';
