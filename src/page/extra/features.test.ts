import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINK_RULES } from './features.ts';

describe('features', () => {
  it.each(LINK_RULES)('%s: every match of its rule has one of its signs', (_kind, signs, rule) => {
    // fast-check knows no property classes: a stretch of ideographs stands for \p{Script=Han}.
    const plain = new RegExp(rule.source.replaceAll('\\p{Script=Han}', '一-丁'), rule.flags.replace('i', ''));
    fc.assert(
      fc.property(fc.stringMatching(plain), (text) => {
        expect([...signs].some((sign) => text.includes(sign))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
