import { addDays, addWorkdays, holidaysKnown } from '../../calendar/index.ts';
import {
  type Bilingual,
  dayOf,
  type Lifecycle,
  type LifecycleEvent,
  type LifecycleStep,
  spanOf,
} from '../../model/index.ts';
import { table } from '../evidence.ts';
import type { OutcomeSpec, Result } from '../indicator.ts';
import { type Status, statusOf } from './status.ts';
import { SITE_FORMALITIES, STATES, type State, type Transition } from './table.ts';

/** Numbers that the standard sets. */
export interface ClosureParams {
  /** A notice stands so long before a channel goes (公示期). */
  readonly noticeDays: number;
  /** From the stop to the notice. */
  readonly announceDays: number;
  /** From the end of the notice to the cancellation. */
  readonly cancelDays: number;
  /** From the cancellation to the filing of it. */
  readonly recordWorkdays: number;
}

export interface Channel {
  readonly lifecycle: Lifecycle;
  /** As the register lists it now. */
  readonly listed: 'active' | 'stopped' | 'cancelled' | null;
  /** Newest post or update up to the instant; null where none is known. */
  readonly lastPost: string | null;
}

const pass = (zh: string, en: string): OutcomeSpec => ({ state: 'pass', says: { zh, en } });
const suspected = (says: Bilingual, advice: Bilingual): OutcomeSpec => ({ state: 'suspected', says, advice });

/** Steps of closing that were forgotten (停更注销中遗漏的环节). A register may be incomplete: a person decides. */
export const CLOSURE_OUTCOMES = {
  running: pass('正常运行，没有停更、注销的记载', 'In use; nothing says that it stops'),
  inOrder: pass(
    '停更、注销的各环节齐全或尚未到期，目前{state}',
    'Every step of closing was taken or is not due; it is {stateEn}',
  ),
  illegalStep: suspected(
    { zh: '{step}（{at}）不合程序：{why}', en: '{stepEn} ({at}) is against the procedure: {whyEn}' },
    { zh: '核实办理时间和顺序，补办缺少的环节。', en: 'Check dates and order, make good what is missing.' },
  ),
  noNotice: suspected(
    { zh: '已停更，未见停更公告', en: 'It stopped, and no notice of it was seen' },
    {
      zh: '发布停更公告，写明内容和服务的新去向、停更时间和联系电话。',
      en: 'Publish a notice: where content and services are found now, from when, whom to call.',
    },
  ),
  noPlace: suspected(
    { zh: '停更公告（{at}）没有写明新去向', en: 'The notice ({at}) does not say where to go' },
    {
      zh: '补充公告，写明承接的账号或网站及办事去向。',
      en: 'Add to the notice which channel takes over and where services are found.',
    },
  ),
  notCancelled: suspected(
    {
      zh: '{at}已公告停更，应于{due}前注销，至今未见注销',
      en: 'Its stop was announced on {at}; it was to be cancelled by {due} and is not',
    },
    {
      zh: '完成内容归档后在平台注销，并更新备案。',
      en: 'Archive its content, cancel it at the platform, update the filing.',
    },
  ),
  stillListed: suspected(
    { zh: '{at}已注销，名录仍列为在用', en: 'Cancelled on {at}, and still listed as in use' },
    { zh: '更新名录和报送系统的状态。', en: 'Update its state in the register and the national system.' },
  ),
  notRecorded: suspected(
    {
      zh: '{at}已注销，应于{due}前更新备案，未见记载',
      en: 'Cancelled on {at}; the filing was to be updated by {due}, and nothing says that it was',
    },
    {
      zh: '在报送系统更新状态并留存截图。',
      en: 'Update its state in the national system and keep a screenshot.',
    },
  ),
  formalities: suspected(
    { zh: '已下线，尚未办理：{names}', en: 'Offline, and these are not done: {namesEn}' },
    {
      zh: '逐项注销标识、域名、ICP备案、公安备案和网站标识码。',
      en: 'Revoke mark, domain, ICP filing, police filing and site code one by one.',
    },
  ),
  stillPosting: suspected(
    { zh: '登记为已注销，{at}仍有更新', en: 'Listed as cancelled, and it posted on {at}' },
    {
      zh: '核实是否确已注销、是否被他人冒用，据实更新名录。',
      en: 'Check whether it is really cancelled or somebody else uses it, and correct the register.',
    },
  ),
  noSuccessor: suspected(
    {
      zh: '承接的账号或网站“{name}”不在名录中或已停用',
      en: '“{name}”, which takes over, is not in the register or not in use',
    },
    {
      zh: '确定在用的承接账号或网站并更新公告。',
      en: 'Name a channel in use that takes over, and correct the notice.',
    },
  ),
  successorLacks: suspected(
    { zh: '承接方“{name}”未承接的功能：{missing}', en: '“{name}” takes over but does not carry: {missing}' },
    {
      zh: '在承接方补齐所列功能后再注销；确需取消的功能须经批准并公告。',
      en: 'Let the successor carry these functions before it is cancelled; dropping one needs approval and a notice.',
    },
  ),
} as const satisfies Record<string, OutcomeSpec>;
export type ClosureOutcome = keyof typeof CLOSURE_OUTCOMES;

