import { describe, expect, it } from 'vitest';
import type { Evidence } from '../model/index.ts';
import { chartsOf } from './chart.ts';

const SERIES: Evidence = {
  type: 'series',
  name: '粉丝',
  points: [
    ['2019-03-01', 100],
    ['2019-03-02', 101],
    ['2019-03-03', 900],
    ['2019-03-06', 905],
  ],
  expected: [
    ['2019-03-02', 101],
    ['2019-03-03', 102],
    ['2019-03-06', 107],
  ],
  marks: ['2019-03-03'],
  probability: 0.943,
  because: [{ zh: '没有<相应>阅读', en: 'no readers to match' }],
};

const verdict = (state: 'suspected' | 'pass', evidence: Evidence[]) => ({ findings: [{ state, evidence }] });

describe('chart', () => {
  it('shows the days, what was to be expected, what stands out and why', () => {
    const [chart, ...rest] = chartsOf(
      verdict('suspected', [SERIES, { type: 'url', url: 'http://a.example/' }]),
    );
    expect(rest).toEqual([]);
    const svg = chart?.value ?? '';
    expect(svg.match(/<rect/g)).toHaveLength(1);
    expect(svg).toContain('94%');
    expect(svg).toContain('no readers to match');
    expect(svg).not.toContain('<相应>');
    // Missing days are a gap in the line of what was, not of what was to be expected.
    expect(svg.match(/class="real" d="([^"]*)"/)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(svg.match(/class="due" d="([^"]*)"/)?.[1]?.match(/M/g)).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|https?:/);
  });
  it('shows nothing of what is not suspected, not explained or a single day', () => {
    expect(chartsOf(verdict('pass', [SERIES]))).toEqual([]);
    expect(chartsOf(verdict('suspected', [{ type: 'series', name: '阅读', points: [] }]))).toEqual([]);
    const short: Evidence = { ...SERIES, points: [['2019-03-01', 100]] };
    expect(chartsOf(verdict('suspected', [short]))[0]?.value).not.toContain('<svg');
  });
});
