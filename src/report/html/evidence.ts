import type { Evidence } from '../../model/index.ts';
import { showTime } from '../labels.ts';
import { html, type Markup, t } from './markup.ts';

/** What evidence needs from its surroundings: which hosts may be linked, and the pictures by file name. */
export interface EvidenceContext {
  /** Hosts of the subject. Addresses elsewhere are shown, not linked: a report must not lead its reader to a hijacker's page. */
  readonly hosts: ReadonlySet<string>;
  /** `data:` URIs by the file name of the screenshot. */
  readonly images: ReadonlyMap<string, string>;
}

export function showEvidence(evidence: Evidence, context: EvidenceContext): Markup {
  switch (evidence.type) {
    case 'url':
      return html`<p>${address(evidence.url, context, evidence.title)}${
        evidence.date ? html` <span class="meta">${evidence.date}</span>` : ''
      }${note(evidence.note)}</p>`;
    case 'quote':
      return html`<blockquote>${highlighted(evidence)}</blockquote><p class="meta">${address(evidence.url, context)}${
        evidence.selector === undefined ? '' : html` · <code>${evidence.selector}</code>`
      }${note(evidence.note)}</p>`;
    case 'http':
      return html`<p>${showTime(evidence.at)} · ${evidence.status ?? evidence.error ?? ''}${
        evidence.ms === undefined ? '' : ` · ${Math.round(evidence.ms)} ms`
      } · ${address(evidence.url, context)}${note(evidence.note)}${record(evidence)}</p>`;
    case 'table':
      return showTable(evidence, context);
    case 'screenshot':
      return showScreenshot(evidence, context);
    case 'series':
      return showSeries(evidence);
  }
}

/** A link where it leads to the subject itself; plain text elsewhere. */
export function address(url: string, context: EvidenceContext, title?: string): Markup {
  const shown = title === undefined || title === '' ? url : title;
  const target = URL.canParse(url) ? new URL(url) : null;
  const safe = target !== null && /^https?:$/.test(target.protocol) && context.hosts.has(target.host);
  if (!safe) return html`${title === undefined || title === '' ? '' : `${title} `}<code>${url}</code>`;
  return html`<a href="${url}" rel="noreferrer nofollow" title="${url}">${shown}</a>`;
}

function note(text: string | undefined): Markup | '' {
  return text === undefined || text === '' ? '' : html` <span class="meta">${text}</span>`;
}

function record(evidence: Extract<Evidence, { type: 'http' }>): Markup | '' {
  if (evidence.record === undefined) return '';
  return html`<br><span class="meta">WARC <code>${evidence.record}</code>${
    evidence.digest === undefined ? '' : html` <code>${evidence.digest}</code>`
  }</span>`;
}

function highlighted(quote: Extract<Evidence, { type: 'quote' }>): Markup {
  const { context, start, end } = quote;
  if (
    context === undefined ||
    start === undefined ||
    end === undefined ||
    end > context.length ||
    start > end
  ) {
    return html`${context ?? ''}${context === undefined ? html`<mark>${quote.text}</mark>` : ''}`;
  }
  return html`${context.slice(0, start)}<mark>${context.slice(start, end)}</mark>${context.slice(end)}`;
}

function showTable(evidence: Extract<Evidence, { type: 'table' }>, context: EvidenceContext): Markup {
  const left = (evidence.total ?? evidence.rows.length) - evidence.rows.length;
  return html`<div class="scroll" tabindex="0"><table>${
    evidence.caption === undefined ? '' : html`<caption>${evidence.caption}</caption>`
  }<thead><tr>${evidence.columns.map((column) => html`<th scope="col">${columnName(column)}</th>`)}</tr></thead><tbody>${evidence.rows.map(
    (row) => html`<tr>${row.map((cell) => showCell(cell, context))}</tr>`,
  )}${
    left > 0
      ? html`<tr><td colspan="${evidence.columns.length}">${t(`另有 ${left} 行，见 facts.json`, `${left} more rows in facts.json`)}</td></tr>`
      : ''
  }</tbody></table></div>`;
}

