import type { AccountsFound } from '../../model/index.ts';
import { accountLabel, codesSentence, MENTIONED, platformName } from '../accounts.ts';
import { address, type EvidenceContext } from './evidence.ts';
import { both, html, type Markup, t } from './markup.ts';

/** Accounts shown; the JSON has all. */
const SHOWN = 60;

/** Official accounts that the site shows: what they are, where they stand, how they were found. */
export function accountsFound(found: AccountsFound, context: EvidenceContext): Markup {
  const { accounts, total, pages } = found;
  const shown = accounts.slice(0, SHOWN);
  return html`<p>${t(
    `在 ${pages} 个页面上发现 ${total} 个政务新媒体账号，不影响检查结论。是否已备案，用 xunjian discover 与名录比对。`,
    `${total} official accounts found on ${pages} pages; they change nothing of the result. xunjian discover compares them with a register.`,
  )} ${both(codesSentence(found))}</p>${
    shown.length === 0
      ? ''
      : html`<div class="scroll" tabindex="0"><table><thead><tr><th>${t('平台', 'Platform')}</th><th>${t('账号', 'Account')}</th><th>${t('平台标识', 'Id')}</th><th>${t('来自', 'From')}</th><th class="n">${t('页面数', 'Pages')}</th><th>${t('出处', 'Where')}</th></tr></thead><tbody>${shown.map(
          (one) =>
            html`<tr><td>${both(platformName(one.platform))}</td><td>${both(accountLabel(one))}</td><td><code>${one.handle ?? '—'}</code></td><td>${one.how.map((how, at) => html`${at > 0 ? ' · ' : ''}${both(MENTIONED[how])}`)}</td><td class="n">${one.pages}</td><td>${one.places.slice(0, 1).map((place) => html`${address(place.page, context)}${place.quote === '' ? '' : html`<br><span class="meta">${place.quote}</span>`}`)}</td></tr>`,
        )}</tbody></table></div>`
  }${
    total > shown.length
      ? html`<p class="meta">${t(`其余 ${total - shown.length} 个见 verdict.json。`, `${total - shown.length} more: see verdict.json.`)}</p>`
      : ''
  }`;
}
