import { Parser } from 'htmlparser2';
import { decodeHtml } from '../page/index.ts';

const UNSEEN = new Set(['script', 'style', 'template', 'noscript']);
const BREAKS = new Set(
  'address article aside blockquote br caption dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table title tr ul'.split(
    ' ',
  ),
);

/** Text of a plain file: by its BOM, as UTF-8, else by what its bytes look like. */
export function plainText(bytes: Uint8Array, contentType?: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeHtml(bytes, contentType === undefined ? {} : { contentType }).text;
  }
}

/** Whether a text is a page: its first tag is one that only pages have. Old programs save pages as .doc and .xls. */
export function isHtml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table)\b/i.test(
    text.slice(0, 4096),
  );
}

/** All words of a page, blocks on lines of their own, cells parted by tabs. */
export function htmlText(html: string): string {
  const pieces: string[] = [];
  let unseen = 0;
  const parser = new Parser({
    onopentag: (name) => {
      if (UNSEEN.has(name)) unseen++;
      if (BREAKS.has(name)) pieces.push('\n');
    },
    ontext: (text) => {
      if (unseen === 0) pieces.push(text.replace(/\s+/g, ' '));
    },
    onclosetag: (name) => {
      if (UNSEEN.has(name)) unseen = Math.max(0, unseen - 1);
      if (name === 'td' || name === 'th') pieces.push('\t');
      else if (BREAKS.has(name)) pieces.push('\n');
    },
  });
  parser.end(html);
  return pieces
    .join('')
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim();
}
