import { type Bilingual, shanghai } from '../model/index.ts';
import { both, discoveryHtml, html, Markup, RESULT, STYLE, t } from '../report/index.ts';
import { CHART_STYLE, chartsOf } from './chart.ts';
import type { Census, CensusAccount } from './gather.ts';
import {
  ACTIVITY,
  CONFIDENCE,
  COUNT_COLUMNS,
  DUPLICATE,
  fieldName,
  inferredValue,
  levelName,
  platformName,
  shownCount,
  unitName,
} from './labels.ts';
import { discoveryNames } from './names.ts';
import type { Counts, Group } from './summary.ts';

const MORE = `.bars td.share{width:40%;min-width:110px}.bars tbody th{min-width:7em}.bars .b{display:flex;height:16px;border-radius:3px;overflow:hidden;background:var(--tint)}
.bars .b i{display:block;height:100%}.b .unqualified{background:var(--bad)}.b .undetermined{background:var(--warn)}.b .qualified{background:var(--good)}
.key{font-size:14px;color:var(--soft);margin:6px 0}.key i{display:inline-block;width:12px;height:12px;border-radius:2px;margin:0 4px 0 12px;vertical-align:-1px}
.key .unqualified{background:var(--bad)}.key .undetermined{background:var(--warn)}.key .qualified{background:var(--good)}
@media(min-width:701px){.tiles{grid-template-columns:repeat(4,1fr)}.bars th,.bars td{padding:6px 7px}.bars tbody th{min-width:8em}.bars thead th{white-space:normal;overflow-wrap:normal;word-break:keep-all;vertical-align:bottom;font-size:12.5px}.bars td.share{width:16%;min-width:80px}}
@media(max-width:700px){.bars .share,.bars thead th:nth-child(2){display:none}}`;

/** Accounts listed on the page; a browser does not open a page of many more. The workbook and the JSON have all. */
const LISTED = 5_000;
const UNITS = 20;
const RESULTS = ['unqualified', 'undetermined', 'qualified'] as const;

/** A census as one HTML page without network: tables, bars, every account with its reasons. */
export function censusHtml(census: Census): string {
  const { summary, standard, asOf, register } = census;
  const at = shanghai(asOf).slice(0, 16).replace('T', ' ');
  const { accounts } = summary;
  const ordered = RESULTS.flatMap((result) => census.accounts.filter((account) => account.result === result));
  const page = html`<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>政务新媒体普查 ${at}</title>${style()}</head><body>
<header class="top"><div class="wrap bar"><span>${t('政务新媒体普查', 'Census of official accounts')}</span>
<span class="switch"><input type="radio" name="lang" id="lang-zh" checked><label for="lang-zh">中文</label><input type="radio" name="lang" id="lang-en"><label for="lang-en">English</label></span></div></header>
<main class="wrap"><h1>${t(`政务新媒体普查：${accounts.total}个账号`, `Census of ${accounts.total} official accounts`)}</h1>
<p class="meta">${at} · ${both(standard.title)}（${standard.id} ${standard.version}）</p>
${tiles(accounts)}
${register.errors > 0 && html`<p>${t(`名录有${register.errors}行无法使用，未计入。`, `${register.errors} rows of the register could not be used and are left out.`)}</p>`}
${groups({ zh: '按平台', en: 'By platform' }, summary.platforms, ({ id }) => platformName(id))}
${groups({ zh: '按层级', en: 'By level' }, summary.levels, ({ id }) => levelName(id))}
${groups({ zh: '不合格最多的单位', en: 'Units with most unqualified accounts' }, summary.units.filter((unit) => unit.unqualified > 0).slice(0, UNITS), unitName)}
${reach(census)}
${registerParts(census)}
${census.discovery !== null && html`<h2>${t('账号发现比对', 'Accounts found')}</h2>${discoveryHtml(census.discovery, discoveryNames(register))}`}
<h2>${t('逐个账号', 'Every account')}</h2>
${ordered.length > LISTED && html`<p>${t(`只列前${LISTED}个，全部见 XLSX 或 JSON。`, `The first ${LISTED} are listed; the workbook and the JSON have all.`)}</p>`}
<div class="scroll"><table><thead><tr><th>${t('账号', 'account')}</th><th>${t('平台', 'platform')}</th><th>${t('单位', 'unit')}</th><th>${t('结论', 'result')}</th><th>${t('更新', 'activity')}</th><th>${t('理由', 'reasons')}</th></tr></thead>
<tbody>${ordered.slice(0, LISTED).map((account) => row(census, account))}</tbody></table></div>
${sites(census)}
</main></body></html>`;
  return `<!doctype html>\n${page.value}\n`;
}

