/** What a manifest says of an app; null where it leaves it to resources or does not say. */
export interface Manifest {
  readonly package: string;
  readonly versionName: string | null;
  readonly versionCode: number | null;
  readonly minSdk: number | null;
  readonly targetSdk: number | null;
}

/** Chunk types and value types of `ResourceTypes.h` (Android Open Source Project, frameworks/base/libs/androidfw). */
const CHUNK = { xml: 0x0003, strings: 0x0001, map: 0x0180, element: 0x0102 };
const VALUE = { string: 0x03, first: 0x10, last: 0x1f };
const UTF8 = 1 << 8;
/** Attributes by their resource ids (`android.R.attr`): names may be stripped by packers, ids may not. */
const ATTRIBUTE = {
  versionCode: 0x0101021b,
  versionName: 0x0101021c,
  minSdk: 0x0101020c,
  targetSdk: 0x01010270,
};
const NONE = 0xffffffff;

/**
 * Reads a binary AndroidManifest.xml: the package with its versions, and nothing else. Every offset comes from the file and is checked;
 * a RangeError says that the file is none or broken.
 */
export function readManifest(bytes: Uint8Array): Manifest {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0, true) !== CHUNK.xml) throw new RangeError('is no binary XML');
  let strings: (index: number) => string | null = () => null;
  let ids: readonly number[] = [];
  const found: { -readonly [K in keyof Manifest]: Manifest[K] | null } = {
    package: null,
    versionName: null,
    versionCode: null,
    minSdk: null,
    targetSdk: null,
  };
  for (let at = view.getUint16(2, true); at + 8 <= view.byteLength; ) {
    const type = view.getUint16(at, true);
    const size = view.getUint32(at + 4, true);
    if (size < 8 || at + size > view.byteLength) throw new RangeError('a part ends outside the file');
    if (type === CHUNK.strings) strings = stringsOf(view, at);
    else if (type === CHUNK.map)
      ids = Array.from({ length: (size - view.getUint16(at + 2, true)) >> 2 }, (_, n) =>
        view.getUint32(at + view.getUint16(at + 2, true) + 4 * n, true),
      );
    else if (type === CHUNK.element) readElement(view, at, strings, ids, found);
    at += size;
  }
  if (found.package === null || found.package === '') throw new RangeError('names no package');
  return { ...found, package: found.package };
}

function readElement(
  view: DataView,
  at: number,
  strings: (index: number) => string | null,
  ids: readonly number[],
  found: { -readonly [K in keyof Manifest]: Manifest[K] | null },
): void {
  const body = at + view.getUint16(at + 2, true);
  const name = strings(view.getUint32(body + 4, true));
  if (name !== 'manifest' && name !== 'uses-sdk') return;
  const start = body + view.getUint16(body + 8, true);
  const size = view.getUint16(body + 10, true);
  const count = view.getUint16(body + 12, true);
  for (let n = 0; n < count; n += 1) {
    const one = start + n * size;
    const nameAt = view.getUint32(one + 4, true);
    const raw = view.getUint32(one + 8, true);
    const type = view.getUint8(one + 15);
    const data = view.getUint32(one + 16, true);
    const text = raw !== NONE ? strings(raw) : type === VALUE.string ? strings(data) : null;
    const number =
      type >= VALUE.first && type <= VALUE.last
        ? data
        : text !== null && /^\d+$/.test(text)
          ? Number(text)
          : null;
    const id = ids[nameAt];
    if (name === 'manifest' && id === undefined && strings(nameAt) === 'package') found.package = text;
    if (id === ATTRIBUTE.versionName) found.versionName = text;
    if (id === ATTRIBUTE.versionCode) found.versionCode = number;
    if (id === ATTRIBUTE.minSdk) found.minSdk = number;
    if (id === ATTRIBUTE.targetSdk) found.targetSdk = number;
  }
}

/** A pool of strings, each decoded when it is asked for. */
function stringsOf(view: DataView, at: number): (index: number) => string | null {
  const offsets = at + view.getUint16(at + 2, true);
  const count = view.getUint32(at + 8, true);
  const utf8 = (view.getUint32(at + 16, true) & UTF8) !== 0;
  const start = at + view.getUint32(at + 20, true);
  return (index) => {
    if (index >= count) return null;
    const from = start + view.getUint32(offsets + 4 * index, true);
    return utf8 ? utf8At(view, from) : utf16At(view, from);
  };
}

function utf8At(view: DataView, from: number): string {
  // Two lengths, characters and bytes; each takes two bytes where its high bit is set.
  let at = from + ((view.getUint8(from) & 0x80) === 0 ? 1 : 2);
  let length = view.getUint8(at);
  if ((length & 0x80) !== 0) {
    length = ((length & 0x7f) << 8) | view.getUint8(at + 1);
    at += 1;
  }
  return text(view, at + 1, length, 'utf-8');
}

function utf16At(view: DataView, from: number): string {
  const length = view.getUint16(from, true);
  if ((length & 0x8000) === 0) return text(view, from + 2, 2 * length, 'utf-16le');
  return text(view, from + 4, 2 * (((length & 0x7fff) << 16) | view.getUint16(from + 2, true)), 'utf-16le');
}

function text(view: DataView, from: number, length: number, charset: string): string {
  if (from + length > view.byteLength) throw new RangeError('a text ends outside the file');
  return new TextDecoder(charset).decode(new Uint8Array(view.buffer, view.byteOffset + from, length));
}
