import stringWidth from 'string-width';
import type { Stage } from '../inspect/index.ts';
import type { Language, Progress } from '../model/index.ts';

/** A terminal as far as progress needs it; `process.stderr` is one. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const STAGES: Readonly<Record<Stage, Readonly<Record<Language, string>>>> = {
  collect: { zh: '采集', en: 'collecting' },
  probe: { zh: '试用站内搜索、表单和入口', en: 'trying search, forms and entries' },
  attachments: { zh: '读取附件', en: 'reading attachments' },
  render: { zh: '用浏览器打开', en: 'opening in a browser' },
  compare: { zh: '与上次巡查比较', en: 'comparing with the earlier inspection' },
  judge: { zh: '评判', en: 'judging' },
  report: { zh: '生成报告', en: 'writing the report' },
};
/** Redraws a second; more flickers and costs. */
const EVERY_MS = 200;
/** Seconds that the rate is taken over. */
const WINDOW_MS = 10_000;

/** One line on the terminal, redrawn; nothing at all where the output is piped. */
export class ProgressLine {
  readonly #screen: Screen;
  readonly #language: Language;
  readonly #clock: () => number;
  readonly #limit: number;
  #samples: { readonly at: number; readonly done: number }[] = [];
  #drawnAt = Number.NEGATIVE_INFINITY;
  #stage: Stage = 'collect';
  #shown = false;

  /** `limit`: pages that will be read at most. */
  constructor(screen: Screen, language: Language, limit: number, clock: () => number) {
    this.#screen = screen;
    this.#language = language;
    this.#limit = limit;
    this.#clock = clock;
  }

  stage(stage: Stage): void {
    this.#stage = stage;
    this.#draw(STAGES[stage][this.#language]);
  }

  progress(progress: Progress): void {
    const now = this.#clock();
    this.#samples.push({ at: now, done: progress.done });
    if (now - this.#drawnAt < EVERY_MS) return;
    this.#drawnAt = now;
    while (this.#samples.length > 2 && now - (this.#samples[0]?.at ?? now) > WINDOW_MS) this.#samples.shift();
    this.#draw(this.#line(progress));
  }

  /** A line of its own above the progress: a warning. */
  say(text: string): void {
    this.clear();
    this.#screen.write(`${text}\n`);
  }

  clear(): void {
    if (this.#shown) this.#screen.write('\r\x1b[K');
    this.#shown = false;
  }

  #line({ done, queued, failed, url }: Progress): string {
    const rate = this.#rate();
    const left = Math.min(queued, Math.max(0, this.#limit - done));
    const eta = rate > 0 ? span(left / rate) : '—';
    const speed = rate >= 10 ? rate.toFixed(0) : rate.toFixed(1);
    return this.#language === 'zh'
      ? `${STAGES[this.#stage].zh} ${done} 页 · ${speed} 页/秒 · 待采 ${queued} · 失败 ${failed} · 约剩 ${eta} · ${url}`
      : `${STAGES[this.#stage].en} ${done} pages · ${speed} pages/s · queue ${queued} · failed ${failed} · ETA ${eta} · ${url}`;
  }

  #rate(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.at <= first.at) return 0;
    return ((last.done - first.done) * 1000) / (last.at - first.at);
  }

  #draw(text: string): void {
    if (this.#screen.isTTY !== true) return;
    this.#screen.write(`\r\x1b[K${cutTo(text, (this.#screen.columns ?? 80) - 1)}`);
    this.#shown = true;
  }
}

/** Control characters in a URL must not reach the terminal; a wide character takes two cells. */
export function cutTo(text: string, cells: number): string {
  let out = '';
  let width = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  for (const char of text.replace(/[\x00-\x1f\x7f-\x9f]/g, '')) {
    width += stringWidth(char);
    if (width > cells - 1) return `${out}…`;
    out += char;
  }
  return out;
}

/** Seconds as a person reads them: 8s, 2m05s. */
export function span(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole}s` : `${minutes}m${String(whole % 60).padStart(2, '0')}s`;
}
