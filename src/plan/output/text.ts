import { type Bilingual, type Language, shanghai } from '../../model/index.ts';
import { table, wrap } from '../../report/index.ts';
import type { Comparison } from '../compare.ts';
import type { Action, Plan } from '../result.ts';
import type { Counts } from '../summary.ts';
import type { PlanDocument } from './json.ts';
import { ACTION, actionText, argument, homeText, levelName, platform, REVIEW } from './labels.ts';

export interface PlanTextOptions {
  readonly width: number;
  readonly language: Language;
}

const ORDER = { close: 0, merge: 1, cancel: 2, keep: 3 } as const;
/** Ids shown of a problem. */
const SHOWN = 8;

/** A plan for the terminal: what a leader reads in a minute, then every account with its reasons. */
export function* planText(document: PlanDocument, options: PlanTextOptions): Generator<string> {
  const { plan, comparisons, skippedRows } = document;
  const { width, language } = options;
  const say = (text: Bilingual) => text[language];
  const { summary, policy, by, asOf, problems } = plan;
  const lines = (text: string, indent = '') =>
    wrap(text, width - indent.length)
      .map((line) => `${indent}${line}`)
      .join('\n');
  yield `${say({ zh: '整合方案', en: 'Consolidation plan' })}  ${shanghai(asOf).slice(0, 10)}  ${say(policy.title)}（${policy.id} ${policy.version}）\n`;
  yield `${lines(say(headline(document)))}\n`;
  for (const one of facts(document)) yield `${lines(say(one))}\n`;
  if (skippedRows > 0)
    yield `${say({ zh: `名录有${skippedRows}行无法使用，未计入。`, en: `${skippedRows} rows of the register could not be used and are left out.` })}\n`;
  for (const { ids, text } of problems) {
    const more = ids.length > SHOWN ? ` … (${ids.length})` : '';
    yield `${lines(`${say({ zh: '注意：', en: 'Note: ' })}${say(text)}：${ids.slice(0, SHOWN).join(', ')}${more}`)}\n`;
  }
  yield counted(say({ zh: '平台', en: 'platform' }), summary.byPlatform, platform, options);
  yield counted(
    say({ zh: '层级', en: 'level' }),
    summary.byLevel,
    (id) => levelName(id === 'unknown' ? null : id),
    options,
  );
  for (const comparison of comparisons) yield* compared(comparison, options);
  yield `\n${say({ zh: `逐个账号（须在${by}前完成）`, en: `Every account (to be done by ${by})` })}\n`;
  for (const action of ordered(plan.actions)) yield actionLines(action, options);
  if (plan.sites.length > 0) yield `\n${say({ zh: '网站', en: 'Sites' })}\n`;
  for (const action of ordered(plan.sites)) yield actionLines(action, options);
}

export function ordered(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort((a, b) => ORDER[a.action] - ORDER[b.action]);
}

export function headline({ plan: { summary } }: PlanDocument): Bilingual {
  const { total, keep, merge, close, cancel, review } = summary;
  return {
    zh: `账号${total}个：保留${keep}个，并入${merge}个，关停${close}个，办理注销${cancel}个；其中${review}个须人工复核。`,
    en: `${total} accounts: ${keep} kept, ${merge} merged, ${close} closed, ${cancel} cancelled; ${review} for a person to look at.`,
  };
}

/** What it saves and what it keeps. */
export function facts({ plan: { summary } }: PlanDocument): Bilingual[] {
  const { staff, staffSaved, hours, readsKept, readsMoved, followersOrphaned, functions, functionsLost } =
    summary;
  const percent = (share: number | null) => `${Math.round(1000 * (share ?? 0)) / 10}%`;
  const orphaned = {
    zh: `关停账号涉及粉丝${followersOrphaned}人`,
    en: `${followersOrphaned} followers are of accounts that close`,
  };
  const lost = functionsLost.length;
  return [
    {
      zh: `运维人员由${staff.before}人减为${staff.after}人，节约${staffSaved}人；${hoursText(hours).zh}。`,
      en: `${staff.before} people run them now, ${staff.after} afterwards: ${staffSaved} saved; ${hoursText(hours).en}.`,
    },
    {
      zh: `${readsKept === null ? '没有近期阅读数据，阅读去向无法测算' : `保留账号占日均阅读的${percent(readsKept)}，并入的占${percent(readsMoved)}`}；${orphaned.zh}。`,
      en: `${readsKept === null ? 'No recent reads are known' : `Accounts kept have ${percent(readsKept)} of daily reads, merged ones ${percent(readsMoved)}`}; ${orphaned.en}.`,
    },
    {
      zh: `服务功能：保留${functions.kept}项，迁移${functions.moved}项（其中${functions.toSetUp}项须先在承接账号开通）；${lost === 0 ? '没有功能失去去向。' : `${lost}项没有去向，相关账号在落实去向前不关停。`}`,
      en: `Service functions: ${functions.kept} stay, ${functions.moved} move (${functions.toSetUp} have to be set up first); ${lost === 0 ? 'none loses its place.' : `${lost} have no place, so their accounts do not close yet.`}`,
    },
  ];
}

