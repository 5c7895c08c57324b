import { type FileHandle, open, stat } from 'node:fs/promises';
import { InputError, LocalError, messageOf } from '../../model/index.ts';

/** A run of bytes that can be read from anywhere: a file, or a stored entry inside a zip. */
export interface Slice {
  /** How it is named in messages. */
  readonly name: string;
  readonly size: number;
  /** When the file was last changed (milliseconds). */
  readonly modified: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. */
  read(offset: number, length: number): Promise<Buffer>;
}

export interface OpenFile extends Slice {
  close(): Promise<void>;
}

export async function openFile(path: string): Promise<OpenFile> {
  let handle: FileHandle;
  let size: number;
  let modified: number;
  try {
    const about = await stat(path);
    if (about.isDirectory()) {
      throw new InputError({ what: 'open', where: path, why: 'it is a folder, not an archive' });
    }
    size = about.size;
    modified = Math.trunc(about.mtimeMs);
    handle = await open(path, 'r');
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const why =
      code === 'ENOENT'
        ? 'no such file or folder'
        : code === 'EACCES'
          ? 'permission denied'
          : messageOf(error);
    throw new InputError({ what: 'open', where: path, why, todo: 'check the path', cause: error });
  }
  return {
    name: path,
    size,
    modified,
    read: (offset, length) => readAt(handle, path, size, offset, length),
    close: () => handle.close(),
  };
}

async function readAt(
  handle: FileHandle,
  path: string,
  size: number,
  offset: number,
  length: number,
): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(length, size - offset));
  const bytes = Buffer.allocUnsafe(wanted);
  let done = 0;
  try {
    while (done < wanted) {
      const { bytesRead } = await handle.read(bytes, done, wanted - done, offset + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
  } catch (error) {
    throw new LocalError({ what: 'read', where: path, why: messageOf(error), cause: error });
  }
  return bytes.subarray(0, done);
}

/** Part of a slice as a slice of its own. */
export function part(of: Slice, name: string, start: number, size: number): Slice {
  const room = Math.max(0, Math.min(size, of.size - start));
  return {
    name,
    size: room,
    modified: of.modified,
    read: (offset, length) => of.read(start + offset, Math.max(0, Math.min(length, room - offset))),
  };
}

/** The bytes of a slice from an offset on, in pieces. */
export async function* pieces(slice: Slice, from: number, size: number): AsyncGenerator<Buffer, void, void> {
  for (let offset = from; offset < slice.size; ) {
    const bytes = await slice.read(offset, size);
    if (bytes.length === 0) return;
    offset += bytes.length;
    yield bytes;
  }
}
