import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counts, Lane } from './counts.ts';
import { letterOf } from './letters.ts';
import { readSigns } from './signs.ts';

const texts = fc.string({ unit: fc.constantFrom(...'公开aZ7，。、；！？ \n—一𠮷\ud840é'), maxLength: 300 });
const cuts = fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 70 }), hidden: fc.boolean(), link: fc.boolean() }),
);

/** Stretches of these sizes, the last of which takes what is left. */
function stretchesOf(text: string, sizes: readonly { size: number; hidden: boolean; link: boolean }[]) {
  const stretches: { end: number; hidden: boolean; link: boolean }[] = [];
  let at = 0;
  for (const { size, hidden, link } of sizes) {
    at = Math.min(text.length, at + size);
    if (at > (stretches.at(-1)?.end ?? 0)) stretches.push({ end: at, hidden, link });
  }
  if (at < text.length) stretches.push({ end: text.length, hidden: false, link: false });
  return stretches;
}

describe('running counts', () => {
  it('are those of looking at every character', () => {
    fc.assert(
      fc.property(texts, cuts, fc.nat(), fc.nat(), (text, sizes, a, b) => {
        const [from, to] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const stretches = stretchesOf(text, sizes);
        const counts = new Counts(readSigns(text).signs, stretches);
        const own = { letters: 0, visible: 0, linked: 0, marks: 0 };
        for (let at = from ?? 0; at < (to ?? 0); at++) {
          const stretch = stretches.find(({ end }) => at < end);
          const letter = letterOf(text.charCodeAt(at));
          own.letters += letter;
          if (stretch?.hidden !== true) own.visible += letter;
          if (stretch?.link === true) own.linked += letter;
          else if ('，。、；！？'.includes(text.charAt(at))) own.marks++;
        }
        for (const name of ['letters', 'visible', 'linked', 'marks'] as const)
          expect(counts.of(Lane[name], from ?? 0, to ?? 0), name).toBe(own[name]);
      }),
    );
  });
});
