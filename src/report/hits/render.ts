import { createHash } from 'node:crypto';
import type { Bilingual, Language, TextHit } from '../../model/index.ts';
import { both, html, Markup, t } from '../html/markup.ts';
import { STYLE } from '../html/style.ts';
import { switches } from '../html/switches.ts';
import { CATEGORY, SEVERITY } from './labels.ts';
import { HITS_SCRIPT } from './script.ts';
import { HITS_STYLE } from './style.ts';

/** A hit as a person is shown it: in its context, with the names by which it can be dismissed. */
export interface ShownHit {
  readonly file: string;
  /** Line and column, `3:15`. */
  readonly place: string;
  readonly hit: TextHit;
  readonly before: string;
  readonly after: string;
  /** Fingerprints of this place, and of these words in any text. */
  readonly here: string;
  readonly everywhere: string;
}

export interface HitsReport {
  readonly files: readonly string[];
  readonly hits: readonly ShownHit[];
  /** Hits beyond those that the report holds. */
  readonly left: number;
  /** Parts of files that were not read. */
  readonly unread: readonly { readonly where: string; readonly why: Bilingual; readonly todo: Bilingual }[];
  /** Day that the texts count as of. */
  readonly date: string;
}

export interface HitsOptions {
  /** Language shown first; the reader can switch. */
  readonly language: Language;
  readonly generator: string;
}

/**
 * Hits by category, each in its context, for a person to confirm or dismiss; what was dismissed is downloaded as the file that
 * `check-text --dismissed` reads. One self-contained file: its one script is allowed by its hash, and nothing may be sent.
 */
export function renderHits(report: HitsReport, options: HitsOptions): string {
  const { hits, files, left } = report;
  const script = createHash('sha256').update(HITS_SCRIPT).digest('base64');
  const name = files.length === 1 ? (files[0] ?? '') : `${files[0] ?? ''} …`;
  const title = options.language === 'zh' ? `文本检查 · ${name}` : `Text check · ${name}`;
  const categories = Object.keys(CATEGORY).filter((key): key is TextHit['category'] => key in CATEGORY);
  const page = html`<!doctype html>
<html lang="${options.language === 'zh' ? 'zh-Hans' : 'en'}" data-report="${reportId(report)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${new Markup(script)}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(STYLE + HITS_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">${t('跳到正文', 'Skip to content')}</a>
<header class="top"><div class="wrap">
<div class="bar"><span>${t('文本检查报告', 'Report of a text check')} · ${options.generator}</span>${switches(options.language)}</div>
<h1>${name}</h1>
<p class="meta">${t(`共 ${files.length} 个文件 · 以 ${report.date} 为准`, `${files.length} file(s) · as of ${report.date}`)}</p>
<ul class="tiles">${categories.map((category) => tile(category, hits))}</ul>
</div></header>
${hits.length === 0 ? '' : desk()}
<main class="wrap" id="main">
${left === 0 ? '' : html`<p class="unread">${t(`另有 ${left} 处未列出，请分批检查。`, `${left} more hits are not listed; check fewer texts at once.`)}</p>`}
${unread(report.unread)}
${hits.length === 0 ? html`<p class="none">${t('未发现问题。', 'Nothing was found.')}</p>` : ''}
${categories.map((category) => section(category, hits))}
</main>
<footer class="end wrap">${options.generator} · ${t('机器提示，须由人工确认；本页不联网。', 'Hints by a machine, to be confirmed by a person; this page sends nothing.')}</footer>
${hits.length === 0 ? '' : html`<script>${new Markup(HITS_SCRIPT)}</script>`}
</body>
</html>
`;
  return page.value;
}

/** Marks are kept in the browser by this name: of the same hits in the same files. */
function reportId({ files, hits }: HitsReport): string {
  const hash = createHash('sha256').update(JSON.stringify([files, hits.map(({ here }) => here)]));
  return hash.digest('hex').slice(0, 16);
}

function tile(category: TextHit['category'], hits: readonly ShownHit[]): Markup {
  const count = hits.filter(({ hit }) => hit.category === category).length;
  return html`<li><b>${count}</b>${both(CATEGORY[category])}</li>`;
}

