import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const DIGEST = 32;

/** Name of a kept file by all that its content is made from. */
export function keyOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/**
 * A kept file, which lies behind its SHA-256: a torn one is not trusted. Null where there is none. It is read once into memory that
 * threads can share: a copy of ten megabytes costs more than their digest.
 */
export function readKept(file: string): Uint8Array<SharedArrayBuffer> | null {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const digest = Buffer.alloc(DIGEST);
      const body = new Uint8Array(new SharedArrayBuffer(fstatSync(descriptor).size - DIGEST));
      readSync(descriptor, digest);
      for (let at = 0; at < body.length; ) {
        const read = readSync(descriptor, body, { offset: at });
        if (read === 0) return null;
        at += read;
      }
      return createHash('sha256').update(body).digest().equals(digest) ? body : null;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

/** Keeps a file. A folder that cannot be written costs time, not the result. */
export function writeKept(folder: string, file: string, body: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, Buffer.concat([createHash('sha256').update(body).digest(), body]));
    renameSync(part, file);
  } catch {}
}

/**
 * What was made of files, kept between runs under their content and the code that makes it, so that an edit of either makes it anew.
 * `make` gives plain data (maps and typed arrays too), or null for what is not to be kept. Without a folder it is made every time.
 */
export function kept<T>(
  folder: string | undefined,
  kind: string,
  of: string | readonly Uint8Array[],
  make: () => T | null,
): T | null {
  if (folder === undefined) return make();
  const file = join(
    folder,
    `${kind}-${keyOf(codeKey(), process.version, ...(typeof of === 'string' ? [of] : of))}.bin`,
  );
  const found = readKept(file);
  // The digest vouches for the bytes, the key for the code that wrote them.
  if (found !== null) return deserialize(found) as T;
  const made = make();
  if (made !== null) writeKept(folder, file, serialize(made));
  return made;
}

let known: string | null = null;

/** The code that reads packs and standards: this room, the formats and indexes of `text`, YAML with places, and the words that all share. Read once. */
function codeKey(): string {
  known ??= keyOf(
    ...['./', '../text/pack/', '../text/match/', '../text/typo/', '../judge/load/', '../model/'].flatMap(
      (room) => {
        const folder = new URL(room, import.meta.url);
        return readdirSync(folder)
          .filter((name) => /(?<!\.test|\.d)\.[jt]s$/.test(name))
          .sort()
          .map((name) => readFileSync(new URL(name, folder)));
      },
    ),
  );
  return known;
}
