import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderHtml, renderText, toMend } from './index.ts';
import { sampleVerdict } from './testing/verdict.ts';
import { cut, table, wrap } from './text/columns.ts';

const htmlOf = (options: Partial<Parameters<typeof renderHtml>[1]> = {}) =>
  renderHtml(sampleVerdict(), {
    language: 'zh',
    hosts: ['county.example'],
    generator: 'xunjian 0.1.0',
    ...options,
  });

describe('text columns', () => {
  it.each([
    ['巡检报告', 5, '巡检…'],
    ['report', 10, 'report'],
    ['a巡检', 4, 'a巡…'],
  ])('cuts %s to %i cells', (text, width, expected) => {
    expect(cut(text, width)).toBe(expected);
  });
  it('wraps Han text without a comma at the head of a line', () => {
    const lines = wrap('首页无信息更新，请发布近期信息，并标注日期。', 14);
    for (const line of lines) expect(line).not.toMatch(/^[，。]/);
    expect(lines.join('')).toBe('首页无信息更新，请发布近期信息，并标注日期。');
  });
  it('aligns columns by cells', () => {
    const rows = table(
      [{ head: '条款' }, { head: 'Points', align: 'right' }],
      [
        ['领导信息', '-2'],
        ['a', '10'],
      ],
      80,
    );
    expect(new Set(rows.map((row) => stringWidth(row)))).toEqual(new Set([16]));
  });
});

describe('renderText', () => {
  it.each(['zh', 'en'] as const)(
    'says result, range, what to mend and what was not seen (%s)',
    (language) => {
      const text = renderText(sampleVerdict(), { width: 80, colour: false, language });
      const expected =
        language === 'zh'
          ? ['暂不能判定', '71.5–78.5', '领导信息', '补充领导简历', '未能核实', '已读取 312 个页面']
          : [
              'Undetermined',
              '71.5–78.5',
              'Leader information',
              'Add the missing résumés',
              'Could not be told',
              '312 pages read',
            ];
      for (const part of expected) expect(text).toContain(part);
    },
  );
  it.each([40, 60, 100])('keeps to %i cells', (width) => {
    const text = renderText(sampleVerdict(), { width, colour: false, language: 'zh' });
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width + 2);
  });
});

describe('toMend', () => {
  it('puts vetoes before points and leaves out what passed or could not be told', () => {
    expect(toMend(sampleVerdict()).map((finding) => finding.code)).toEqual(['SITE-VETO-01c', 'SITE-DED-03']);
  });
});

describe('renderHtml', () => {
  it('lets no foreign text become markup', () => {
    const html = htmlOf();
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toMatch(/href="javascript:/);
    expect(html).toContain('某县人民政府&#60;script&#62;');
  });
  it('links the subject and nobody else', () => {
    const html = htmlOf();
    expect(html).toContain('href="http://county.example/ld/1.html"');
    expect(html).not.toContain('href="http://casino.invalid/"');
    expect(html).toContain('<code>http://casino.invalid/</code>');
  });
  it('loads nothing from outside', () => {
    expect(htmlOf()).toContain("default-src 'none'");
    expect(htmlOf()).not.toMatch(/(src|href)="https?:\/\/(?!county\.example)/);
  });
  it('marks the quoted place inside its context', () => {
    expect(htmlOf()).toContain('欢迎<mark>&#34;&#62;&#60;img src=x onerror=alert(1)&#62;</mark>光临');
  });
  it('embeds a screenshot that it is given and names one that it is not', () => {
    expect(htmlOf({ images: new Map([['screenshots/ab.png', 'data:image/png;base64,AAAA']]) })).toContain(
      '<img src="data:image/png;base64,AAAA"',
    );
    expect(htmlOf()).toContain('<code>screenshots/ab.png</code>');
  });
  it('shows every number’s provenance and how to verify the evidence', () => {
    const html = htmlOf({ evidence: { file: 'evidence.warc.gz', sha256: 'f00d', records: 7 } });
    for (const part of ['数值待核对', '有出处', 'f00d', 'xunjian verify evidence.warc.gz'])
      expect(html).toContain(part);
  });
  it('has an anchor for every link inside it', () => {
    const html = htmlOf();
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
  });
});