function desk(): Markup {
  return html`<div class="desk"><div class="wrap">
<span class="count" role="status">${t('待定', 'open')} <b data-count="open"></b> · ${t('确认', 'confirmed')} <b data-count="confirmed"></b> · ${t('误报', 'dismissed')} <b data-count="dismissed"></b></span>
<label><input type="checkbox" id="open-only"> ${t('只看待定', 'open ones only')}</label>
<label class="field" for="by">${t('认定人', 'decided by')}<input type="text" id="by" autocomplete="name" maxlength="40"></label>
<label class="field" for="until">${t('误报有效至（可空）', 'dismissed until (optional)')}<input type="date" id="until"></label>
<button type="button" id="save">${t('下载误报记录', 'Download dismissals')}</button>
<button type="button" id="list" class="plain">${t('下载确认清单', 'Download confirmed list')}</button>
</div></div>
<div class="wrap keys"><p class="meta"><kbd>j</kbd> <kbd>k</kbd> ${t('下一处、上一处', 'next, previous')} · <kbd>c</kbd> ${t('确认', 'confirm')} · <kbd>d</kbd> ${t('此处误报', 'dismiss here')} · <kbd>e</kbd> ${t('一律误报', 'dismiss everywhere')} · <kbd>u</kbd> ${t('撤回', 'take back')} · <kbd>n</kbd> ${t('备注', 'note')}<br>${t('下载的 dismissals.yaml 用 xunjian check-text --dismissed dismissals.yaml 读取，已认定的误报不再提示。', 'xunjian check-text --dismissed dismissals.yaml reads the download; what was dismissed is not shown again.')}</p></div>`;
}

function unread(parts: HitsReport['unread']): Markup | '' {
  if (parts.length === 0) return '';
  return html`<div class="unread"><b>${t('未能读取，未作检查', 'Not read, so not checked')}</b><ul>${parts.map(({ where, why, todo }) => html`<li>${where}: ${both(why)}; ${both(todo)}</li>`)}</ul></div>`;
}

function section(category: TextHit['category'], hits: readonly ShownHit[]): Markup | '' {
  const own = hits
    .map((shown, index) => ({ shown, index }))
    .filter(({ shown }) => shown.hit.category === category);
  if (own.length === 0) return '';
  return html`<section aria-labelledby="h-${category}"><h2 id="h-${category}">${both(CATEGORY[category])} (${own.length})</h2><ol class="hits">${own.map(({ shown, index }) => item(shown, index))}</ol></section>`;
}

function item({ file, place, hit, before, after, here, everywhere }: ShownHit, index: number): Markup {
  const id = `hit-${index}`;
  const radio = (value: string, zh: string, en: string, checked = false) =>
    html`<label><input type="radio" name="${id}" value="${value}"${checked ? html` checked` : ''}>${t(zh, en)}</label>`;
  return html`<li class="hit ${hit.severity}" id="${id}" tabindex="0" data-here="${here}" data-everywhere="${everywhere}" data-file="${file}" data-place="${place}" data-category="${CATEGORY[hit.category].zh}" data-text="${hit.text}" data-suggest="${hit.suggest ?? ''}" data-why="${hit.why}">
<p class="at"><span class="state ${hit.severity}">${both(SEVERITY[hit.severity])}</span><span>${file}</span><span>${t('行:列', 'line:column')} ${place}</span><code>${hit.rule}</code></p>
<q><span class="far">…${before}</span><mark>${hit.text}</mark><span class="far">${after}…</span></q>
<p>${hit.why}${hit.suggest === null ? '' : html` → <ins>${hit.suggest}</ins>`}</p>
<fieldset class="choice"><legend>${t('认定', 'Decision')}</legend>${radio('open', '待定', 'open', true)}${radio('confirm', '确认', 'confirm')}${radio('here', '此处误报', 'dismiss here')}${radio('everywhere', '一律误报', 'dismiss everywhere')}<input type="text" aria-label="备注 note" placeholder="备注 note" maxlength="200"></fieldset>
</li>`;
}
