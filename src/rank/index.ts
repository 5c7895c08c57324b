/** Room `rank`: published influence indices over the posts of a register. */
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
export { type Period, periodBefore, periodOf } from './period.ts';
export { Ranker, type Ranking, type RankOptions, type RankRow } from './rank.ts';
