import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeHtml, openStandard, readPage, standardsFolder } from './index.ts';

describe('the library', () => {
  it('reads a page without any file or network', () => {
    const bytes = new TextEncoder().encode('<meta name=SiteName content="某县人民政府"><title>首页</title>');
    const { text, charset } = decodeHtml(bytes, { contentType: 'text/html' });
    const page = readPage(text, { url: 'http://county.example/', charset });
    expect(page).toMatchObject({ charset: 'utf-8', tags: { SiteName: '某县人民政府' } });
  });
  it('brings its standards along', () => {
    expect(existsSync(join(standardsFolder, 'cn-2019.yaml'))).toBe(true);
    expect(openStandard('cn-2019', standardsFolder).rules.length).toBeGreaterThan(40);
  });
});
