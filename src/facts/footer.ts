import type { SectionValue } from '../model/index.ts';
import { byShortness, Keep, Tally } from './bounded.ts';
import type { SeenPage } from './seen.ts';

type FooterFacts = SectionValue<'footer'>;
const ELEMENTS = [
  'siteIdCode',
  'icp',
  'police',
  'sponsor',
  'contact',
  'errorReport',
  'sign',
  'sitemap',
] as const;
type ElementName = (typeof ELEMENTS)[number];
const EXAMPLES = 20;
const VALUES = 20;

/** Identity at the foot (网页底部功能区) over all pages read: how many show each element, with which values. */
export class Footers {
  #pages = 0;
  readonly #elements = new Map(
    ELEMENTS.map((name) => [
      name,
      { pages: 0, values: new Tally(VALUES * 5), missing: new Keep<string>(EXAMPLES, byShortness) },
    ]),
  );

  add(page: SeenPage): void {
    if (!page.truly || isFragment(page)) return;
    this.#pages++;
    for (const [name, element] of this.#elements) {
      const value = shownIn(page, name);
      if (value === null) element.missing.merge(page.key, () => page.url);
      else {
        element.pages++;
        element.values.add(value);
      }
    }
  }

  finish(): FooterFacts {
    const of = (name: ElementName) => {
      const element = this.#elements.get(name);
      return {
        pages: element?.pages ?? 0,
        values: (element?.values.entries() ?? [])
          .slice(0, VALUES)
          .map(([value, pages]) => ({ value, pages })),
        missing: element?.missing.values() ?? [],
      };
    };
    return {
      pages: this.#pages,
      siteIdCode: of('siteIdCode'),
      icp: of('icp'),
      police: of('police'),
      sponsor: of('sponsor'),
      contact: of('contact'),
      errorReport: of('errorReport'),
      sign: of('sign'),
      sitemap: of('sitemap'),
    };
  }

  /** Most frequent values, for the subject's name and code. */
  common(name: ElementName): string | null {
    return this.#elements.get(name)?.values.entries()[0]?.[0] ?? null;
  }
}

function shownIn(page: SeenPage, name: ElementName): string | null {
  const value = page.facts.footer[name]?.trim() ?? '';
  return value === '' ? null : value.slice(0, 300);
}

/** A frame's content or a piece that a script loads is no page of its own: it has neither navigation nor any foot. */
function isFragment(page: SeenPage): boolean {
  if (page.isHome) return false;
  const { facts } = page;
  return (
    facts.nav.length === 0 &&
    ELEMENTS.every((name) => shownIn(page, name) === null) &&
    facts.links.length < 10
  );
}
