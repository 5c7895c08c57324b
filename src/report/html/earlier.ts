import type { EarlierCompared, PageChange, Verdict } from '../../model/index.ts';
import {
  CHANGED,
  DIRECTION,
  DIRECTION_SIGN,
  directions,
  otherChanges,
  pagesCompared,
  resultThenAndNow,
  standing,
} from '../earlier.ts';
import { STATE_SIGN, showTime } from '../labels.ts';
import { address, type EvidenceContext } from './evidence.ts';
import { both, html, type Markup, t } from './markup.ts';

/** Changed pages shown; the JSON has more. */
const SHOWN = 30;

/** What became of the site since an earlier inspection: verdict, indicators, pages. */
export function earlierSection(
  verdict: Verdict,
  compared: EarlierCompared,
  context: EvidenceContext,
): Markup {
  const { facts } = compared;
  const result = resultThenAndNow(verdict, compared);
  const others = otherChanges(facts);
  return html`${result === null ? '' : html`<p><b>${both(result)}</b> ${both(directions(compared))}</p>`}${lines(compared)}<p>${both(pagesCompared(facts))}</p>${pages(facts.changes, counted(compared), context)}${
    others.length === 0 ? '' : html`<ul>${others.map((one) => html`<li>${both(one)}</li>`)}</ul>`
  }`;
}

function counted({ facts }: EarlierCompared): number {
  return Object.values(facts.counts).reduce((sum, count) => sum + count, 0);
}

function lines({ lines: changed }: EarlierCompared): Markup | '' {
  if (changed.length === 0) return '';
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th>${t('变化', 'Change')}</th><th>${t('指标', 'Indicator')}</th><th>${t('上次', 'Then')}</th><th>${t('本次', 'Now')}</th></tr></thead><tbody>${changed.map(
    ({ direction, code, title, before, now, part }) =>
      html`<tr><td class="way ${direction}">${DIRECTION_SIGN[direction]} ${both(DIRECTION[direction])}</td><td>${both(title)} <span class="meta">${code}</span></td><td>${STATE_SIGN[before.state]} ${both(standing(before, part))}</td><td>${STATE_SIGN[now.state]} ${both(standing(now, part))}</td></tr>`,
  )}</tbody></table></div>`;
}

function pages(changes: readonly PageChange[], count: number, context: EvidenceContext): Markup {
  if (count === 0) return html`<p>${t('没有页面变为别的内容。', 'No page became something else.')}</p>`;
  const left = count - Math.min(SHOWN, changes.length);
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th>${t('上次', 'Then')}</th><th>${t('本次', 'Now')}</th></tr></thead><tbody>${changes
    .slice(0, SHOWN)
    .map(
      (change) =>
        html`<tr class="group"><th colspan="2" scope="rowgroup">${both(CHANGED[change.kind])} <span class="meta">${address(change.url, context)}</span></th></tr><tr><td>${page(change.before, null)}</td><td>${page(change.now, change.quote)}</td></tr>`,
    )}</tbody></table></div>${
    left > 0
      ? html`<p class="meta">${t(`另有 ${left} 个页面，见 facts.json。`, `${left} more pages: see facts.json.`)}</p>`
      : ''
  }`;
}

function page({ title, opening, at }: PageChange['now'], quote: string | null): Markup {
  const lines = [opening, quote ?? ''].filter((line) => line !== '');
  return html`<b>${title === '' ? '—' : title}</b>${lines.map((line) => html`<br>${line}`)}<br><span class="meta">${showTime(at)}</span>`;
}
