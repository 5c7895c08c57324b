import type {
  Bilingual,
  FailureKind,
  Finding,
  FindingState,
  LedgerLine,
  Part,
  Provenance,
  Verdict,
} from '../model/index.ts';

/** The fixed words of reports, official usage first. */
export const RESULT: Readonly<Record<Verdict['result'], Bilingual>> = {
  qualified: { zh: '合格', en: 'Qualified' },
  unqualified: { zh: '不合格', en: 'Unqualified' },
  undetermined: { zh: '暂不能判定', en: 'Undetermined' },
};

export const STATE: Readonly<Record<FindingState, Bilingual>> = {
  pass: { zh: '符合', en: 'Pass' },
  fail: { zh: '不符合', en: 'Fail' },
  suspected: { zh: '疑似，待确认', en: 'Suspected' },
  notApplicable: { zh: '不适用', en: 'Not applicable' },
  inconclusive: { zh: '未能核实', en: 'Inconclusive' },
  exempt: { zh: '已说明，暂免', en: 'Exempt' },
};

/** The word for a state in its part: a claim to bonus points that waits for a person accuses nobody. */
export function stateName({ state, part }: { readonly state: FindingState; readonly part: Part }): Bilingual {
  return part === 'bonus' && state === 'suspected' ? { zh: '待确认', en: 'To be confirmed' } : STATE[state];
}

/** `−2`, or `最多 −2` while nobody has settled it; empty where no points hang on it. */
export function costOf(finding: Finding): Bilingual | null {
  if (finding.part === 'veto') return PART.veto;
  if (finding.points === 0) return null;
  const cost = signed(finding.points);
  const open = finding.state === 'suspected' || finding.state === 'inconclusive';
  return open ? { zh: `最多 ${cost}`, en: `up to ${cost}` } : { zh: cost, en: cost };
}

/** A sign for each state, so that colour is never the only carrier. */
export const STATE_SIGN: Readonly<Record<FindingState, string>> = {
  pass: '✓',
  fail: '✗',
  suspected: '?',
  notApplicable: '–',
  inconclusive: '○',
  exempt: '◇',
};

export const PART: Readonly<Record<Part, Bilingual>> = {
  veto: { zh: '单项否决', en: 'Single vetoes' },
  deduction: { zh: '扣分指标', en: 'Deductions' },
  bonus: { zh: '加分指标', en: 'Bonus' },
};

export const PROVENANCE: Readonly<
  Record<Provenance, { readonly name: Bilingual; readonly says: Bilingual }>
> = {
  official: {
    name: { zh: '已核对原文', en: 'Official' },
    says: { zh: '已由人工对照官方文本核对', en: 'checked by a person against the official text' },
  },
  seen: {
    name: { zh: '有出处', en: 'Seen' },
    says: {
      zh: '见于引用或适用官方文本的材料',
      en: 'read in a source that quotes or applies the official text',
    },
  },
  derived: {
    name: { zh: '推算', en: 'Derived' },
    says: { zh: '由有出处的数值推算得出', en: 'follows by arithmetic from numbers that were seen' },
  },
  remembered: {
    name: { zh: '待核对', en: 'Remembered' },
    says: { zh: '凭记忆录入，尚未核对原文', en: 'entered from memory, not yet checked against the text' },
  },
  proposed: {
    name: { zh: '建议值', en: 'Proposed' },
    says: { zh: '本系统建议值，官方文本未见', en: 'our own proposal, found in no source' },
  },
};

export const FAILURE: Readonly<Record<FailureKind, Bilingual>> = {
  dns: { zh: '域名无法解析', en: 'no such host' },
  'refused-connection': { zh: '拒绝连接', en: 'connection refused' },
  timeout: { zh: '超时', en: 'timeout' },
  reset: { zh: '连接中断', en: 'connection reset' },
  tls: { zh: '证书或加密连接错误', en: 'TLS error' },
  'http-4xx': { zh: '页面不存在或不可访问（4xx）', en: 'client error (4xx)' },
  'http-5xx': { zh: '服务器错误（5xx）', en: 'server error (5xx)' },
  throttled: { zh: '对方限制访问频率', en: 'asked to slow down' },
  blocked: { zh: '被防火墙拦截', en: 'blocked by a firewall' },
  captcha: { zh: '要求输入验证码', en: 'captcha' },
  login: { zh: '要求登录', en: 'login wall' },
  'too-large': { zh: '超过大小上限', en: 'over the size limit' },
  bomb: { zh: '解压后超过上限', en: 'over the limit when decompressed' },
  'too-slow': { zh: '传输过慢，已中止', en: 'too slow, ended by us' },
  'redirect-loop': { zh: '跳转过多', en: 'too many redirects' },
  'refused-address': { zh: '非公网地址，拒绝访问', en: 'address not global, refused' },
  robots: { zh: 'robots.txt 不允许', en: 'disallowed by robots.txt' },
  'needs-script': { zh: '需运行脚本才能显示', en: 'empty without script' },
  'local-fault': { zh: '检查端自身故障', en: 'fault on our side' },
  'not-html': { zh: '不是网页', en: 'not a page' },
  'broken-record': { zh: '存档记录损坏', en: 'broken record' },
};

