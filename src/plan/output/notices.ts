import type { Channel } from '../facts/channel.ts';
import type { Follow } from '../follow.ts';
import type { Action, Plan } from '../result.ts';
import { type Block, fill, type Placeholder, type Template, type When } from '../template.ts';
import type { Block as DocxBlock } from './docx.ts';
import { ACTION, platform } from './labels.ts';

export interface NoticeOptions {
  /** Whom to call; null: a line to fill in. */
  readonly contact: string | null;
  readonly follow: Follow;
}

/** A filled template, block by block, ready to be written. */
export function noticeOf(
  plan: Plan,
  action: Action,
  template: Template,
  { contact, follow }: NoticeOptions,
): DocxBlock[] {
  const instead = follow(action);
  const values = valuesOf(plan, action, contact, instead);
  const holds = new Set<When>(conditionsOf(action, contact, instead));
  return template.blocks
    .filter(({ when }) => when.some((one) => holds.has(one)))
    .flatMap((block) => filled(block, values, action));
}

/** Channels that a notice and a form are written for. */
export function goes({ action, done }: Action): boolean {
  return action !== 'keep' && !done;
}

function filled(block: Block, values: Readonly<Record<string, string>>, action: Action): DocxBlock[] {
  if ('title' in block) return [{ kind: 'title', text: fill(block.title, values) }];
  if ('paragraph' in block) {
    const { paragraph, align, indent, space } = block;
    return [{ kind: 'paragraph', text: fill(paragraph, values), align, indent, space }];
  }
  if ('table' in block)
    return [{ kind: 'table', rows: block.table.map((row) => row.map((cell) => fill(cell, values))) }];
  return placed(action, block.filed).map(({ name, where }) => ({
    kind: 'paragraph',
    text: fill(block.eachFunction, { ...values, 功能: name, 功能去向: where }),
    align: 'left',
    indent: true,
    space: 0,
  }));
}

/** Functions and where they are found now. What is only filed is no promise to make in public: it stands in the form, marked. */
function placed({ functions }: Action, filed: boolean): { readonly name: string; readonly where: string }[] {
  return functions.flatMap(({ channel, inUse, function: { name } }) => {
    if (channel === null || !(inUse || filed)) return [];
    const where = `${channel.body?.name ?? ''}${platform(channel.platform).zh}“${channel.name}”`;
    return [{ name: name.zh, where: inUse ? where : `${where}（仅见于备案，请核实）` }];
  });
}

function conditionsOf(action: Action, contact: string | null, instead: Channel | null): When[] {
  return [
    'always',
    ...(action.action === 'keep' ? [] : [action.action]),
    action.into === null ? 'noSuccessor' : 'successor',
    ...(action.into === null ? ([instead === null ? 'noFollow' : 'follow'] as const) : []),
    contact === null ? 'noContact' : 'contact',
    ...(placed(action, false).length > 0 ? (['functions'] as const) : []),
    ...(placed(action, true).length > 0 ? (['filedFunctions'] as const) : []),
  ];
}

function valuesOf(
  plan: Plan,
  action: Action,
  contact: string | null,
  instead: Channel | null,
): Readonly<Record<string, string>> {
  const { channel, into, reasons } = action;
  const by = action.by ?? plan.by;
  const { document, title } = plan.policy;
  // What the press says of somebody's practice is nothing that a notice can rest on.
  const isIssued = document.issued !== null;
  const values: Partial<Record<Placeholder, string>> = {
    账号名称: channel.name,
    账号编号: channel.id,
    平台: platform(channel.platform).zh,
    账号类型: KINDS[channel.kind ?? ''] ?? channel.kind ?? '',
    平台账号: channel.handle ?? '',
    主办单位: channel.body?.name ?? '',
    注册日期: channel.registered === null ? '' : longDay(channel.registered),
    粉丝数: channel.followers === null ? '' : String(channel.followers),
    处置方式: into === null ? ACTION[action.action].zh : `${ACTION[action.action].zh}“${into.name}”后注销`,
    处置理由: reasons.map(({ text }) => text.zh).join('；'),
    依据: isIssued
      ? `根据《${document.title}》（${document.number}）有关要求`
      : '按照政务新媒体清理整合工作安排',
    依据文件: isIssued ? `《${document.title}》（${document.number}）` : title.zh,
    关注账号: instead?.name ?? '',
    关注平台: instead === null ? '' : platform(instead.platform).zh,
    关注单位: instead?.body?.name ?? '',
    关注网址: instead?.url ?? '',
    承接账号: into?.name ?? '',
    承接平台: into === null ? '' : platform(into.platform).zh,
    承接单位: into?.body?.name ?? '',
    承接网址: into?.url ?? '',
    停更日期: longDay(by),
    完成时限: longDay(by),
    公告日期: longDay(new Date(plan.asOf + 8 * 3_600_000).toISOString().slice(0, 10)),
    联系电话: contact ?? '',
  };
  return values as Record<string, string>;
}

const KINDS: Readonly<Record<string, string>> = {
  subscription: '订阅号',
  service: '服务号',
  official: '官方账号',
  app: '客户端',
  'mini-program': '小程序',
};

function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
