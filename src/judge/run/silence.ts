import { type Bilingual, DAY, parseTime, type SiteFacts } from '../../model/index.ts';

/** A check that lasts into the next day still speaks for the instant it began with. */
const TOLERANCE = DAY;

/**
 * Why these facts cannot prove that nothing happened up to `asOf`; null where they can. Two cases: the collection ended before that
 * instant, and whatever came later was not seen; or the facts are saved pages of which nobody said when they were saved (a file's
 * own time is that of its last copy).
 */
export function unprovenSilence(
  { collectedAt, coverage }: SiteFacts,
  asOf: number,
): { readonly why: Bilingual; readonly todo: Bilingual } | null {
  const collected = parseTime(collectedAt) ?? 0;
  if (asOf - collected > TOLERANCE) return LATER;
  return coverage.source === 'folder' && coverage.timeTold !== true && asOf === collected ? UNDATED : null;
}

const LATER = {
  why: {
    zh: '采集早于检查时点，采集之后的情况未见，不作结论',
    en: 'collected before the instant of the check; what came after was not seen, so nothing is concluded',
  },
  todo: {
    zh: '重新采集后再评判，或将检查时点（--as-of）设在采集结束之前。',
    en: 'Collect again and judge then, or set --as-of to an instant before the collection ended.',
  },
};

const UNDATED = {
  why: {
    zh: '已保存的网页没有可靠的保存时间，不能断定此后没有更新',
    en: 'saved pages do not say when they were saved, so it is not proven that nothing came after',
  },
  todo: {
    zh: '用 --as-of 指明这些网页的保存时间后重新评判。',
    en: 'Say by --as-of when the pages were saved, and judge again.',
  },
};
