import { safeCell } from '../../census/index.ts';
import { type Bilingual, type Language, shanghai } from '../../model/index.ts';
import type { Action } from '../result.ts';
import type { Counts } from '../summary.ts';
import type { PlanDocument } from './json.ts';
import { ACTION, actionText, argument, homeText, levelName, platform, REVIEW } from './labels.ts';
import { COLUMNS, facts, headline } from './text.ts';

type Cell = string | number | null;

const ACTIVITY: Readonly<Record<Action['channel']['activity'], Bilingual>> = {
  active: { zh: '正常更新', en: 'active' },
  sleeping: { zh: '睡眠', en: 'sleeping' },
  zombie: { zh: '僵尸', en: 'zombie' },
  unknown: { zh: '未证实', en: 'not proven' },
  byUse: { zh: '按可用性判', en: 'judged by use' },
};

interface Column {
  readonly head: Bilingual;
  readonly width: number;
  readonly cell: (action: Action, at: number, language: Language) => Cell;
}

/** Columns of the office's table, in the order in which it is worked through. */
const ACTION_COLUMNS: readonly Column[] = [
  { head: { zh: '序号', en: 'no.' }, width: 6, cell: (_, at) => at + 1 },
  { head: { zh: '编号', en: 'id' }, width: 12, cell: ({ channel }) => channel.id },
  { head: { zh: '名称', en: 'name' }, width: 26, cell: ({ channel }) => channel.name },
  {
    head: { zh: '平台', en: 'platform' },
    width: 10,
    cell: ({ channel }, _, to) => platform(channel.platform)[to],
  },
  { head: { zh: '主办单位', en: 'body' }, width: 28, cell: ({ channel }) => channel.body?.name ?? null },
  {
    head: { zh: '层级', en: 'level' },
    width: 12,
    cell: ({ channel }, _, to) => levelName(channel.body?.level ?? null)[to],
  },
  {
    head: { zh: '更新情况', en: 'activity' },
    width: 10,
    cell: ({ channel }, _, to) => ACTIVITY[channel.activity][to],
  },
  {
    head: { zh: '最近更新', en: 'last post' },
    width: 12,
    cell: ({ channel }) => channel.lastPost?.slice(0, 10) ?? null,
  },
  { head: { zh: '粉丝', en: 'followers' }, width: 10, cell: ({ channel }) => channel.followers },
  { head: { zh: '日均阅读', en: 'reads/day' }, width: 10, cell: ({ channel }) => channel.readsPerDay },
  { head: { zh: '运维人员', en: 'staff' }, width: 8, cell: ({ channel }) => channel.staff },
  { head: { zh: '处置意见', en: 'action' }, width: 10, cell: ({ action }, _, to) => ACTION[action][to] },
  {
    head: { zh: '承接账号', en: 'successor' },
    width: 26,
    cell: ({ into }) => (into === null ? null : `${into.name}（${into.id}）`),
  },
  { head: { zh: '完成时限', en: 'by' }, width: 12, cell: ({ by }) => by },
  {
    head: { zh: '理由', en: 'reasons' },
    width: 70,
    cell: (action, _, to) =>
      argument(action)
        .map((text) => text[to])
        .join('\n'),
  },
  {
    head: { zh: '服务功能去向', en: 'where functions go' },
    width: 50,
    cell: ({ functions }, _, to) => functions.map((home) => homeText(home)[to]).join('\n') || null,
  },
  {
    head: { zh: '人工复核', en: 'for review' },
    width: 10,
    cell: ({ review }, _, to) => (review ? { zh: '是', en: 'yes' }[to] : null),
  },
  { head: { zh: '把握', en: 'confidence' }, width: 8, cell: ({ confidence }) => confidence },
];

