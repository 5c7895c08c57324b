import { FeatureKind, type SectionValue } from '../model/index.ts';
import { pageKey } from './address.ts';
import { byShortness, byText, Keep } from './bounded.ts';
import type { SeenPage } from './seen.ts';

type FeatureFacts = SectionValue<'features'>;
type FeatureEntry = FeatureFacts['features'][number];
const PER_KIND = 20;

/** Features that the bonus part asks for, each with the pages that show it. */
export class Features {
  readonly #kinds = new Map(
    FeatureKind.options.map((kind) => [kind, new Keep<FeatureEntry>(PER_KIND, byShortness)]),
  );

  add(page: SeenPage): void {
    if (!page.truly) return;
    const onPage = new Map(
      page.facts.features.map((feature) => [`${feature.kind} ${feature.url ?? ''}`, feature]),
    );
    for (const feature of onPage.values()) {
      const url = feature.url ?? page.url;
      this.#kinds.get(feature.kind)?.merge(pageKey(url), (old) => ({
        kind: feature.kind,
        url: old !== undefined && byShortness(old.url, url) <= 0 ? old.url : url,
        text: old !== undefined && byText(old.text, feature.text) <= 0 ? old.text : feature.text,
        pages: (old?.pages ?? 0) + 1,
      }));
    }
  }

  finish(): FeatureFacts {
    return { features: [...this.#kinds.values()].flatMap((kept) => kept.values()) };
  }
}