function hoursText(hours: Plan['summary']['hours']): Bilingual {
  if (hours === null)
    return {
      zh: '没有近期发布数据，节约工时无法估算',
      en: 'no recent posts are known, so hours cannot be told',
    };
  const { saved, notKnown } = hours;
  return {
    zh: `按发布量估算，每月节约${saved}小时${notKnown === 0 ? '' : `（另有${notKnown}个账号未采集到近期发布，未计入）`}`,
    en: `by posts about ${saved} hours a month${notKnown === 0 ? '' : ` (${notKnown} accounts without collected posts not counted)`}`,
  };
}

function counted(
  head: string,
  groups: Readonly<Record<string, Counts>>,
  name: (id: string) => Bilingual,
  { language, width }: PlanTextOptions,
): string {
  const columns = [
    { head, flexible: true },
    { head: { zh: '总数', en: 'total' }[language], align: 'right' as const },
    ...COLUMNS.map(({ head }) => ({ head: head[language], align: 'right' as const })),
  ];
  const rows = Object.entries(groups).map(([id, counts]) => [
    name(id)[language],
    String(counts.total),
    ...COLUMNS.map(({ key }) => String(counts[key])),
  ]);
  return rows.length === 0 ? '' : `\n${table(columns, rows, width).join('\n')}\n`;
}

/** Columns of tables of counts. */
export const COLUMNS = [
  { key: 'keep', head: ACTION.keep },
  { key: 'merge', head: ACTION.merge },
  { key: 'close', head: ACTION.close },
  { key: 'cancel', head: ACTION.cancel },
  { key: 'review', head: REVIEW },
] as const;

function* compared(
  { from, to, changes, difference }: Comparison,
  { language, width }: PlanTextOptions,
): Generator<string> {
  const say = (text: Bilingual) => text[language];
  yield `\n${say({ zh: `比较：${from} → ${to}，${changes.length}个不同`, en: `Compared: ${from} → ${to}, ${changes.length} differ` })}\n`;
  const sign = (value: number) => (value > 0 ? `+${value}` : String(value));
  yield `${say({
    zh: `保留${sign(difference.keep)}，并入${sign(difference.merge)}，关停${sign(difference.close)}，注销${sign(difference.cancel)}，复核${sign(difference.review)}，节约人员${sign(difference.staffSaved)}`,
    en: `keep ${sign(difference.keep)}, merge ${sign(difference.merge)}, close ${sign(difference.close)}, cancel ${sign(difference.cancel)}, review ${sign(difference.review)}, staff saved ${sign(difference.staffSaved)}`,
  })}\n`;
  for (const { id, name, from: was, to: is, because } of changes) {
    const word = ({ action, into }: typeof was) => `${say(ACTION[action])}${into === null ? '' : ` ${into}`}`;
    const why = because[1] === null ? '' : `：${say(because[1].text)}`;
    yield `${wrap(`${name} (${id})  ${word(was)} → ${word(is)}${why}`, width - 2)
      .map((line) => `  ${line}`)
      .join('\n')}\n`;
  }
}

function actionLines(action: Action, { language, width }: PlanTextOptions): string {
  const { channel, functions, review, confidence } = action;
  const mark = review ? `  [${REVIEW[language]}]` : '';
  const head = `${actionText(action)[language]}  ${platform(channel.platform)[language]}  ${channel.name} (${channel.id})  ${channel.body?.name ?? ''}  ${confidence}${mark}`;
  const points = [...argument(action), ...functions.map(homeText)];
  const body = points.flatMap((text) =>
    wrap(text[language], Math.max(20, width - 4)).map((line) => `    ${line}`),
  );
  return `${[head, ...body].join('\n')}\n`;
}
