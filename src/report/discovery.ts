import type { Discovery, DiscoveryFinding, DiscoveryKind, SeenAt, Unsaid } from '../discovery/index.ts';
import { DISCOVERY_KINDS } from '../discovery/index.ts';
import type { Bilingual, Language } from '../model/index.ts';
import type { Confidence } from '../register/index.ts';
import { MENTIONED, platformName } from './accounts.ts';
import { both, html, type Markup, t } from './html/markup.ts';
import { wrap } from './text/columns.ts';

export const CONFIDENCE: Readonly<Record<Confidence, Bilingual>> = {
  certain: { zh: '基本确定', en: 'certain' },
  likely: { zh: '很可能', en: 'likely' },
  possible: { zh: '可能', en: 'possible' },
};

export const DISCOVERED: Readonly<Record<DiscoveryKind, Bilingual>> = {
  imitation: { zh: '疑似仿冒', en: 'suspected imitation' },
  'found-not-filed': { zh: '发现但未备案', en: 'found, not filed' },
  'handle-differs': { zh: '平台标识不一致', en: 'another id' },
  'name-differs': { zh: '名称不一致', en: 'another name' },
  'subject-differs': { zh: '主体不一致', en: 'another subject' },
  'filed-not-found': { zh: '已备案但网站未见', en: 'filed, not found' },
};

const UNSAID: Readonly<Record<Unsaid, Bilingual>> = {
  'no-site': { zh: '单位没有网站', en: 'body without a site' },
  'site-not-read': { zh: '网站未检查', en: 'site not inspected' },
  'site-read-in-part': { zh: '网站只读了一部分', en: 'site read in part' },
  'codes-open': { zh: '有二维码未识别', en: 'codes not looked into' },
  'name-unclear': {
    zh: '网站有未写名称的账号，可能就是它',
    en: 'the site shows one without a name, which may be it',
  },
};

/** Names of what findings speak of, by id. */
export interface DiscoveryNames {
  readonly unit: (id: string) => string;
  readonly account: (id: string) => string;
  readonly subject: (id: string) => string;
}

/** Findings of a kind shown on a terminal. */
const SHOWN = 10;
/** Findings shown on a page. */
const LISTED = 2_000;

/** What comparing found, in one sentence. */
export function discoverySentence({ found, matched, elsewhere, unclear, counts }: Discovery): Bilingual {
  const list = (language: Language) =>
    DISCOVERY_KINDS.map((kind) => `${DISCOVERED[kind][language]} ${counts[kind]}`).join(
      language === 'zh' ? '，' : ', ',
    );
  return {
    zh: `发现账号 ${found} 个，其中与名录对上 ${matched} 个，属于其他单位或媒体 ${elsewhere} 个，仅在文中提及、归属不明 ${unclear} 个。${list('zh')}。`,
    en: `${found} accounts found: ${matched} filed, ${elsewhere} of others, ${unclear} only named in texts. ${list('en')}.`,
  };
}

/** Filed accounts of which nothing is said, in one sentence; null where there are none. */
export function unsaidSentence({ unsaid }: Discovery): Bilingual | null {
  const parts = (Object.keys(UNSAID) as Unsaid[]).filter((why) => unsaid[why].length > 0);
  if (parts.length === 0) return null;
  const total = parts.reduce((sum, why) => sum + unsaid[why].length, 0);
  const list = (language: Language) =>
    parts
      .map((why) => `${UNSAID[why][language]} ${unsaid[why].length}`)
      .join(language === 'zh' ? '，' : ', ');
  return {
    zh: `另有 ${total} 个已备案账号未下“网站未见”的判断（没有看到不等于没有）：${list('zh')}。`,
    en: `Nothing is said of ${total} filed accounts (not seen is not absent): ${list('en')}.`,
  };
}

