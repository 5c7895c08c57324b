import type { Evidence, FeatureFacts, FeatureKind } from '../model/index.ts';

/** Where a feature that earns points was seen, as evidence; empty where it was not. A claim rests on what was seen, never on a guess. */
export function featureEvidence(facts: FeatureFacts, ...kinds: readonly FeatureKind[]): readonly Evidence[] {
  return facts.features
    .filter((feature) => kinds.includes(feature.kind) && feature.url !== null)
    .slice(0, 5)
    .map(({ url, text, pages }) => ({
      type: 'quote',
      url: url ?? '',
      text,
      note: `见于${pages}个页面`,
    }));
}

/** One result for each claim that has evidence; `none` where no claim has any. */
export function claims<O extends string>(
  found: Readonly<Record<O, readonly Evidence[]>>,
): readonly { readonly outcome: O | 'none'; readonly evidence: readonly Evidence[] }[] {
  const names = Object.keys(found) as O[];
  const seen = names.filter((name) => found[name].length > 0);
  if (seen.length === 0) return [{ outcome: 'none', evidence: [] }];
  return seen.map((name) => ({ outcome: name, evidence: found[name] }));
}
