import type { Language } from '../../model/index.ts';
import { html, type Markup } from './markup.ts';

/** Language and theme without script: radio buttons that the style sheet reads by `:has()`. */
export function switches(language: Language): Markup {
  const radio = (group: string, id: string, label: string, checked: boolean) =>
    html`<input type="radio" name="${group}" id="${id}"${checked ? html` checked` : ''}><label for="${id}">${label}</label>`;
  return html`<span><span class="switch" role="radiogroup" aria-label="语言 Language">${radio('lang', 'lang-zh', '中文', language === 'zh')}${radio('lang', 'lang-en', 'English', language === 'en')}</span> <span class="switch" role="radiogroup" aria-label="外观 Theme">${radio('theme', 'theme-auto', '自动 Auto', true)}${radio('theme', 'theme-light', '浅色 Light', false)}${radio('theme', 'theme-dark', '深色 Dark', false)}</span></span>`;
}
