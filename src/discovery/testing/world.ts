import { AccountRow, type SiteLookRow, SiteRow, UnitRow } from '../../model/index.ts';
import type { DiscoveryAids, DiscoveryInput, DiscoveryKind, DiscoveryTables, Sighting } from '../types.ts';
import { sighting } from './aids.ts';

/** What is true of the invented county: findings by kind, as `kind account-or-name`. */
export interface World {
  readonly tables: DiscoveryTables;
  readonly input: DiscoveryInput;
  readonly truth: ReadonlySet<string>;
}

export const truthKey = (kind: DiscoveryKind, what: string | null) => `${kind} ${what}`;

const DEPARTMENTS = [
  '公安局',
  '教育局',
  '卫生健康局',
  '市场监督管理局',
  '人力资源和社会保障局',
  '文化和旅游局',
  '应急管理局',
  '农业农村局',
  '交通运输局',
  '自然资源和规划局',
  '住房和城乡建设局',
  '发展和改革局',
  '医疗保障局',
  '退役军人事务局',
  '城市管理局',
  '民政局',
  '司法局',
  '财政局',
  '审计局',
  '统计局',
  '水利局',
  '林业局',
  '人民法院',
  '人民检察院',
  '总工会',
  '妇女联合会',
  '残疾人联合会',
  '气象局',
  '融媒体中心',
  '政务服务中心',
];
const TOWNS = [
  '石桥镇',
  '柳河镇',
  '白塔镇',
  '南岭乡',
  '青山镇',
  '双河镇',
  '望江镇',
  '云台乡',
  '城东街道',
  '城西街道',
  '太平街道',
  '新华街道',
];
const SCHOOLS = [
  '第一中学',
  '第二中学',
  '第三中学',
  '第四中学',
  '职业技术学校',
  '实验小学',
  '育才小学',
  '向阳小学',
  '第一小学',
  '第二小学',
  '第三小学',
  '机关幼儿园',
];
const HOSPITALS = ['人民医院', '中医院', '妇幼保健院', '疾病预防控制中心', '第二人民医院'];
const OTHERS = ['图书馆', '博物馆', '文化馆', '体育馆', '档案馆', '供水总公司'];
const PLATFORMS = ['weixin', 'weibo', 'douyin', 'toutiao', 'kuaishou', 'weixin-channels'];
const KEYS: Readonly<Record<string, string>> = {
  weixin: 'biz',
  weibo: 'uid',
  douyin: 'token',
  toutiao: 'uid',
  kuaishou: 'uid',
  'weixin-channels': 'ticket',
};

