import { DAY, dayOf, type PlatformFigures, parseTime } from '../model/index.ts';
import { type Attention, attentionOf } from './attention.ts';
import { isAsked, isExcused, movedIn, type Told } from './excuses.ts';
import { type ProfileCode, profileEvidence, type SampledProfile } from './profiles.ts';
import { clamp, probabilityOf, type Weight, weigh } from './robust.ts';
import { type FollowerDay, type Series, type Step, seriesOf } from './series.ts';
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

export type FollowerCode =
  | ProfileCode
  | 'unread'
  | 'share'
  | 'abrupt'
  | 'even'
  | 'long'
  | 'round'
  | 'again'
  | 'fell'
  | 'silentReads'
  | 'unseen'
  | 'gap'
  | 'readers'
  | 'few'
  | 'campaign'
  | 'young';

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
/** Reactions, as a share of those that as many readers gave on other days, below which reads look bought. */
const SILENT = 0.25;
/** A stretch that brought less than this share of what the largest one did is noise beside it, and no second purchase. */
const BESIDE = 0.05;
/** So few in a day or two are those of a meeting or a school class: less than is sold. */
const FEW = 300;
/** Growth a day, as a share of followers, that an offline campaign brings, and such as it hardly ever does. */
const CAMPAIGN = { modest: 0.2, most: 0.6 };

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
  const weights = weightsOf(found, series, attention, input, rule).sort(
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
    .filter((stretch) => !moved.has(stretch) && !isExcused(stretch, input))
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
  return { ...stretch, explained: Math.round((stretch.explained * echo) / SILENT) };
}

function weightsOf(
  found: readonly Stretch[],
  series: Series,
  attention: Attention,
  input: FollowerInput,
  rule: FollowerRule,
): Weight<FollowerCode>[] {
  const { scale } = series;
  const rest = (one: Stretch) => one.excess - one.explained;
  const main = found.reduce((best, one) => (rest(one) > rest(best) ? one : best));
  const excess = found.reduce((sum, one) => sum + rest(one), 0);
  const explained = found.reduce((sum, one) => sum + one.explained, 0);
  const days = found.reduce((sum, one) => sum + one.days, 0);
  const share = excess / Math.max(1, main.base);
  const weights: Weight<FollowerCode>[] = [
    {
      code: 'unread',
      odds: clamp(Math.log(excess / (explained + 2 * scale * Math.sqrt(days) + 1)), 0, 4),
      values: { excess, explained },
    },
    {
      code: 'share',
      odds: clamp(0.8 * Math.log(share / (2 * rule.share)), -1.5, 2),
      values: { share: percent(share) },
    },
  ];
  const add = (code: FollowerCode, odds: number, values: Weight<FollowerCode>['values'] = {}) =>
    weights.push({ code, odds, values });
  if (main.kind === 'step' && !hasTail(series.steps, main)) add('abrupt', 1, { days: main.days });
  // Where only reactions tell of readers, a week may be that of a notice that many read and few like; two are not.
  const week = attention.source === 'reactions' ? 14 : 7;
  if (main.days >= week && main.told > 2 && main.explained < 0.3 * main.excess) add('long', 1, { days: main.days });
  const { variation } = main;
  // Five or six days are easily alike by chance.
  const isEven = variation !== null && variation < 0.35;
  if (isEven) add('even', variation < 0.2 && main.told >= 7 ? 2 : 1, { spread: percent(variation) });
  if (isRound(main, scale)) add('round', 0.7, { excess: main.excess });
  const asked = found.filter((one) => isAsked(one, input));
  if (found.length > Math.max(1, asked.length))
    add('again', Math.min(1.4, 0.7 * (found.length - 1)), { times: found.length });
  const fell = fallOf(series, main, input.platform);
  if (fell > 0.25) add('fell', clamp(3 * fell, 0.8, 2), { share: percent(fell) });
  const echo = attention.echo(main.from, main.to);
  if (echo !== null && echo < SILENT) add('silentReads', 1, { share: percent(echo) });
  // Reactions tell of readers by their usual share only: a notice is read by many and liked by few. No crowd comes evenly, though.
  if (attention.source === 'none') add('unseen', -2);
  else if (attention.source === 'reactions' && !isEven && main.kind !== 'gap')
    add('unseen', main.kind === 'step' ? -0.7 : -1.2);
  const { reads, isHeard } = attention.lift(main.from, main.to);
  const times = reads / Math.max(1, rest(main));
  if (main.days >= 5 && times > 1 && isHeard !== false)
    add('readers', -clamp(1.2 * (times - 1), 0, isHeard === null ? 1 : 2), {
      times: Math.round(10 * times) / 10,
    });
  if (excess < FEW && days <= 3) add('few', clamp(4 * Math.log(excess / FEW), -4, 0), { excess });
  if (main.kind === 'gap') add('gap', -2.5);
  if (asked.length > 0) {
    const aDay = main.excess / Math.max(1, main.base * main.days);
    const isModest = aDay <= CAMPAIGN.modest && asked.includes(main);
    add('campaign', aDay > CAMPAIGN.most ? -1.2 : isModest ? -4.5 : -2.5);
  }
  const opened = input.registered === null ? null : parseTime(input.registered);
  const age = opened === null ? null : (main.from - opened) / DAY;
  if (age !== null && age < rule.newDays)
    add('young', -2.5 * (1 - age / (2 * rule.newDays)), { days: Math.round(age) });
  const spans = found.map(({ from, to }) => [from, to + DAY] as const);
  return [...weights, ...profileEvidence(input.profiles, spans, input.platform?.madeShare ?? null)];
}

/** Attention fades over days; what is bought stops at once. */
function hasTail(steps: readonly Step[], { to, excess, days }: Stretch): boolean {
  const after = steps.filter((step) => step.at > to && step.at <= to + 3 * DAY);
  return after.some((step) => step.gain > 0.08 * (excess / days));
}

/** Sold in hundreds and thousands: the excess lies as near to a round number as one in ten by chance does. */
function isRound({ excess, kind }: Stretch, scale: number): boolean {
  if (kind === 'drip' || excess < 300) return false;
  const unit = 10 ** Math.floor(Math.log10(excess)) / 2;
  const off = Math.abs(excess - Math.round(excess / unit) * unit);
  return off <= Math.min(0.05 * unit, 2 * scale + 1);
}

/** Share of the growth that was lost again on one day, beyond what the platform's own clean-up took from everybody. */
function fallOf({ steps }: Series, { to, excess }: Stretch, platform: PlatformFigures | null): number {
  const swings = new Map(platform?.swings.map(({ day, change }) => [parseTime(day) ?? 0, change] as const));
  const falls = steps
    .filter((step) => step.at > to && !step.isGap)
    .map((step) => step.before - step.after + Math.min(0, 1.3 * (swings.get(step.at) ?? 0)) * step.before);
  return Math.max(0, ...falls) / Math.max(1, excess);
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

function percent(share: number): number {
  return Math.round(100 * share);
}
