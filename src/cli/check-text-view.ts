import colours from 'picocolors';
import type { TextHit } from '../model/index.ts';
import type { ScannedWindow } from '../text/index.ts';

const CATEGORY: Readonly<Record<TextHit['category'], string>> = {
  misstatement: '表述错误',
  secrecy: '涉密',
  privacy: '隐私',
  harmful: '有害信息',
  advert: '广告',
  coercion: '强制点赞',
  typo: '错别字',
};
const SEVERITY: Readonly<Record<TextHit['severity'], string>> = {
  veto: '须人工认定',
  error: '错误',
  warn: '提示',
};
/** Characters of context to either side. */
const AROUND = 24;

/** Takes the hits of a text window by window and gives what is to be printed. */
export interface HitPrinter {
  add(window: ScannedWindow, hits: readonly TextHit[]): string;
  end(): string;
}

/** `{"hits": […]}`, written as it is found; with a file name in one line of JSONL. */
export function jsonHits(file: string | null): HitPrinter {
  let count = 0;
  const open = file === null ? '{\n  "hits": [' : `{"file":${JSON.stringify(file)},"hits":[`;
  const one = (hit: TextHit) =>
    file === null ? `\n${JSON.stringify(hit, null, 2).replace(/^/gm, '    ')}` : JSON.stringify(hit);
  return {
    add: (_, hits) => hits.map((hit) => `${count++ === 0 ? open : ','}${one(hit)}`).join(''),
    end: () => `${count === 0 ? open : ''}${file !== null ? ']}' : count === 0 ? ']\n}' : '\n  ]\n}'}\n`,
  };
}

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
        const head = `${place(window, hit.start)}  ${mark[hit.severity](`${CATEGORY[hit.category]}·${SEVERITY[hit.severity]}`)}  ${before}${mark[hit.severity](paint.bold(oneLine(hit.text)))}${after}`;
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

/** Line and column of an offset, counted from 1; one pass over the windows, so offsets have to rise. */
function placeCounter(): (window: ScannedWindow, offset: number) => string {
  let line = 1;
  let lineStart = 0;
  let read = 0;
  return ({ text, from }, offset) => {
    for (
      let next = text.indexOf('\n', read - from);
      next >= 0 && next + from < offset;
      next = text.indexOf('\n', next + 1)
    ) {
      line++;
      lineStart = next + from + 1;
    }
    read = Math.max(read, offset);
    return `${line}:${offset - lineStart + 1}`;
  };
}

/** Control characters, line breaks and marks that turn the direction of writing do not reach the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\p{Cf}\p{Cs}]/gu, '');
}
