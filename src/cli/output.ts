import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { InputError, messageOf } from '../model/index.ts';

/** A folder gets `<name>.<ending>`; a file is taken as it is. */
async function fileFor(out: string, name: string): Promise<string> {
  const path = resolve(out);
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true || out.endsWith('/') ? join(path, name) : path;
}

/** Where a command writes by `--out` and `--format`; null: to the terminal, where a workbook cannot go. */
export async function outputOf(
  command: string,
  name: string,
  { out, format }: { readonly out?: string; readonly format: string },
): Promise<string | null> {
  if (out !== undefined) return await fileFor(out, `${name}.${format === 'text' ? 'txt' : format}`);
  if (format !== 'xlsx') return null;
  throw new InputError({
    what: command,
    where: '--format xlsx',
    why: 'a workbook is a file',
    todo: `say where by --out ${name}.xlsx`,
  });
}

/** A file that appears whole or not at all. */
export async function writeWhole(
  what: string,
  file: string,
  write: (part: string) => Promise<void>,
): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await write(`${file}.part`);
    await rename(`${file}.part`, file);
  } catch (error) {
    throw new InputError({
      what,
      where: file,
      why: messageOf(error),
      todo: 'give another --out',
      cause: error,
    });
  }
}

/** Writes piece by piece into a file. */
export async function putFile(file: string, parts: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  const closed = new Promise<void>((done, fail) => {
    stream.on('close', done);
    stream.on('error', fail);
  });
  await Promise.race([put(stream, parts), closed]);
  stream.end();
  await closed;
}

/** Waits where the reader is slower than we are, and stops where it has gone (`plan … | head`). */
export async function put(stream: Writable, parts: Iterable<string>): Promise<void> {
  let gone: Error | null = null;
  const onError = (error: Error) => {
    gone = error;
  };
  stream.on('error', onError);
  for (const part of parts) {
    if (gone !== null) break;
    if (!stream.write(part)) await drained(stream);
  }
  if (gone === null) await new Promise<void>((done) => stream.write('', () => done()));
  if (gone === null) stream.off('error', onError);
  else if (!isClosedPipe(gone)) throw gone;
}

async function drained(stream: Writable): Promise<void> {
  await new Promise<void>((done) => {
    const settle = () => {
      stream.off('drain', settle);
      stream.off('error', settle);
      done();
    };
    stream.on('drain', settle);
    stream.on('error', settle);
  });
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
