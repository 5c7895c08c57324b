import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareFound } from './compare.ts';
import { shippedAids } from './testing/aids.ts';
import { truthKey, worldOf } from './testing/world.ts';
import { DISCOVERY_KINDS, type DiscoveryFinding } from './types.ts';

const aids = shippedAids();
const keyOf = ({ kind, name, account }: DiscoveryFinding) =>
  truthKey(kind, kind === 'found-not-filed' || kind === 'imitation' ? name : account);

it('finds what is true of invented counties and accuses nobody else', () => {
  const sums = new Map(
    DISCOVERY_KINDS.map((kind) => [kind, { right: 0, wrong: [] as string[], missed: [] as string[] }]),
  );
  for (let seed = 100; seed < 106; seed++) {
    const { tables, input, truth } = worldOf(seed, aids);
    const { findings } = compareFound(tables, input, aids);
    // What is told to be of unknown owners says nothing of any body.
    const isClaim = ({ kind, unit }: DiscoveryFinding) => kind !== 'found-not-filed' || unit !== null;
    const said = new Set(findings.filter(isClaim).map(keyOf));
    const found = new Set(findings.map(keyOf));
    for (const kind of DISCOVERY_KINDS) {
      const sum = sums.get(kind);
      for (const key of found)
        if (key.startsWith(`${kind} `)) {
          if (truth.has(key)) (sum ?? { right: 0 }).right++;
          else if (said.has(key)) sum?.wrong.push(key);
        }
      for (const key of truth) if (key.startsWith(`${kind} `) && !found.has(key)) sum?.missed.push(key);
    }
  }
  for (const [kind, { right, wrong, missed }] of sums) {
    expect.soft(wrong, kind).toEqual([]);
    expect
      .soft(right / (right + missed.length), `${kind} missed ${missed.slice(0, 5).join(', ')}`)

      // Names without a place are borne by right elsewhere: those that imitate them are let go.
      .toBeGreaterThan(kind === 'imitation' ? 0.75 : 0.95);
  }
});

it('is the same in whatever order things were seen', () => {
  const { tables, input } = worldOf(7, aids);
  const keys = (sightings: typeof input.sightings) =>
    compareFound(tables, { ...input, sightings }, aids)
      .findings.map(keyOf)
      .sort();
  const expected = keys(input.sightings);
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...input.sightings.keys()], { minLength: input.sightings.length }),
      (order) => {
        expect(keys(order.flatMap((at) => input.sightings[at] ?? []))).toEqual(expected);
      },
    ),
    { numRuns: 5 },
  );
});