/** Our own text, the only thing on the page that is not escaped. */
function style(): Markup {
  return new Markup(`<style>${STYLE}${MORE}${CHART_STYLE}</style>`);
}

function tiles(counts: Counts): Markup {
  const tile = (value: number, label: Bilingual) => html`<li><b>${value}</b><span>${both(label)}</span></li>`;
  return html`<ul class="tiles">${tile(counts.total, { zh: '账号总数', en: 'accounts' })}${RESULTS.map((result) => tile(counts[result], RESULT[result]))}
${(['zombie', 'sleeping', 'unknown'] as const).map((activity) => tile(counts[activity], ACTIVITY[activity]))}${tile(counts.suspected, { zh: '有疑似问题', en: 'with suspicions' })}</ul>`;
}

function groups(title: Bilingual, list: readonly Group[], name: (group: Group) => Bilingual): Markup | '' {
  if (list.length === 0) return '';
  return html`<h2>${both(title)}</h2><p class="key">${RESULTS.map((result) => html`<i class="${result}"></i>${both(RESULT[result])}`)}</p>
<div class="scroll"><table class="bars"><thead><tr><th></th><th></th>${COUNT_COLUMNS.map(({ head }) => html`<th class="n">${both(head)}</th>`)}</tr></thead><tbody>
${list.map((group) => html`<tr><th>${both(name(group))}</th><td class="share">${bar(group)}</td>${COUNT_COLUMNS.map(({ key }) => html`<td class="n">${shownCount(group[key])}</td>`)}</tr>`)}
</tbody></table></div>`;
}

function bar(counts: Counts): Markup {
  return html`<span class="b">${RESULTS.map((result) => html`<i class="${result}" style="width:${Math.round((1000 * counts[result]) / Math.max(1, counts.total)) / 10}%"></i>`)}</span>`;
}

function reach({ summary, accounts }: Census): Markup | '' {
  if (summary.best.length === 0) return '';
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const list = (ids: readonly string[]) =>
    html`<ol>${ids.map((id) => html`<li>${byId.get(id)?.name ?? id}（${both(platformName(byId.get(id)?.platform ?? null))}） <small>${shownCount(byId.get(id)?.readsPerDay ?? null)}</small></li>`)}</ol>`;
  return html`<h2>${t('日均阅读', 'Reads a day')}</h2><h3>${t('最多', 'Most')}</h3>${list(summary.best)}
${summary.worst.length > 0 && html`<h3>${t('最少（在更新的）', 'Fewest (of those that post)')}</h3>${list(summary.worst)}`}`;
}

