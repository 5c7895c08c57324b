import { describe, expect, it } from 'vitest';
import { readPage } from '../../page/index.ts';
import { rulePack, scannerOf } from '../testing/scanner.ts';
import { pageText, scanPage } from './scan-page.ts';

const html = (body: string, head = '') =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>某县人民政府</title>${head}</head><body>${body}</body></html>`;
const read = (text: string) => readPage(text, { url: 'http://www.example.gov.cn/', charset: 'utf-8' });

describe('scanPage', () => {
  it('reads title, keywords, links and what is hidden, each with its own offsets and context', () => {
    const facts = read(
      html(
        '<ul><li><a href="/1.html">今天的甲词新闻在这里</a> 2019-05-17</li></ul><div style="position:absolute;left:-9999px"><a href="http://x.invalid/">甲词</a></div>',
        '<meta name="Keywords" content="县情,甲词">',
      ),
    );
    const hits = scanPage(scannerOf(rulePack('p', 'terms: [甲词]')), facts);
    const { text } = pageText(facts);
    expect(hits.length).toBeGreaterThanOrEqual(3);
    expect(new Set(hits.map(({ start }) => start)).size).toBe(hits.length);
    for (const hit of hits) {
      expect(text.slice(hit.start, hit.end)).toBe('甲词');
      expect(hit.context).toContain('甲词');
      expect(hit.context).not.toContain('\0');
      expect(hit.selector).toBeNull();
    }
    expect(hits.map(({ context }) => context)).toContain('县情,甲词');
  });
  it('does not match across two links', () => {
    const facts = read(html('<a href="/1">末字甲</a><a href="/2">词首字</a>'));
    expect(scanPage(scannerOf(rulePack('p', 'fold: [inserted]\nterms: [甲词]')), facts)).toEqual([]);
  });
  it('takes the region from the site code of the page', () => {
    const pack = rulePack('p', "terms: [甲词]\nwhen: {region: ['3301']}");
    const page = (code: string) =>
      read(html('<p>甲词</p><a href="/">甲词</a>', `<meta name="SiteIDCode" content="${code}">`));
    expect(scanPage(scannerOf(pack), page('3301020001'))).not.toEqual([]);
    expect(scanPage(scannerOf(pack), page('3302020001'))).toEqual([]);
  });
  it('does not spread personal numbers', () => {
    const facts = read(html('<a href="/1">张某 11010519491231002X 名单公示</a>'));
    const pack = rulePack('p', 'detector: resident-id').replace('misstatement', 'privacy');
    const [hit] = scanPage(scannerOf(pack), facts);
    expect(hit).toMatchObject({ text: '1101**********002X' });
    expect(hit?.context).toContain('1101**********002X');
    expect(JSON.stringify(hit)).not.toContain('19491231');
  });
});