/** Indicators name their columns by plain English words; the common ones have official Chinese. */
const COLUMN_ZH: Readonly<Record<string, string>> = {
  title: '标题',
  date: '日期',
  url: '网址',
  name: '名称',
  column: '栏目',
  kind: '类别',
  latest: '最新日期',
  status: '状态',
  why: '原因',
  count: '数量',
  from: '所在页面',
  missing: '缺少',
  page: '页面',
  text: '文字',
  received: '留言时间',
  replied: '答复时间',
  department: '答复单位',
  host: '域名',
  links: '链接数',
  query: '检索词',
  expected: '应检出',
  found: '是否检出',
  element: '要素',
  value: '内容',
  pages: '页面数',
  items: '条目数',
  printed: '页面标注日期',
  other: '另一来源',
  'position title': '职务',
  resume: '简历',
  form: '表格',
  at: '时间',
  ms: '耗时（毫秒）',
  error: '错误',
  how: '方式',
  opening: '开头文字',
  to: '转向',
};

function columnName(column: string): Markup | string {
  const zh = COLUMN_ZH[column.toLowerCase()];
  return zh === undefined ? column : t(zh, column);
}

function showCell(cell: string | number | null, context: EvidenceContext): Markup {
  if (cell === null) return html`<td>—</td>`;
  if (typeof cell === 'number') return html`<td class="n">${cell}</td>`;
  return /^https?:\/\//.test(cell) ? html`<td>${address(cell, context)}</td>` : html`<td>${cell}</td>`;
}

function showScreenshot(
  evidence: Extract<Evidence, { type: 'screenshot' }>,
  context: EvidenceContext,
): Markup {
  const image = context.images.get(evidence.file);
  const caption = html`<figcaption>${showTime(evidence.at)} · ${address(evidence.url, context)} · SHA-256 <code>${evidence.sha256}</code>${note(evidence.note)}</figcaption>`;
  if (image === undefined) return html`<figure><code>${evidence.file}</code>${caption}</figure>`;
  return html`<figure><img src="${image}" alt="${evidence.note ?? evidence.url}" loading="lazy">${caption}</figure>`;
}

/** A line over time, drawn by hand: no library, no script, prints well. */
function showSeries(evidence: Extract<Evidence, { type: 'series' }>): Markup {
  const values = evidence.points.flatMap(([, value]) => (value === null ? [] : [value]));
  if (values.length < 2) return html`<p>${evidence.name}</p>`;
  const low = Math.min(0, ...values);
  const high = Math.max(...values, low + 1);
  const x = (index: number) => (40 + (index / Math.max(1, evidence.points.length - 1)) * 740).toFixed(1);
  const y = (value: number) => (190 - ((value - low) / (high - low)) * 170).toFixed(1);
  const path = evidence.points
    .map(([, value], index) => (value === null ? '' : `${pathStep(evidence, index)}${x(index)} ${y(value)}`))
    .join('');
  const dots = evidence.points.map(([day, value], index) =>
    value === null
      ? ''
      : html`<circle cx="${x(index)}" cy="${y(value)}" r="3" fill="var(--accent)"><title>${day}: ${value}</title></circle>`,
  );
  return html`<figure><svg class="series" viewBox="0 0 800 210" role="img" aria-label="${evidence.name}"><path d="M40 190H780" stroke="currentColor" stroke-opacity=".3"/><text x="36" y="24" text-anchor="end" font-size="12" fill="currentColor">${high}</text><text x="36" y="194" text-anchor="end" font-size="12" fill="currentColor">${low}</text><path d="${path}" fill="none" stroke="var(--accent)" stroke-width="2"/>${dots}</svg><figcaption>${evidence.name}${
    evidence.unit === undefined ? '' : ` (${evidence.unit})`
  } · ${evidence.points[0]?.[0] ?? ''} – ${evidence.points.at(-1)?.[0] ?? ''}</figcaption></figure>`;
}

/** A gap in the data is a gap in the line. */
function pathStep(evidence: Extract<Evidence, { type: 'series' }>, index: number): string {
  const before = evidence.points[index - 1]?.[1];
  return before === undefined || before === null ? 'M' : 'L';
}
