import type { OleFile } from './ole.ts';
import { broken, encrypted, UnreadError } from './reading.ts';

/** Offsets in the File Information Block ([MS-DOC] 2.5). */
const FIB = { version: 2, flags: 10, fcClx: 0x1a2, lcbClx: 0x1a6, end: 0x1aa } as const;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const WORD_97 = 0xc1;
const COMPRESSED = 0x40000000;

/** Text of a Word 97–2003 document: the pieces of its piece table in order. Deleted text of tracked changes is among it. */
export function wordBinaryText(ole: OleFile): string {
  const document = ole.stream('WordDocument');
  if (document.length < FIB.end || document.readUInt16LE(0) !== 0xa5ec) throw broken('no Word header');
  const flags = document.readUInt16LE(FIB.flags);
  if ((flags & ENCRYPTED) !== 0) throw encrypted({ zh: ' Word 文档', en: 'Word document' });
  if (document.readUInt16LE(FIB.version) < WORD_97)
    throw new UnreadError('format', { zh: '是 Word 97 以前的文档', en: 'is older than Word 97' });
  const table = ole.stream((flags & SECOND_TABLE) !== 0 ? '1Table' : '0Table');
  const start = document.readUInt32LE(FIB.fcClx);
  const clx = table.subarray(start, start + document.readUInt32LE(FIB.lcbClx));
  return readable(pieces(clx, document));
}

/** [MS-DOC] 2.9.38: property modifiers (1, length) come before the piece table (2, length). */
function pieces(clx: Buffer, document: Buffer): string {
  let at = 0;
  while (clx[at] === 1 && at + 3 <= clx.length) at += 3 + clx.readUInt16LE(at + 1);
  if (clx[at] !== 2 || at + 5 > clx.length) throw broken('no piece table');
  const plc = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  const count = Math.floor((plc.length - 4) / 12);
  const texts: string[] = [];
  let total = 0;
  for (let index = 0; index < count; index++) {
    const length = plc.readUInt32LE(index * 4 + 4) - plc.readUInt32LE(index * 4);
    const place = plc.readUInt32LE((count + 1) * 4 + index * 8 + 2);
    total += length;
    // Pieces that overlap would make much of little.
    if (length < 0 || total > document.length) throw broken('its pieces do not fit');
    const from = place & ~COMPRESSED;
    texts.push(
      (place & COMPRESSED) !== 0
        ? WESTERN.decode(document.subarray(from >>> 1, (from >>> 1) + length))
        : document.toString('utf16le', from, from + 2 * length),
    );
  }
  return texts.join('');
}

const WESTERN = new TextDecoder('windows-1252');

/** Special characters ([MS-DOC] 2.4.1) as text: fields show their result, not their code; cells end with tabs, rows with lines. */
function readable(raw: string): string {
  let out = '';
  // One for each open field: whether its code is being passed over.
  const fields: boolean[] = [];
  let codes = 0;
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charCodeAt(at);
    if (unit === 0x13) {
      fields.push(true);
      codes++;
    } else if (unit === 0x14 && fields.at(-1) === true) {
      fields[fields.length - 1] = false;
      codes--;
    } else if (unit === 0x15) {
      if (fields.pop() === true) codes--;
    } else if (codes === 0) out += unit < 0x20 ? mark(unit, raw.charCodeAt(at - 1)) : raw[at];
  }
  return out;
}

function mark(unit: number, before: number): string {
  switch (unit) {
    case 0x07:
      return before === 0x07 ? '\n' : '\t';
    case 0x09:
      return '\t';
    case 0x0b:
    case 0x0c:
    case 0x0d:
    case 0x0e:
      return '\n';
    case 0x1e:
      return '-';
    default:
      return '';
  }
}
