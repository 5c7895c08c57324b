import { createColors } from 'picocolors';
import type { Bilingual, Finding, FindingState, Language, Verdict } from '../../model/index.ts';
import { accountLabel, codesSentence, platformName } from '../accounts.ts';
import {
  chores,
  costOf,
  FAILURE,
  isAttachmentReason,
  lineCost,
  RESULT,
  range,
  STATE_SIGN,
  showTime,
  stateName,
  stillOpen,
} from '../labels.ts';
import { table, wrap } from './columns.ts';
import { earlier } from './earlier.ts';

export interface TextOptions {
  /** Cells per line. */
  readonly width: number;
  readonly colour: boolean;
  readonly language: Language;
  /** Where the full report lies, if one was written. */
  readonly report?: string;
}

type Colours = ReturnType<typeof createColors>;
type Paint = (text: string) => string;

/** A verdict for the terminal: what it is, why, what to mend first, what is open, what was not seen. */
export function renderText(verdict: Verdict, options: TextOptions): string {
  const colours = createColors(options.colour);
  const say = (text: Bilingual) => text[options.language];
  const width = Math.max(40, Math.min(options.width, 120));
  const lines = [
    ...head(verdict, say, colours, width),
    ...ledger(verdict, say, colours, width),
    ...mend(verdict, say, colours, width),
    ...open(verdict, say, colours, width),
    ...earlier(verdict, say, colours, width),
    ...seen(verdict, say, width),
    ...accounts(verdict, say, colours, width),
  ];
  if (options.report !== undefined) {
    lines.push('', say({ zh: `完整报告：${options.report}`, en: `Full report: ${options.report}` }));
  }
  return `${lines.join('\n')}\n`;
}

function head(verdict: Verdict, say: (text: Bilingual) => string, colours: Colours, width: number): string[] {
  const paint = { qualified: colours.green, unqualified: colours.red, undetermined: colours.yellow }[
    verdict.result
  ];
  const score =
    verdict.score === null
      ? ''
      : `  ${range(verdict.score.min, verdict.score.max)} ${say({ zh: '分', en: 'points' })}`;
  const about = [
    verdict.subject.url ?? verdict.subject.id,
    `${say(verdict.standard.title)} (${verdict.standard.id} ${verdict.standard.version})`,
    say({ zh: `检查时点 ${showTime(verdict.asOf)}`, en: `as of ${showTime(verdict.asOf)}` }),
  ].join(' · ');
  return [
    colours.bold(verdict.subject.name),
    ...wrap(about, width).map((line) => colours.dim(line)),
    '',
    paint(colours.bold(`${say(RESULT[verdict.result])}${score}`)),
    ...wrap(say(verdict.because), width),
    ...verdict.penal.because.flatMap((reason) => wrap(say(reason), width)).map((line) => colours.dim(line)),
  ];
}

function ledger(
  verdict: Verdict,
  say: (text: Bilingual) => string,
  colours: Colours,
  width: number,
): string[] {
  const lost = verdict.ledger.filter(
    (line) => line.part !== 'veto' && (line.points.min !== 0 || line.points.max !== 0),
  );
  if (lost.length === 0) return [];
  const rows = lost.map((line) => [
    line.code,
    say(line.title),
    line.cap === null ? '' : String(line.cap),
    lineCost(line),
    `${STATE_SIGN[line.state]} ${say(stateName(line))}`,
    line.unsure ? say({ zh: '待核对', en: 'unverified' }) : '',
  ]);
  const text = table(
    [
      { head: say({ zh: '条款', en: 'Clause' }) },
      { head: say({ zh: '指标', en: 'Indicator' }), flexible: true },
      { head: say({ zh: '上限', en: 'Cap' }), align: 'right', optional: true },
      { head: say({ zh: '分值', en: 'Points' }), align: 'right' },
      { head: say({ zh: '状态', en: 'State' }), optional: true },
      { head: say({ zh: '数值出处', en: 'Number' }), optional: true },
    ],
    rows,
    width,
  );
  return [
    '',
    colours.bold(say({ zh: '得失分明细', en: 'Points' })),
    colours.dim(text[0] ?? ''),
    ...text.slice(1),
  ];
}

/** Chores told on a terminal, and findings told of each. */
const CHORES = 12;
const TOLD = 3;

