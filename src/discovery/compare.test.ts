import { describe, expect, it } from 'vitest';
import { AccountRow, type SiteLookRow, SiteRow, UnitRow } from '../model/index.ts';
import { compareFound } from './compare.ts';
import { shippedAids, sighting } from './testing/aids.ts';
import type { DiscoveryInput, DiscoveryTables, Sighting } from './types.ts';

const aids = shippedAids();
const byId = <T extends { readonly id: string }>(rows: readonly T[]) =>
  new Map(rows.map((row) => [row.id, row]));
const unit = (id: string, name: string, parent: string | null = 'gov') =>
  UnitRow.parse({ id, name, level: null, kind: null, region: null, parent, extra: {} });
const account = (id: string, of: string, platform: string, name: string, more: Partial<AccountRow> = {}) =>
  AccountRow.parse({
    id,
    unit: of,
    platform,
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
const site = (id: string, of: string) =>
  SiteRow.parse({
    id,
    unit: of,
    name: id,
    url: `http://${id}.example.gov.cn/`,
    idcode: null,
    status: null,
    opened: null,
    extra: {},
  });

const tables: DiscoveryTables = {
  units: byId([
    unit('gov', '青岚县人民政府', null),
    unit('ga', '青岚县公安局'),
    unit('ws', '青岚县卫生健康局'),
    unit('yz', '青岚县第一中学'),
    unit('cd', '青岚县公安局城东派出所', 'ga'),
    unit('other', '远山市图书馆', null),
  ]),
  sites: byId([site('gov-site', 'gov'), site('ga-site', 'ga'), site('other-site', 'other')]),
  accounts: byId([
    account('a1', 'gov', 'weixin', '青岚发布', { handle: 'qinglanfabu' }),
    account('a2', 'ga', 'weixin', '青岚公安'),
    account('a3', 'ga', 'weibo', '青岚公安在线', { handle: '2590506142', verifiedAs: '青岚县公安局' }),
    account('a4', 'ws', 'weixin', '健康青岚'),
    account('a5', 'cd', 'weixin', '城东派出所'),
    account('a6', 'other', 'weixin', '远山市图书馆', { history: '2018年由“远山书讯”更名' }),
    account('a7', 'gov', 'douyin', '青岚发布', { status: 'cancelled' }),
  ]),
};
const look = (subject: string, more: Partial<SiteLookRow> = {}): SiteLookRow => ({
  subject,
  at: '2019-05-20',
  how: 'look',
  pages: 60,
  complete: true,
  home: true,
  needsScript: 0,
  codesUnread: 0,
  ...more,
});
const compare = (sightings: readonly Sighting[], looks: DiscoveryInput['looks'] = []) =>
  compareFound(tables, { sightings, looks }, aids);
const short = (sightings: readonly Sighting[], looks: DiscoveryInput['looks'] = []) =>
  compare(sightings, looks).findings.map(({ kind, confidence, unit: of, account: filed, name }) => [
    kind,
    confidence,
    of,
    filed,
    name,
  ]);
const onSite = { subject: 'ga-site', pages: 20, of: 20 } as const;

describe('found and filed', () => {
  it.each<[string, Partial<Sighting> & Pick<Sighting, 'how'>]>([
    ['by name', { ...onSite, how: 'card', name: '青岚公安', named: 'exact' }],
    [
      'by id',
      { ...onSite, how: 'link', platform: 'weibo', key: 'uid', handle: '2590506142', name: '官方微博' },
    ],
    ['by its body’s name', { ...onSite, how: 'card', name: '青岚县公安局', named: 'described' }],
    [
      'by its name with words that say nothing',
      { ...onSite, how: 'card', name: '青岚公安官微', named: 'described' },
    ],
    [
      'by a link of another site',
      { how: 'link', subject: 'gov-site', platform: 'weibo', key: 'uid', handle: '2590506142' },
    ],
    [
      'a code without a name, where one account is filed',
      { ...onSite, how: 'code', key: 'ticket', handle: 'Qk1', claim: 'own' },
    ],
  ])('%s: nothing is said', (_, fields) => {
    const { findings, matched } = compare([sighting(fields)]);
    expect([findings, matched]).toEqual([[], 1]);
  });
});

describe('found and not filed', () => {
  it.each<[string, Partial<Sighting> & Pick<Sighting, 'how'>, unknown]>([
    [
      'named as the body',
      { ...onSite, how: 'link', platform: 'douyin', key: 'token', handle: 'MS4x', name: '青岚公安' },
      ['found-not-filed', 'likely', 'ga', null, '青岚公安'],
    ],
    [
      'named as another body of the register',
      { ...onSite, how: 'card', platform: 'weixin-channels', name: '青岚卫健', named: 'exact' },
      ['found-not-filed', 'likely', 'ws', null, '青岚卫健'],
    ],
    [
      'a school by its short name',
      { how: 'text', subject: 'gov-site', name: '青岚一中', named: 'exact' },
      ['found-not-filed', 'likely', 'yz', null, '青岚一中'],
    ],
    [
      'called its own',
      { ...onSite, how: 'text', platform: 'weixin-channels', name: '平安小岚', named: 'exact', claim: 'own' },
      ['found-not-filed', 'possible', 'ga', null, '平安小岚'],
    ],
    [
      'in the frame, without a name',
      { ...onSite, how: 'link', platform: 'toutiao', key: 'uid', handle: '6048373737' },
      ['found-not-filed', 'possible', 'ga', null, null],
    ],
    [
      'in the frame, of a name that tells nothing',
      { ...onSite, how: 'link', platform: 'toutiao', key: 'uid', handle: '6048373737', name: '小岚说事' },
      ['found-not-filed', 'possible', null, null, '小岚说事'],
    ],
  ])('%s', (_, fields, finding) => {
    expect(short([sighting(fields)])).toEqual([finding]);
  });
  it('tells one account once, however many codes and ids it has', () => {
    const one = { ...onSite, platform: 'weixin', name: '青岚卫健', named: 'exact' } as const;
    const found = [
      sighting({ ...one, how: 'code', key: 'ticket', handle: 'Qk1' }),
      sighting({ ...one, how: 'code', key: 'ticket', handle: 'Qk2' }),
      sighting({ ...one, how: 'link', key: 'biz', handle: 'MzA4' }),
      sighting({ ...one, how: 'text', key: 'alias', handle: 'qlwj' }),
    ];
    expect(short(found)).toEqual([['found-not-filed', 'likely', 'ws', null, '青岚卫健']]);
  });
  it.each<[string, Partial<Sighting> & Pick<Sighting, 'how'>]>([
    ['central media', { ...onSite, how: 'card', name: '人民日报', named: 'exact' }],
    ['central bodies', { ...onSite, how: 'card', platform: 'app', name: '国家反诈中心', named: 'exact' }],
    [
      'named in a text, nobody knows whose',
      { ...onSite, pages: 1, how: 'text', name: '小岚说事', named: 'exact' },
    ],
    [
      'the source of a text',
      { ...onSite, pages: 1, how: 'text', name: '某某晚报', named: 'exact', claim: 'source' },
    ],
  ])('%s: nothing is said', (_, fields) => {
    expect(short([sighting(fields)])).toEqual([]);
  });
});

describe('names, subjects, ids', () => {
  it('tell a name that is not the one filed', () => {
    const renamed = sighting({
      ...onSite,
      how: 'link',
      platform: 'weibo',
      key: 'uid',
      handle: '2590506142',
      name: '平安青岚',
      named: 'exact',
    });
    expect(short([renamed])).toEqual([['name-differs', 'likely', 'ga', 'a3', '平安青岚']]);
    const former = sighting({
      subject: 'other-site',
      how: 'link',
      url: 'x',
      key: 'alias',
      handle: 'ysts',
      name: '远山书讯',
      named: 'exact',
    });
    expect(short([former]).filter(([kind]) => kind === 'name-differs')).toEqual([]);
  });
  it('take one wrong character on the body’s own site for a slip of the pen', () => {
    expect(short([sighting({ ...onSite, how: 'card', name: '青岚公按', named: 'exact' })])).toEqual([
      ['name-differs', 'possible', 'ga', 'a2', '青岚公按'],
    ]);
  });
  it('tell another id under the same name', () => {
    expect(
      short([
        sighting({
          ...onSite,
          how: 'link',
          platform: 'weibo',
          key: 'uid',
          handle: '7700000001',
          name: '青岚公安在线',
        }),
      ]),
    ).toEqual([['handle-differs', 'likely', 'ga', 'a3', '青岚公安在线']]);
  });
  it('tell another subject, but not one that runs it, nor the body above', () => {
    const said = (verifiedAs: string) =>
      short([
        sighting({ ...onSite, how: 'link', platform: 'weibo', key: 'uid', handle: '2590506142', verifiedAs }),
      ]);
    expect(said('青岚县融媒体中心')).toEqual([['subject-differs', 'likely', 'ga', 'a3', null]]);
    expect(said('青岚县公安局')).toEqual([]);
    expect(said('青岚县人民政府')).toEqual([]);
  });
});

const searched = { how: 'search', subject: 'a2', page: 'search' } as const;
describe('imitations', () => {
  it.each<[string, Partial<Sighting>, string, string | null]>([
    ['a person under the same name', { name: '青岚公安', verified: 'person' }, 'likely', 'a2'],
    [
      'a company under the same name',
      { name: '青岚公安', verifiedAs: '天际文化传媒有限公司', verified: 'organisation' },
      'likely',
      'a2',
    ],
    ['one character that sounds alike', { name: '青岚公按', verified: 'none' }, 'likely', 'a2'],
    ['one that looks alike, a person', { name: '清岚公安', verified: 'person' }, 'likely', 'a2'],
    ['官方 added, a person', { name: '青岚公安官方', verified: 'person' }, 'likely', 'a2'],
    ['a sign put in, unverified', { name: '青岚·公安', verified: 'none' }, 'likely', 'a2'],
    ['sounds like an office, a person', { name: '青岚县教育局服务台', verified: 'person' }, 'possible', null],
    [
      'another id, shown by nobody',
      { platform: 'weibo', name: '青岚公安在线', key: 'uid', handle: '7700000001' },
      'possible',
      'a3',
    ],
  ])('%s', (_, fields, confidence, filed) => {
    expect(short([sighting({ ...searched, ...fields })]).map((one) => [one[0], one[1], one[3]])).toEqual([
      ['imitation', confidence, filed],
    ]);
  });
  it.each<[string, Partial<Sighting>]>([
    ['the account itself', { name: '青岚公安', verifiedAs: '青岚县公安局', verified: 'organisation' }],
    ['another place’s body', { name: '青峦公安', verifiedAs: '青峦县公安局', verified: 'organisation' }],
    ['a sister by number', { name: '青岚二中', verified: 'organisation' }],
    ['a sister by direction', { name: '城西派出所', verified: 'none' }],
    ['of another body of the register', { name: '青岚卫健', verified: 'none' }],
    [
      'only alike in a place’s word',
      { name: '健康清岚县', verified: 'organisation', verifiedAs: '清岚县卫生健康局' },
    ],
    ['a shop that says what it is', { name: '青岚包子铺', verified: 'person' }],
    ['a citizen who mentions the place', { name: '青岚小王', verified: 'person' }],
  ])('%s: nobody is accused', (_, fields) => {
    expect(short([sighting({ ...searched, ...fields })])).toEqual([]);
  });
});

describe('filed and not found', () => {
  const missing = (looks: DiscoveryInput['looks'], sightings: readonly Sighting[] = []) => {
    const { findings, unsaid } = compare(sightings, looks);
    return {
      found: findings
        .filter(({ kind }) => kind === 'filed-not-found')
        .map(({ account: id, confidence }) => [id, confidence]),
      unsaid,
    };
  };
  it('says so where the body’s sites were read whole, with less confidence where in part', () => {
    expect(missing([look('ga-site')]).found).toEqual([
      ['a2', 'likely'],
      ['a3', 'likely'],
    ]);
    expect(missing([look('ga-site', { complete: false })]).found).toEqual([
      ['a2', 'possible'],
      ['a3', 'possible'],
    ]);
    expect(
      missing([look('ga-site')], [sighting({ ...onSite, how: 'card', name: '青岚公安' })]).found,
    ).toEqual([['a3', 'likely']]);
  });
  it.each<[string, Partial<SiteLookRow>, string]>([
    ['read in part', { complete: false, pages: 5 }, 'site-read-in-part'],
    ['without its home page', { home: false }, 'site-read-in-part'],
    ['filled by script', { needsScript: 3 }, 'site-read-in-part'],
    ['with codes that nobody looked into', { codesUnread: 1 }, 'codes-open'],
  ])('says nothing of a site %s', (_, more, why) => {
    const { found, unsaid } = missing([look('ga-site', more)]);
    expect(found).toEqual([]);
    expect(Object.entries(unsaid).flatMap(([reason, ids]) => (ids.includes('a2') ? [reason] : []))).toEqual([
      why,
    ]);
  });
  it('says nothing of bodies without a site, of sites nobody read, of closed accounts', () => {
    const { found, unsaid } = missing([]);
    expect(found).toEqual([]);
    expect(unsaid['no-site']).toEqual(['a4', 'a5']);
    expect(unsaid['site-not-read']).toEqual(['a1', 'a2', 'a3', 'a6']);
  });
  it('says nothing where a code without a name may be it', () => {
    const code = sighting({ ...onSite, how: 'code', key: 'ticket', handle: 'Qk1' });
    expect(missing([look('ga-site')], [code]).unsaid['name-unclear']).toEqual(['a2']);
  });
});
