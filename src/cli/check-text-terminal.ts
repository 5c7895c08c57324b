import colours from 'picocolors';
import { CATEGORY, SEVERITY } from '../report/index.ts';
import { type HitPrinter, oneLine, placeCounter } from './check-text-view.ts';

/** Characters of context to either side. */
const AROUND = 24;

/** Hits for a person at a terminal: line, column, the words in their context, why, and the right form. */
export function textHits(file: string, { colour }: { readonly colour: boolean }): HitPrinter {
  const paint = colours.createColors(colour);
  const mark = { veto: paint.red, error: paint.red, warn: paint.yellow };
  const name = file === '-' ? '标准输入 / standard input' : file;
  let count = 0;
  const place = placeCounter();
  return {
    add: (window, hits) => {
      const { text, from } = window;
      const lines: string[] = [];
      for (const hit of hits) {
        const [start, end] = [hit.start - from, hit.end - from];
        const before = oneLine(text.slice(Math.max(0, start - AROUND), start));
        const after = oneLine(text.slice(end, end + AROUND));
        const head = `${place(window, hit.start)}  ${mark[hit.severity](`${CATEGORY[hit.category].zh}·${SEVERITY[hit.severity].zh}`)}  ${before}${mark[hit.severity](paint.bold(oneLine(hit.text)))}${after}`;
        const suggest = hit.suggest === null ? '' : ` → ${paint.green(hit.suggest)}`;
        lines.push(`${head}\n      ${hit.why}${suggest} ${paint.dim(`[${hit.rule}]`)}`);
      }
      place(window, window.core[1]);
      if (lines.length === 0) return '';
      const head = count === 0 ? `${name}:\n` : '';
      count += lines.length;
      return `${head}${lines.join('\n')}\n`;
    },
    end: () =>
      count === 0
        ? `${name}: ${paint.green('未发现问题 / nothing found')}\n`
        : `共 ${count} 处 / ${count} hits\n`,
  };
}
