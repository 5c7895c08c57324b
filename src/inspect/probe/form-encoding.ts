/**
 * How a browser writes the fields of a form into an address (HTML §4.10.21, application/x-www-form-urlencoded): in the charset
 * of the page that holds the form. A GBK site asked in UTF-8 would search for gibberish and find nothing.
 */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();
const DOUBLE_BYTE: Readonly<Record<string, string>> = {
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  big5: 'big5',
};

/** Character → its two bytes, by decoding every pair of bytes once. */
function tableOf(charset: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(charset);
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  tables.set(charset, table);
  return table;
}

function encodeText(text: string, charset: string): string {
  const name = DOUBLE_BYTE[charset.toLowerCase()];
  if (name === undefined) return new URLSearchParams([['', text]]).toString().slice(1);
  const table = tableOf(name);
  let out = '';
  for (const char of text) {
    if (/[A-Za-z0-9*\-._]/.test(char)) out += char;
    else if (char === ' ') out += '+';
    else {
      const bytes = char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : table.get(char);
      // What the charset lacks goes as a character reference, as browsers do.
      out +=
        bytes === undefined ? encodeURIComponent(`&#${char.codePointAt(0)};`) : bytes.map(percent).join('');
    }
  }
  return out;
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
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
