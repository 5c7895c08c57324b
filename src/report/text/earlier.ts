import type { createColors } from 'picocolors';
import type { Bilingual, LineChange, Verdict } from '../../model/index.ts';
import {
  CHANGED,
  DIRECTION_SIGN,
  directions,
  earlierTitle,
  otherChanges,
  pagesCompared,
  resultThenAndNow,
  standing,
} from '../earlier.ts';
import { wrap } from './columns.ts';

type Colours = ReturnType<typeof createColors>;

/** Indicators and pages told on a terminal. */
const LINES = 12;
const PAGES = 6;

/** What became of the site since an earlier inspection; nothing where it was compared with none. */
export function earlier(
  verdict: Verdict,
  say: (text: Bilingual) => string,
  colours: Colours,
  width: number,
): string[] {
  const { earlier: compared } = verdict;
  if (compared === undefined) return [];
  const result = resultThenAndNow(verdict, compared);
  const { changes, counts } = compared.facts;
  const paint = { better: colours.green, worse: colours.red, open: colours.dim };
  const line = ({ direction, code, title, before, now, part }: LineChange) => {
    const text = `${code} ${say(title)}${say({ zh: '：', en: ': ' })}${say(standing(before, part))} → ${say(standing(now, part))}`;
    return wrap(text, width - 2).map((one, at) =>
      at === 0 ? `${paint[direction](DIRECTION_SIGN[direction])} ${one}` : `  ${one}`,
    );
  };
  // What got worse is what has to be known first.
  const order = { worse: 0, better: 1, open: 2 };
  const lines = compared.lines.toSorted((a, b) => order[a.direction] - order[b.direction]);
  const count = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const sentences = [...(result === null ? [] : [result]), directions(compared)];
  return [
    '',
    colours.bold(say(earlierTitle(compared))),
    ...wrap(sentences.map(say).join(' '), width),
    ...lines.slice(0, LINES).flatMap(line),
    ...more(lines.length - LINES, say),
    ...wrap(say(pagesCompared(compared.facts)), width),
    ...changes
      .slice(0, PAGES)
      .flatMap(({ kind, url, before, now }) => [
        ...wrap(`${colours.yellow('?')} ${say(CHANGED[kind])}  ${url}`, width),
        ...wrap(`${before.title} → ${now.title}`, width - 4).map((one) => `    ${one}`),
      ]),
    ...more(count - Math.min(PAGES, changes.length), say),
    ...otherChanges(compared.facts).flatMap((one) => wrap(say(one), width)),
  ];
}

function more(count: number, say: (text: Bilingual) => string): string[] {
  return count > 0
    ? [say({ zh: `  另有 ${count} 项，见完整报告`, en: `  ${count} more in the full report` })]
    : [];
}
