/** What the first bytes of a picture say: its format, and its size where the format is one that is read. */
export interface PictureHead {
  readonly format: 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp' | 'svg' | 'other';
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * Reads format and size from the head of a file without unpacking it, so that a picture too large is refused before it takes memory.
 * PNG (ISO/IEC 15948 §11.2.2), JPEG (ITU-T T.81 B.2.2), GIF89a, BMP. Never throws.
 */
export function pictureHead(bytes: Uint8Array): PictureHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (...head: readonly number[]) => head.every((byte, at) => bytes[at] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
    return sized('png', bytes.length >= 24, () => [view.getUint32(16), view.getUint32(20)]);
  if (starts(0xff, 0xd8)) return jpegHead(bytes, view);
  if (starts(0x47, 0x49, 0x46, 0x38))
    return sized('gif', bytes.length >= 10, () => [view.getUint16(6, true), view.getUint16(8, true)]);
  if (starts(0x42, 0x4d))
    return sized('bmp', bytes.length >= 26, () => [
      Math.abs(view.getInt32(18, true)),
      Math.abs(view.getInt32(22, true)),
    ]);
  if (starts(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45) return unsized('webp');
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 300)).trimStart();
  return unsized(/^(?:<\?xml|<svg)/i.test(text) && text.includes('<svg') ? 'svg' : 'other');
}

function sized(
  format: PictureHead['format'],
  whole: boolean,
  sides: () => readonly [width: number, height: number],
): PictureHead {
  if (!whole) return unsized(format);
  const [width, height] = sides();
  return { format, width, height };
}

function unsized(format: PictureHead['format']): PictureHead {
  return { format, width: null, height: null };
}

/** The first frame header (SOF0 to SOF15 but DHT, JPG, DAC). */
function jpegHead(bytes: Uint8Array, view: DataView): PictureHead {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return unsized('jpeg');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { format: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);
    at += isBare ? 2 : 2 + view.getUint16(at + 2);
  }
  return unsized('jpeg');
}
