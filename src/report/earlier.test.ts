import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { EarlierCompared, Verdict } from '../model/index.ts';
import { directions, otherChanges, pagesCompared, resultThenAndNow, standing } from './earlier.ts';
import { renderHtml, renderText } from './index.ts';
import { sampleEarlier } from './testing/earlier.ts';
import { sampleVerdict } from './testing/verdict.ts';

const sample = (change: Partial<EarlierCompared> = {}): Verdict => ({
  ...sampleVerdict(),
  earlier: { ...sampleEarlier(), ...change },
});

describe('what an earlier inspection is compared by', () => {
  it.each([
    [
      'zh',
      [
        '上次不合格（55–57.5 分），本次暂不能判定（71.5–78.5 分）',
        '好转 1 项，变差 1 项，其他变化 1 项',
        '两次都读到的页面 280 个',
        '变为另一主题',
        '另有 40 项',
        '转向其他域名 casino.invalid。',
        '3 篇文章内容未变而标注日期变了，列为伪造发稿日期的线索',
        '统计数据',
      ],
    ],
    [
      'en',
      [
        'Compared with the inspection of 2019-05-01',
        'Then Unqualified (55–57.5 points), now Undetermined (71.5–78.5 points)',
        '1 better, 1 worse, 1 changed otherwise',
        '280 pages read both times',
        'another subject',
        'lead to another domain, casino.invalid.',
      ],
    ],
  ] as const)('is told on a terminal (%s)', (language, parts) => {
    const text = renderText(sample(), { width: 200, colour: false, language }).replaceAll('\n', ' ');
    for (const part of parts)
      expect(text.replaceAll(/\s+/g, language === 'zh' ? '' : ' ')).toContain(
        language === 'zh' ? part.replaceAll(/\s+/g, '') : part,
      );
  });

  it.each([40, 60, 100])('keeps to %i cells', (width) => {
    const text = renderText(sample(), { width, colour: false, language: 'zh' });
    const long = text
      .split('\n')
      .filter((line) => stringWidth(line) > width + 2 && !line.includes('http://'));
    expect(long).toEqual([]);
  });

  it('is told in HTML, where no title becomes markup and no foreign address a link', () => {
    const html = renderHtml(sample(), { language: 'zh', hosts: ['county.example'], generator: 'x' });
    expect(html).toContain('与上次巡查相比（2019-05-01）');
    expect(html).toContain('该域名正在出售');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toMatch(/href="[^"]*casino/);
    expect(html.indexOf('id="h-earlier"')).toBeGreaterThan(html.indexOf('id="h-mend"'));
  });

  it('is absent where there was no earlier inspection', () => {
    const { earlier: _, ...verdict } = sample();
    expect(renderText(verdict, { width: 80, colour: false, language: 'zh' })).not.toContain('与上次巡查相比');
    expect(renderHtml(verdict, { language: 'zh', hosts: [], generator: 'x' })).not.toContain('h-earlier');
  });
});

describe('sentences', () => {
  const { facts } = sampleEarlier();
  const quiet = {
    ...facts,
    homeGone: null,
    columnsGone: [],
    sentAway: [],
    newHosts: [],
    redated: { ...facts.redated, count: 0 },
  };
  it('are none where nothing else changed', () => {
    expect(otherChanges(quiet)).toEqual([]);
    const compared = { ...facts.compared, added: 0, moved: 0, gone: 0, unseen: 0, reused: 0 };
    expect(pagesCompared({ ...quiet, compared }).zh).toBe('两次都读到的页面 280 个。');
  });
  it('say that a bulk of new dates is no lead, and that the home page is gone', () => {
    const told = otherChanges({
      ...quiet,
      redated: { ...facts.redated, bulk: true },
      homeGone: { url: 'x', why: 'HTTP 404' },
    });
    expect(told.map(({ zh }) => zh).join('')).toMatch(/首页上次能打开，本次没有打开：HTTP 404。.*不作为线索/);
  });
  it('say by which standard the earlier one was judged', () => {
    const again = { ...sampleEarlier(), comparable: false };
    expect(directions(again).zh).toBe('上次按 cn-2019 2019.1 评判，指标不作比较。');
    expect(directions({ ...again, facts: { ...facts, verdict: null } }).zh).toContain('没有留下结论');
    expect(directions({ ...sampleEarlier(), lines: [] }).zh).toBe('各项指标与上次一致。');
    const rejudged = facts.verdict === null ? null : { ...facts.verdict, rejudged: true };
    expect(
      resultThenAndNow(sampleVerdict(), { ...again, facts: { ...facts, verdict: rejudged } })?.zh,
    ).toContain('重新评判');
  });
  it.each([
    ['deduction', { state: 'fail', points: { min: 2, max: 2 } }, '不符合 −2'],
    ['deduction', { state: 'inconclusive', points: { min: 0, max: 5 } }, '未能核实 −5…0'],
    ['bonus', { state: 'pass', points: { min: 1, max: 1 } }, '符合 +1'],
    ['veto', { state: 'suspected', points: { min: 0, max: 0 } }, '疑似，待确认'],
  ] as const)('show how an indicator stood: %s %o', (part, side, zh) => {
    expect(standing(side, part).zh).toBe(zh);
  });
});
