/** What replies to messages of the public are worth. Pure; the words are data (`packs/replies.yaml`). */
export { createReplyReader, type ReplyReader, readingOf } from './reader.ts';
export { ReplyWords } from './words.ts';
