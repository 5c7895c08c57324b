/** Room `signals`: what rows over time say about an account; pure. */

export {
  AccountReducer,
  type AccountReducerOptions,
  type AccountWords,
  type GatheredAccounts,
} from './accounts.ts';
export { type Activity, type ActivityState, activityOf } from './activity.ts';
export { type CoercedLikes, coercedLikes, type LikesCode, type LikesInput } from './coerced.ts';
export type { PostScanner } from './content.ts';
export { covers, seenUntil } from './coverage.ts';
export { EventTally } from './events.ts';
export type { FollowerCode } from './follower-weights.ts';
export {
  type BoughtFollowers,
  boughtFollowers,
  type FollowerInput,
  type FollowerRule,
} from './followers.ts';
export type { LikesRule } from './likes.ts';
export { type Profile, profileScore } from './profiles.ts';
export * from './purpose/index.ts';
export { type Relations, relationsOf, type Successor } from './relations.ts';
export * from './replies/index.ts';
export type { Weight } from './robust.ts';
export type { Stretch } from './stretches.ts';
