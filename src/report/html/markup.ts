import type { Bilingual } from '../../model/index.ts';

/** A piece of HTML that is safe to embed. Only `html` makes one, so that foreign text cannot become markup. */
export class Markup {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

type Piece = Markup | string | number | null | undefined | false | readonly Piece[];

/** Tagged template: whatever is put in is escaped, unless it is itself `html`. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    text += render(value) + (parts[index + 1] ?? '');
  });
  return new Markup(text);
}

function render(piece: Piece): string {
  if (piece instanceof Markup) return piece.value;
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escapeHtml(piece);
  if (typeof piece === 'number') return String(piece);
  return piece.map(render).join('');
}

/** Escapes for element and attribute content; bidirectional controls and other invisible controls become visible. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(?![\n\r\t])[\p{Cc}\p{Cf}]/gu, '\u{fffd}');
}

/** Both languages side by side; the style sheet shows the chosen one. */
export function both(text: Bilingual): Markup {
  return html`<span lang="zh-Hans">${text.zh}</span><span lang="en">${text.en}</span>`;
}

/** A short way to `both`. */
export function t(zh: string, en: string): Markup {
  return both({ zh, en });
}
