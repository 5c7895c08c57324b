import type { Finding, Language, Verdict } from '../model/index.ts';
import { RESULT, range, STATE } from '../report/index.ts';
import type { SampleSite } from '../sample/index.ts';

export interface DemoRow {
  readonly site: SampleSite;
  readonly verdict: Verdict;
  /** Path of the report, relative to the folder of the demo, with forward slashes. */
  readonly report: string;
}

const WEIGHT: Readonly<Record<Finding['state'], number>> = {
  fail: 0,
  suspected: 1,
  inconclusive: 2,
  exempt: 3,
  pass: 4,
  notApplicable: 5,
};
const NOTHING = { zh: '未发现问题', en: 'nothing found' } as const;

/** The matter to name where there is room for one: vetoes before deductions, certain before suspected before unseen. */
export function firstReason(verdict: Verdict, language: Language): string {
  // A bonus that waits for a person is no fault.
  const open = verdict.findings.filter((finding) => WEIGHT[finding.state] < 3 && finding.part !== 'bonus');
  const parts = ['veto', 'deduction'];
  const order = (finding: Finding): number =>
    WEIGHT[finding.state] * 10 +
    parts.indexOf(finding.part) +
    (1 - Math.min(1, Math.abs(finding.points) / 100));
  const first = open.sort((a, b) => order(a) - order(b))[0];
  if (first === undefined) return NOTHING[language];
  const more = open.length > 1 ? ` (+${open.length - 1})` : '';
  return `${first.title[language]}［${STATE[first.state][language]}］${first.summary[language]}${more}`;
}

const TEXT = {
  title: { zh: '检查演示', en: 'Demonstration' },
  lead: {
    zh: '以下网站、单位、人员和内容均为虚构，在本机运行，仅用于演示。',
    en: 'All sites, offices, persons and texts below are invented and served on this machine for demonstration.',
  },
  heads: {
    zh: ['网站', '说明', '结论', '得分', '首要原因'],
    en: ['Site', 'About', 'Result', 'Score', 'First reason'],
  },
} as const;

const CSS = `:root{color-scheme:light dark}body{max-width:1100px;margin:2rem auto;padding:0 1rem;font:16px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #8886;padding:.6rem .5rem;text-align:left;vertical-align:top}td:nth-child(3),td:nth-child(4){white-space:nowrap}
.qualified{color:#1a7f37}.unqualified{color:#c62828}.undetermined{color:#9a6700}@media(prefers-color-scheme:dark){.qualified{color:#57d37a}.unqualified{color:#ff8a80}.undetermined{color:#e3b341}}
.wide{overflow-x:auto}`;

/** One page that leads to every report; self-contained, no network. */
export function demoIndex(rows: readonly DemoRow[], county: string, language: Language): string {
  const body = rows
    .map(
      ({
        site,
        verdict,
        report,
      }) => `<tr><td><a href="${escapeHtml(encodeURI(report))}">${escapeHtml(site.name)}</a></td>
<td>${escapeHtml(site.about[language])}</td><td class="${verdict.result}">${RESULT[verdict.result][language]}</td>
<td>${verdict.score === null ? '—' : range(verdict.score.min, verdict.score.max)}</td><td>${escapeHtml(firstReason(verdict, language))}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(county)} · ${TEXT.title[language]}</title><style>${CSS}</style></head>
<body><h1>${escapeHtml(county)} · ${TEXT.title[language]}</h1><p>${TEXT.lead[language]}</p>
<div class="wide"><table><thead><tr>${TEXT.heads[language].map((head) => `<th>${head}</th>`).join('')}</tr></thead>
<tbody>
${body}
</tbody></table></div></body></html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