/** The office's table (整合处置表): overview, accounts, sites, functions that move. Written as a stream. */
export async function writePlanXlsx(document: PlanDocument, file: string, language: Language): Promise<void> {
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true });
  const say = (text: Bilingual) => text[language];
  const { plan, comparisons } = document;
  const sheet = (
    name: Bilingual,
    heads: readonly string[],
    widths: readonly number[],
    rows: Iterable<readonly Cell[]>,
  ) => {
    const own = book.addWorksheet(say(name), {
      views: [{ state: 'frozen', ySplit: 1 }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
    });
    own.columns = heads.map((header, at) => ({
      header,
      width: widths[at] ?? 12,
      style: { alignment: { vertical: 'top' as const, wrapText: true } },
    }));
    own.getRow(1).font = { bold: true };
    for (const cells of rows) own.addRow(cells.map(safeCell)).commit();
    own.commit();
  };
  const { policy, by, asOf, summary, problems } = plan;
  sheet(
    { zh: '总览', en: 'Overview' },
    [say({ zh: '项目', en: 'item' }), say({ zh: '内容', en: 'value' })],
    [22, 100],
    [
      [say({ zh: '政策', en: 'policy' }), `${say(policy.title)}（${policy.document.number}）`],
      [say({ zh: '测算时点', en: 'as of' }), shanghai(asOf).slice(0, 10)],
      [say({ zh: '完成时限', en: 'by' }), by],
      [say({ zh: '结论', en: 'result' }), say(headline(document))],
      ...facts(document).map((text): Cell[] => ['', say(text)]),
      ...problems.map(({ text, ids }): Cell[] => [
        say({ zh: '注意', en: 'note' }),
        `${say(text)}：${ids.join(', ')}`,
      ]),
    ],
  );
  const counts = (
    name: Bilingual,
    groups: Readonly<Record<string, Counts>>,
    label: (id: string) => Bilingual,
  ) =>
    sheet(
      name,
      [say(name), say({ zh: '总数', en: 'total' }), ...COLUMNS.map(({ head }) => say(head))],
      [24],
      Object.entries(groups).map(([id, group]) => [
        say(label(id)),
        group.total,
        ...COLUMNS.map(({ key }) => group[key]),
      ]),
    );
  counts({ zh: '按平台', en: 'Platforms' }, summary.byPlatform, platform);
  counts({ zh: '按层级', en: 'Levels' }, summary.byLevel, (id) => levelName(id === 'unknown' ? null : id));
  const list = (name: Bilingual, actions: readonly Action[]) =>
    sheet(
      name,
      ACTION_COLUMNS.map(({ head }) => say(head)),
      ACTION_COLUMNS.map(({ width }) => width),
      actions.map((action, at) => ACTION_COLUMNS.map(({ cell }) => cell(action, at, language))),
    );
  list({ zh: '账号处置表', en: 'Accounts' }, plan.actions);
  list({ zh: '网站处置表', en: 'Sites' }, plan.sites);
  sheet(
    { zh: '功能迁移', en: 'Functions' },
    [
      { zh: '账号', en: 'account' },
      { zh: '处置', en: 'action' },
      { zh: '功能', en: 'function' },
      { zh: '承接账号', en: 'new place' },
      { zh: '状态', en: 'state' },
    ].map(say),
    [30, 30, 24, 30, 40],
    plan.actions.flatMap((action) =>
      action.functions.map((home) => [
        `${action.channel.name}（${action.channel.id}）`,
        say(actionText(action)),
        say(home.function.name),
        home.channel === null ? null : `${home.channel.name}（${home.channel.id}）`,
        say(homeText(home)),
      ]),
    ),
  );
  if (comparisons.length > 0)
    sheet(
      { zh: '方案比较', en: 'Comparison' },
      [
        { zh: '比较', en: 'compared' },
        { zh: '编号', en: 'id' },
        { zh: '名称', en: 'name' },
        { zh: '原处置', en: 'before' },
        { zh: '新处置', en: 'after' },
        { zh: '原因', en: 'why' },
      ].map(say),
      [30, 12, 26, 16, 16, 70],
      comparisons.flatMap(({ from, to, changes }) =>
        changes.map((one) => [
          `${from} → ${to}`,
          one.id,
          one.name,
          [say(ACTION[one.from.action]), one.from.into].filter(Boolean).join(' '),
          [say(ACTION[one.to.action]), one.to.into].filter(Boolean).join(' '),
          one.because[1] === null ? null : say(one.because[1].text),
        ]),
      ),
    );
  sheet(
    { zh: REVIEW.zh, en: 'Review' },
    [
      { zh: '编号', en: 'id' },
      { zh: '名称', en: 'name' },
      { zh: '处置意见', en: 'action' },
      { zh: '复核事项', en: 'what to look at' },
    ].map(say),
    [12, 30, 30, 90],
    [...plan.actions, ...plan.sites]
      .filter(({ review }) => review)
      .map((action) => [
        action.channel.id,
        action.channel.name,
        say(actionText(action)),
        action.reviewReasons.map(({ text }) => say(text)).join('\n'),
      ]),
  );
  await book.commit();
}
