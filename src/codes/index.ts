/** Room `codes`: two-dimensional codes (二维码) in pictures → their text, in a thread with limits. */
export {
  CODE_LIMITS,
  type CodeLimits,
  type CodeReader,
  type CodeReading,
  createCodeReader,
} from './reader.ts';
