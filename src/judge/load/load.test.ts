import { describe, expect, it } from 'vitest';
import { checkStandard, type FileSource, loadStandard, showProblem } from './index.ts';

const BASE = `schema: xunjian.standard/1
id: base
version: "1"
title: { zh: 试行, en: Trial }
document: { title: 试行指标, number: 试〔2019〕1号, issued: 2019-01-01 }
effective: { from: 2019-01-01 }
law:
  base: { value: 100, provenance: seen }
  unqualifiedBelow: { value: 60, provenance: seen }
  bonusAbove: { value: 80, provenance: seen }
  bonusCap: { value: 30, provenance: seen }
  scores: [portal, department]
parts:
  veto:
    - indicator: site.home-stale
      code: V1
      clause: 首页不更新
      automation: machine
      params: { days: { value: 14, provenance: seen } }
      outcomes: { stale: veto, undated: veto }
      provenance: seen
`;
const LOCAL = `schema: xunjian.standard/1
id: local
version: "1"
title: { zh: 某地, en: Local }
document: { title: 某地办法, number: 某〔2020〕1号, issued: 2020-01-01 }
effective: { from: 2020-01-01 }
extends: base
`;

const source =
  (files: Readonly<Record<string, string>>): FileSource =>
  (id) => {
    const text = files[id];
    return text === undefined ? null : { file: `${id}.yaml`, text };
  };
const check = (text: string, files: Readonly<Record<string, string>> = { base: BASE }) => {
  const { standard, problems } = checkStandard('x.yaml', text, source(files));
  return { standard, said: problems.map(showProblem) };
};
const changed = (from: string, to: string) => {
  expect(BASE).toContain(from);
  return BASE.replace(from, to);
};

describe('check', () => {
  it('has nothing to say of a sound standard', () => {
    const { standard, said } = check(BASE);
    expect(said).toEqual([]);
    expect(standard?.rules.map((rule) => rule.params)).toEqual([{ days: 14 }]);
    expect(standard?.law.scores).toEqual(['portal', 'department']);
  });

  it.each([
    [
      'a wrong type',
      'value: 60',
      'value: sixty',
      'x.yaml:9:30: law.unqualifiedBelow.value: must be a number',
    ],
    [
      'missing provenance',
      '{ value: 80, provenance: seen }',
      '{ value: 80 }',
      'x.yaml:10:15: law.bonusAbove.provenance: is missing (official, seen, derived, remembered, proposed)',
    ],
    [
      'an unknown field',
      '      automation: machine',
      '      automation: machine\n      kappe: 3',
      'x.yaml:19:14: parts.veto[0].kappe: is not a field of this format',
    ],
    [
      'a wrong choice',
      'automation: machine',
      'automation: robot',
      'x.yaml:18:19: parts.veto[0].automation: must be one of machine, confirm, manual',
    ],
    [
      'an unknown indicator',
      'site.home-stale',
      'site.nowhere',
      'x.yaml:15:18: parts.veto[0].indicator: there is no indicator site.nowhere',
    ],
    [
      'an unknown outcome',
      'stale: veto,',
      'stale: veto, stael: veto,',
      'x.yaml:20:39: parts.veto[0].outcomes.stael: site.home-stale has no outcome stael; it has updated, stale, undated, entranceUnsure, notSeen',
    ],
    [
      'an outcome left out',
      ', undated: veto',
      '',
      'x.yaml:20:17: parts.veto[0].outcomes: must say what the outcome undated costs',
    ],
    [
      'a pass that is a veto',
      'undated: veto',
      'undated: veto, updated: veto',
      'x.yaml:20:56: parts.veto[0].outcomes.updated: the outcome is pass: it cannot be a veto',
    ],
    [
      'not seen is no veto',
      'undated: veto',
      'undated: veto, notSeen: veto',
      'x.yaml:20:56: parts.veto[0].outcomes.notSeen: the outcome is inconclusive: it cannot be a veto',
    ],
    [
      'points in the veto part',
      'undated: veto',
      'undated: { points: 1, provenance: seen }',
      'x.yaml:20:41: parts.veto[0].outcomes.undated: an entry of the veto part costs no points; say veto or none',
    ],
    [
      'a param of the wrong kind',
      '{ days: { value: 14,',
      '{ days: { value: 1.5,',
      'x.yaml:19:23: parts.veto[0].params.days: must be a whole number',
    ],
    [
      'an unknown param',
      '{ days: { value: 14,',
      '{ weeks: { value: 1, provenance: seen }, days: { value: 14,',
      'x.yaml:19:24: parts.veto[0].params.weeks: is not a param of site.home-stale',
    ],
    [
      'no day',
      '2019-01-01 }\nlaw',
      '2019-02-30 }\nlaw',
      'x.yaml:6:20: effective.from: 2019-02-30 is no day of the calendar',
    ],
    [
      'a group that is not there',
      '      automation',
      '      group: none\n      automation',
      'x.yaml:18:14: parts.veto[0].group: there is no group none',
    ],
  ])('%s', (_, from, to, expected) => {
    const { standard, said } = check(changed(from, to));
    expect(said).toContain(expected);
    expect(standard).toBeNull();
  });

  it('names the second of two equal codes', () => {
    const entry = BASE.slice(BASE.indexOf('    - indicator'));
    expect(check(BASE + entry).said).toContain(
      'x.yaml:22:7: parts.veto[1].code: V1 is already used in line 15',
    );
  });
  it.each([
    ['no YAML', 'a: [1', /^x\.yaml:1:\d+: /],
    ['an empty file', '', /^x\.yaml:1:1: the file is empty$/],
    ['a list', '- 1', /^x\.yaml:1:1: must be a group of fields/],
    [
      'a bomb of aliases',
      `a: &a [${'x,'.repeat(400)}x]\nb: &b [${'*a,'.repeat(400)}*a]\nc: [${'*b,'.repeat(400)}*b]`,
      /holds more than/,
    ],
  ])('%s', (_, text, expected) => {
    const { standard, said } = check(text);
    expect(standard).toBeNull();
    expect(said[0]).toMatch(expected);
  });
  it('warns of sums that do not fit', () => {
    const groups =
      'groups:\n  - { id: g, title: { zh: 组, en: Group }, points: { value: 5, provenance: seen } }\n';
    const deduction = `  deduction:
    - indicator: site.home-stale
      code: D1
      clause: 首页
      group: g
      automation: machine
      cap: { value: 4, provenance: seen }
      params: { days: { value: 14, provenance: seen } }
      outcomes: { stale: { points: 6, provenance: seen }, undated: none }
      provenance: seen
`;
    const { standard, said } = check(BASE.replace('parts:', `${groups}parts:`) + deduction);
    expect(standard).not.toBeNull();
    expect(said).toEqual([
      'x.yaml:8:9: warning: law.base: is 100, the caps of the deduction part come to 4',
      'x.yaml:14:51: warning: groups[0].points: g has 5 points, the caps of its entries come to 4',
      'x.yaml:32:26: warning: parts.deduction[0].outcomes.stale: 6 points exceed the cap of 4',
    ]);
  });
});

