import type { Channel } from '../facts/channel.ts';
import type { Bodies, Body } from '../facts/units.ts';
import type { PolicyFile } from '../policy/schema.ts';
import { answerTo, type TestContext } from './test.ts';

/** Shortest name of a head after which other bodies count as named after it. */
const SHORTEST_NAME = 4;

/** What conditions ask beyond the channel itself: scopes, and places among peers. */
export function contextOf(policy: PolicyFile, bodies: Bodies, channels: readonly Channel[]): TestContext {
  const heads = scopeHeads(policy, bodies);
  let places: ReadonlyMap<Channel, number> | null = null;
  return {
    doubt: policy.doubt,
    scopeIsEmpty: policy.scope !== undefined && heads.size === 0,
    scopeHead: (body) => heads.get(body) ?? null,
    readsPlace: (channel) => {
      places ??= placesOf(channels, bodies);
      return places.get(channel) ?? null;
    },
  };
}

/** Head of the scope of each body in one: the topmost body that fits, for all below it or named after it. */
function scopeHeads({ scope, doubt }: PolicyFile, bodies: Bodies): ReadonlyMap<Body, Body> {
  const found = new Map<Body, Body>();
  if (scope === undefined) return found;
  const alone: TestContext = { doubt, scopeIsEmpty: false, scopeHead: () => null, readsPlace: () => null };
  const fits = new Map<Body, boolean>();
  for (const body of bodies.all()) fits.set(body, answerTo(scope.head, channelOf(body), {}, alone).holds);
  const byName = new Map<string, Body>();
  for (const body of bodies.all()) {
    let head: Body | null = null;
    for (let at: Body | null = body; at !== null; at = at.parent) if (fits.get(at) === true) head = at;
    if (head === null) continue;
    found.set(body, head);
    if (head === body && body.name.length >= SHORTEST_NAME) byName.set(body.name, body);
  }
  for (const body of bodies.all()) {
    if (found.has(body)) continue;
    for (let length = SHORTEST_NAME; length < body.name.length; length += 1) {
      const head = byName.get(body.name.slice(0, length));
      if (head === undefined) continue;
      found.set(body, head);
      break;
    }
  }
  return found;
}

function channelOf(body: Body): Channel {
  return {
    id: '',
    type: 'account',
    name: '',
    platform: '',
    kind: null,
    body,
    status: null,
    verified: null,
    url: null,
    handle: null,
    registered: null,
    activity: 'unknown',
    lastPost: null,
    followers: null,
    readsPerDay: null,
    posts: 0,
    staff: null,
    functions: [],
    purpose: null,
    filing: 0,
  };
}

/** Place of each channel by reads a day among those of bodies of the same level under the same government. */
function placesOf(channels: readonly Channel[], bodies: Bodies): ReadonlyMap<Channel, number> {
  const peers = Map.groupBy(channels, ({ body }) => {
    const above = body?.parent ?? null;
    const government = above === null ? null : bodies.government(above, null);
    return `${body?.level} ${government?.id}`;
  });
  const places = new Map<Channel, number>();
  for (const list of peers.values()) {
    const known = list
      .flatMap((channel) => (channel.readsPerDay === null ? [] : [{ channel, reads: channel.readsPerDay }]))
      .sort((a, b) => b.reads - a.reads);
    let place = 0;
    known.forEach(({ channel, reads }, at) => {
      // Equal figures share a place.
      if (reads !== known[at - 1]?.reads) place = at + 1;
      places.set(channel, place);
    });
  }
  return places;
}
