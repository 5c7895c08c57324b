/** What an account is for: service or show. Pure; the words are data (`packs/purpose.yaml`). */
export { createFunctionNames, functionLabels, type ServiceFunction } from './functions.ts';
export { createPostReader, kindAt as purposeKindAt, type PostText, type ReadPost } from './post.ts';
export { createPurposeReader, type Purpose, type PurposeReader } from './reader.ts';
export { type Kind as PurposeKind, PurposeWords } from './words.ts';
