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
