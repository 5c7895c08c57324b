import { type Bilingual, type Language, shanghai } from '../model/index.ts';
import type { Inferred } from '../register/index.ts';
import { discoveryText, RESULT, table, wrap } from '../report/index.ts';
import type { Census, CensusAccount } from './gather.ts';
import {
  activityName,
  CONFIDENCE,
  COUNT_COLUMNS,
  DUPLICATE,
  fieldName,
  levelName,
  platformName,
  shownCount,
  unitName,
} from './labels.ts';
import { discoveryNames } from './names.ts';
import type { Group } from './summary.ts';

export interface TextOptions {
  readonly width: number;
  readonly language: Language;
}

/** Units listed in the text; the workbook and the JSON have all. */
const UNITS = 10;
/** Groups and contradictions listed in the text. */
const SHOWN = 10;
const RANK = { unqualified: 0, undetermined: 1, qualified: 2 } as const;

/** A census for the terminal: what a leader reads in a minute, then every account with its reasons. */
export function* censusText(census: Census, options: TextOptions): Generator<string> {
  const { language, width } = options;
  const say = (text: Bilingual) => text[language];
  const { summary, standard, asOf, register } = census;
  const { accounts, sites } = summary;
  yield `${say({ zh: '政务新媒体普查', en: 'Census of official accounts' })}  ${shanghai(asOf).slice(0, 16).replace('T', ' ')}  ${standard.id}\n`;
  yield `${say({
    zh: `账号 ${accounts.total} 个：不合格 ${accounts.unqualified}，暂不能判定 ${accounts.undetermined}，合格 ${accounts.qualified}。其中僵尸 ${accounts.zombie}，睡眠 ${accounts.sleeping}，未证实 ${accounts.unknown}，有疑似问题 ${accounts.suspected}。`,
    en: `${accounts.total} accounts: ${accounts.unqualified} unqualified, ${accounts.undetermined} undetermined, ${accounts.qualified} qualified. Zombies ${accounts.zombie}, sleeping ${accounts.sleeping}, not proven ${accounts.unknown}, with suspicions ${accounts.suspected}.`,
  })}\n`;
  if (sites.total > 0)
    yield `${say({
      zh: `网站 ${sites.total} 个：不合格 ${sites.unqualified}，暂不能判定 ${sites.undetermined}，合格 ${sites.qualified}（只依据名录中的留言和探测；页面用 xunjian inspect 检查）。`,
      en: `${sites.total} sites: ${sites.unqualified} unqualified, ${sites.undetermined} undetermined, ${sites.qualified} qualified (by messages and probes of the register alone; xunjian inspect reads the pages).`,
    })}\n`;
  if (register.errors > 0)
    yield `${say({ zh: `名录有 ${register.errors} 行无法使用，未计入。`, en: `${register.errors} rows of the register could not be used and are left out.` })}\n`;
  yield counted(
    say({ zh: '平台', en: 'platform' }),
    summary.platforms,
    ({ id }) => platformName(id),
    options,
  );
  yield counted(say({ zh: '层级', en: 'level' }), summary.levels, ({ id }) => levelName(id), options);
  const bad = summary.units.filter((unit) => unit.unqualified > 0).slice(0, UNITS);
  yield counted(say({ zh: '不合格最多的单位', en: 'units with most unqualified' }), bad, unitName, options);
  const byId = new Map(census.accounts.map((account) => [account.id, account]));
  if (summary.best.length > 0) yield '\n';
  for (const [head, ids] of [
    [{ zh: '日均阅读最多', en: 'Most reads a day' }, summary.best],
    [{ zh: '日均阅读最少（在更新的）', en: 'Fewest reads a day (of those that post)' }, summary.worst],
  ] as const)
    if (ids.length > 0) {
      const named = ids.map(
        (id) => `${byId.get(id)?.name ?? id} ${shownCount(byId.get(id)?.readsPerDay ?? null)}`,
      );
      yield `${wrap(`${say(head)}${language === 'zh' ? '：' : ': '}${named.join(language === 'zh' ? '，' : ', ')}`, width).join('\n')}\n`;
    }
  yield* registerText(census, options);
  if (census.discovery !== null) {
    yield `\n${say({ zh: '账号发现比对', en: 'Accounts found' })}\n`;
    yield* discoveryText(census.discovery, discoveryNames(register), options);
  }
  yield `\n${say({ zh: '逐个账号', en: 'Every account' })}\n`;
  for (const account of [...census.accounts].sort((a, b) => RANK[a.result] - RANK[b.result]))
    yield accountText(census, account, options);
}

