/** Two-byte charsets of Chinese pages, by their WHATWG name. */
const DOUBLE_BYTE: Readonly<Record<string, string>> = {
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  big5: 'big5',
};

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Character → its two bytes, by decoding every pair of bytes once; null for a charset that is written as UTF-8 in addresses. */
export function charsetBytes(charset: string): ReadonlyMap<string, readonly number[]> | null {
  const name = DOUBLE_BYTE[charset.toLowerCase()];
  if (name === undefined) return null;
  const known = tables.get(name);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(name);
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  tables.set(name, table);
  return table;
}

/** Bytes as an address shows them, `%C7%E0`; a character that the charset lacks goes as a character reference, as browsers do. */
export function percentEncoded(char: string, bytes: ReadonlyMap<string, readonly number[]>): string {
  const own = bytes.get(char);
  if (own === undefined) return encodeURIComponent(`&#${char.codePointAt(0)};`);
  return own.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/**
 * A reference as a browser asks for it: what stands after `?` is written in the charset of the page, the path in UTF-8 (URL standard,
 * query state). A GBK site asked in UTF-8 would answer that there is nothing.
 */
export function queryInCharset(reference: string, charset: string): string {
  const query = reference.indexOf('?');
  if (query < 0 || !/[\u0080-\uffff]/.test(reference.slice(query))) return reference;
  const bytes = charsetBytes(charset);
  if (bytes === null) return reference;
  const hash = reference.indexOf('#', query);
  const end = hash < 0 ? reference.length : hash;
  const asked = reference
    .slice(query, end)
    .replace(/[\u0080-\u{10ffff}]/gu, (char) => percentEncoded(char, bytes));
  return reference.slice(0, query) + asked + reference.slice(end);
}