function mend(verdict: Verdict, say: (text: Bilingual) => string, colours: Colours, width: number): string[] {
  const todo = chores(verdict);
  if (todo.length === 0) return [];
  const lines = ['', colours.bold(say({ zh: '先改什么', en: 'What to mend first' }))];
  for (const { first, findings } of todo.slice(0, CHORES)) {
    for (const finding of findings.slice(0, TOLD)) lines.push(...findingLines(finding, say, colours, width));
    const left = findings.length - TOLD;
    if (left > 0) lines.push(say({ zh: `  同类问题另有 ${left} 处`, en: `  ${left} more of the kind` }));
    if (first.advice !== null) {
      const advice = wrap(say(first.advice), width - 4);
      lines.push(...advice.map((line, index) => colours.cyan(`${index === 0 ? '  → ' : '    '}${line}`)));
    }
  }
  const more = todo.length - CHORES;
  if (more > 0)
    lines.push(say({ zh: `  另有 ${more} 项，见完整报告`, en: `  ${more} more in the full report` }));
  return lines;
}

function open(verdict: Verdict, say: (text: Bilingual) => string, colours: Colours, width: number): string[] {
  const findings = stillOpen(verdict).filter((finding) => finding.state === 'inconclusive');
  if (findings.length === 0) return [];
  const lines = [
    '',
    colours.bold(say({ zh: '未能核实（不作为扣分依据）', en: 'Could not be told (counts against nobody)' })),
  ];
  for (const finding of findings.slice(0, 12)) lines.push(...findingLines(finding, say, colours, width));
  const more = findings.length - 12;
  if (more > 0)
    lines.push(say({ zh: `  另有 ${more} 项，见完整报告`, en: `  ${more} more in the full report` }));
  return lines;
}

function findingLines(
  finding: Finding,
  say: (text: Bilingual) => string,
  colours: Colours,
  width: number,
): string[] {
  const paint = stateColour(finding.state, colours);
  const price = costOf(finding);
  const cost = price === null ? '' : say(price);
  const text = `${finding.code} ${say(finding.title)}${cost === '' ? '' : ` (${cost})`}${say({ zh: '：', en: ': ' })}${say(finding.summary)}`;
  return wrap(text, width - 2).map((line, index) =>
    index === 0 ? `${paint(STATE_SIGN[finding.state])} ${line}` : `  ${line}`,
  );
}

function stateColour(state: FindingState, colours: Colours): Paint {
  switch (state) {
    case 'fail':
      return colours.red;
    case 'suspected':
      return colours.yellow;
    case 'pass':
      return colours.green;
    case 'inconclusive':
    case 'exempt':
    case 'notApplicable':
      return colours.dim;
  }
}

function seen(verdict: Verdict, say: (text: Bilingual) => string, width: number): string[] {
  const { collection } = verdict;
  const failed = Object.values(collection.failureCounts).reduce((sum, count) => sum + (count ?? 0), 0);
  const unseen = collection.unseen
    .filter((entry) => !isAttachmentReason(entry.reason))
    .reduce((sum, entry) => sum + entry.count, 0);
  const account = say({
    zh: `已读取 ${collection.pages} 个页面，${failed} 个未能打开，${unseen} 个未查看${collection.complete ? '（全站读完）' : ''}`,
    en: `${collection.pages} pages read, ${failed} not opened, ${unseen} not looked at${collection.complete ? ' (whole site)' : ''}`,
  });
  const lines = ['', ...wrap(account, width)];
  const kinds = Object.entries(collection.failureCounts).map(
    ([kind, count]) => `${say(FAILURE[kind as keyof typeof FAILURE])} ${count}`,
  );
  if (kinds.length > 0) {
    lines.push(...wrap(kinds.join(say({ zh: '，', en: ', ' })), width - 2).map((line) => `  ${line}`));
  }
  return lines;
}

/** Accounts told on a terminal. */
const ACCOUNTS = 12;

function accounts(
  { accounts: found }: Verdict,
  say: (text: Bilingual) => string,
  colours: Colours,
  width: number,
): string[] {
  if (found === undefined || found.total + found.codes.candidates === 0) return [];
  const shown = found.accounts
    .slice(0, ACCOUNTS)
    .map((one) => `${say(platformName(one.platform))} ${say(accountLabel(one))}`)
    .join(say({ zh: '，', en: ', ' }));
  const more = found.total - Math.min(ACCOUNTS, found.accounts.length);
  const left = more > 0 ? say({ zh: `，另有 ${more} 个`, en: `, ${more} more` }) : '';
  return [
    '',
    colours.bold(
      say({
        zh: `发现的政务新媒体账号（${found.total} 个，不影响结论）`,
        en: `Official accounts found (${found.total}; they change nothing)`,
      }),
    ),
    ...(shown === '' ? [] : wrap(`${shown}${left}`, width - 2).map((line) => `  ${line}`)),
    ...(found.codes.candidates === 0
      ? []
      : wrap(say(codesSentence(found)), width - 2).map((line) => colours.dim(`  ${line}`))),
  ];
}
