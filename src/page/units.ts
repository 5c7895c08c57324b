import { Buffer } from 'node:buffer';

/** Longer texts get an array of their own, so that one huge page does not hold its memory for good. */
const KEPT = 1 << 20;
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

let kept = new Uint16Array(1 << 16);
let bytesOfKept = Buffer.from(kept.buffer);

/**
 * The UTF-16 units of a text as numbers. A loop over these takes half the time of one over `charCodeAt`, and the copy next to
 * nothing. The array is lent: the next call overwrites it. It is longer than the text, which a 0 ends.
 */
export function unitsOf(text: string): Uint16Array {
  const size = text.length;
  if (size >= KEPT) {
    const units = new Uint16Array(size + 1);
    write(text, Buffer.from(units.buffer));
    return units;
  }
  if (size >= kept.length) {
    kept = new Uint16Array(2 ** Math.ceil(Math.log2(size + 1)));
    bytesOfKept = Buffer.from(kept.buffer);
  }
  write(text, bytesOfKept);
  kept[size] = 0;
  return kept;
}

function write(text: string, bytes: Buffer): void {
  const written = bytes.write(text, 'utf16le');
  if (!LITTLE_ENDIAN) bytes.subarray(0, written).swap16();
}
