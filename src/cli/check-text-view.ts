import colours from 'picocolors';
import type { TextHit } from '../model/index.ts';

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

/** Hits for a person at a terminal: line, column, the words in their context, why, and the right form. */
export function renderHits(
  file: string,
  text: string,
  hits: readonly TextHit[],
  { colour }: { readonly colour: boolean; readonly width: number },
): string {
  const paint = colours.createColors(colour);
  const mark = { veto: paint.red, error: paint.red, warn: paint.yellow };
  const name = file === '-' ? '标准输入 / standard input' : file;
  if (hits.length === 0) return `${name}: ${paint.green('未发现问题 / nothing found')}\n`;
  const place = placesOf(text, hits);
  const lines = hits.map((hit, index) => {
    const before = oneLine(text.slice(Math.max(0, hit.start - AROUND), hit.start));
    const after = oneLine(text.slice(hit.end, hit.end + AROUND));
    const head = `${place[index]}  ${mark[hit.severity](`${CATEGORY[hit.category]}·${SEVERITY[hit.severity]}`)}  ${before}${mark[hit.severity](paint.bold(oneLine(hit.text)))}${after}`;
    const suggest = hit.suggest === null ? '' : ` → ${paint.green(hit.suggest)}`;
    return `${head}\n      ${hit.why}${suggest} ${paint.dim(`[${hit.rule}]`)}`;
  });
  return `${name}: 共 ${hits.length} 处 / ${hits.length} hits\n${lines.join('\n')}\n`;
}

/** Line and column of each hit, counted from 1; one pass over the text. */
function placesOf(text: string, hits: readonly TextHit[]): string[] {
  let line = 1;
  let lineStart = 0;
  let next = text.indexOf('\n');
  return hits.map(({ start }) => {
    while (next >= 0 && next < start) {
      line++;
      lineStart = next + 1;
      next = text.indexOf('\n', lineStart);
    }
    return `${line}:${start - lineStart + 1}`;
  });
}

/** Control characters, line breaks and marks that turn the direction of writing do not reach the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\p{Cf}\p{Cs}]/gu, '');
}