/** What was forgotten in the life of one channel, from facts alone (facts §7 NMR-06, NMR-16, NMR-17; §8.2). */
export function closureOf(
  steps: readonly Transition[],
  channel: Channel,
  params: ClosureParams,
  asOf: number,
): readonly Result<ClosureOutcome>[] {
  const { lifecycle, listed } = channel;
  const start: State = lifecycle.events.some(({ step }) => step === 'applied' || step === 'filed')
    ? 'unfiled'
    : 'active';
  const status = statusOf(steps, lifecycle.events, { asOf, start, noticeDays: params.noticeDays });
  const results = [
    ...illegal(steps, status),
    ...ofNotice(channel, status, params, asOf),
    ...ofCancellation(channel, status, params, asOf),
    ...(steps.some(({ step }) => step === 'domainRevoked') ? ofFormalities(steps, status) : []),
    ...ofSuccessor(lifecycle),
  ];
  if (results.length > 0) return results;
  const ends = listed !== 'active' && listed !== null;
  if (!ends && status.taken.length === 0 && lifecycle.notices.length === 0)
    return [{ outcome: 'running', evidence: [] }];
  const { zh, en } = STATES[status.state];
  return [
    { outcome: 'inOrder', values: { state: zh, stateEn: en }, evidence: eventsTable(lifecycle.events) },
  ];
}

function illegal(steps: readonly Transition[], { illegal: all }: Status): Result<ClosureOutcome>[] {
  return all.map(({ event, why }) => {
    const title = steps.find(({ step }) => step === event.step)?.title;
    return {
      outcome: 'illegalStep',
      key: `${event.step} ${event.at}`,
      values: {
        step: title?.zh ?? event.step,
        stepEn: title?.en ?? event.step,
        at: event.at,
        why: why.zh,
        whyEn: why.en,
      },
      evidence: eventsTable([event]),
    };
  });
}

function ofNotice(
  { lifecycle, listed }: Channel,
  status: Status,
  { noticeDays, announceDays, cancelDays }: ClosureParams,
  asOf: number,
): Result<ClosureOutcome>[] {
  const results: Result<ClosureOutcome>[] = [];
  const announced = last(status, 'announced');
  const [notice] = lifecycle.notices;
  const stopped = last(status, 'stopped');
  const ended = listed === 'cancelled' || hasEnded(status.state);
  if (announced === null && notice === undefined) {
    const late = stopped === null || isOver(addDays(lastDay(stopped.at), announceDays), asOf);
    if ((listed === 'stopped' || status.state === 'stopped') && late)
      results.push({ outcome: 'noNotice', evidence: eventsTable(lifecycle.events) });
    return results;
  }
  const at = announced?.at ?? notice?.at ?? '';
  const namesPlace = lifecycle.notices.some((one) => one.namesPlace) || (announced?.into ?? null) !== null;
  if (!namesPlace) results.push({ outcome: 'noPlace', values: { at }, evidence: noticeTable(lifecycle) });
  const due = addDays(lastDay(at), noticeDays + cancelDays);
  const resumed = status.state === 'active' && announced !== null;
  if (!ended && !resumed && isOver(due, asOf))
    results.push({ outcome: 'notCancelled', values: { at, due }, evidence: noticeTable(lifecycle) });
  return results;
}

