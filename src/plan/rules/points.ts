import type { Channel } from '../facts/channel.ts';
import type { Best } from '../policy/schema.ts';

/** Points by which the best of several channels is found; the policy says how many each merit is worth. */
export function pointsOf(channel: Channel, best: Best, headsScope: boolean): number {
  const functions = channel.functions.filter(({ general }) => !general).length;
  const points =
    (channel.verified === true ? best.verified.value : 0) +
    (channel.kind === 'service' ? best.service.value : 0) +
    (headsScope ? best.head.value : 0) +
    Math.min(best.functionsAtMost.value, best.function.value * functions) +
    best.reads.value * Math.log10(1 + (channel.readsPerDay ?? 0)) +
    best.followers.value * Math.log10(1 + (channel.followers ?? 0)) +
    activityPoints(channel, best) +
    best.filing.value * channel.filing +
    best.staff.value * (channel.staff ?? 0);
  // Whole thousandths: sums come out the same in any order.
  return Math.round(points * 1000) / 1000;
}

function activityPoints({ activity }: Channel, best: Best): number {
  switch (activity) {
    case 'active':
    case 'byUse':
      return best.active.value;
    case 'unknown':
      return best.unknown.value;
    case 'sleeping':
      return best.sleeping.value;
    case 'zombie':
      return 0;
  }
}
