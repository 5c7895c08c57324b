import { expect, it } from 'vitest';
import { outdated, pages } from './indicator-docs.ts';

it('has a current page for every indicator (else: node scripts/indicator-docs.ts)', () => {
  expect(pages().size).toBeGreaterThan(50);
  expect(outdated()).toEqual([]);
});
