import { type Bilingual, shanghai } from '../../model/index.ts';
import { both, html, Markup, STYLE, t } from '../../report/index.ts';
import type { Comparison } from '../compare.ts';
import { type Action, needsSetUp } from '../result.ts';
import type { Counts } from '../summary.ts';
import type { PlanDocument } from './json.ts';
import { ACTION, actionText, levelName, platform, REVIEW } from './labels.ts';
import { facts, headline } from './text.ts';

const MORE = `.bars td.mix{width:38%;min-width:110px}.bars .b{display:flex;height:16px;border-radius:3px;overflow:hidden;background:var(--tint)}
.bars .b i{display:block;height:100%}i.keep{background:var(--good)}i.merge{background:var(--accent)}i.close{background:var(--bad)}i.cancel{background:var(--soft)}
.key{font-size:14px;color:var(--soft);margin:6px 0}.key i{display:inline-block;width:12px;height:12px;border-radius:2px;margin:0 4px 0 12px;vertical-align:-1px}.key i:first-child{margin-left:0}
ul.facts{margin:14px 0 0;padding-left:1.2em}.two{display:grid;grid-template-columns:1fr 1fr;gap:0 28px}.two>div{min-width:0}
@media(min-width:761px){.tiles{grid-template-columns:repeat(5,1fr)}}
@media(max-width:760px){.two{grid-template-columns:1fr}.bars td.mix{min-width:70px}th,td{padding:6px 6px}}
@page{size:A4;margin:11mm 13mm}
@media print{body{font-size:11px;line-height:1.4}header.top,.end,.long{display:none}main.wrap{padding:0}h1{font-size:19px;margin:0 0 2px}h2{font-size:13px;margin:9px 0 3px;padding:0}p{margin:4px 0}.meta,.tiles span{font-size:10.5px}ul{margin:4px 0;padding-left:1.2em}ul.facts{margin:4px 0}
.tiles{grid-template-columns:repeat(5,1fr);gap:5px;margin:6px 0}.tiles li{padding:3px 8px}.tiles b{font-size:16px}.two{grid-template-columns:1fr 1fr}th,td{padding:2px 6px;font-size:10.5px}td small{font-size:9.5px}.bars .b{height:10px}.key{font-size:10.5px}
i{print-color-adjust:exact;-webkit-print-color-adjust:exact}}`;

const WORDS = ['keep', 'merge', 'close', 'cancel'] as const;
/** A leader reads one page; the workbook has everything. */
const SHOWN = 10;
/** Rows of a table that the printed page has room for. */
const PRINTED = 5;

/** A plan as one page for the leader (领导一页纸): how many of each, what it saves, what it keeps, what has to be decided. */
export function planHtml(document: PlanDocument): string {
  const { plan, comparisons, skippedRows } = document;
  const { policy, asOf, by, summary, problems } = plan;
  const day = shanghai(asOf).slice(0, 10);
  const tile = (value: number | string, label: Bilingual) =>
    html`<li><b>${value}</b><span>${both(label)}</span></li>`;
  const page = html`<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>政务新媒体整合方案 ${day}</title>${new Markup(`<style>${STYLE}${MORE}</style>`)}</head><body>
<header class="top"><div class="wrap bar"><span>${t('政务新媒体整合方案', 'Consolidation plan')}</span>
<span class="switch"><input type="radio" name="lang" id="lang-zh" checked><label for="lang-zh">中文</label><input type="radio" name="lang" id="lang-en"><label for="lang-en">English</label></span></div></header>
<main class="wrap"><h1>${both(policy.title)}</h1>
<p class="meta">${policy.document.number} · ${policy.id} ${policy.version} · ${t(`测算时点${day}，完成时限${by}`, `as of ${day}, to be done by ${by}`)}</p>
<p><b>${both(headline(document))}</b></p>
<ul class="tiles">${WORDS.map((word) => tile(summary[word], ACTION[word]))}${tile(summary.review, REVIEW)}
${tile(summary.staffSaved, { zh: '节约人员', en: 'staff saved' })}${tile(summary.hours?.saved ?? '—', { zh: '每月节约工时', en: 'hours saved a month' })}
${tile(percent(summary.readsKept), { zh: '阅读保留', en: 'reads kept' })}${tile(summary.functions.moved, { zh: '功能迁移', en: 'functions moved' })}${tile(summary.functionsLost.length, { zh: '功能无去向', en: 'functions without a place' })}</ul>
<ul class="facts">${facts(document).map((text) => html`<li>${both(text)}</li>`)}
${skippedRows > 0 && html`<li>${t(`名录有${skippedRows}行无法使用，未计入。`, `${skippedRows} rows of the register could not be used and are left out.`)}</li>`}</ul>
<p class="key">${WORDS.map((word) => html`<i class="${word}"></i>${both(ACTION[word])}`)}</p>
<div class="two"><div>${bars({ zh: '按平台', en: 'By platform' }, summary.byPlatform, platform)}</div>
<div>${bars({ zh: '按层级', en: 'By level' }, summary.byLevel, (id) => levelName(id === 'unknown' ? null : id))}</div></div>
${successors(plan.actions)}
${decisions([...plan.actions, ...plan.sites])}
${problems.length > 0 && html`<h2>${t('名录与政策中的问题', 'Problems of the register and the policy')}</h2><ul>${problems.map(({ text, ids }) => html`<li>${both(text)}<small>（${ids.length}）${ids.slice(0, SHOWN).join(', ')}${ids.length > SHOWN && '…'}</small></li>`)}</ul>`}
${comparisons.map(comparison)}
</main><footer class="wrap end">${t('逐个账号的处置、理由和功能去向见 plan.xlsx；停更公告和备案表见 notices。数字由名录、采集数据和政策条款算出，须经人工确认后实施。', 'plan.xlsx has every account with its reasons and where its functions go; notices and filing forms are in notices. Figures follow from register, collected data and policy; people confirm before anything is done.')}</footer></body></html>`;
  return `<!doctype html>\n${page.value}\n`;
}