describe('extends', () => {
  it('takes what is not said from the base', () => {
    const { standard, said } = check(LOCAL);
    expect(said).toEqual([]);
    expect(standard).toMatchObject({
      id: 'local',
      lineage: ['local', 'base'],
      law: { scores: ['portal', 'department'] },
    });
    expect(standard?.rules).toHaveLength(1);
  });
  it('changes one number and keeps the rest of its entry', () => {
    const { standard } = check(`${LOCAL}law: { bonusCap: { value: 20, provenance: seen } }
parts: { veto: [{ code: V1, params: { days: { value: 10, provenance: proposed } } }] }
`);
    expect(standard?.rules[0]?.entry).toMatchObject({
      clause: '首页不更新',
      params: { days: { value: 10, provenance: 'proposed' } },
    });
    expect(standard?.law).toMatchObject({
      bonusCap: { value: 20 },
      base: { value: 100 },
      scores: ['portal', 'department'],
    });
  });
  it('never keeps the provenance of a number that it changes', () => {
    const { said } = check(`${LOCAL}parts: { veto: [{ code: V1, params: { days: { value: 10 } } }] }\n`);
    expect(said).toEqual([
      'x.yaml:8:45: parts.veto[0].params.days.provenance: is missing (official, seen, derived, remembered, proposed)',
    ]);
  });
  it('removes by code, with a reason', () => {
    const { standard } = check(`${LOCAL}remove: [{ code: V1, why: 不适用 }]\n`);
    expect(standard?.rules).toEqual([]);
    expect(check(`${LOCAL}remove: [{ code: V9, why: 不适用 }]\n`).said).toEqual([
      'x.yaml:8:10: remove[0].code: V9 is not an entry of the base',
    ]);
  });
  it('needs its own name and dates', () => {
    expect(check(LOCAL.replace('id: local\n', '')).said).toContain(
      'x.yaml:1:1: id: is missing (a text (put it in quotes if it looks like a number))',
    );
  });
  it('places an error of the base in the base', () => {
    const base = BASE.replace('value: 60', 'value: sixty');
    expect(check(LOCAL, { base }).said).toEqual([
      'base.yaml:9:30: law.unqualifiedBelow.value: must be a number',
    ]);
  });
  it('finds circles and missing bases', () => {
    expect(check(LOCAL, {}).said).toEqual(['x.yaml:7:10: extends: there is no standard base']);
    const base = BASE.replace('law:', 'extends: local\nlaw:');
    expect(check(LOCAL, { base, local: LOCAL }).said).toEqual([
      'base.yaml:7:10: extends: goes in a circle: local → base → local',
    ]);
  });
});

describe('load', () => {
  it('throws one line that says where', () => {
    expect(() => loadStandard('none', source({}))).toThrow(
      /standard none: there is no such standard; `xunjian standards list`/,
    );
    const broken = BASE.replace('value: 60', 'value: sixty').replace('value: 80', 'value: x');
    expect(() => loadStandard('base', source({ base: broken }))).toThrow(
      'standard base: base.yaml:9:30: law.unqualifiedBelow.value: must be a number; `xunjian standards check base.yaml` tells all (1 more)',
    );
  });
});
