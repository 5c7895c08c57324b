export * from './answers/index.ts';
export * from './indicator.ts';
export { INDICATORS } from './indicators/index.ts';
export { type JudgeOptions, judge, judgeAccount } from './judge.ts';
export * from './load/index.ts';
export * from './standard.ts';
