/** A compound file ([MS-CFB]) of some streams in its root storage; small ones lie in the mini stream, as the format asks. */
export function oleOf(streams: Readonly<Record<string, Buffer>>): Uint8Array<ArrayBuffer> {
  const sectors: Buffer[] = [];
  const fat: number[] = [];
  const put = (data: Buffer): number => {
    const first = sectors.length;
    const count = Math.max(1, Math.ceil(data.length / 512));
    for (let at = 0; at < count; at++) {
      const sector = Buffer.alloc(512);
      data.copy(sector, 0, at * 512);
      sectors.push(sector);
      fat.push(at === count - 1 ? END : first + at + 1);
    }
    return first;
  };
  const mini: Buffer[] = [];
  const miniFat: number[] = [];
  const putMini = (data: Buffer): number => {
    const first = mini.length;
    const count = Math.max(1, Math.ceil(data.length / 64));
    for (let at = 0; at < count; at++) {
      const sector = Buffer.alloc(64);
      data.copy(sector, 0, at * 64);
      mini.push(sector);
      miniFat.push(at === count - 1 ? END : first + at + 1);
    }
    return first;
  };
  const names = Object.keys(streams);
  const places = Object.values(streams).map((data) => (data.length < 4096 ? putMini(data) : put(data)));
  const miniStream = Buffer.concat(mini);
  const entries = [
    entryOf('Root Entry', 5, {
      child: names.length > 0 ? 1 : NONE,
      start: put(miniStream),
      size: miniStream.length,
    }),
    ...names.map((name, index) =>
      entryOf(name, 2, {
        right: index + 1 < names.length ? index + 2 : NONE,
        start: places[index] ?? 0,
        size: streams[name]?.length ?? 0,
      }),
    ),
  ];
  const directory = put(Buffer.concat(entries));
  const miniTable = put(words(miniFat));
  const fatAt = sectors.length;
  const header = Buffer.alloc(512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  const fatSectors = Math.ceil((fat.length + 1) / 127);
  header.writeUInt32LE(fatSectors, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(miniTable, 60);
  header.writeUInt32LE(1, 64);
  header.writeUInt32LE(END, 68);
  for (let at = 0; at < 109; at++) header.writeUInt32LE(at < fatSectors ? fatAt + at : NONE, 76 + 4 * at);
  for (let at = 0; at < fatSectors; at++) fat.push(0xfffffffd);
  const table = words(fat);
  const padded = Buffer.concat([table, Buffer.alloc(fatSectors * 512 - table.length, 0xff)]);
  return new Uint8Array(Buffer.concat([header, ...sectors, padded]));
}

const END = 0xfffffffe;
const NONE = 0xffffffff;

function words(values: readonly number[]): Buffer {
  const out = Buffer.alloc(Math.max(4, values.length * 4), 0xff);
  for (const [index, value] of values.entries()) out.writeUInt32LE(value, index * 4);
  return out;
}

function entryOf(
  name: string,
  type: number,
  {
    right = NONE,
    child = NONE,
    start,
    size,
  }: { right?: number; child?: number; start: number; size: number },
): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 0, 'utf16le');
  entry.writeUInt16LE(name.length * 2 + 2, 64);
  entry[66] = type;
  entry.writeUInt32LE(NONE, 68);
  entry.writeUInt32LE(right, 72);
  entry.writeUInt32LE(child, 76);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
}

/** A Word 97 document whose text stands in two pieces: one of bytes, one of UTF-16. */
export function docOf(western: string, text: string, flags = 0): Uint8Array<ArrayBuffer> {
  const fib = Buffer.alloc(512);
  fib.writeUInt16LE(0xa5ec, 0);
  fib.writeUInt16LE(0xc1, 2);
  fib.writeUInt16LE(flags, 10);
  const first = Buffer.from(western, 'latin1');
  const plc = Buffer.alloc(12 + 16);
  plc.writeUInt32LE(western.length, 4);
  plc.writeUInt32LE(western.length + text.length, 8);
  plc.writeUInt32LE((512 << 1) | 0x40000000, 12 + 2);
  plc.writeUInt32LE(512 + first.length, 12 + 8 + 2);
  const clx = Buffer.concat([Buffer.from([2, plc.length, 0, 0, 0]), plc]);
  fib.writeUInt32LE(0, 0x1a2);
  fib.writeUInt32LE(clx.length, 0x1a6);
  return oleOf({ WordDocument: Buffer.concat([fib, first, Buffer.from(text, 'utf16le')]), '0Table': clx });
}

function record(type: number, ...data: readonly Buffer[]): Buffer {
  const body = Buffer.concat(data);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

const u16 = (...values: readonly number[]) =>
  Buffer.concat(values.map((value) => Buffer.from([value & 255, value >> 8])));
const u32 = (value: number) => {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
};
const f64 = (value: number) => {
  const out = Buffer.alloc(8);
  out.writeDoubleLE(value);
  return out;
};

/** An Excel 97 workbook of one sheet: a shared string that runs over two records, a number, an RK integer, a formula's text. */
export function xlsOf(name: string, shared: string, { encrypted = false } = {}): Uint8Array<ArrayBuffer> {
  const bof = record(0x809, u16(0x600, 5, 0, 0));
  const half = Math.floor(shared.length / 2);
  const globals = (at: number) =>
    Buffer.concat([
      bof,
      ...(encrypted ? [record(0x2f, u16(1, 0, 0))] : []),
      record(0x85, u32(at), u16(0), Buffer.from([name.length, 1]), Buffer.from(name, 'utf16le')),
      record(
        0xfc,
        u32(1),
        u32(1),
        u16(shared.length),
        Buffer.from([1]),
        Buffer.from(shared.slice(0, half), 'utf16le'),
      ),
      record(0x3c, Buffer.from([1]), Buffer.from(shared.slice(half), 'utf16le')),
      record(0x0a),
    ]);
  const sheet = Buffer.concat([
    bof,
    record(0xfd, u16(0, 0, 0), u32(0)),
    record(0x203, u16(0, 1, 0), f64(1234.5)),
    record(0x27e, u16(1, 0, 0), u32((77 << 2) | 2)),
    record(0x06, u16(1, 1, 0), Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]), u16(0, 0, 0, 0)),
    record(0x207, u16(2), Buffer.from([1]), Buffer.from('合计', 'utf16le')),
    record(0x0a),
  ]);
  return oleOf({ Workbook: Buffer.concat([globals(globals(0).length), sheet]) });
}
