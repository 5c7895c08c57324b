import type { FoundRow, SightingRow, SiteLookRow, SiteRow } from '../model/index.ts';
import type { SiteResult } from './sources.ts';

/** Where a site of the register lies. */
interface Place {
  readonly id: string;
  readonly path: string;
}

/** Sites of the register by their address. */
export class SitesByAddress {
  readonly #byHost = new Map<string, Place[]>();

  constructor(sites: Iterable<SiteRow>) {
    for (const { id, url } of sites) {
      const full = url === null ? null : /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
      if (full === null || !URL.canParse(full)) continue;
      const { host, pathname } = new URL(full);
      const key = bare(host);
      this.#byHost.set(key, [...(this.#byHost.get(key) ?? []), { id, path: pathname.replace(/[^/]*$/, '') }]);
    }
  }

  /** The site of the register that was read; null for one that is not filed. */
  idOf({ url, hosts }: Pick<SiteResult, 'url' | 'hosts'>): string | null {
    const path = URL.canParse(url) ? new URL(url).pathname : '/';
    for (const host of [URL.canParse(url) ? new URL(url).host : '', ...hosts]) {
      const places = this.#byHost.get(bare(host)) ?? [];
      const [first] = places
        .filter((place) => path.startsWith(place.path))
        .sort((a, b) => b.path.length - a.path.length);
      if (first !== undefined) return first.id;
    }
    return null;
  }
}

/** What was found on a site as rows of `found.jsonl`. */
export function rowsOf(result: SiteResult, subject: string): FoundRow[] {
  const { at, accounts, home, coverage } = result;
  const { codes } = accounts;
  const unread = codes.unread.reduce((sum, { count }) => sum + count, 0);
  const look: SiteLookRow = {
    subject,
    at,
    how: 'look',
    pages: coverage.pages,
    complete: coverage.complete,
    home,
    needsScript: coverage.needsScript,
    codesUnread: unread,
  };
  const sightings = accounts.accounts.flatMap((one): SightingRow[] => {
    const { places, how, subject: verifiedAs, ...rest } = one;
    return places.slice(0, 1).map(({ page, quote, picture }) => ({
      ...rest,
      subject,
      at,
      how: how.includes('code')
        ? 'code'
        : how.includes('link')
          ? 'link'
          : how.includes('card')
            ? 'card'
            : 'text',
      page,
      quote,
      picture,
      verifiedAs,
      of: accounts.pages,
    }));
  });
  return [look, ...sightings];
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '');
}
