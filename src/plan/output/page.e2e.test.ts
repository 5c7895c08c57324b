import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../collect/site/browser/find.ts';
import { compare } from '../compare.ts';
import { planOf } from '../plan.ts';
import { factsOf, policyOf, rule, unit } from '../testing/register.ts';
import { planHtml } from './html.ts';

/** The leader's page on paper: a real browser counts the sheets, with more of everything than there is room for. */
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: await findBrowser({ configured: null, path: '/usr/bin:/usr/local/bin' }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}, 60_000);
afterAll(() => browser?.close());

const PLATFORMS = ['weixin', 'weibo', 'toutiao', 'douyin', 'kuaishou', 'app'];
const LEVELS = ['national', 'province', 'city', 'county', 'township', 'village'] as const;

function page(): string {
  const units = Array.from({ length: 24 }, (_, at) => [
    unit(`gov${at}`, { kind: 'government', name: `某某市某某县第${at}镇人民政府` }),
    unit(`dep${at}`, { parent: `gov${at}`, level: LEVELS[at % LEVELS.length] ?? 'county' }),
  ]).flat();
  const accounts = units.flatMap(({ id }) =>
    PLATFORMS.map((platform) => ({
      id: `${id}-${platform}`,
      unit: id,
      platform,
      activity: 'unknown' as const,
    })),
  );
  const { facts, bodies } = factsOf(units, accounts);
  const policy = (rules: string) =>
    policyOf(
      `accounts:\n  rules:\n${rules}${rule('zombie', 'when: { activity: [zombie] }, do: close')}${rule('rest', 'do: merge')}  into:\n    - { whose: government, platform: same }\n`,
    );
  const workdays = () => '2019-05-30';
  const plan = planOf(facts, bodies, {
    policy: policy(rule('gov', 'when: { unitKind: [government] }, do: keep')),
    workdays,
  });
  const other = planOf(facts, bodies, {
    policy: policy(rule('weixin', 'when: { platform: [weixin] }, do: keep')),
    workdays,
  });
  return planHtml({
    plan,
    comparisons: [compare(plan, other, ['one', 'other'])],
    skippedRows: 3,
    folder: '',
  });
}

it('is one A4 sheet, whatever there is to tell', async () => {
  const tab = await browser.newPage();
  await tab.setContent(page());
  for (const language of ['zh', 'en']) {
    await tab.locator(`label[for=lang-${language}]`).click();
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g), language).toHaveLength(1);
  }
  expect(await tab.locator('tr.long').count()).toBeGreaterThan(0);
  await tab.setViewportSize({ width: 360, height: 740 });
  expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
});
