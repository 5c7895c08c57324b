import type { ParsedPage } from './dom.ts';

/** One line of the page's text with what was counted on it. */
export interface Line {
  readonly from: number;
  readonly to: number;
  /** Letters and digits; of them displayed; of them words of links. */
  readonly letters: number;
  readonly visible: number;
  readonly linked: number;
  /** Sentence marks outside links. */
  readonly marks: number;
  /** How much of it reads like the body of a text: its letters where it has sentences, a share of them where it has none. */
  readonly prose: number;
}

/** The page's text line by line, with a running sum of prose for any slice of it. */
export class Lines {
  readonly page: ParsedPage;
  readonly all: readonly Line[];
  readonly #sum: Float64Array;

  constructor(page: ParsedPage) {
    this.page = page;
    this.all = linesOf(page);
    this.#sum = new Float64Array(this.all.length + 1);
    this.all.forEach((line, i) => {
      this.#sum[i + 1] = (this.#sum[i] ?? 0) + line.prose;
    });
  }

  /** Number of the line that holds an offset. */
  indexAt(at: number): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.to ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Prose between two offsets, whole lines. */
  prose(from: number, to: number): number {
    if (to <= from) return 0;
    const first = this.indexAt(from);
    const last = this.indexAt(Math.max(from, to - 1));
    return (this.#sum[Math.min(last + 1, this.all.length)] ?? 0) - (this.#sum[first] ?? 0);
  }

  textOf(line: Line): string {
    return this.page.text.slice(line.from, line.to);
  }
}

function linesOf(page: ParsedPage): Line[] {
  const lines: Line[] = [];
  const { text } = page;
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    lines.push(toLine(page, from, to));
    from = to + 1;
  }
  return lines;
}

/** Lines of the frame that have sentence marks all the same. */
const NOT_BODY =
  /ICP|公网安备|版权所有|标识码|备案号|主办单位|技术支持|Copyright|即将离开|浏览器|最佳浏览|请切换至极速|验证码|站内搜索|搜索热词|敬请谅解|关注我们|javascript/i;

/** Whether a line is of the frame around pages: identity, copyright, notices of browsers. */
export function isFrameLine(text: string): boolean {
  return NOT_BODY.test(text);
}

function toLine(page: ParsedPage, from: number, to: number): Line {
  const letters = page.letters(from, to);
  const visible = page.visibleLetters(from, to);
  const linked = page.linkLetters(from, to);
  const marks = page.sentenceMarks(from, to);
  const own = letters - linked;
  let prose = 0;
  if (visible > 0 && linked * 2 <= letters) {
    prose = marks > 0 || own >= 25 ? own : own * 0.25;
    if (prose > 0 && own < 200 && NOT_BODY.test(page.text.slice(from, to))) prose = 0;
  }
  return { from, to, letters, visible, linked, marks, prose };
}