function percent(share: number | null): string {
  return share === null ? '—' : `${Math.round(100 * share)}%`;
}

function bars(
  title: Bilingual,
  groups: Readonly<Record<string, Counts>>,
  name: (id: string) => Bilingual,
): Markup {
  const rows = Object.entries(groups).sort(([, a], [, b]) => b.total - a.total);
  return html`<h2>${both(title)}</h2><div class="scroll"><table class="bars"><thead><tr><th></th><th></th><th class="n">${t('总数', 'total')}</th><th class="n">${both(ACTION.keep)}</th></tr></thead><tbody>
${rows.map(([id, counts]) => html`<tr><th>${both(name(id))}</th><td class="mix"><span class="b">${WORDS.map((word) => html`<i class="${word}" style="width:${Math.round((1000 * counts[word]) / Math.max(1, counts.total)) / 10}%"></i>`)}</span></td><td class="n">${counts.total}</td><td class="n">${counts.keep}</td></tr>`)}</tbody></table></div>`;
}

/** Who takes over the most. */
function successors(actions: readonly Action[]): Markup | '' {
  const merged = actions.flatMap((action) => (action.into === null ? [] : [{ action, into: action.into }]));
  const groups = [...Map.groupBy(merged, ({ into }) => into)].sort(([, a], [, b]) => b.length - a.length);
  if (groups.length === 0) return '';
  return html`<h2>${t('承接账号', 'Successors')}</h2><div class="scroll"><table><thead><tr><th>${t('账号', 'account')}</th><th>${t('单位', 'body')}</th><th class="n">${t('并入', 'merged')}</th><th class="n">${t('须先开通的功能', 'functions to set up')}</th></tr></thead><tbody>
${groups.slice(0, SHOWN).map(([into, list], at) => html`<tr class="${at < PRINTED ? '' : 'long'}"><td>${into.name} <small>${both(platform(into.platform))}</small></td><td>${into.body?.name ?? '—'}</td><td class="n">${list.length}</td><td class="n">${toSetUp(list.map(({ action }) => action))}</td></tr>`)}</tbody></table></div>
${groups.length > SHOWN && html`<p class="meta">${t(`共${groups.length}个，其余见 plan.xlsx。`, `${groups.length} in all; the rest is in plan.xlsx.`)}</p>`}`;
}

function toSetUp(actions: readonly Action[]): number {
  return new Set(
    actions.flatMap(({ functions }) =>
      functions.flatMap((home) => (needsSetUp(home) ? [home.function.id] : [])),
    ),
  ).size;
}

/** What a person has to decide: the least sure first. */
function decisions(actions: readonly Action[]): Markup | '' {
  const open = actions.filter(({ review }) => review).sort((a, b) => a.confidence - b.confidence);
  if (open.length === 0) return '';
  return html`<h2>${t('须人工确定', 'For people to decide')}</h2>${causes(open)}<div class="scroll"><table><thead><tr><th>${t('账号', 'account')}</th><th>${t('建议', 'proposed')}</th><th>${t('为什么要看', 'why')}</th></tr></thead><tbody>
${open.slice(0, SHOWN).map((action, at) => html`<tr class="${at < PRINTED ? '' : 'long'}"><td>${action.channel.name}<br><small>${action.channel.id} · ${action.channel.body?.name ?? '—'}</small></td><td>${both(actionText(action))}</td><td>${action.reviewReasons.map(({ text }) => html`<div>${both(text)}</div>`)}</td></tr>`)}</tbody></table></div>
${open.length > SHOWN && html`<p class="meta">${t(`共${open.length}个，其余见 plan.xlsx。`, `${open.length} in all; the rest is in plan.xlsx.`)}</p>`}`;
}

/** Why people are asked, by rule: the commonest first. One cause often settles many. */
function causes(open: readonly Action[]): Markup {
  const reasons = open.flatMap(({ reviewReasons }) => reviewReasons);
  const groups = [...Map.groupBy(reasons, ({ rule }) => rule).values()].sort((a, b) => b.length - a.length);
  return html`<ul class="facts">${groups.slice(0, PRINTED).map((list) => html`<li>${t(`${list.length}个：`, `${list.length}: `)}${list[0] !== undefined && both(list[0].text)}</li>`)}</ul>`;
}

function comparison({ from, to, changes, difference }: Comparison): Markup {
  const sign = (value: number) => (value > 0 ? `+${value}` : String(value));
  return html`<h2>${t('方案比较', 'Compared')}：${from} → ${to}</h2>
<p>${t(`${changes.length}个账号不同：`, `${changes.length} differ: `)}${WORDS.map((word) => html`${both(ACTION[word])} ${sign(difference[word])}　`)}${t(`节约人员${sign(difference.staffSaved)}`, `staff saved ${sign(difference.staffSaved)}`)}</p>
<ul>${changes.slice(0, SHOWN).map(({ name, id, from: was, to: is }, at) => html`<li class="${at < PRINTED ? '' : 'long'}">${name}（${id}）：${both(ACTION[was.action])} → ${both(ACTION[is.action])}${is.into !== null && ` ${is.into}`}</li>`)}</ul>`;
}
