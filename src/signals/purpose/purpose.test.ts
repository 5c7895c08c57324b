import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AccountRow, MessageRow, PostRow, UnitRow } from '../../model/index.ts';
import { loadPurposeWords, loadReplyWords } from '../../packs/index.ts';
import { createReplyReader } from '../replies/index.ts';
import { createFunctionNames, createPurposeReader, functionLabels } from './index.ts';
import { createPostReader } from './post.ts';
import { Terms } from './terms.ts';
import { KINDS } from './words.ts';

const packs = resolve(import.meta.dirname, '../../../packs');
const words = loadPurposeWords(packs);
const read = createPostReader(words);
const list = z.array(z.string());
const titles = z
  .strictObject({ service: list, show: list, information: list, interaction: list, offDuty: list })
  .parse(parse(readFileSync(join(import.meta.dirname, 'fixtures/titles.yaml'), 'utf8')));
const replies = createReplyReader(loadReplyWords(packs));

const ACCOUNT: AccountRow = {
  id: 'a1',
  unit: 'u1',
  platform: 'weixin',
  kind: 'subscription',
  name: '某县发布',
  handle: null,
  registered: null,
  verified: true,
  status: 'active',
  followers: null,
  functions: [],
  staff: null,
  url: null,
  extra: {},
};
const UNIT: UnitRow = {
  id: 'u1',
  name: '某县',
  level: 'county',
  kind: 'department',
  region: null,
  parent: null,
  extra: {},
};
const post = (id: string, title: string, rest: Partial<PostRow> = {}): PostRow => ({
  account: 'a1',
  id,
  published: '2019-05-01',
  title,
  ...rest,
});
function purposeOf(
  posts: readonly PostRow[],
  account: Partial<AccountRow> = {},
  messages: readonly MessageRow[] = [],
) {
  const reader = createPurposeReader(words, replies);
  for (const row of posts) reader.post(row);
  for (const row of messages) reader.message(row);
  return reader.purpose({ ...ACCOUNT, ...account }, UNIT);
}
const kindOf = (title: string, text = '') => KINDS[read({ title, text }).best];

describe('the words', () => {
  it('stand in one list each, so that a hit means one thing', () => {
    for (const lists of [
      words.frames.map((frame) => frame.words),
      words.services.map(({ filed }) => filed),
      words.services.map(({ topics = [] }) => topics),
    ]) {
      const all = lists.flat();
      expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([]);
    }
  });
  it('are found longest first, and a second half only in the same clause', () => {
    const terms = new Terms([['会议'], ['会议室'], ['召开…会'], ['召开']]);
    const found = (text: string) => {
      const lists: number[] = [];
      terms.scan(text, (list) => lists.push(list));
      return lists;
    };
    expect(found('会议室预约')).toEqual([1]);
    expect(found('召开部署会')).toEqual([2]);
    expect(found('召开部署。会议')).toEqual([3, 0]);
  });
});

describe('titles', () => {
  it.each(Object.entries(titles))('%s: most are read so, and none as the opposite', (kind, list) => {
    const is = kind === 'show' ? 'publicity' : kind;
    const right = list.filter((title) => kindOf(title) === is);
    expect(right.length / list.length).toBeGreaterThanOrEqual(0.85);
    const opposite = { service: 'publicity', show: 'service' }[kind] ?? 'none';
    const wrong = list.filter((title) => {
      const { best, shares } = read({ title });
      return KINDS[best] === opposite && (shares[best] ?? 0) > 0.5;
    });
    expect(wrong).toEqual([]);
  });
  it.each([
    ['召开便民服务工作推进会', 'publicity'],
    ['社保业务技能大练兵圆满收官', 'publicity'],
    ['县长调研疫苗接种点', 'publicity'],
    ['疫苗接种点搬到县医院东门', 'service'],
    ['政务大厅会议室怎么预约', 'service'],
    ['副主任医师周三出诊', 'service'],
    ['公积金提取，带这三样材料就行', 'service'],
  ])('%s: who acts and who is spoken to decides, not the subject', (title, kind) => {
    expect(kindOf(title)).toBe(kind);
  });
  it('of microblogs stand in brackets, or are the first sentence', () => {
    expect(read({ text: '【明天城北停水】维修管道，晚上八点恢复。' })).toMatchObject({
      title: '明天城北停水',
      best: 0,
    });
    expect(read({ title: '', text: '明天城北停水。请储水。' }).title).toBe('明天城北停水。');
    expect(read({ title: '【停水】', text: '【停水】请储水' }).title).toBe('停水');
  });
  it('say little where no word is known, and nothing where there is none', () => {
    expect(read({ title: '甲乙丙丁' }).certainty).toBeLessThan(0.2);
    expect(read({}).certainty).toBe(0);
  });
});

