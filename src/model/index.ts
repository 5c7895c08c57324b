export * from './collection.ts';
export * from './errors.ts';
export * from './evidence.ts';
export * from './facts.ts';
export * from './page.ts';
export * from './time.ts';
export * from './verdict.ts';
export * from './words.ts';
