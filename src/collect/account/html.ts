import { Parser } from 'htmlparser2';

const BREAKS = new Set([
  'p',
  'br',
  'div',
  'li',
  'tr',
  'section',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
]);
const SILENT = new Set(['script', 'style', 'template', 'noscript']);

/** Addresses that the markup of a post links to, as they stand; `base` completes those that are not absolute. */
export function linksOfHtml(html: string, base?: string | null): string[] {
  const found = new Set<string>();
  const parser = new Parser({
    onopentag: (name, { href, class: classes, rel }) => {
      // Mentions and topics lead about the platform itself.
      if (
        name !== 'a' ||
        href === undefined ||
        /\bmention\b/.test(classes ?? '') ||
        /\btag\b/.test(rel ?? '')
      )
        return;
      const on = base ?? undefined;
      if (URL.canParse(href, on)) found.add(new URL(href, on).href);
    },
  });
  parser.end(html);
  return [...found].filter((url) => /^https?:/i.test(url));
}

/** As a field of a post; nothing where there is none, so that rows stay as short as they were. */
export function linkField(html: string | null | undefined, base?: string | null): { links?: string[] } {
  const links = html === null || html === undefined ? [] : linksOfHtml(html, base);
  return links.length === 0 ? {} : { links };
}

/** The words of a post that came as HTML: blocks end a line, scripts and styles are left out. */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  let silent = 0;
  const parser = new Parser({
    onopentag: (name) => {
      if (SILENT.has(name)) silent += 1;
      if (BREAKS.has(name)) parts.push('\n');
    },
    ontext: (text) => {
      if (silent === 0) parts.push(text);
    },
    onclosetag: (name) => {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      if (BREAKS.has(name)) parts.push('\n');
    },
  });
  parser.end(html);
  return parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}
