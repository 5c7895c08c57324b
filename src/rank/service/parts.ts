import type { Period } from '../period.ts';
import { CAPPED } from '../tally.ts';
import { type IndexFile, PARTS, type PartName } from './schema.ts';
import { type ServiceTally, weeksOf } from './tally.ts';

/** Why a part has no value. */
export type Missing = 'no-messages' | 'no-reads' | 'no-followers' | 'not-tried';

/** A part of the index: 0 to 1, or why it is not known. */
export type PartValue = { readonly value: number } | { readonly missing: Missing };

export type PartValues = Readonly<Record<PartName, PartValue>>;

/** What the median of the reads is, and how many followers they are measured by. */
export interface Reach {
  readonly median: number;
  readonly followers: number;
  /** Half of the useful posts or more show 10万+: the median is a lower bound. */
  readonly capped: boolean;
}

/** All parts of one account; `filed` are followers as the sheet of the register has them, where no figures tell. */
export function partsOf(
  tally: ServiceTally,
  index: IndexFile,
  period: Period,
  { platform, filed }: { readonly platform: string; readonly filed: number | null },
): PartValues {
  const { parts } = index;
  return {
    serving: { value: servingOf(tally, index, period) },
    answers: answersOf(tally, parts.answers),
    reach: reachPart(tally, parts.reach, platform, filed),
    regular: { value: tally.weeks / weeksOf(period) },
    functions: tally.tried === 0 ? { missing: 'not-tried' } : { value: tally.worked / tally.tried },
  };
}

/** Share of what was posted that serves; less where there is too little of it, never more where there is much. */
function servingOf(
  { worth, total, amount }: ServiceTally,
  { parts: { serving } }: IndexFile,
  period: Period,
): number {
  if (total === 0) return 0;
  const enough = Math.max(serving.leastPosts.value, serving.postsAWeek.value * weeksOf(period));
  return (worth / total) * Math.min(1, amount / enough);
}

function answersOf(
  { due, credit }: ServiceTally,
  { prior, priorMessages }: IndexFile['parts']['answers'],
): PartValue {
  if (due === 0) return { missing: 'no-messages' };
  return { value: (credit + prior.value * priorMessages.value) / (due + priorMessages.value) };
}

function reachPart(
  tally: ServiceTally,
  { full, platforms, leastPosts, followersFloor }: IndexFile['parts']['reach'],
  platform: string,
  filed: number | null,
): PartValue {
  // Nobody was reached by anything useful: that is known.
  if (tally.useful === 0) return { value: 0 };
  if (tally.reads.length < leastPosts.value) return { missing: 'no-reads' };
  const reach = reachOf(tally, filed);
  if (reach === null) return { missing: 'no-followers' };
  const whole = (platforms[platform] ?? full).value;
  return { value: Math.min(1, reach.median / Math.max(reach.followers, followersFloor.value) / whole) };
}

/** null where followers or reads are not told. */
export function reachOf({ reads, followers }: ServiceTally, filed: number | null): Reach | null {
  const by = followers ?? filed;
  if (by === null || reads.length === 0) return null;
  const median = medianOf(reads);
  return { median, followers: by, capped: median >= CAPPED };
}

/** The lower one of the two in the middle: capped counts stay what they are. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

/** Weighted mean of the parts that are known, 0 to 100; null where too little is known. */
export function indexValue(parts: PartValues, index: IndexFile): number | null {
  let [sum, known] = [0, 0];
  for (const name of PARTS) {
    const part = parts[name];
    const weight = index.parts[name].weight.value;
    if ('missing' in part) continue;
    sum += weight * part.value;
    known += weight;
  }
  return known === 0 || known < 100 * index.leastKnown.value ? null : (100 * sum) / known;
}
