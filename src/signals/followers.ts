import { DAY, dayOf, type PlatformFigures, parseTime } from '../model/index.ts';
import { type Attention, attentionOf } from './attention.ts';
import { isExcused, isGivenBack, movedIn, type Told } from './excuses.ts';
import { type FollowerCode, followerWeights, SILENT } from './follower-weights.ts';
import { profileEvidence, type SampledProfile } from './profiles.ts';
import { probabilityOf, type Weight, weigh } from './robust.ts';
import { type FollowerDay, type Series, seriesOf } from './series.ts';
import { growthLimit, type Stretch, stretchesOf } from './stretches.ts';

export interface FollowerInput extends Told {
  readonly days: readonly FollowerDay[];
  readonly posts: readonly { readonly at: number; readonly reads: number }[];
  readonly platform: PlatformFigures | null;
  readonly profiles: readonly SampledProfile[];
}

/** Numbers of the test; the standard sets them. */
export interface FollowerRule {
  /** Least followers beyond the usual, and least share of those before, that are worth a question. */
  readonly least: number;
  readonly share: number;
  /** How many spreads above the usual a day has to lie. */
  readonly spreads: number;
  /** Reads beyond the usual for each new follower that explain them: of so many readers at most one follows. */
  readonly readsEach: number;
  /** Days after registration in which growth is natural. */
  readonly newDays: number;
}

/** Suspected purchases of followers (疑似买粉) of one account. */
export interface BoughtFollowers {
  readonly probability: number;
  /** What speaks for and against, the strongest first. */
  readonly weights: readonly Weight<FollowerCode>[];
  readonly stretches: readonly Stretch[];
  /** Followers before the first, and how many came beyond the usual and unexplained in all. */
  readonly base: number;
  readonly excess: number;
  /** Days on which followers would have come as usual and by readers: what the chart draws beside the real ones. */
  readonly expected: readonly (readonly [day: string, followers: number])[];
}

/** Log-odds before any evidence: of accounts with growth worth a look, few bought it. */
const PRIOR = -3;
/** Fewer days than this give no picture of what is usual. */
const LEAST_DAYS = 21;
/** A stretch that brought less than this share of what the largest one did is noise beside it, and no second purchase. */
const BESIDE = 0.05;

/**
 * Whether followers were bought. Null where the data are too few to say. Whoever follows has read something, so growth is
 * suspicious as far as it exceeds what the account's usual day, and its readers of that day and the days before (at the most that peers
 * convert), explain. Each further trait adds its weight of evidence to the log-odds; the model is in docs/figures.md.
 */
export function boughtFollowers(input: FollowerInput, rule: FollowerRule): BoughtFollowers | null {
  if (input.profiles.length === 0 && isStill(input.days, rule)) return NOTHING;
  const series = seriesOf(input.days, LEAST_DAYS, growthLimit(input.platform));
  const enough = series !== null;
  if (!enough && input.profiles.length === 0) return null;
  const found = series === null || isQuiet(series, rule) ? [] : suspiciousOf(series, input, rule);
  if (found.length === 0 || series === null) return byProfiles(input, enough);
  const attention = attentionOf(input.days, input.posts);
  const weights = followerWeights(found, series, attention, input, rule).sort(
    (a, b) => Math.abs(b.odds) - Math.abs(a.odds),
  );
  const excess = found.reduce((sum, one) => sum + one.excess - one.explained, 0);
  return {
    probability: weigh(PRIOR, weights),
    weights,
    stretches: found,
    base: found[0]?.base ?? 0,
    excess,
    expected: expectedOf(series, found),
  };
}

const NOTHING: BoughtFollowers = {
  probability: 0,
  weights: [],
  stretches: [],
  base: 0,
  excess: 0,
  expected: [],
};

