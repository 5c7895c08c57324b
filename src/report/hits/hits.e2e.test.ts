import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findBrowser } from '../../collect/site/browser/find.ts';
import type { TextHit } from '../../model/index.ts';
import { createDismissed, Dismissal, hitFingerprints } from '../../text/index.ts';
import { renderHits, type ShownHit } from '../index.ts';

/** The report of hits as a person works through it: by mouse and by keyboard, to the file that the next check reads. */
const TEXT = '甲布署乙</script><b>布署丙';
const hitAt = (start: number, category: TextHit['category'] = 'typo'): TextHit => ({
  rule: 'typo.word',
  pack: 'typo',
  category,
  severity: 'warn',
  start,
  end: start + 2,
  text: '布署',
  suggest: '部署',
  why: '疑为“部署”',
});
const HITS = [hitAt(1), hitAt(TEXT.lastIndexOf('布署'))];
const shown = (hit: TextHit): ShownHit => ({
  ...hitFingerprints(hit, TEXT, 'a.txt'),
  file: 'a.txt',
  place: `1:${hit.start + 1}`,
  hit,
  before: TEXT.slice(0, hit.start),
  after: TEXT.slice(hit.end),
});

let folder: string;
let browser: Browser;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hits-'));
  const file = join(folder, 'hits.html');
  const unread = [
    { where: 'b.zip/c.rar', why: { zh: '无法读取', en: 'not read' }, todo: { zh: '解压', en: 'unpack' } },
  ];
  const report = { files: ['a.txt'], hits: HITS.map(shown), left: 3, unread, date: '2019-05-20' };
  await writeFile(file, renderHits(report, { language: 'zh', generator: 'xunjian test' }));
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

async function download(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
  return await readFile(await file.path(), 'utf8');
}

describe('the report of hits in a browser', () => {
  it('shows each hit in its context, foreign text as text, what was not read, what was left out', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(url);
    expect(asked).toEqual([url]);
    expect(await page.locator('.hit mark').allTextContents()).toEqual(['布署', '布署']);
    expect(await page.locator('.hit q').first().textContent()).toBe('…甲布署乙</script><b>布署丙…');
    expect(await page.locator('.unread').allInnerTexts()).toEqual([
      '另有 3 处未列出，请分批检查。',
      expect.stringContaining('b.zip/c.rar: 无法读取; 解压'),
    ]);
    await page.close();
  });
  it('is worked through by keyboard; what was dismissed comes out as the next check reads it', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    await page.keyboard.press('n');
    await page.keyboard.type('原文如此: "布署"');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    expect(await page.locator('[data-count]').allTextContents()).toEqual(['0', '1', '1']);
    // Without a name nothing is given out.
    await page.locator('#save').click();
    expect(await page.locator('#by').evaluate((field) => field.matches(':focus'))).toBe(true);
    await page.locator('#by').fill('张三');
    await page.locator('#until').fill('2030-01-31');
    const file = parse(await download(page, '#save')) as { schema: string; dismissals: unknown[] };
    expect(file.schema).toBe('xunjian.dismissals/1');
    const dismissals = file.dismissals.map((one) => Dismissal.parse(one));
    expect(dismissals).toMatchObject([{ by: '张三', until: '2030-01-31', note: '原文如此: "布署"' }]);
    const dismissed = createDismissed(dismissals, '2026-01-01');
    expect(HITS.map((hit) => dismissed(hit, TEXT, 'a.txt'))).toEqual([true, false]);
    expect(await download(page, '#list')).toContain('"a.txt","1:17","错别字","布署","部署"');
    await page.close();
  });
  it('keeps marks over a reload, and shows the open ones only', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    await page.locator('.hit').first().getByText('一律误报').click();
    await page.reload();
    expect(await page.locator('[data-count]').allTextContents()).toEqual(['1', '0', '1']);
    await page.locator('#open-only').check();
    expect(
      await page.locator('.hit').evaluateAll((hits) => hits.map((hit) => hit.checkVisibility())),
    ).toEqual([false, true]);
    await page.close();
  });
  it('fits a phone in both languages', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.goto(url);
    for (const language of ['English', '中文']) {
      await page.getByText(language, { exact: true }).click();
      expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(390);
    }
    expect(await page.getByText('下载误报记录').isVisible()).toBe(true);
    await page.close();
  });
});
