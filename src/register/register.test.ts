import { describe, expect, it } from 'vitest';
import { divisionsOf } from '../divisions/index.ts';
import { AccountRow, UnitRow } from '../model/index.ts';
import { duplicatesOf, inferUnits, Names, plainUrl } from './index.ts';

const names = new Names(
  (text) =>
    text.normalize('NFKC').toLowerCase().replace(/[\s·]/g, '').replaceAll('縣', '县').replaceAll('發', '发'),
  { before: ['微', '官方'], after: ['发布', '官方', '公众号'] },
);
const unit = (id: string, name: string, more: Partial<UnitRow> = {}): UnitRow =>
  UnitRow.parse({ id, name, level: null, kind: null, region: null, parent: null, extra: {}, ...more });
const account = (id: string, name: string, more: Partial<AccountRow> = {}): AccountRow =>
  AccountRow.parse({
    id,
    unit: 'u1',
    platform: 'weixin',
    kind: null,
    name,
    handle: null,
    registered: null,
    verified: null,
    status: 'active',
    followers: null,
    functions: [],
    staff: null,
    url: null,
    extra: {},
    ...more,
  });
const byId = <T extends { readonly id: string }>(rows: readonly T[]) =>
  new Map(rows.map((row) => [row.id, row]));
const UNITS = byId([unit('u1', '甲县'), unit('u2', '甲县教育局', { parent: 'u1' }), unit('u9', '远县')]);
const found = (...rows: readonly AccountRow[]) =>
  duplicatesOf(byId(rows), UNITS, names).map(
    ({ accounts, reasons, confidence, acrossUnits }) =>
      `${accounts.join('+')} ${reasons.join(',')} ${confidence}${acrossUnits ? ' across' : ''}`,
  );

describe('names', () => {
  it.each([
    ['甲县发布', '甲县'],
    ['微甲县官方公众号', '甲县'],
    ['Ｅ甲 縣發布', 'e甲县'],
    ['发布', '发布'],
    ['微发布', '微发布'],
  ])('%s', (name, core) => {
    expect(names.core(name)).toBe(core);
  });
  it.each([
    ['https://www.weibo.example/u/123/?from=page&refer=x', 'weibo.example/u/123'],
    ['weibo.example/u/123', 'weibo.example/u/123'],
    ['https://mp.example/s?__biz=A&scene=1', 'mp.example/s?__biz=A'],
    ['https://weibo.example/', null],
    ['打开', null],
    ['', null],
  ])('%s', (url, plain) => {
    expect(plainUrl(url)).toBe(plain);
  });
});

describe('duplicates', () => {
  it.each<[string, readonly AccountRow[], readonly string[]]>([
    [
      'the same id on a platform, whatever its spelling',
      [account('a', '甲县发布', { handle: 'GH_1' }), account('b', '乙', { handle: ' gh_1', unit: 'u2' })],
      ['a+b handle certain across'],
    ],
    [
      'not the same id on two platforms',
      [
        account('a', '甲县发布', { handle: '1' }),
        account('b', '甲县发布', { handle: '1', platform: 'weibo' }),
      ],
      [],
    ],
    [
      'the same address',
      [
        account('a', '甲县发布', { url: 'https://x.example/a/' }),
        account('b', '乙县发布', { url: 'http://www.x.example/a' }),
      ],
      ['a+b url certain'],
    ],
    ['the same name in one body', [account('a', '甲县发布'), account('b', '甲縣發布')], ['a+b name likely']],
    [
      'an account that moved',
      [account('a', '甲县发布', { status: 'cancelled' }), account('b', '甲县发布')],
      ['a+b moved likely'],
    ],
    ['variants of a name', [account('a', '甲县发布'), account('b', '微甲县')], ['a+b variant possible']],
    [
      'a body and the one above it',
      [account('a', '甲县教育'), account('b', '甲县教育', { unit: 'u2' })],
      ['a+b units possible across'],
    ],
    [
      'one verified subject',
      [
        account('a', '平安路口', { verifiedAs: '甲县公安局' }),
        account('b', '平安路口', { unit: 'u9', verifiedAs: '甲县公安局' }),
      ],
      ['a+b units possible across'],
    ],
    ['not bodies far apart', [account('a', '第一中学'), account('b', '第一中学', { unit: 'u9' })], []],
    ['not different names', [account('a', '甲县发布'), account('b', '甲县公安')], []],
  ])('%s', (_, rows, expected) => {
    expect(found(...rows)).toEqual(expected);
  });
  it('says the strongest reason first, and nothing twice', () => {
    expect(
      found(
        account('a', '甲县发布', { handle: 'x', url: 'https://x.example/1' }),
        account('b', '甲县发布', { handle: 'x', url: 'https://x.example/1' }),
        account('c', '甲县官方'),
      ),
    ).toEqual(['a+b handle,url,name certain', 'a+b+c variant possible']);
  });
});

describe('inference', () => {
  const divisions = divisionsOf(
    [
      { code: '990000', name: '甲省' },
      { code: '990100', name: '乙市' },
      { code: '990101', name: '丙县' },
      { code: '980000', name: '东省' },
      { code: '980101', name: '西县' },
    ],
    () => [{ code: '990101100', name: '丁镇' }],
  );
  const infer = (...rows: readonly UnitRow[]) => inferUnits(byId(rows), divisions);
  it('fills in level, code and parent, and says why', () => {
    const { units, inferred, contradictions } = infer(
      unit('u1', '丙县人民政府', { region: '990101' }),
      unit('u2', '甲省乙市丙县教育局'),
      unit('u3', '丁镇人民政府', { region: '990101' }),
      unit('u4', '乙市人民政府', { level: 'city' }),
      unit('u5', '某某村村民委员会'),
    );
    expect([...units.values()].map(({ id, level, region, parent }) => [id, level, region, parent])).toEqual([
      ['u1', 'county', '990101', 'u4'],
      ['u2', 'county', '990101', 'u1'],
      ['u3', 'township', '990101', 'u1'],
      ['u4', 'city', '990100', null],
      ['u5', 'village', null, null],
    ]);
    expect(inferred.map(({ unit, field }) => `${unit} ${field}`)).toEqual([
      'u1 level',
      'u2 region',
      'u2 level',
      'u3 level',
      'u4 region',
      'u5 level',
      'u1 parent',
      'u2 parent',
      'u3 parent',
    ]);
    expect(inferred.every(({ because }) => because.zh !== '' && because.en !== '')).toBe(true);
    expect(contradictions).toEqual([]);
  });
  it('never overrides the sheet, and tells what contradicts itself', () => {
    const { units, inferred, contradictions } = infer(
      unit('u1', '西县人民政府', { region: '980101', level: 'city', parent: 'u2' }),
      unit('u2', '甲省人民政府', { region: '990000', level: 'province' }),
      unit('u3', '某局', { region: '湖南' }),
    );
    expect(units.get('u1')).toMatchObject({ level: 'city', region: '980101', parent: 'u2' });
    expect(inferred).toEqual([]);
    expect(contradictions.map(({ id, field }) => `${id} ${field}`)).toEqual([
      'u1 level',
      'u3 region',
      'u1 parent',
    ]);
  });
  it('leaves alone codes that the table does not have', () => {
    const { inferred, contradictions } = infer(
      unit('u1', '某区', { region: '123456', level: 'county', parent: 'u2' }),
      unit('u2', '某市', { region: '654321', level: 'city' }),
    );
    expect([inferred, contradictions]).toEqual([[], []]);
  });
});