/** Why found pages were not read, by the collector's names; a name without an entry is shown as it is. */
const UNSEEN: Readonly<Record<string, Bilingual>> = {
  budget: { zh: '超出本次页面上限', en: 'beyond the page budget' },
  robots: { zh: 'robots.txt 不允许采集', en: 'disallowed by robots.txt' },
  'long-address': { zh: '网址过长', en: 'address too long' },
  'growing-path': { zh: '路径重复增长', en: 'path that repeats and grows' },
  'deep-path': { zh: '路径层级过深', en: 'path too deep' },
  'many-parameters': { zh: '网址参数过多', en: 'too many parameters' },
  facets: { zh: '同一列表的筛选、排序组合', en: 'filters and orders of one list' },
  calendar: { zh: '日历翻页', en: 'calendar pages' },
  'deep-paging': { zh: '列表靠后的分页', en: 'far pages of a list' },
  'endless-paging': { zh: '没有新内容的分页', en: 'paging that brings nothing new' },
  'same-pattern': { zh: '同一格式的网址过多', en: 'too many addresses of one pattern' },
  redirects: { zh: '反复跳转', en: 'redirects that do not end' },
  'host-stopped': { zh: '网站停止应答，未继续', en: 'the host stopped answering' },
  'table-full': { zh: '超出可登记的网址数量', en: 'more addresses than can be kept' },
  'not in the archive': { zh: '存档中没有', en: 'not in the archive' },
  'attachment-budget': { zh: '附件：超出本次份数或总量上限', en: 'attachment: beyond the budget' },
  'attachment-encrypted': { zh: '附件：加密', en: 'attachment: encrypted' },
  'attachment-format': { zh: '附件：格式无法读取', en: 'attachment: of a format that is not read' },
  'attachment-limit': {
    zh: '附件：过大，或读取超出限制',
    en: 'attachment: too large, or beyond the limits of reading',
  },
  'attachment-broken': { zh: '附件：文件损坏', en: 'attachment: broken' },
  'attachment-pictures': {
    zh: '附件：图片或图片版，文字未识别',
    en: 'attachment: pictures, whose text is not read',
  },
  'attachment-unreachable': { zh: '附件：未能下载', en: 'attachment: could not be downloaded' },
  'attachment-elsewhere': { zh: '附件：在其他网站上', en: 'attachment: on another host' },
  'attachment-not-held': { zh: '附件：存档中没有', en: 'attachment: not in the archive' },
  'in the archive, left out': { zh: '存档中有，未采用', en: 'in the archive, left out' },
};

/** Whether a reason is about attachments, which are no pages and are not counted among them. */
export function isAttachmentReason(reason: string): boolean {
  return reason.startsWith('attachment-');
}

export function unseenReason(reason: string): Bilingual {
  return UNSEEN[reason] ?? { zh: reason, en: reason };
}

/** What a finding weighs when a person asks what to mend first: vetoes, then points, then what waits for a decision. */
export function urgency(finding: Finding): number {
  if (finding.part === 'veto' && finding.state === 'fail') return 3000;
  if (finding.part === 'veto' && finding.state === 'suspected') return 2000;
  if (finding.part === 'deduction' && finding.state === 'fail') return 1000 + Math.abs(finding.points);
  if (finding.part === 'deduction' && finding.state === 'suspected') return 500 + Math.abs(finding.points);
  return 0;
}

/** Findings that somebody has to mend, the weightiest first; the order among equals is that of the standard. */
export function toMend(verdict: Verdict): readonly Finding[] {
  return verdict.findings
    .filter((finding) => urgency(finding) > 0)
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => urgency(b.finding) - urgency(a.finding) || a.index - b.index)
    .map(({ finding }) => finding);
}

/** Findings of one cause: the same outcome of the same indicator, mended in the same way. */
export interface Chore {
  readonly first: Finding;
  readonly findings: readonly Finding[];
}

/** What has to be mended, one chore for each cause, the weightiest first. */
export function chores(verdict: Verdict): readonly Chore[] {
  const byCause = new Map<string, Finding[]>();
  for (const finding of toMend(verdict)) {
    const cause = `${finding.code} ${finding.outcome} ${finding.state}`;
    byCause.set(cause, [...(byCause.get(cause) ?? []), finding]);
  }
  return [...byCause.values()].flatMap((findings) => {
    const [first] = findings;
    return first === undefined ? [] : [{ first, findings }];
  });
}

/** Findings that wait for a person or for another try at collecting. */
export function stillOpen(verdict: Verdict): readonly Finding[] {
  return verdict.findings.filter(
    (finding) => finding.state === 'suspected' || finding.state === 'inconclusive',
  );
}

/** `71.5`, or `71.5–78.5` while something is open; at most two decimals, without trailing zeros. */
export function range(min: number, max: number): string {
  return min === max ? points(min) : `${points(min)}–${points(max)}`;
}

export function points(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** `+1`, `−2.5`, `0`: with a true minus sign. */
export function signed(value: number): string {
  if (value === 0) return '0';
  return value < 0 ? `−${points(-value)}` : `+${points(value)}`;
}

/** What a line of the account takes or gives: `−2`, `−5…0`, `+1`; empty for a veto, which has no points. */
export function lineCost({ part, points: { min, max } }: LedgerLine): string {
  if (part === 'veto') return '';
  const sign = part === 'deduction' ? -1 : 1;
  if (min === max) return signed(sign * min);
  const [low, high] = part === 'deduction' ? [-max, -min] : [min, max];
  return `${signed(low)}…${signed(high)}`;
}

/** `2019-05-20 10:00` in Asia/Shanghai for a time stored with offset. */
export function showTime(iso: string): string {
  const time = new Date(iso).getTime();
  return Number.isNaN(time)
    ? iso
    : new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