/** What the register says about itself: accounts filed twice, what was filled in, what contradicts itself. */
function* registerText(census: Census, { language, width }: TextOptions): Generator<string> {
  const { duplicates, inferred, contradictions, register } = census;
  const say = (text: Bilingual) => text[language];
  const names = new Map(census.accounts.map((account) => [account.id, account.name]));
  const line = (text: string) =>
    `${wrap(text, Math.max(20, width - 4))
      .map((part) => `    ${part}`)
      .join('\n')}\n`;
  const more = (list: readonly unknown[]) =>
    list.length > SHOWN
      ? `    ${say({ zh: `其余 ${list.length - SHOWN} 项见 JSON 或 XLSX。`, en: `${list.length - SHOWN} more: see the JSON or the workbook.` })}\n`
      : '';
  if (duplicates.length > 0) {
    yield `\n${say({
      zh: `疑似重复登记 ${duplicates.length} 组（未合并，请核实）`,
      en: `${duplicates.length} groups of accounts that are probably one (nothing was merged; please check)`,
    })}\n`;
    for (const { accounts, reasons, confidence } of duplicates.slice(0, SHOWN))
      yield line(
        `${say(CONFIDENCE[confidence])}  ${accounts.map((id) => `${names.get(id) ?? id} (${id})`).join(' = ')}  ${reasons.map((reason) => say(DUPLICATE[reason])).join(language === 'zh' ? '；' : '; ')}`,
      );
    yield more(duplicates);
  }
  if (inferred.length > 0) {
    const count = (field: Inferred['field']) => inferred.filter((one) => one.field === field).length;
    yield `\n${say({
      zh: `名录未填、由名称和区划代码推断的单位信息 ${inferred.length} 项：层级 ${count('level')}，区划代码 ${count('region')}，上级 ${count('parent')}。`,
      en: `${inferred.length} cells that the register leaves empty follow from names and division codes: levels ${count('level')}, codes ${count('region')}, parents ${count('parent')}.`,
    })}\n`;
  }
  if (contradictions.length > 0) {
    yield `\n${say({ zh: `名录中自相矛盾 ${contradictions.length} 处（按名录原样使用）`, en: `${contradictions.length} contradictions in the register (used as it stands)` })}\n`;
    for (const { kind, id, field, value, why } of contradictions.slice(0, SHOWN)) {
      const name = (kind === 'unit' ? register.units : register.sites).get(id)?.name ?? id;
      yield line(
        `${name} (${id})  ${say(fieldName(field))} ${value}${language === 'zh' ? '：' : ': '}${say(why)}`,
      );
    }
    yield more(contradictions);
  }
}

function counted(
  head: string,
  groups: readonly Group[],
  name: (group: Group) => Bilingual,
  { language, width }: TextOptions,
): string {
  if (groups.length === 0) return '';
  const columns = [
    { head, flexible: true },
    ...COUNT_COLUMNS.map((column, at) => ({
      head: column.head[language],
      align: 'right' as const,
      ...(at > 0 ? { optional: true } : {}),
    })),
  ];
  const rows = groups.map((group) => [
    name(group)[language],
    ...COUNT_COLUMNS.map(({ key }) => shownCount(group[key])),
  ]);
  return `\n${table(columns, rows, width).join('\n')}\n`;
}

function accountText(census: Census, account: CensusAccount, { language, width }: TextOptions): string {
  const { id, name, platform, result, activity, unit } = account;
  const head = [
    RESULT[result][language],
    activityName(activity, language),
    platformName(platform)[language],
    `${name} (${id})`,
    unit?.name ?? '',
  ];
  const reasons = census
    .reasons(id)
    [language].flatMap((reason) => wrap(reason, Math.max(20, width - 4)).map((line) => `    ${line}`));
  return `${head.filter((part) => part !== '').join('  ')}\n${reasons.join('\n')}${reasons.length > 0 ? '\n' : ''}`;
}
