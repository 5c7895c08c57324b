import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { ProgressLine } from './progress.ts';

function screen(isTTY: boolean, columns: number) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}
const at = (done: number, url = 'http://www.example.gov.cn/政务公开/index.html') => ({
  done,
  queued: 500,
  failed: 2,
  bytes: 0,
  url,
});

describe('the progress line', () => {
  it('stays quiet where the output is piped', () => {
    const piped = screen(false, 80);
    const line = new ProgressLine(piped, 'en', 300, () => 0);
    line.stage('collect');
    line.progress(at(10));
    line.clear();
    expect(piped.written).toEqual([]);
  });

  it('tells rate, queue, failures and time left, by what will still be read', () => {
    let now = 0;
    const shown = screen(true, 200);
    const line = new ProgressLine(shown, 'en', 300, () => now);
    line.progress(at(0));
    now = 5_000;
    line.progress(at(100));
    expect(shown.written.at(-1)).toContain(
      'collecting 100 pages · 20 pages/s · queue 500 · failed 2 · ETA 10s',
    );
  });

  it.each([20, 40, 80])(
    'fits %i cells, wide characters and all, and lets no control character through',
    (columns) => {
      const shown = screen(true, columns);
      new ProgressLine(shown, 'zh', 300, () => 1_000).progress(at(7, 'http://a.cn/\x1b[2J政务公开政务公开'));
      const text = shown.written.at(-1)?.replace('\r\x1b[K', '') ?? '';
      expect(text).not.toContain('\x1b');
      expect(stringWidth(text)).toBeLessThan(columns);
    },
  );
});
