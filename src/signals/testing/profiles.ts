import { DAY } from '../../model/index.ts';
import { profileScore, type SampledProfile } from '../profiles.ts';
import type { Story } from './story.ts';

/** Followers as a platform shows them: ordinary ones, a fifth of them idle, and bought ones by their share. */
export function sampled(
  s: Pick<Story, 'c' | 'base' | 'bought' | 'spans' | 'length' | 'age'>,
  start: number,
): SampledProfile[] {
  const { c, base } = s;
  const count = c.whole(40, 90);
  const total = s.bought.reduce((sum, one) => sum + one, 0);
  const profiles: SampledProfile[] = [];
  for (let index = 0; index < count; index += 1) {
    const isBought = c.is(total / (total + base));
    const [from, to] = c.pick([s.spans[0] ?? [0, 0], ...s.spans]);
    const idle = c.is(0.2);
    const followedAt = isBought
      ? start + c.between(from, to + 1) * DAY
      : start - c.between(-s.length, s.age) * DAY;
    const age = isBought ? c.between(1, 90) : c.around(700, 1);
    profiles.push({
      followedAt,
      created: followedAt - age * DAY,
      score: profileScore({
        posts: isBought ? c.poisson(2) : idle ? c.poisson(3) : Math.round(c.around(80, 1.5)),
        followers: isBought ? c.poisson(6) : Math.round(c.around(60, 1)),
        following: isBought ? Math.round(c.around(600, 0.5)) : Math.round(c.around(170, 0.8)),
        avatar: isBought ? c.is(0.5) : c.is(0.85),
        verified: !isBought && c.is(0.02),
        age,
      }),
    });
  }
  return profiles;
}