describe('an account', () => {
  const service = titles.service.map((title, at) => post(`s${at}`, title));
  const show = titles.show.map((title, at) => post(`p${at}`, title));

  it('serves, or clocks in', () => {
    expect(purposeOf(service.slice(0, 30)).serves).toBeGreaterThan(0.9);
    expect(purposeOf(show.slice(0, 30)).serves).toBeLessThan(0.1);
    const mixed = purposeOf([...service.slice(0, 10), ...show.slice(0, 20)]).serves;
    expect(mixed).toBeGreaterThan(0.2);
    expect(mixed).toBeLessThan(0.85);
  });
  it('of which nothing is known has no shares and is left open', () => {
    const { shares, serves, evidence } = purposeOf([]);
    expect(Object.values(shares)).toEqual(KINDS.map(() => 0));
    expect([serves > 0.1, serves < 0.5, evidence]).toEqual([true, true, 0]);
  });
  it('is rated up by useful functions and answers, not by labels or empty replies', () => {
    const posts = [...service.slice(0, 4), ...show.slice(0, 12)];
    const plain = purposeOf(posts).serves;
    expect(purposeOf(posts, { functions: ['预约挂号', '报告查询'] }).serves).toBeGreaterThan(plain);
    expect(purposeOf(posts, { functions: ['信息发布'] }).serves).toBeLessThan(plain);
    const message = (id: number, reply: string): MessageRow => ({
      subject: 'a1',
      id: `m${id}`,
      received: '2019-05-01',
      text: '低保怎么申请',
      reply,
    });
    const answered = Array.from({ length: 6 }, (_, id) =>
      message(id, '带户口簿到民政窗口，电话0999-1234567。'),
    );
    const empty = Array.from({ length: 6 }, (_, id) => message(id, '感谢您的关注，我们会认真研究。'));
    expect(purposeOf(posts, {}, answered).serves).toBeGreaterThan(plain);
    expect(purposeOf(posts, {}, empty).serves).toBe(plain);
  });
  it('has the functions that are filed, in menus, or spoken of again and again', () => {
    const spoken = [1, 2, 3].map((id) => post(`v${id}`, `第${id}批疫苗到了，明天开始预约`));
    const found = purposeOf([...spoken, post('x', '护照换发指南')], {
      functions: ['信息发布', '公积金、挂号'],
      extra: { 自定义菜单: '查违章；办事指南' },
    });
    expect(found.filed).toEqual(['guides', 'hospital-booking', 'housing-fund', 'traffic-violations']);
    expect(found.functions).toEqual([...found.filed, 'vaccination'].sort());
  });
  it('names posts that tell, with the reason', () => {
    const { telling } = purposeOf([...service.slice(0, 10), ...show.slice(0, 10)]);
    expect(telling.filter(({ kind }) => kind === 'service')).toHaveLength(2);
    expect(telling.filter(({ kind }) => kind === 'publicity')).toHaveLength(2);
    for (const { why } of telling) expect(why).toMatch(/\p{Script=Han}/u);
  });
  it('comes to the same in whatever order its posts come, and shares sum to 1', () => {
    const all = [...service.slice(0, 12), ...show.slice(0, 12)];
    const sorted = purposeOf(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (posts) => {
        const found = purposeOf(posts);
        expect(found.telling).toEqual(sorted.telling);
        expect(found.serves).toBeCloseTo(sorted.serves, 9);
        expect(Object.values(found.shares).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 10 },
    );
  });
});

describe('filed functions', () => {
  const named = createFunctionNames(words);
  it.each([
    ['门诊挂号', ['hospital-booking']],
    ['违章查询', ['traffic-violations']],
    ['查询', ['query']],
    ['社保卡进度查询', ['social-insurance', 'progress']],
    ['缴水费/缴电费', ['water', 'power']],
    ['便民服务 在线咨询', ['convenience', 'consultation']],
    ['信息发布', ['publishing']],
    ['海域使用权测算', ['other:海域使用权测算']],
    ['', []],
  ])('%s', (text, ids) => {
    expect(named(text).map(({ id }) => id)).toEqual(ids);
  });
  it('that nobody has listed serve if they have a verb of service', () => {
    expect(named('船舶签证办理')[0]?.serves).toBeGreaterThan(0.5);
    expect(named('乡村振兴之歌')[0]?.serves).toBe(0);
  });
  it('have names in both languages', () => {
    expect(functionLabels(words).get('hospital-booking')).toEqual({ zh: '预约挂号', en: 'Hospital booking' });
  });
});
