import type { AccountReport } from '../collect/account/index.ts';
import type { Language } from '../model/index.ts';

const WORDS = {
  posts: { zh: '条发布', en: 'posts' },
  metrics: { zh: '天数据', en: 'days of figures' },
  messages: { zh: '条留言', en: 'messages' },
  followers: { zh: '名关注者', en: 'followers' },
  links: { zh: '个链接', en: 'links' },
} as const;
const KINDS = ['posts', 'metrics', 'messages', 'followers'] as const;

/** What was collected, by what it is called in records. */
const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  account: { zh: '账号', en: 'account' },
  posts: { zh: '发布', en: 'posts' },
  videos: { zh: '视频', en: 'videos' },
  metrics: { zh: '数据', en: 'figures' },
  messages: { zh: '留言', en: 'messages' },
  followers: { zh: '关注者', en: 'followers' },
  use: { zh: '可用性', en: 'use' },
  'use-not-tested': { zh: '可用性（未测成）', en: 'use (no test)' },
};

/** How a platform says that an account stands. */
const STATES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  banned: { zh: '平台显示该账号被封禁', en: 'the platform has frozen the account' },
  gone: { zh: '平台上查无此账号', en: 'the platform knows no such account' },
};

/** One line for one account: what came, and what could not be covered with the reason. */
export function reportLine(
  { account, collector, skipped, rows, records }: AccountReport,
  lang: Language,
): string {
  const zh = lang === 'zh';
  const head = `${account.id} ${account.name}`;
  if (collector === null) return `${head}${zh ? '：未采集，' : ': not collected, '}${skipped?.[lang] ?? ''}`;
  const counts = KINDS.filter((kind) => rows[kind] > 0).map((kind) => `${rows[kind]} ${WORDS[kind][lang]}`);
  const states = records.flatMap((row) => [
    ...(typeof row.renamedFrom === 'string'
      ? [zh ? `平台上名为“${row.name}”` : `the platform calls it “${row.name}”`]
      : []),
    ...(typeof row.state === 'string' && row.state !== 'present'
      ? [STATES[row.state]?.[lang] ?? row.state]
      : []),
  ]);
  const missed = records
    .filter(({ ok }) => !ok)
    .map(({ what, from, to, error }) => {
      const name = NAMES[what]?.[lang] ?? what;
      const span = `${from.slice(0, 10)} … ${to.slice(0, 10)}`;
      return zh ? `${name} ${span} 未采集到（${error}）` : `${name} ${span} not covered (${error})`;
    });
  const found = counts.length === 0 ? (zh ? '没有新内容' : 'nothing new') : counts.join(zh ? '、' : ', ');
  return [`${head}${zh ? '：' : ': '}${found}`, ...states, ...missed].join(zh ? '；' : '; ');
}

export function collectSummary(
  reports: readonly AccountReport[],
  counts: Readonly<Record<string, number>>,
  out: string,
  lang: Language,
): string {
  const tried = reports.filter(({ collector }) => collector !== null);
  const whole = tried.filter(({ records }) => records.every(({ ok }) => ok)).length;
  const written = [...KINDS, 'links' as const]
    .map((kind) => `${counts[kind] ?? 0} ${WORDS[kind][lang]}`)
    .join(lang === 'zh' ? '、' : ', ');
  return lang === 'zh'
    ? `共 ${reports.length} 个账号，采集 ${tried.length} 个，其中 ${whole} 个完整；写入 ${out}：${written}`
    : `${reports.length} accounts, ${tried.length} collected, ${whole} of them completely; written to ${out}: ${written}`;
}
