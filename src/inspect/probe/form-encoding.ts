import { charsetBytes, percentEncoded } from '../../page/index.ts';

/**
 * How a browser writes the fields of a form into an address (HTML §4.10.21, application/x-www-form-urlencoded): in the charset
 * of the page that holds the form. A GBK site asked in UTF-8 would search for gibberish and find nothing.
 */
function encodeText(text: string, charset: string): string {
  const table = charsetBytes(charset);
  if (table === null) return new URLSearchParams([['', text]]).toString().slice(1);
  let out = '';
  for (const char of text) {
    if (/[A-Za-z0-9*\-._]/.test(char)) out += char;
    else if (char === ' ') out += '+';
    else if (char.charCodeAt(0) >= 0x80) out += percentEncoded(char, table);
    else out += `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/** The address that a GET form leads to. Fields of the action's own query go, as in a browser. */
export function formUrl(
  action: string,
  fields: readonly (readonly [string, string])[],
  charset: string,
): string {
  const url = new URL(action);
  url.search = '';
  url.hash = '';
  const query = fields
    .map(([name, value]) => `${encodeText(name, charset)}=${encodeText(value, charset)}`)
    .join('&');
  return `${url.href}?${query}`;
}
