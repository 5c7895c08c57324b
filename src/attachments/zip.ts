import { type Entry, fromBufferPromise as openBuffer } from 'yauzl';

const MAX_ENTRIES = 20_000;

export interface Zip {
  names(): readonly string[];
  /** One part as UTF-8 text. */
  read(name: string): Promise<string>;
}

/** Opens a ZIP file in memory. All that is read may unpack to so many bytes together; a RangeError says that it would be more. */
export async function openZip(bytes: Uint8Array, unpackedBytes: number): Promise<Zip> {
  const zip = await openBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
  });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= MAX_ENTRIES) throw new RangeError(`holds more than ${MAX_ENTRIES} files`);
    entries.set(entry.fileName, entry);
  }
  let left = unpackedBytes;
  return {
    names: () => [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`lacks ${name}`);
      const parts: Uint8Array[] = [];
      // The size that the directory states may lie: what really comes is counted.
      for await (const part of await zip.openReadStreamPromise(entry)) {
        left -= part.length;
        if (left < 0) throw new RangeError(`unpacks to more than ${unpackedBytes} bytes`);
        parts.push(part);
      }
      return new TextDecoder().decode(Buffer.concat(parts));
    },
  };
}
