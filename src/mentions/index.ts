/** Room `mentions`: official accounts that pages and posts mention, by shapes of addresses and words that are data; pure. */
export type { AccountAddress, AddressReader } from './addresses.ts';
export { createMentionReader, type MentionReader, type PagePicture, type PageSurface } from './page.ts';
export { AccountsSeen, type Candidate } from './seen.ts';
export { AccountWords } from './words.ts';
