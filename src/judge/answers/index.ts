export { applyAnswers, type OnUnused, showUnused, type Unused } from './apply.ts';
export { Answer, parseAnswers } from './parse.ts';
