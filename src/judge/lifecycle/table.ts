import type { Bilingual, LifecycleStep } from '../../model/index.ts';

/** Where a channel stands in its life (状态). */
export const STATES = {
  unfiled: { zh: '未备案', en: 'not filed' },
  applied: { zh: '已申请', en: 'applied for' },
  approved: { zh: '已批准', en: 'approved' },
  filed: { zh: '已备案', en: 'filed' },
  verified: { zh: '已认证', en: 'verified' },
  active: { zh: '运行中', en: 'active' },
  suspended: { zh: '临时下线', en: 'suspended' },
  stopped: { zh: '已停更', en: 'stopped' },
  announced: { zh: '已公告', en: 'announced' },
  migrating: { zh: '迁移中', en: 'migrating' },
  archived: { zh: '已归档', en: 'archived' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  transferred: { zh: '已移交', en: 'transferred' },
  merged: { zh: '已并入', en: 'merged' },
} as const satisfies Record<string, Bilingual>;
export type State = keyof typeof STATES;

/** Who may take a step (办理主体). */
export type Actor = 'sponsor' | 'supervisor' | 'platform' | 'registry';

/** One allowed step (环节). What is not in the table cannot happen. */
export interface Transition {
  readonly step: LifecycleStep;
  readonly title: Bilingual;
  readonly from: readonly State[];
  /** null: a formality that leaves the state as it is. */
  readonly to: State | null;
  readonly who: readonly Actor[];
  /** What has to prove it (佐证). */
  readonly evidence: Bilingual;
  /** It has to name the channel that takes over. */
  readonly successor?: true;
  /** So many days after an earlier step at the least; the number is the standard's. */
  readonly notBefore?: { readonly after: LifecycleStep; readonly days: 'noticeDays' };
}

const CLOSING: readonly Transition[] = [
  {
    step: 'stopped',
    title: { zh: '停更', en: 'Stop' },
    from: ['active', 'suspended'],
    to: 'stopped',
    who: ['supervisor'],
    evidence: { zh: '主管单位批准文件', en: 'approval of the unit in charge' },
  },
  {
    step: 'resumed',
    title: { zh: '恢复运行', en: 'Resume' },
    from: ['suspended', 'stopped', 'announced'],
    to: 'active',
    who: ['supervisor'],
    evidence: { zh: '主管单位批准文件', en: 'approval of the unit in charge' },
  },
  {
    step: 'announced',
    title: { zh: '公告', en: 'Announce' },
    from: ['active', 'stopped'],
    to: 'announced',
    who: ['sponsor'],
    evidence: { zh: '停更公告网址，写明新去向', en: 'address of the notice that names the new place' },
  },
  {
    step: 'migrated',
    title: { zh: '迁移内容和功能', en: 'Migrate content and functions' },
    from: ['announced', 'migrating'],
    to: 'migrating',
    who: ['sponsor'],
    evidence: { zh: '迁移清单', en: 'list of what was moved' },
    successor: true,
  },
  {
    step: 'archived',
    title: { zh: '归档', en: 'Archive' },
    from: ['announced', 'migrating'],
    to: 'archived',
    who: ['sponsor'],
    evidence: { zh: '归档包及校验值', en: 'archive and its hash' },
  },
  {
    step: 'merged',
    title: { zh: '并入', en: 'Merge' },
    from: ['migrating', 'archived'],
    to: 'merged',
    who: ['sponsor'],
    evidence: { zh: '承接账号或网站', en: 'the channel that takes over' },
    successor: true,
  },
];

const RECORDED: Transition = {
  step: 'recorded',
  title: { zh: '更新备案', en: 'Update the filing' },
  from: ['cancelled', 'merged', 'transferred'],
  to: null,
  who: ['sponsor'],
  evidence: { zh: '报送系统状态截图', en: 'state shown by the national system' },
};

const TRANSFER: Transition = {
  step: 'transferred',
  title: { zh: '移交', en: 'Transfer' },
  from: ['active', 'stopped', 'announced'],
  to: 'transferred',
  who: ['supervisor'],
  evidence: { zh: '移交协议和公告', en: 'agreement and notice of the transfer' },
  successor: true,
};

/** Life of an official account (国办发〔2018〕123号: 分级备案，开设、变更、关停、注销). */
export const ACCOUNT_TABLE: readonly Transition[] = [
  {
    step: 'filed',
    title: { zh: '备案', en: 'File' },
    from: ['unfiled'],
    to: 'filed',
    who: ['sponsor'],
    evidence: { zh: '备案表', en: 'filing form' },
  },
  {
    step: 'verified',
    title: { zh: '认证', en: 'Verify' },
    from: ['filed', 'active'],
    to: 'verified',
    who: ['platform'],
    evidence: { zh: '平台认证信息', en: 'verification shown by the platform' },
  },
  {
    step: 'opened',
    title: { zh: '启用', en: 'Open' },
    from: ['filed', 'verified'],
    to: 'active',
    who: ['sponsor'],
    evidence: { zh: '首次发布内容', en: 'first post' },
  },
  ...CLOSING,
  TRANSFER,
  {
    step: 'cancelled',
    title: { zh: '注销', en: 'Cancel' },
    from: ['archived', 'merged'],
    to: 'cancelled',
    who: ['platform'],
    evidence: { zh: '平台注销凭证', en: 'confirmation of the platform' },
    notBefore: { after: 'announced', days: 'noticeDays' },
  },
  RECORDED,
];

const revoke = (step: LifecycleStep, zh: string, en: string): Transition => ({
  step,
  title: { zh: `注销${zh}`, en: `Revoke ${en}` },
  from: ['cancelled', 'merged'],
  to: null,
  who: ['registry'],
  evidence: { zh: `${zh}注销凭证`, en: `confirmation for ${en}` },
});

/** Life of a government website (国办发〔2017〕47号: 开设、变更、关停). */
export const SITE_TABLE: readonly Transition[] = [
  {
    step: 'applied',
    title: { zh: '申请开办', en: 'Apply' },
    from: ['unfiled'],
    to: 'applied',
    who: ['sponsor'],
    evidence: { zh: '开办申请', en: 'application' },
  },
  {
    step: 'approved',
    title: { zh: '批准开办', en: 'Approve' },
    from: ['applied'],
    to: 'approved',
    who: ['supervisor'],
    evidence: { zh: '省级政府办公厅或国务院部门办公厅批准文件', en: 'approval of the general office' },
  },
  {
    step: 'filed',
    title: { zh: '报备取得标识码', en: 'File and get the code' },
    from: ['approved'],
    to: 'filed',
    who: ['registry'],
    evidence: { zh: '网站标识码、域名、ICP和公安备案', en: 'site code, domain, ICP and police filings' },
  },
  {
    step: 'opened',
    title: { zh: '上线', en: 'Open' },
    from: ['filed'],
    to: 'active',
    who: ['sponsor'],
    evidence: { zh: '上线公告', en: 'notice of the opening' },
  },
  {
    step: 'suspended',
    title: { zh: '临时下线', en: 'Suspend' },
    from: ['active'],
    to: 'suspended',
    who: ['supervisor'],
    evidence: { zh: '批准文件和公告', en: 'approval and notice' },
  },
  ...CLOSING,
  TRANSFER,
  {
    step: 'cancelled',
    title: { zh: '下线', en: 'Take offline' },
    from: ['archived', 'merged'],
    to: 'cancelled',
    who: ['sponsor'],
    evidence: { zh: '下线批准文件', en: 'approval' },
    notBefore: { after: 'announced', days: 'noticeDays' },
  },
  revoke('markRevoked', '党政机关网站标识', 'the mark of government sites'),
  revoke('domainRevoked', '域名', 'the domain'),
  revoke('icpRevoked', 'ICP备案', 'the ICP filing'),
  revoke('policeRevoked', '公安备案', 'the police filing'),
  revoke('codeRevoked', '网站标识码', 'the site code'),
  RECORDED,
];

/** Formalities that a site owes once it is offline. */
export const SITE_FORMALITIES: readonly LifecycleStep[] = SITE_TABLE.filter(
  ({ to, who }) => to === null && who.includes('registry'),
).map(({ step }) => step);
