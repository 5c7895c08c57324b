/** Room `collect/account`: official accounts on platforms (政务新媒体) → posts, figures, messages, and what was covered. */
export { HttpClient } from './client.ts';
export { type AccountReport, type CollectAllOptions, collectAll } from './collect-all.ts';
export { COLLECTORS } from './collectors.ts';
export {
  type Credentials,
  match,
  parseCredentials,
  readCredentials,
  withEnvironment,
} from './credentials.ts';
export { FOLLOW_LIMITS, type Followed, type FollowOptions, followLinks, linksOf } from './follow.ts';
export type { Sleep } from './limiter.ts';
export { type CollectOptions, collectAccount } from './run.ts';
export { Secrets } from './secrets.ts';
export { Memories, RegisterStore } from './store.ts';
export { Tokens } from './tokens.ts';
export { type AccountCollector, type Found, type Run, WHAT, type What } from './types.ts';
