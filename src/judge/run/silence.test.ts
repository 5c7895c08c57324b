import { describe, expect, it } from 'vitest';
import { DAY, HOUR, parseTime, type SiteFacts } from '../../model/index.ts';
import { siteFacts } from '../testing/site-facts.ts';
import { unprovenSilence } from './silence.ts';

const facts = siteFacts();
const collected = parseTime(facts.collectedAt) ?? 0;
const from = (source: SiteFacts['coverage']['source']): SiteFacts => ({
  ...facts,
  coverage: { ...facts.coverage, source },
});

describe('unprovenSilence', () => {
  it.each([
    ['the end of the collection', 'live', collected, false],
    ['an instant long before it', 'live', collected - 400 * DAY, false],
    ['a few hours later', 'live', collected + 5 * HOUR, false],
    ['two days later', 'live', collected + 2 * DAY, true],
    ['an archive at its own end', 'archive', collected, false],
    ['an archive years later', 'archive', collected + 900 * DAY, true],
    ['saved pages at the time of their files', 'folder', collected, true],
    ['saved pages at an instant that a person named', 'folder', collected - 3 * DAY, false],
  ] as const)('%s', (_, source, asOf, unproven) => {
    expect(unprovenSilence(from(source), asOf) !== null).toBe(unproven);
  });

  it('saved pages of the time that a person named prove it', () => {
    const told = from('folder');
    const named = { ...told, coverage: { ...told.coverage, timeTold: true as const } };
    expect(unprovenSilence(named, collected)).toBeNull();
    expect(unprovenSilence(named, collected + 2 * DAY)).not.toBeNull();
  });
});
