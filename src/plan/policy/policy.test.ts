import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyText, rule } from '../testing/register.ts';
import { openPolicy, policiesIn, policyIds } from './files.ts';
import { checkPolicy } from './load.ts';

const FOLDER = resolve(import.meta.dirname, '../../../standards/policies');
const none = () => null;

function problemsOf(parts: string): string[] {
  return checkPolicy('p.yaml', policyText(parts), none).problems.map(
    ({ place, path, message, level }) => `${place.line} ${level} ${path}: ${message}`,
  );
}

describe('policies that ship', () => {
  it.each(policyIds(FOLDER))('%s is sound', (id) => {
    const file = join(FOLDER, `${id}.yaml`);
    const { policy, problems } = checkPolicy(file, readFileSync(file, 'utf8'), policiesIn(FOLDER));
    expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
    expect(policy?.id).toBe(id);
  });

  it('are those of the interface', () => {
    expect(policyIds(FOLDER)).toEqual(
      expect.arrayContaining([
        'service-not-show',
        'county-app',
        'bureau-merge',
        'province-2019',
        'national-2018',
        'sites-2017',
      ]),
    );
    expect(openPolicy('province-2019', FOLDER).deadline).toMatchObject({
      date: { value: '2019-05-30', provenance: 'seen' },
    });
  });
});

describe('what is wrong with a policy, by line', () => {
  // The head of the test policy ends in line 26.
  it.each([
    ['nothing', '', /1 error : says nothing about accounts/],
    [
      'an unknown field',
      `accounts:\n  rules:\n${rule('a', 'do: keep, wen: { level: [county] }')}`,
      /30 error accounts\.rules\[0\]\.wen: is not a field/,
    ],
    [
      'an unknown verdict',
      `accounts:\n  rules:\n${rule('a', 'do: drop')}`,
      /30 error accounts\.rules\[0\]\.do: must be one of keep, may/,
    ],
    [
      'a number that is not there',
      `accounts:\n  rules:\n${rule('a', 'when: { followers: { below: few } }, do: close')}`,
      /there is no number few in the params/,
    ],
    [
      'a number that nobody uses',
      `accounts:\n  rules:\n${rule('a', 'do: close, params: { few: { value: 1, provenance: seen } }')}`,
      /warning accounts\.rules\[0\]\.params\.few: no condition/,
    ],
    [
      'limits that exclude each other',
      `accounts:\n  rules:\n${rule('a', 'when: { followers: { atLeast: x, below: y } }, do: close, params: { x: { value: 9, provenance: seen }, y: { value: 2, provenance: seen } }')}`,
      /contradicts itself: at least 9 and at most 2/,
    ],
    [
      'merging nowhere',
      `accounts:\n  rules:\n${rule('a', 'do: merge')}`,
      /says merge, but nothing says where to/,
    ],
    [
      'a rule behind one that fits all',
      `accounts:\n  rules:\n${rule('a', 'do: keep')}${rule('b', 'when: { verified: true }, do: close')}`,
      /31 error accounts\.rules\[1\]: never applies: a before it fits everything and says keep where this says close/,
    ],
    [
      'two verdicts for one condition',
      `accounts:\n  rules:\n${rule('a', 'when: { level: [county, city] }, do: keep')}${rule('b', 'when: { level: [city, county] }, do: close')}${rule('c', 'do: keep')}`,
      /rules\[1\]: never applies: a before it has the same condition and says keep where this says close/,
    ],
    [
      'one id twice',
      `accounts:\n  rules:\n${rule('a', 'when: { verified: true }, do: keep')}${rule('a', 'do: close')}`,
      /31 error .*a is already used/,
    ],
    [
      'a scope that is not there',
      `accounts:\n  rules:\n${rule('a', 'when: { inScope: true }, do: keep')}`,
      /asks for the scope, but the policy has none/,
    ],
    [
      'a gap',
      `accounts:\n  rules:\n${rule('a', 'when: { verified: true }, do: keep')}`,
      /warning .*left undecided and kept for a person/,
    ],
    ['an empty condition', `accounts:\n  rules:\n${rule('a', 'when: {}, do: keep')}`, /an empty condition/],
  ])('%s', (_, parts, expected) => {
    expect(problemsOf(parts).join('\n')).toMatch(expected);
  });

  it('a policy says only what differs from the one it extends', () => {
    const base = policyText(`accounts:\n  rules:\n${rule('a', 'do: keep')}`);
    const own =
      'schema: xunjian.policy/1\nid: own\nversion: "2"\ntitle: { zh: 本地, en: local }\ndocument: { title: t, number: n, issued: null }\neffective: { from: 2019-01-01 }\nextends: test\ndeadline: { date: { value: 2019-02-01, provenance: seen } }\n';
    const source = (id: string) => (id === 'test' ? { file: 'test.yaml', text: base } : null);
    const { policy } = checkPolicy('own.yaml', own, source);
    expect(policy).toMatchObject({
      id: 'own',
      lineage: ['own', 'test'],
      deadline: { date: { value: '2019-02-01' } },
      accounts: { rules: [{ id: 'a' }] },
    });
    const circle = checkPolicy('own.yaml', own.replace('extends: test', 'extends: own'), () => ({
      file: 'own.yaml',
      text: own.replace('extends: test', 'extends: own'),
    }));
    expect(circle.problems.map(({ message }) => message).join()).toMatch(/goes in a circle: own → own/);
    expect(checkPolicy('own.yaml', own, none).problems[0]?.message).toBe('there is no policy test');
  });

  it('a file or policy that is not there is one line', () => {
    expect(() => openPolicy('nothing', FOLDER)).toThrow(
      /policy nothing: there is no such policy; known are base, /,
    );
    expect(() => openPolicy('./nothing.yaml', FOLDER)).toThrow(/there is no such file/);
  });
});
