import type { Language, Verdict } from '../../model/index.ts';
import { earlierTitle } from '../earlier.ts';
import { RESULT, showTime } from '../labels.ts';
import { accountsFound } from './accounts.ts';
import { earlierSection } from './earlier.ts';
import type { EvidenceContext } from './evidence.ts';
import { both, html, Markup, t } from './markup.ts';
import {
  coverage,
  findings,
  forAPerson,
  ledger,
  mendFirst,
  provenance,
  tiles,
  verdictBox,
} from './sections.ts';
import { STYLE } from './style.ts';
import { switches } from './switches.ts';

export interface HtmlOptions {
  /** Language shown first; the reader can switch. */
  readonly language: Language;
  /** Hosts whose addresses become links. */
  readonly hosts: readonly string[];
  /** Screenshots as `data:` URIs by the file name that evidence gives. */
  readonly images?: ReadonlyMap<string, string>;
  /** The evidence file beside the report, with its SHA-256. */
  readonly evidence?: { readonly file: string; readonly sha256: string; readonly records: number };
  /** Name and version of the program. */
  readonly generator: string;
}

/**
 * One self-contained HTML file: no script, no network (a content security policy holds both), both languages, light and dark,
 * A4. All foreign text passes through `html`, which escapes it.
 */
export function renderHtml(verdict: Verdict, options: HtmlOptions): string {
  const context: EvidenceContext = { hosts: new Set(options.hosts), images: options.images ?? new Map() };
  const title = `${verdict.subject.name} · ${RESULT[verdict.result][options.language]}`;
  const page = html`<!doctype html>
<html lang="${options.language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE_MARKUP}</style>
</head>
<body>
<a class="skip" href="#main">${t('跳到正文', 'Skip to content')}</a>
<header class="top"><div class="wrap">
<div class="bar"><span>${t('巡检报告', 'Inspection report')} · ${options.generator}</span>${switches(options.language)}</div>
<h1>${verdict.subject.name}</h1>
<p class="meta">${verdict.subject.url ?? verdict.subject.id}</p>
<p class="meta">${both(verdict.standard.title)} (${verdict.standard.id} ${verdict.standard.version}) · ${t('检查时点', 'as of')} ${showTime(verdict.asOf)}</p>
</div></header>
<main class="wrap" id="main">
${verdictBox(verdict)}
${tiles(verdict)}
${section('mend', t('先改什么', 'What to mend first'), mendFirst(verdict))}
${verdict.earlier === undefined ? '' : section('earlier', both(earlierTitle(verdict.earlier)), earlierSection(verdict, verdict.earlier, context))}
${section('person', t('需要人工处理的事项', 'What waits for a person'), forAPerson(verdict))}
${section('ledger', t('计分明细', 'The whole account'), ledger(verdict))}
${section('findings', t('逐项结果与证据', 'Every finding and its evidence'), findings(verdict, context))}
${verdict.accounts === undefined ? '' : section('accounts', t('发现的政务新媒体账号', 'Official accounts found'), accountsFound(verdict.accounts, context))}
${section('coverage', t('看到了什么，没有看到什么', 'What was seen and what was not'), coverage(verdict, context))}
${section('provenance', t('数值从哪里来', 'Where the numbers come from'), provenance(verdict))}
${section('verify', t('如何核验证据', 'How to verify the evidence'), verify(options))}
</main>
<footer class="end wrap">${options.generator} · ${verdict.schema} · ${showTime(verdict.asOf)}</footer>
</body>
</html>
`;
  return page.value;
}

/** The style sheet is ours and holds no foreign text. */
const STYLE_MARKUP = new Markup(STYLE);

function section(id: string, title: Markup, content: Markup): Markup {
  return html`<section aria-labelledby="h-${id}"><h2 id="h-${id}">${title}</h2>${content}</section>`;
}

function verify(options: HtmlOptions): Markup {
  const { evidence } = options;
  if (evidence === undefined) {
    return html`<p>${t('本次检查没有生成证据档案（检查对象本身即为存档或已保存的页面）。', 'This inspection wrote no evidence archive: its target was an archive or saved pages already.')}</p>`;
  }
  return html`<p>${t(
    `检查中的每一次请求和应答都保存在 ${evidence.file}（WARC/1.1，ISO 28500，${evidence.records} 条记录），任何支持 WARC 的工具都可以重放。`,
    `Every request and response of this inspection is kept in ${evidence.file} (WARC/1.1, ISO 28500, ${evidence.records} records); any tool that knows WARC can replay it.`,
  )}</p><p>SHA-256 <code>${evidence.sha256}</code></p><pre tabindex="0">sha256sum ${evidence.file}
xunjian verify ${evidence.file}
xunjian judge facts.json
xunjian inspect ${evidence.file}</pre>`;
}