/** The same, seen at a glance: enough days, in order, and hardly any gains. Errors of the data only make it look further. */
function isStill(days: readonly FollowerDay[], { least, share }: FollowerRule): boolean {
  let [up, low, known, before] = [0, Number.POSITIVE_INFINITY, 0, Number.NaN];
  for (let index = 0; index < days.length; index += 1) {
    const { followers, gained, day } = days[index] ?? NO_DAY;
    if (index > 0 && day <= (days[index - 1] ?? NO_DAY).day) return false;
    if (followers === null) return false;
    if (known > 0) up += Math.max(0, followers - before, gained ?? 0);
    low = Math.min(low, followers);
    before = followers;
    known += 1;
  }
  const span = Math.round(
    ((parseTime(days.at(-1)?.day ?? '') ?? 0) - (parseTime(days[0]?.day ?? '') ?? 0)) / DAY,
  );
  // Days missing would leave fewer steps from one day to the next than a picture of the usual needs.
  return span === known - 1 && known > LEAST_DAYS && up < Math.max(least, share * low);
}
const NO_DAY: FollowerDay = { day: '', followers: null, reads: null, reactions: null };

/** Most accounts: all the gains of all days together are not worth a question. */
function isQuiet({ steps }: Series, { least, share }: FollowerRule): boolean {
  let [up, low] = [0, Number.POSITIVE_INFINITY];
  for (const step of steps) {
    if (step.gain > 0) up += step.gain;
    if (step.before < low) low = step.before;
  }
  return up < Math.max(least, share * low);
}

/** Stretches that nothing explains away, if together they are worth a question. */
function suspiciousOf(series: Series, input: FollowerInput, rule: FollowerRule): readonly Stretch[] {
  const attention = attentionOf(input.days, input.posts);
  const all = stretchesOf(
    series,
    attention,
    {
      least: rule.least,
      spreads: rule.spreads,
      conversion: 1 / rule.readsEach,
      youngUntil: youngUntil(input, rule),
    },
    input.platform,
  );
  const moved = movedIn(all, series, input);
  const open = all
    .filter((one) => !moved.has(one) && !isExcused(one, input) && !isGivenBack(one, series, input.platform))
    .map((stretch) => withoutSilent(stretch, attention))
    .filter((stretch) => {
      const rest = stretch.excess - stretch.explained;
      return rest >= 0.25 * rule.least && rest >= 0.2 * rule.share * stretch.base;
    });
  const most = Math.max(...open.map((one) => one.excess - one.explained));
  const counted = open.filter((one) => one.excess - one.explained >= BESIDE * most);
  const total = counted.reduce((sum, one) => sum + one.excess - one.explained, 0);
  const base = Math.min(...counted.map((one) => one.base));
  return counted.length > 0 && total >= Math.max(rule.least, rule.share * base) ? counted : [];
}

function youngUntil({ registered }: FollowerInput, { newDays }: FollowerRule): number {
  const opened = registered === null ? null : parseTime(registered);
  return opened === null ? Number.NEGATIVE_INFINITY : opened + newDays * DAY;
}

/** Reads that nobody reacts to were bought too, and explain nothing. */
function withoutSilent(stretch: Stretch, attention: Attention): Stretch {
  const echo = attention.echo(stretch.from, stretch.to);
  if (echo === null || echo >= SILENT) return stretch;
  const part = echo / SILENT;
  const inStep = stretch.inStep === null ? null : part * stretch.inStep;
  return { ...stretch, explained: Math.round(part * stretch.explained), inStep };
}

/** Without growth to look at, or with nothing unusual in it, the sample speaks alone, and has to speak clearly. */
function byProfiles(input: FollowerInput, enough: boolean): BoughtFollowers | null {
  const weights = profileEvidence(input.profiles, [], input.platform?.madeShare ?? null);
  if (weights.length === 0 && !enough) return null;
  const probability =
    weights.length === 0 ? 0 : probabilityOf(weights.reduce((sum, { odds }) => sum + odds, PRIOR));
  return { probability, weights, stretches: [], base: 0, excess: 0, expected: [] };
}

/** The series without what is unexplained. */
function expectedOf({ steps, usual }: Series, found: readonly Stretch[]): BoughtFollowers['expected'] {
  let lifted = 0;
  return steps.map((step) => {
    // Who goes is as likely one of those as anybody else.
    if (step.after < step.before) lifted *= step.after / Math.max(1, step.before);
    const inside = found.find(({ from, to }) => step.at >= from && step.at <= to);
    if (inside !== undefined) {
      const share = (inside.excess - inside.explained) / Math.max(1, inside.excess);
      lifted += Math.max(0, step.gain - step.days * usual) * share;
    }
    return [dayOf(step.at), Math.round(step.after - Math.min(lifted, step.after))] as const;
  });
}
