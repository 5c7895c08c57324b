import type { Channel } from './facts/channel.ts';
import type { Body } from './facts/units.ts';
import type { Action, Plan } from './result.ts';

/** The channel that readers of one that closes follow instead. */
export type Follow = (action: Action) => Channel | null;

/**
 * Whom readers of a channel that closes without a successor follow from then on: the account with most followers that its body
 * keeps, one of the same platform first, else one of the bodies above it. null where none of them keeps any.
 */
export function followers({ actions }: Pick<Plan, 'actions'>): Follow {
  const kept = Map.groupBy(
    actions.flatMap(({ action, channel }) => (action === 'keep' && channel.body !== null ? [channel] : [])),
    ({ body }) => body?.id,
  );
  const most = (list: readonly Channel[], platform: string) =>
    list.toSorted(
      (a, b) =>
        Number(b.platform === platform) - Number(a.platform === platform) ||
        (b.followers ?? 0) - (a.followers ?? 0),
    )[0];
  return ({ action, into, channel }) => {
    if (into !== null || action === 'keep') return null;
    for (let body: Body | null = channel.body; body !== null; body = body.parent) {
      const found = most(kept.get(body.id) ?? [], channel.platform);
      if (found !== undefined) return found;
    }
    return null;
  };
}