/** Findings for the terminal, a kind at a time. */
export function* discoveryText(
  discovery: Discovery,
  names: DiscoveryNames,
  { width, language }: { readonly width: number; readonly language: Language },
): Generator<string> {
  const say = (text: Bilingual) => text[language];
  const lines = (text: string, indent: number) =>
    `${wrap(text, Math.max(20, width - indent))
      .map((line) => `${' '.repeat(indent)}${line}`)
      .join('\n')}\n`;
  yield lines(say(discoverySentence(discovery)), 0);
  const unsaid = unsaidSentence(discovery);
  if (unsaid !== null) yield lines(say(unsaid), 0);
  for (const kind of DISCOVERY_KINDS) {
    const own = discovery.findings.filter((one) => one.kind === kind);
    if (own.length === 0) continue;
    yield `\n${say(DISCOVERED[kind])}  ${own.length}\n`;
    for (const finding of own.slice(0, SHOWN)) {
      yield lines(
        `${say(CONFIDENCE[finding.confidence])}  ${say(platformName(finding.platform))}  ${say(finding.because)}`,
        2,
      );
      for (const place of finding.seen.slice(0, 1)) yield lines(placeText(place, names, language), 6);
    }
    const [first] = own;
    if (first !== undefined) yield lines(`→ ${say(first.todo)}`, 2);
    if (own.length > SHOWN)
      yield lines(
        say({
          zh: `其余 ${own.length - SHOWN} 项见 JSON 或 XLSX。`,
          en: `${own.length - SHOWN} more: see the JSON or the workbook.`,
        }),
        2,
      );
  }
}

function placeText({ subject, page, how, quote }: SeenAt, names: DiscoveryNames, language: Language): string {
  const where = subject === null ? '' : `${names.subject(subject)} `;
  return `${MENTIONED[how][language]}  ${where}${page}${quote === '' ? '' : `  “${quote}”`}`;
}

/** Columns of the table of findings with their widths. */
export const DISCOVERY_COLUMNS: readonly (readonly [Bilingual, number])[] = [
  [{ zh: '类别', en: 'kind' }, 16],
  [{ zh: '把握', en: 'confidence' }, 10],
  [{ zh: '平台', en: 'platform' }, 10],
  [{ zh: '账号', en: 'account' }, 26],
  [{ zh: '平台标识', en: 'id' }, 22],
  [{ zh: '单位', en: 'unit' }, 28],
  [{ zh: '名录账号', en: 'filed' }, 26],
  [{ zh: '名录编号', en: 'filed id' }, 12],
  [{ zh: '说明', en: 'because' }, 60],
  [{ zh: '处理建议', en: 'what to do' }, 60],
  [{ zh: '出处', en: 'where' }, 60],
];

/** A finding as a row of that table. */
export function discoveryRow(
  finding: DiscoveryFinding,
  names: DiscoveryNames,
  language: Language,
): readonly (string | null)[] {
  const { kind, confidence, platform, name, handle, unit, account, because, todo, seen } = finding;
  return [
    DISCOVERED[kind][language],
    CONFIDENCE[confidence][language],
    platformName(platform)[language],
    name,
    handle,
    unit === null ? null : names.unit(unit),
    account === null ? null : names.account(account),
    account,
    because[language],
    todo[language],
    seen.map((place) => placeText(place, names, language)).join('\n'),
  ];
}

/** Findings as a part of a page. Addresses elsewhere are text: a report must not lead its reader to an impostor. */
export function discoveryHtml(discovery: Discovery, names: DiscoveryNames): Markup {
  const unsaid = unsaidSentence(discovery);
  const { findings } = discovery;
  return html`<p>${both(discoverySentence(discovery))}</p>${unsaid === null ? '' : html`<p class="meta">${both(unsaid)}</p>`}${
    findings.length === 0
      ? ''
      : html`<div class="scroll" tabindex="0"><table><thead><tr><th>${t('类别', 'kind')}</th><th>${t('平台', 'platform')}</th><th>${t('单位', 'unit')}</th><th>${t('说明', 'because')}</th><th>${t('出处', 'where')}</th></tr></thead><tbody>${findings
          .slice(0, LISTED)
          .map(
            (one) =>
              html`<tr><td>${both(DISCOVERED[one.kind])}<br><small>${both(CONFIDENCE[one.confidence])}</small></td><td>${both(platformName(one.platform))}</td><td>${one.unit === null ? '—' : names.unit(one.unit)}</td><td>${both(one.because)}<br><small>${both(one.todo)}</small></td><td>${one.seen.slice(0, 1).map((place) => html`${both(MENTIONED[place.how])} <code>${place.page}</code><br><small>${place.quote}</small>`)}</td></tr>`,
          )}</tbody></table></div>`
  }`;
}
