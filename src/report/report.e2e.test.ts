import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../collect/site/browser/find.ts';
import { renderHtml } from './index.ts';
import { sampleEarlier } from './testing/earlier.ts';
import { sampleVerdict } from './testing/verdict.ts';

/**
 * The report as its reader meets it: in a real browser, by keyboard, in both languages, light and dark, narrow, on paper. Where
 * no browser is installed there is nothing to meet it with; the set-up of the project installs one.
 */
let folder: string;
let browser: Browser;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  const file = join(folder, 'report.html');
  const options = { language: 'zh', hosts: ['county.example'], generator: 'xunjian test' } as const;
  await writeFile(
    file,
    renderHtml(
      { ...sampleVerdict(), earlier: sampleEarlier() },
      {
        ...options,
        evidence: { file: 'evidence.warc.gz', sha256: 'f00d', records: 7 },
      },
    ),
  );
  url = pathToFileURL(file).href;
  browser = await chromium.launch({
    executablePath: await findBrowser({ configured: null, path: '/usr/bin:/usr/local/bin' }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened(
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; asked: string[] }> {
  const page = await browser.newPage(options);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, asked };
}

describe('the report in a browser', () => {
  it('loads nothing but itself and runs no script of anybody', async () => {
    const { page, asked } = await opened();
    expect(asked.filter((address) => !address.startsWith('file:') && !address.startsWith('data:'))).toEqual(
      [],
    );
    expect(await page.locator('script').count()).toBe(0);
    expect(await page.title()).toBe('某县人民政府<script> · 暂不能判定');
  });

  it('changes its language by keyboard alone', async () => {
    const { page } = await opened();
    expect(await page.getByText('先改什么').isVisible()).toBe(true);
    await page.locator('#lang-zh').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByText('What to mend first').isVisible()).toBe(true);
    expect(await page.getByText('先改什么').isVisible()).toBe(false);
  });

  it('leads from a chore to its evidence and opens it by keyboard', async () => {
    const { page } = await opened();
    await page.locator('ol.mend a').first().click();
    const finding = page.locator('#f-aaaa1111');
    expect(await finding.locator('blockquote').isVisible()).toBe(false);
    await finding.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await finding.locator('blockquote').isVisible()).toBe(true);
    expect(await finding.locator('mark').textContent()).toContain('onerror');
  });

  it('follows the theme of the system and the reader’s own choice', async () => {
    const { page } = await opened({ colorScheme: 'dark' });
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await paper();
    await page.locator('label[for=theme-light]').click();
    expect(await paper()).not.toBe(dark);
  });

  it('fits a phone without scrolling sideways', async () => {
    const { page } = await opened({ viewport: { width: 360, height: 740 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it('prints every finding’s evidence on A4, opened or not', async () => {
    const { page } = await opened();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#f-aaaa1111 blockquote').isVisible()).toBe(true);
    expect(await page.locator('.switch').first().isVisible()).toBe(false);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
