export * from './indicator.ts';
export * from './standard.ts';
