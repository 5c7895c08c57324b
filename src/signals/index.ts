/** Room `signals`: what rows over time say about an account; pure. */
export {
  AccountReducer,
  type AccountReducerOptions,
  type AccountWords,
  type PostScanner,
} from './accounts.ts';
export { type Activity, type ActivityState, activityOf } from './activity.ts';
export { covers, seenUntil } from './coverage.ts';
export { type Growth, type GrowthRule, growthOf } from './followers.ts';
export { type EvenLikes, evenLikes, type LikesRule } from './likes.ts';
export * from './purpose/index.ts';
export * from './replies/index.ts';