function ofCancellation(
  { lifecycle, listed, lastPost }: Channel,
  status: Status,
  { recordWorkdays }: ClosureParams,
  asOf: number,
): Result<ClosureOutcome>[] {
  const results: Result<ClosureOutcome>[] = [];
  const cancelled = last(status, 'cancelled');
  if (cancelled !== null && listed === 'active')
    results.push({
      outcome: 'stillListed',
      values: { at: cancelled.at },
      evidence: eventsTable([cancelled]),
    });
  if (cancelled !== null && last(status, 'recorded') === null) {
    const due = addWorkdays(lastDay(cancelled.at), recordWorkdays);
    // Beyond the years whose holidays are announced a working day is a guess: nobody is accused by it.
    if (holidaysKnown(due) && isOver(due, asOf))
      results.push({
        outcome: 'notRecorded',
        values: { at: cancelled.at, due },
        evidence: eventsTable([cancelled]),
      });
  }
  const end = cancelled === null ? null : spanOf(cancelled.at);
  const post = lastPost === null ? null : spanOf(lastPost);
  if (listed === 'cancelled' && post !== null && end !== null && post[0] > end[1])
    results.push({
      outcome: 'stillPosting',
      values: { at: lastPost ?? '' },
      evidence: eventsTable(lifecycle.events),
    });
  return results;
}

function ofFormalities(steps: readonly Transition[], status: Status): Result<ClosureOutcome>[] {
  if (!hasEnded(status.state) || status.state === 'transferred') return [];
  const open = SITE_FORMALITIES.filter((step) => last(status, step) === null);
  if (open.length === 0) return [];
  const titles = open.flatMap((step) => steps.find((one) => one.step === step)?.title ?? []);
  return [
    {
      outcome: 'formalities',
      values: {
        names: titles.map(({ zh }) => zh).join('、'),
        namesEn: titles.map(({ en }) => en).join(', '),
      },
      evidence: eventsTable(status.taken),
    },
  ];
}

function ofSuccessor({ successor, functions }: Lifecycle): Result<ClosureOutcome>[] {
  if (successor === null) return [];
  const { name, known, inUse } = successor;
  if (!known || !inUse) return [{ outcome: 'noSuccessor', values: { name }, evidence: [] }];
  const missing = functions.filter((one) => !successor.functions.includes(one));
  if (missing.length === 0) return [];
  return [
    {
      outcome: 'successorLacks',
      values: { name, missing: missing.join('、') },
      evidence: [
        table(
          ['功能'],
          missing.map((one) => [one]),
        ),
      ],
    },
  ];
}

function hasEnded(state: State): boolean {
  return state === 'cancelled' || state === 'merged' || state === 'transferred';
}

function last({ taken }: Status, step: LifecycleStep): LifecycleEvent | null {
  return taken.findLast((event) => event.step === step) ?? null;
}

/** The last day that a date may mean. */
function lastDay(at: string): string {
  return dayOf(spanOf(at)?.[1] ?? 0);
}

/** The whole day is over. */
function isOver(day: string, asOf: number): boolean {
  return (spanOf(day)?.[1] ?? Number.POSITIVE_INFINITY) < asOf;
}

function eventsTable(events: readonly LifecycleEvent[]) {
  if (events.length === 0) return [];
  return [
    table(
      ['环节', '时间', '办理单位', '佐证', '承接方'],
      events.map(({ step, at, by, evidence, into }) => [step, at, by, evidence, into]),
    ),
  ];
}

function noticeTable({ notices }: Lifecycle) {
  if (notices.length === 0) return [];
  return [
    table(
      ['公告时间', '标题', '网址', '写明新去向'],
      notices.map(({ at, title, url, namesPlace }) => [at, title, url, namesPlace ? '是' : '否']),
    ),
  ];
}
