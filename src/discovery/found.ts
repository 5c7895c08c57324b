import type { FoundRow } from '../model/index.ts';
import { type Names, plainHandle } from '../register/index.ts';
import type { DiscoveryInput, SeenAt, Sighting } from './types.ts';

/** One account as it was found, put together from its sightings. */
export interface Found {
  readonly platform: string | null;
  readonly name: string | null;
  readonly exact: boolean;
  readonly key: string | null;
  readonly handle: string | null;
  readonly url: string | null;
  readonly verifiedAs: string | null;
  readonly verified: 'organisation' | 'person' | 'none' | null;
  readonly sightings: readonly Sighting[];
}

const PLACES = 3;
/** An account has many codes, and none of them is its id: where its name is known, that tells more. */
const TICKET = 'ticket';

/** Puts sightings together: by the platform's id, else by name where one platform has just one of that name. */
export function foundOf(sightings: readonly Sighting[], names: Names): Found[] {
  const idOf = (one: Sighting) =>
    one.handle == null || one.key == null || one.key === 'alias' || (one.key === TICKET && one.name != null)
      ? null
      : `${one.platform}\n${one.key}\n${plainHandle(one.handle)}`;
  const nameOf = (one: Pick<Sighting, 'platform' | 'name'>) =>
    one.name == null ? null : `${one.platform}\n${names.plain(one.name)}`;
  const groups = new Map<string, Sighting[]>();
  const put = (key: string, one: Sighting) => {
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [one]);
    else own.push(one);
  };
  const loose: Sighting[] = [];
  const idsByName = new Map<string, Set<string>>();
  for (const one of sightings) {
    const id = idOf(one);
    if (id === null) loose.push(one);
    else {
      put(id, one);
      const name = nameOf(one);
      // What a search brought may be another's of the same name.
      if (name !== null && one.how !== 'search')
        idsByName.set(name, (idsByName.get(name) ?? new Set()).add(id));
    }
  }
  for (const one of loose) {
    const name = nameOf(one);
    if (name === null) continue;
    const ids = idsByName.get(name);
    const [only] = ids?.size === 1 ? [...ids] : [];
    // What the platform said of somebody's search stands alone: it may be another of the same name.
    const key =
      only !== undefined && one.how !== 'search'
        ? only
        : `name\n${name}\n${one.how === 'search' ? `${one.handle}${one.verifiedAs}${one.page}` : ''}`;
    put(key, one);
  }
  return [...groups.values()].map(foundFrom);
}

function foundFrom(sightings: readonly Sighting[]): Found {
  const first = <T>(of: (one: Sighting) => T | null | undefined): T | null => {
    for (const one of sightings) {
      const value = of(one);
      if (value !== null && value !== undefined && value !== '') return value;
    }
    return null;
  };
  const withId = sightings.filter(({ handle }) => handle != null && handle !== '');
  const told = withId.find(({ key }) => key !== TICKET) ?? withId[0];
  const exact = first((one) => (one.named === 'exact' || one.how === 'search' ? one.name : null));
  return {
    platform: first((one) => one.platform),
    name: exact ?? first((one) => one.name),
    exact: exact !== null,
    key: told?.key ?? null,
    handle: told?.handle ?? null,
    url: first((one) => one.url),
    verifiedAs: first((one) => one.verifiedAs),
    verified: first((one) => one.verified),
    sightings,
  };
}

/** The first places where it was seen. */
export function placesOf({ sightings }: Pick<Found, 'sightings'>): SeenAt[] {
  return sightings.slice(0, PLACES).map(({ subject, page, how, quote, picture }) => ({
    subject,
    page,
    how,
    quote: quote ?? '',
    picture: picture ?? null,
  }));
}

/** Rows of `found.jsonl`, apart: what was seen, and how far sites were read. */
export function splitFound(rows: readonly FoundRow[]): DiscoveryInput {
  return {
    sightings: rows.flatMap((row) => (row.how === 'look' ? [] : [row])),
    looks: rows.flatMap((row) => (row.how === 'look' ? [row] : [])),
  };
}
