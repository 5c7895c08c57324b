import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Arrays by name, as they stand in memory. */
export type Arrays = Readonly<
  Record<string, Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array>
>;

const MAKERS = { f32: Float32Array, i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array };
type Kind = keyof typeof MAKERS;
const MAGIC = 'xjarrays';
/** Where arrays begin: any of them may be read in place. */
const ALIGN = 8;

interface Head {
  readonly arrays: readonly { readonly name: string; readonly kind: Kind; readonly length: number }[];
  readonly plain: unknown;
}

/**
 * One file: the magic, the length of the head and that of the whole (32 bits each), the head in JSON, then the arrays one after the other.
 * A file is written whole under another name first, so its length tells whether it is all there.
 */
export function keepArrays(folder: string, name: string, arrays: Arrays, plain: unknown): void {
  const list = Object.entries(arrays).map(([key, array]) => ({ name: key, kind: kindOf(array), array }));
  const head: Head = {
    arrays: list.map(({ name: key, kind, array }) => ({ name: key, kind, length: array.length })),
    plain,
  };
  const json = Buffer.from(JSON.stringify(head));
  const begin = aligned(MAGIC.length + 8 + json.length);
  const total = list.reduce((at, { array }) => aligned(at + array.byteLength), begin);
  const bytes = Buffer.alloc(total);
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt32LE(json.length, MAGIC.length);
  bytes.writeUInt32LE(total, MAGIC.length + 4);
  bytes.set(json, MAGIC.length + 8);
  let at = begin;
  for (const { array } of list) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at = aligned(at + array.byteLength);
  }
  // A cache that cannot be written costs time, not the result.
  try {
    mkdirSync(folder, { recursive: true });
    const part = join(folder, `${name}.${process.pid}.part`);
    writeFileSync(part, bytes);
    renameSync(part, join(folder, name));
  } catch {}
}

/** What was kept; null where there is none or it is not whole. */
export function keptArrays(
  folder: string,
  name: string,
): { readonly arrays: Arrays; readonly plain: unknown } | null {
  try {
    const file = readFileSync(join(folder, name));
    // Small files come out of a shared pool: arrays have to begin at whole units.
    const bytes = file.byteOffset % ALIGN === 0 ? file : Buffer.from(Uint8Array.from(file).buffer);
    if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
    const size = bytes.readUInt32LE(MAGIC.length);
    if (bytes.readUInt32LE(MAGIC.length + 4) !== bytes.length) return null;
    const head: Head = JSON.parse(bytes.toString('utf8', MAGIC.length + 8, MAGIC.length + 8 + size));
    const arrays: Record<string, Arrays[string]> = {};
    let at = aligned(MAGIC.length + 8 + size);
    for (const { name: key, kind, length } of head.arrays) {
      const array = new MAKERS[kind](bytes.buffer, bytes.byteOffset + at, length);
      arrays[key] = array;
      at = aligned(at + array.byteLength);
    }
    return { arrays, plain: head.plain };
  } catch {
    return null;
  }
}

function kindOf(array: Arrays[string]): Kind {
  if (array instanceof Float32Array) return 'f32';
  if (array instanceof Int32Array) return 'i32';
  if (array instanceof Uint32Array) return 'u32';
  return array instanceof Uint16Array ? 'u16' : 'u8';
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGN) * ALIGN;
}
