import { describe, expect, it } from 'vitest';
import { createRosterCheck } from './check.ts';
import { RosterEntry, RosterWords } from './schema.ts';

const words = RosterWords.parse({
  schema: 'xunjian.roster-words/1',
  severity: { name: 'error', title: 'error', former: 'error', left: 'error', order: 'warn' },
  before: ['由', '采访', '我县'],
  past: ['原', '时任'],
  other: ['副', '代'],
  behind: ['助理', '热线', '信箱'],
  change: ['不再担任', '免去', '历任'],
  unranked: ['姓氏笔画'],
  shared: ['副'],
  bodies: ['局', '公司'],
});
const row = (
  name: string,
  title: string,
  order: number,
  from: string | null = '2018-01-01',
  to: string | null = null,
  body = '青岚县人民政府',
) => RosterEntry.parse({ name, title, body, from, to, order });
const entries = [
  row('陈大山', '县委书记', 1, '2018-01-01', null, '中共青岚县委'),
  row('王小明', '县长', 1, '2019-06-01'),
  row('赵远航', '县长', 1, '2015-01-01', '2019-05-31'),
  row('赵远航', '县委书记', 1, '2019-06-01', '2019-12-31', '中共青岚县委'),
  row('钱立业', '常务副县长', 2),
  row('吴嘉琳', '局长', 1, null, null, '青岚县教育局'),
  row('孙文静', '副县长', 3),
  row('周志强', '副县长', 4, '2016-01-01', '2020-03-31'),
];
const check = createRosterCheck(entries, words, {
  sound: ['小晓筱', '嘉佳', '静敬净', '立丽力'],
  shape: ['明朋', '大太'],
});
const found = (text: string, date: string | null = '2020-05-20') =>
  check(text, { date }).map(({ fault, start, end }) => `${fault} ${text.slice(start, end)}`);

describe('roster', () => {
  it.each([
    ['县长王晓明主持会议', 'name 王晓明'],
    ['县教育局党组书记、局长吴佳琳讲话', 'name 吴佳琳'],
    ['局长吴佳琳讲话', 'name 吴佳琳'],
    ['青岚县县长王晓明主持会议', 'name 王晓明'],
    ['青岚县委副书记、县长王小朋主持会议', 'name 王小朋'],
    ['王晓明县长出席', 'name 王晓明'],
    ['记者采访县长 王明小', 'name 王明小'],
    ['王晓明（县长）', 'name 王晓明'],
    ['县政府副县长孙文敬带队', 'name 孙文敬'],
    ['县长钱立业主持会议', 'title 县长钱立业'],
    ['县长赵远航主持会议', 'left 县长赵远航'],
    ['副县长周志强检查工作', 'left 副县长周志强'],
    ['孙文静、钱立业、王小明出席会议', 'order 孙文静、钱立业、王小明'],
    ['副县长孙文静、常务副县长钱立业、县长王小明出席', 'order 孙文静、常务副县长钱立业、县长王小明'],
  ])('finds in %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });
  it('tells a former title by the day of the text', () => {
    expect(found('县长赵远航主持会议', '2019-10-01')).toEqual(['former 县长赵远航']);
    expect(found('县长赵远航主持会议', '2019-05-20')).toEqual([]);
    expect(found('县长赵远航主持会议', null)).toEqual([]);
  });
  it.each([
    '县长王小明主持会议',
    '县公安局党委书记、局长吴佳琳讲话',
    '公司董事长、局长吴佳琳',
    '邻水县县长王晓明来我县考察',
    '邻水县委副书记、县长王晓明来访',
    '邻水县长王晓明来访',
    '昨日，邻水县召开会议，县长王晓明讲话',
    '某公司经理王晓明',
    '王晓明同志是一名教师',
    '原县长赵远航',
    '时任县长赵远航说',
    '免去赵远航县长职务',
    '赵远航不再担任县长',
    '2018年3月，县长赵远航视察该厂',
    '县长热线王晓明接听',
    '县长助理王晓明',
    '他引用说：“县长王晓明很好”',
    '《县长王晓明的一天》',
    '青岚一中校长钱立业',
    '王小明、钱立业、孙文静出席会议',
    '孙文静、钱立业、王小明（按姓氏笔画为序）',
    '孙文静和王小明握手',
    '县长李建国到任',
    '县长信箱：王晓明来信',
  ])('has nothing to say of %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
