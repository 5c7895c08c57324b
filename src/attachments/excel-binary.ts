import type { OleFile } from './ole.ts';
import { type Budget, broken, encrypted, type ReadPart, UnreadError } from './reading.ts';

/** Record types ([MS-XLS] 2.3). */
const R = {
  formula: 0x06,
  eof: 0x0a,
  filePass: 0x2f,
  continues: 0x3c,
  boundSheet: 0x85,
  multipleRk: 0xbd,
  sharedStrings: 0xfc,
  sharedLabel: 0xfd,
  number: 0x203,
  label: 0x204,
  string: 0x207,
  rk: 0x27e,
  bof: 0x809,
} as const;
const BIFF8 = 0x600;

interface Row {
  readonly at: number;
  readonly type: number;
  readonly data: Buffer;
}

/** Text of an Excel 97–2003 workbook: rows of its sheets, cells parted by tabs, formulas by their last value. */
export function excelBinaryParts(ole: OleFile, budget: Budget): Omit<ReadPart, 'path'>[] {
  const name = ole.names.includes('Workbook') ? 'Workbook' : 'Book';
  const records = [...recordsOf(ole.stream(name))];
  const first = records[0];
  if (first === undefined || first.type !== R.bof) throw broken('no workbook header');
  if (first.data.readUInt16LE(0) !== BIFF8)
    throw new UnreadError('format', { zh: '是 Excel 97 以前的工作簿', en: 'is older than Excel 97' });
  if (records.some(({ type }) => type === R.filePass))
    throw encrypted({ zh: ' Excel 工作簿', en: 'Excel workbook' });
  const strings = sharedStrings(records);
  const sheets = records.filter(({ type, data }) => type === R.boundSheet && data[5] === 0);
  return sheets.map(({ data }, index) => {
    const start = records.findIndex(({ at }) => at === data.readUInt32LE(0));
    const text = start < 0 ? '' : sheetText(records, start, strings, budget);
    return { place: { kind: 'sheet', number: index + 1, name: shortString(data.subarray(6)) }, text };
  });
}

function* recordsOf(stream: Buffer): Generator<Row> {
  for (let at = 0; at + 4 <= stream.length; ) {
    const length = stream.readUInt16LE(at + 2);
    yield { at, type: stream.readUInt16LE(at), data: stream.subarray(at + 4, at + 4 + length) };
    at += 4 + length;
  }
}

function sheetText(
  records: readonly Row[],
  start: number,
  strings: readonly string[],
  budget: Budget,
): string {
  const pieces: string[] = [];
  let row = -1;
  let depth = 0;
  const cell = (data: Buffer, value: string) => {
    const own = data.readUInt16LE(0);
    if (pieces.length > 0) pieces.push(own === row ? '\t' : '\n');
    row = own;
    budget.text(value.length + 1);
    pieces.push(value);
  };
  for (let index = start; index < records.length; index++) {
    const { type, data } = records[index] ?? { type: R.eof, data: Buffer.alloc(0) };
    // A chart in a sheet has a header and an end of its own.
    if (type === R.bof) depth++;
    else if (type === R.eof && --depth === 0) break;
    else if (depth === 1) readCell(type, data, records[index + 1], strings, cell);
  }
  return pieces.join('');
}

function readCell(
  type: number,
  data: Buffer,
  next: Row | undefined,
  strings: readonly string[],
  cell: (data: Buffer, value: string) => void,
): void {
  if (data.length < 10) return;
  if (type === R.sharedLabel) cell(data, strings[data.readUInt32LE(6)] ?? '');
  else if (type === R.label) cell(data, longString(data.subarray(6)));
  else if (type === R.rk) cell(data, shownNumber(rkValue(data.readUInt32LE(6))));
  else if (type === R.number && data.length >= 14) cell(data, shownNumber(data.readDoubleLE(6)));
  else if (type === R.multipleRk)
    for (let at = 4; at + 6 <= data.length - 2; at += 6)
      cell(data, shownNumber(rkValue(data.readUInt32LE(at + 2))));
  else if (type === R.formula && data.length >= 14) {
    if (data.readUInt16LE(12) !== 0xffff) cell(data, shownNumber(data.readDoubleLE(6)));
    else if (data[6] === 0 && next?.type === R.string) cell(data, longString(next.data));
  }
}

