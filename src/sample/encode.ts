/** GB18030 without a table of our own: the platform's decoder is asked once what each two-byte code means. */
let table: Map<number, number> | null = null;

function twoByteTable(): Map<number, number> {
  const made = new Map<number, number>();
  const decoder = new TextDecoder('gb18030');
  const row = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      row[0] = lead;
      row[1] = trail;
      const text = decoder.decode(row);
      if (text.length === 1 && text !== '\ufffd') made.set(text.charCodeAt(0), (lead << 8) | trail);
    }
  }
  return made;
}

/** A page as GB18030 bytes; the few characters without a two-byte code become numeric references, as old systems write them. */
export function gb18030(text: string): Uint8Array {
  table ??= twoByteTable();
  const out = Buffer.alloc(text.length * 8);
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) {
      out[length++] = point;
      continue;
    }
    const code = character.length === 1 ? table.get(point) : undefined;
    if (code === undefined) length += out.write(`&#${point};`, length, 'latin1');
    else length = out.writeUInt16BE(code, length);
  }
  return out.subarray(0, length);
}