/** A county of some 200 bodies with filed accounts, what its sites show, and what a search on the platforms brings; by seed. */
export function worldOf(seed: number, aids: DiscoveryAids): World {
  const random = randomOf(seed);
  const chance = (share: number) => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [county, short] = pick([
    ['青岚县', '青岚'],
    ['禾川县', '禾川'],
    ['鹿鸣市', '鹿鸣'],
  ] as const);
  const [next, nextShort] = ['白浪县', '白浪'];
  const units: UnitRow[] = [];
  const [accounts, sites, looks]: [AccountRow[], SiteRow[], SiteLookRow[]] = [[], [], []];
  const sightings: Sighting[] = [];
  const truth = new Set<string>();
  const shown = new Set<string>();
  let serial = 0;
  const id = (platform: string) => {
    serial++;
    if (platform === 'weibo' || platform === 'toutiao')
      return String(2_000_000_000 + seed * 100_000 + serial);
    return `${platform === 'douyin' ? 'MS4wLjAB' : 'x'}${seed}x${serial}Tok`;
  };
  const addUnit = (name: string, parent: string | null) => {
    const unit = UnitRow.parse({
      id: `u${units.length}`,
      name,
      level: null,
      kind: null,
      region: null,
      parent,
      extra: {},
    });
    units.push(unit);
    return unit.id;
  };
  const gov = addUnit(`${county}人民政府`, null);
  const police: string[] = [];
  for (const one of DEPARTMENTS) {
    const unit = addUnit(county + one, gov);
    if (one === '公安局') police.push(unit);
  }
  for (const town of TOWNS) {
    const street = town.endsWith('街道');
    const unit = addUnit(`${county}${town}${street ? '办事处' : '人民政府'}`, gov);
    addUnit(`${county}公安局${town.replace(/镇|乡|街道/, '')}派出所`, police[0] ?? gov);
    if (!street) addUnit(`${county}${town}卫生院`, unit);
    if (!street) addUnit(`${county}${town}中心小学`, unit);
    for (let at = 0; at < 6; at++)
      addUnit(
        `${county}${town}${pick(['东', '西', '南', '北', '上', '下'])}${pick(['庄', '湾', '坪', '岗', '桥', '塘'])}${at}村民委员会`,
        unit,
      );
  }
  for (const one of [...SCHOOLS, ...HOSPITALS, ...OTHERS]) addUnit(county + one, gov);

  /** Names that offices give their accounts; none is made from the words that comparing knows. */
  const nameOf = (unit: UnitRow): string => {
    const rest = unit.name.slice(county.length);
    const bare = rest.replace(/人民政府|办事处|局$|村民委员会/, '');
    return pick([
      () => unit.name,
      () => `${short}${bare}`,
      () => `${short}${bare}发布`,
      () => `${bare.length >= 4 ? bare : short + bare}`,
      () => `${pick(['平安', '美丽', '微', '文明', '智慧'])}${short}${bare.slice(0, 2)}`,
      () =>
        `${pick(['岚山', '清风', '橙心', '蓝盾', '晨曦', '杏坛', '桃李'])}${pick(['之声', '在线', '驿站', '先锋', '课堂', '视界'])}${units.indexOf(unit)}`,
    ])();
  };
  const taken = new Set<string>();
  for (const unit of units) {
    const hasSite = chance(unit.name.includes('村民') ? 0.05 : 0.6);
    if (hasSite) {
      sites.push(
        SiteRow.parse({
          id: `s${sites.length}`,
          unit: unit.id,
          name: unit.name,
          url: null,
          idcode: null,
          status: null,
          opened: null,
          extra: {},
        }),
      );
      looks.push({
        subject: `s${sites.length - 1}`,
        at: '2019-05-20',
        how: 'look',
        pages: 40,
        complete: chance(0.5),
        home: true,
        needsScript: 0,
        codesUnread: 0,
      });
    }
    const subject = hasSite ? `s${sites.length - 1}` : null;
    const filedHere = new Set<string>();
    for (const platform of PLATFORMS) {
      if (!chance(unit.name.includes('村民') ? 0.05 : 0.3)) continue;
      const name = nameOf(unit);
      const key = `${platform} ${aids.names.plain(name)}`;
      if (taken.has(key)) continue;
      taken.add(key);
      filedHere.add(platform);
      const handle = id(platform);
      const filed = AccountRow.parse({
        id: `a${accounts.length}`,
        unit: unit.id,
        platform,
        kind: null,
        name,
        handle: chance(0.7) && ['weibo', 'toutiao', 'douyin'].includes(platform) ? handle : null,
        registered: null,
        verified: null,
        status: 'active',
        followers: null,
        functions: [],
        staff: null,
        url: null,
        extra: {},
        ...(chance(0.4) ? { verifiedAs: unit.name } : {}),
      });
      accounts.push(filed);
      if (subject !== null) show(filed, handle, subject);
      if (chance(0.12)) imitate(filed);
    }
    if (subject === null) continue;
    for (const platform of PLATFORMS)
      if (!filedHere.has(platform) && chance(0.05)) {
        const name = nameOf(unit);
        if (taken.has(`${platform} ${aids.names.plain(name)}`)) continue;
        taken.add(`${platform} ${aids.names.plain(name)}`);
        const own = chance(0.5);
        sightings.push(
          sighting({
            subject,
            platform,
            ...(own
              ? { how: 'card', claim: 'own' as const, named: 'exact' as const }
              : {
                  how: 'link',
                  key: KEYS[platform] ?? 'uid',
                  handle: id(platform),
                  named: 'described' as const,
                }),
            name,
            pages: own ? 3 : 38,
            of: 40,
          }),
        );
        truth.add(truthKey('found-not-filed', name));
      }
    // What sites show that is nobody's here, and what articles mention.
    if (chance(0.4))
      sightings.push(
        sighting({
          subject,
          how: 'link',
          platform: 'weibo',
          key: 'uid',
          handle: id('weibo'),
          name: pick(['人民日报', '新华社', '中国政府网', '学习强国']),
          pages: 38,
          of: 40,
        }),
      );
    if (chance(0.4))
      sightings.push(
        sighting({
          subject,
          how: 'text',
          name: pick(['某某科技', '晚霞摄影', '老王说车', '都市早报']),
          named: 'exact',
          pages: 1,
          of: 40,
        }),
      );
    if (chance(0.1))
      sightings.push(
        sighting({
          subject,
          how: 'card',
          name: `远山市${pick(HOSPITALS)}`,
          named: 'exact',
          pages: 38,
          of: 40,
          platform: 'weibo',
        }),
      );
    if (chance(0.2))
      sightings.push(
        sighting({
          subject,
          how: 'text',
          name: `${short}${pick(['在线', '资讯', '论坛', '人才网'])}`,
          named: 'exact',
          pages: 1,
          of: 40,
        }),
      );
    if (chance(0.2))
      sightings.push(
        sighting({
          subject,
          how: 'text',
          platform: 'weibo',
          name: pick(['警民互动', '点击关注', '网上办事']),
          named: 'described',
          pages: 1,
          of: 40,
        }),
      );
    if (chance(0.3))
      sightings.push(
        sighting({
          subject,
          how: 'text',
          name: `${nextShort}发布`,
          named: 'exact',
          claim: 'source',
          pages: 1,
          of: 40,
        }),
      );
  }
  // What a search for names of the county brings besides: sisters, citizens, shops, bodies elsewhere.
  for (let at = 0; at < 60; at++) {
    const filed = pick(accounts);
    const search = (fields: Partial<Sighting>) =>
      sightings.push(
        sighting({
          subject: filed.id,
          how: 'search',
          page: `search ${at}`,
          platform: filed.platform,
          ...fields,
        }),
      );
    pick([
      () =>
        search({
          name: filed.name.replace(county, next).replace(short, nextShort),
          verified: 'organisation',
          verifiedAs: `${next}${pick(DEPARTMENTS)}`,
        }),
      () => search({ name: `${short}小${pick(['李', '王', '陈', '周'])}`, verified: 'person' }),
      () =>
        search({
          name: `${short}${pick(['包子铺', '二手车', '房产网', '同城生活'])}`,
          verified: 'organisation',
          verifiedAs: `${short}${pick(['某某', '远大'])}商贸有限公司`,
        }),
      () =>
        search({
          name: `${short}第${pick(['五', '六', '七', '八', '九'])}小学`,
          verified: pick(['organisation', 'none'] as const),
        }),
      () =>
        search({
          name: filed.name,
          handle: filed.handle ?? null,
          key: filed.handle === null ? null : (KEYS[filed.platform] ?? null),
          verified: 'organisation',
          verifiedAs: unitName(filed),
        }),
      () =>
        search({
          name: filed.name,
          verified: 'organisation',
          verifiedAs: `${county}${pick(['融媒体传媒', '广电网络'])}有限公司`,
        }),
      () =>
        search({
          name: `${short}发布厅`,
          verified: 'organisation',
          verifiedAs: `${next}人民政府`,
          handle: id(filed.platform),
          key: KEYS[filed.platform] ?? null,
        }),
      () =>
        search({
          name: pick(['育才小学', '实验小学', '人民医院']),
          platform: 'weibo',
          verified: 'none',
          key: 'uid',
          handle: id('weibo'),
        }),
      () =>
        search({
          name: pick(['育才小学', '实验小学', '人民医院', '第一中学']),
          verified: 'organisation',
          verifiedAs: `${next}${pick(SCHOOLS)}`,
        }),
      () =>
        search({
          name: `${pick(TOWNS).replace(/镇|乡|街道/, '')}${pick(['北', '南'])}路派出所`,
          verified: pick(['organisation', 'none'] as const),
        }),
    ])();
  }
  const withSite = new Set(sites.map(({ unit }) => unit));
  for (const one of accounts)
    if (withSite.has(one.unit) && !shown.has(one.id)) truth.add(truthKey('filed-not-found', one.id));
  return {
    tables: { units: byId(units), sites: byId(sites), accounts: byId(accounts) },
    input: { sightings, looks },
    truth,
  };

  function unitName(filed: AccountRow): string {
    return units.find((unit) => unit.id === filed.unit)?.name ?? '';
  }

  /** How a site shows an account, and what is wrong with it. */
  function show(filed: AccountRow, handle: string, subject: string): void {
    if (chance(0.15)) return;
    shown.add(filed.id);
    const { platform, name } = filed;
    const key = KEYS[platform] ?? 'uid';
    const frame = { subject, platform, pages: 38, of: 40 } as const;
    const fault = filed.handle === null ? 1 : random();
    if (fault < 0.08) {
      sightings.push(sighting({ ...frame, how: 'link', key, handle: id(platform), name, named: 'exact' }));
      truth.add(truthKey('handle-differs', filed.id));
    } else if (fault < 0.16) {
      sightings.push(
        sighting({
          ...frame,
          how: 'link',
          key,
          handle,
          name: `${pick(['清朗', '春风', '幸福'])}${short}${pick(['号', '台', '汇'])}`,
          named: 'exact',
        }),
      );
      truth.add(truthKey('name-differs', filed.id));
    } else if (chance(0.04)) {
      sightings.push(
        sighting({
          ...frame,
          how: 'card',
          name,
          named: 'exact',
          verifiedAs: pick(['远山文化传媒有限公司', `${next}融媒体中心`]),
        }),
      );
      truth.add(truthKey('subject-differs', filed.id));
    } else
      sightings.push(
        pick([
          () => sighting({ ...frame, how: 'card', name, named: 'exact' }),
          () => sighting({ ...frame, how: 'card', name: `${name}`, named: 'described' }),
          () =>
            sighting({
              ...frame,
              how: filed.handle === null ? 'card' : 'link',
              ...(filed.handle === null ? {} : { key, handle }),
              name,
            }),
          () => sighting({ ...frame, how: 'text', name, named: 'exact', claim: 'own', pages: 2 }),
        ])(),
      );
  }

  function imitate(filed: AccountRow): void {
    const { name, platform } = filed;
    const fake = pick([
      () => name,
      () => `${name}官方`,
      () => replaced(name),
      () => replaced(name),
      () => `${name.slice(0, 2)}·${name.slice(2)}`,
    ])();
    if (fake === null || aids.names.plain(name).length < 4) return;
    if (fake !== name && accounts.some((one) => one.name === fake)) return;
    const who = pick([
      { verified: 'person' as const },
      { verified: 'none' as const, handle: id(platform), key: KEYS[platform] ?? 'uid' },
      {
        verified: 'organisation' as const,
        verifiedAs: `${pick(['远山', '天际', '合众'])}${pick(['网络科技', '文化传媒'])}有限公司`,
      },
    ]);
    sightings.push(
      sighting({
        subject: filed.id,
        how: 'search',
        page: `search ${filed.id}`,
        platform,
        name: fake,
        ...who,
      }),
    );
    truth.add(truthKey('imitation', fake));
  }

  /** One character that sounds or looks alike, outside of what tells sisters apart. */
  function replaced(name: string): string | null {
    const characters = [...name];
    for (let tries = 0; tries < 20; tries++) {
      const at = Math.floor(random() * characters.length);
      const old = characters[at] ?? '';
      const other = pick([
        ...'安按案岸公工宫供教较叫育玉郁局菊剧清青情卫伟位健建件民敏闽政正整府付福发法罚布步部院园员县现线',
      ]);
      if (!aids.words.series.includes(old) && aids.alike(old, other))
        return [...characters.slice(0, at), other, ...characters.slice(at + 1)].join('');
    }
    return null;
  }
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
