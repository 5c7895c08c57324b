import { describe, expect, it } from 'vitest';
import { rulePack, scannerOf } from '../testing/scanner.ts';
import { createDismissed, hitFingerprints } from './dismissals.ts';

describe('dismissed hits', () => {
  const scanner = scannerOf(rulePack('p', 'terms: [博彩]'));
  const text = '某地博彩一事';
  const [hit] = scanner.scan(text);
  const moved = `前面加了一段话，内容与此无关，长度超过十二字。\n${text}`;
  const [movedHit] = scanner.scan(moved);
  if (hit === undefined || movedHit === undefined) throw new Error('the term must hit');
  const prints = hitFingerprints(hit, text, 'a.html');
  const by = { by: '张三', at: '2026-01-01' };

  it('stay dismissed here while their neighbours are the same, and only here', () => {
    const gone = createDismissed([{ fingerprint: prints.here, until: null, ...by }], '2026-06-01');
    expect(gone(hit, text, 'a.html')).toBe(true);
    expect(gone(hit, text, 'b.html')).toBe(false);
    const [other] = scanner.scan('完全不同的博彩句子');
    expect(other !== undefined && gone(other, '完全不同的博彩句子', 'a.html')).toBe(false);
  });
  it('stay dismissed everywhere', () => {
    const gone = createDismissed([{ fingerprint: prints.everywhere, until: null, ...by }], '2026-06-01');
    expect(gone(movedHit, moved, 'b.html')).toBe(true);
  });
  it('come back after their last day', () => {
    const dismissals = [{ fingerprint: prints.everywhere, until: '2026-06-01', ...by }];
    expect(createDismissed(dismissals, '2026-06-01')(hit, text, 'a.html')).toBe(true);
    expect(createDismissed(dismissals, '2026-06-02')(hit, text, 'a.html')).toBe(false);
  });
});