/** What the register says about itself: accounts filed twice, contradictions, what was filled in. */
function registerParts({ duplicates, inferred, contradictions, register }: Census): Markup {
  const account = (id: string) => html`${register.accounts.get(id)?.name ?? id} <small>${id}</small>`;
  const unit = (id: string) => register.units.get(id)?.name ?? id;
  const more = (list: readonly unknown[]) =>
    list.length > UNITS &&
    html`<p>${t(`其余${list.length - UNITS}项见 XLSX 或 JSON。`, `${list.length - UNITS} more are in the workbook and the JSON.`)}</p>`;
  return html`${
    duplicates.length > 0 &&
    html`<h2>${t(`疑似重复登记（${duplicates.length}组）`, `Probably filed twice (${duplicates.length} groups)`)}</h2>
<p>${t('未合并，请核实后在名录中处理。', 'Nothing was merged; please check and mend the register.')}</p>
<div class="scroll"><table><thead><tr><th>${t('账号', 'accounts')}</th><th>${t('把握', 'confidence')}</th><th>${t('理由', 'reasons')}</th></tr></thead><tbody>
${duplicates.slice(0, UNITS).map(({ accounts, reasons, confidence }) => html`<tr><td>${accounts.map((id) => html`<div>${account(id)}</div>`)}</td><td>${both(CONFIDENCE[confidence])}</td><td>${reasons.map((reason) => html`<div>${both(DUPLICATE[reason])}</div>`)}</td></tr>`)}</tbody></table></div>${more(duplicates)}`
  }
${
  contradictions.length > 0 &&
  html`<h2>${t(`名录中的矛盾（${contradictions.length}处）`, `Contradictions in the register (${contradictions.length})`)}</h2>
<div class="scroll"><table><thead><tr><th>${t('名称', 'name')}</th><th>${t('项目', 'field')}</th><th>${t('名录值', 'value')}</th><th>${t('说明', 'why')}</th></tr></thead><tbody>
${contradictions.slice(0, UNITS).map(({ kind, id, field, value, why }) => html`<tr><td>${(kind === 'unit' ? register.units : register.sites).get(id)?.name ?? id}<br><small>${id}</small></td><td>${both(fieldName(field))}</td><td>${value}</td><td>${both(why)}</td></tr>`)}</tbody></table></div>${more(contradictions)}`
}
${
  inferred.length > 0 &&
  html`<h2>${t(`名录未填、推断得出的单位信息（${inferred.length}项）`, `Left empty in the register and inferred (${inferred.length})`)}</h2>
<div class="scroll"><table><thead><tr><th>${t('单位', 'unit')}</th><th>${t('项目', 'field')}</th><th>${t('推断值', 'value')}</th><th>${t('依据', 'because')}</th></tr></thead><tbody>
${inferred.slice(0, UNITS).map((one) => html`<tr><td>${unit(one.unit)}<br><small>${one.unit}</small></td><td>${both(fieldName(one.field))}</td><td>${both(inferredValue(one, unit))}</td><td>${both(one.because)}</td></tr>`)}</tbody></table></div>${more(inferred)}`
}`;
}

function row(
  census: Census,
  { id, name, platform, unit, result, activity, suspected }: CensusAccount,
): Markup {
  const { zh, en } = census.reasons(id);
  return html`<tr><td>${name}<br><small>${id}</small></td><td>${both(platformName(platform))}</td><td>${unit?.name ?? '—'}</td>
<td>${both(RESULT[result])}</td><td>${both(ACTIVITY[activity ?? 'byUse'])}</td><td>${zh.map((reason, at) => html`<div>${t(reason, en[at] ?? reason)}</div>`)}${suspected && chartsOf(census.verdict(id))}</td></tr>`;
}

function sites({ sites }: Census): Markup | '' {
  if (sites.length === 0) return '';
  return html`<h2>${t('网站', 'Sites')}</h2><p>${t('只依据名录中的留言和探测；页面用 xunjian inspect 检查。', 'By messages and probes of the register alone; xunjian inspect reads the pages.')}</p>
<div class="scroll"><table><thead><tr><th>${t('网站', 'site')}</th><th>${t('结论', 'result')}</th><th>${t('发现', 'findings')}</th></tr></thead><tbody>
${sites.slice(0, LISTED).map((site) => html`<tr><td>${site.name}<br><small>${site.url ?? site.id}</small></td><td>${both(RESULT[site.result])}</td><td>${site.findings.filter(({ state }) => state === 'fail' || state === 'suspected').map(({ summary }) => html`<div>${both(summary)}</div>`)}</td></tr>`)}</tbody></table></div>`;
}
