import { DAY, type PlatformFigures, parseTime } from '../model/index.ts';
import type { Attention } from './attention.ts';
import { isAsked } from './excuses.ts';
import type { FollowerInput, FollowerRule } from './followers.ts';
import { type ProfileCode, profileEvidence } from './profiles.ts';
import { clamp, type Weight } from './robust.ts';
import type { Series, Step } from './series.ts';
import type { Stretch } from './stretches.ts';

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
  | 'outOfStep'
  | 'answered'
  | 'unseen'
  | 'gap'
  | 'readers'
  | 'few'
  | 'campaign'
  | 'young';

/** Reactions, as a share of those that as many readers gave on other days, below which reads look bought. */
export const SILENT = 0.25;
/** So many times what the same readers do on the days around is more than days differ. */
const OUT_OF_STEP = 3;
/** In an account of so few followers, so many of those who came at once and react: they were there. Bought ones do not. */
const MEETING = { base: 1_000, most: 600, reacts: 0.08 };
/** Fewer days than this are easily alike by chance. */
const SURELY_EVEN = 10;
/** So few in a day or two are those of a meeting or a school class: less than is sold. */
const FEW = 300;
/** Growth a day, as a share of followers, that an offline campaign brings, and such as it hardly ever does. */
const CAMPAIGN = { modest: 0.2, most: 0.6 };

/** What speaks for a purchase in these stretches, and against it. */
export function followerWeights(
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
  if (main.days >= week && main.told > 2 && main.explained < 0.3 * main.excess)
    add('long', 1, { days: main.days });
  const { variation } = main;
  const isEven = variation !== null && variation < 0.35;
  const isSure = main.told >= SURELY_EVEN;
  if (isEven)
    add('even', variation >= 0.2 ? (isSure ? 1 : 0.4) : isSure ? 2 : 1, { spread: percent(variation) });
  if (isRound(main, scale)) add('round', 0.7, { excess: main.excess });
  const asked = found.filter((one) => isAsked(one, input));
  if (found.length > Math.max(1, asked.length))
    add('again', Math.min(1.4, 0.7 * (found.length - 1)), { times: found.length });
  const fell = fallOf(series, main, input.platform);
  if (fell > 0.25) add('fell', clamp(3 * fell, 0.8, 2), { share: percent(fell) });
  const echo = attention.echo(main.from, main.to);
  if (echo !== null && echo < SILENT) add('silentReads', 1, { share: percent(echo) });
  if (main.inStep !== null && asked.length === 0) {
    const times = main.excess / (main.inStep + 2 * scale * Math.sqrt(main.days) + 1);
    if (times > OUT_OF_STEP)
      add('outOfStep', clamp(1.2 * Math.log(times / OUT_OF_STEP), 0, 2), { times: Math.round(times) });
  }
  const isMeeting = main.base < MEETING.base && main.excess < MEETING.most && main.days <= 3;
  const answered = isMeeting ? attention.answers(main.from, main.to) / main.excess : 0;
  if (answered >= MEETING.reacts)
    add('answered', -clamp(1.5 + 10 * answered, 0, 5), { share: percent(Math.min(1, answered)) });
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

function percent(share: number): number {
  return Math.round(100 * share);
}