/** Numbers in four bytes ([MS-XLS] 2.5.122): a 30-bit integer or the head of a double, by a hundred or not. */
function rkValue(rk: number): number {
  const head = Buffer.alloc(8);
  head.writeUInt32LE((rk & ~3) >>> 0, 4);
  const value = (rk & 2) !== 0 ? (rk | 0) >> 2 : head.readDoubleLE(0);
  return (rk & 1) !== 0 ? value / 100 : value;
}

/** As many digits as a sheet keeps, so that an identity number in a number cell stays one. */
function shownNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21
    ? BigInt(value).toString()
    : String(Number(value.toPrecision(15)));
}

/** Length in one byte, then the characters. */
function shortString(data: Buffer): string {
  return characters(data, data[0] ?? 0, data[1] ?? 0, 2);
}

function longString(data: Buffer): string {
  return data.length < 3 ? '' : characters(data, data.readUInt16LE(0), data[2] ?? 0, 3);
}

function characters(data: Buffer, count: number, flags: number, from: number): string {
  return (flags & 1) !== 0
    ? data.toString('utf16le', from, from + 2 * count)
    : data.toString('latin1', from, from + count);
}

/**
 * The shared strings ([MS-XLS] 2.4.265), which run over into CONTINUE records; where the characters of a string are cut, the next
 * record begins with flags of its own that tell their width anew.
 */
function sharedStrings(records: readonly Row[]): string[] {
  const first = records.findIndex(({ type }) => type === R.sharedStrings);
  if (first < 0) return [];
  const blocks: Buffer[] = [];
  for (let index = first; index < records.length; index++) {
    const record = records[index];
    if (record === undefined || (index > first && record.type !== R.continues)) break;
    blocks.push(record.data);
  }
  const reader = new BlockReader(blocks);
  reader.skip(4);
  const count = reader.u32();
  const strings: string[] = [];
  while (strings.length < count && !reader.done) strings.push(reader.string());
  return strings;
}

class BlockReader {
  readonly #blocks: readonly Buffer[];
  #block = 0;
  #at = 0;

  constructor(blocks: readonly Buffer[]) {
    this.#blocks = blocks;
  }

  get done(): boolean {
    this.#settle();
    return this.#block >= this.#blocks.length;
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0 && !this.done; ) {
      const here = Math.min(left, this.#left());
      this.#at += here;
      left -= here;
    }
  }

  u8(): number {
    if (this.done) return 0;
    return this.#blocks[this.#block]?.[this.#at++] ?? 0;
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0;
  }

  string(): string {
    const count = this.u16();
    let flags = this.u8();
    const runs = (flags & 8) !== 0 ? this.u16() : 0;
    const extra = (flags & 4) !== 0 ? this.u32() : 0;
    let text = '';
    for (let left = count; left > 0; ) {
      if (this.#left() === 0) {
        if (this.done) break;
        flags = this.u8();
      }
      const width = (flags & 1) !== 0 ? 2 : 1;
      const here = Math.min(left, Math.floor(this.#left() / width));
      if (here === 0) break;
      const data = this.#blocks[this.#block]?.subarray(this.#at) ?? Buffer.alloc(0);
      text += characters(data, here, flags, 0);
      this.#at += here * width;
      left -= here;
    }
    this.skip(4 * runs + extra);
    return text;
  }

  #left(): number {
    return (this.#blocks[this.#block]?.length ?? 0) - this.#at;
  }

  #settle(): void {
    while (this.#block < this.#blocks.length && this.#left() <= 0) {
      this.#block++;
      this.#at = 0;
    }
  }
}
