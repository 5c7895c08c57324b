import { broken } from './reading.ts';

/** Streams of the root storage of a compound file ([MS-CFB]): what .doc, .xls and encrypted Office files are made of. */
export interface OleFile {
  readonly names: readonly string[];
  stream(name: string): Buffer;
}

const END_OF_CHAIN = 0xfffffffe;
const NO_STREAM = 0xffffffff;
const ENTRY = 128;
const LAST_REGULAR = 0xfffffffa;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

export function openOle(bytes: Uint8Array): OleFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 512) throw broken('too short');
  const shift = file.readUInt16LE(30);
  const miniShift = file.readUInt16LE(32);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw broken('odd sector size');
  const size = 1 << shift;
  const sector = (index: number) => {
    const at = (index + 1) * size;
    if (at >= file.length) throw broken('a sector lies outside the file');
    return file.subarray(at, at + size);
  };
  const fat = sectorTable(file, size, sector);
  const chain = (start: number): Buffer => Buffer.concat(follow(start, fat).map(sector));
  const entries = entriesOf(chain(file.readUInt32LE(48)));
  const root = entries[0];
  if (root === undefined) throw broken('no directory');
  const streams = childrenOf(entries, root.child).filter(({ type }) => type === 2);
  const cutoff = file.readUInt32LE(56);
  const miniFat = tableOf(chain(file.readUInt32LE(60)));
  let mini: Buffer | null = null;
  const inMini = (start: number) => {
    mini ??= chain(root.start);
    const all = mini;
    return Buffer.concat(
      follow(start, miniFat).map((index) => all.subarray(index << miniShift, (index + 1) << miniShift)),
    );
  };
  return {
    names: streams.map(({ name }) => name),
    stream(name) {
      const entry = streams.find((one) => one.name === name);
      if (entry === undefined) throw broken(`lacks ${name}`);
      if (entry.size > file.length) throw broken(`${name} is longer than the file`);
      return (entry.size < cutoff ? inMini(entry.start) : chain(entry.start)).subarray(0, entry.size);
    },
  };
}

/** The allocation table, whose sectors the header and the DIFAT sectors list. */
function sectorTable(file: Buffer, size: number, sector: (index: number) => Buffer): Uint32Array {
  const places: number[] = [];
  for (let at = 76; at < 512; at += 4) places.push(file.readUInt32LE(at));
  let next = file.readUInt32LE(68);
  for (let left = file.readUInt32LE(72); left > 0 && next <= LAST_REGULAR; left--) {
    if (places.length * size > file.length) throw broken('its sectors run in a circle');
    const list = sector(next);
    for (let at = 0; at < size - 4; at += 4) places.push(list.readUInt32LE(at));
    next = list.readUInt32LE(size - 4);
  }
  return tableOf(Buffer.concat(places.filter((place) => place <= LAST_REGULAR).map(sector)));
}

function tableOf(bytes: Buffer): Uint32Array {
  const table = new Uint32Array(bytes.length >> 2);
  for (let index = 0; index < table.length; index++) table[index] = bytes.readUInt32LE(index * 4);
  return table;
}

function follow(start: number, table: Uint32Array): number[] {
  const places: number[] = [];
  for (let at = start; at <= LAST_REGULAR; at = table[at] ?? END_OF_CHAIN) {
    if (places.length > table.length) throw broken('its sectors run in a circle');
    places.push(at);
  }
  return places;
}

function entriesOf(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const length = Math.min(64, directory.readUInt16LE(at + 64));
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, length - 2)),
      type: directory[at + 66] ?? 0,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

/** Members of one storage, which stand in a tree; those of storages within it (embedded objects) are left out. */
function childrenOf(entries: readonly Entry[], top: number): Entry[] {
  const found: Entry[] = [];
  const seen = new Set<number>();
  const waiting = [top];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const entry = entries[index];
    if (index === NO_STREAM || entry === undefined || seen.has(index)) continue;
    seen.add(index);
    found.push(entry);
    waiting.push(entry.left, entry.right);
  }
  return found;
}
