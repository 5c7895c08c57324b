import { createReadStream } from 'node:fs';
import { InputError, messageOf } from '../model/index.ts';
import { documentText, isDocument, type OnUnread } from './document.ts';

/** What is read at once; a longer text is decoded as it comes, by what its beginning says of its encoding. */
const HEAD = 8 * 1024 * 1024;
/** More than this is no document that somebody wrote. A plain text may be of any length. */
const MAX_BYTES = 512 * 1024 * 1024;

/** The text of a file or, for `-`, of standard input, in pieces: a short text or a document as one, a long text as it is read. */
export async function* textPieces(file: string, onUnread?: OnUnread): AsyncGenerator<string> {
  const bytes = chunksOf(file);
  const parts: Uint8Array[] = [];
  let length = 0;
  let most = HEAD;
  for (;;) {
    const { value, done } = await bytes.next();
    if (done === true) {
      yield await documentText(Buffer.concat(parts), file, onUnread);
      return;
    }
    parts.push(value);
    length += value.length;
    if (length <= most) continue;
    const head = Buffer.concat(parts);
    if (!isDocument(head)) {
      yield* decoded(head, bytes);
      return;
    }
    if (length > MAX_BYTES) throw tooLarge(file, length);
    parts.splice(0, parts.length, head);
    most = Math.min(MAX_BYTES, most * 2);
  }
}

/** By the encoding of the head; a BOM stays in the text, as it counts in the offsets of the input as given. */
async function* decoded(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder(await charsetOf(head), { ignoreBOM: true });
  yield decoder.decode(head, { stream: true });
  for await (const part of rest) yield decoder.decode(part, { stream: true });
  const end = decoder.decode();
  if (end !== '') yield end;
}

async function charsetOf(head: Uint8Array): Promise<string> {
  try {
    // What follows may complete the last character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    const { decodeHtml } = await import('../page/index.ts');
    return decodeHtml(head).charset;
  }
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array, undefined> {
  try {
    const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1024 * 1024 });
    for await (const part of stream) yield part;
  } catch (error) {
    throw new InputError({
      what: 'check-text',
      where: file,
      why: reason(error),
      todo: 'give a text, PDF, OFD, Office or ZIP file',
      cause: error,
    });
  }
}

function tooLarge(file: string, length: number): InputError {
  return new InputError({
    what: 'check-text',
    where: file,
    why: `is a document of ${length} bytes or more; at most ${MAX_BYTES} are read`,
    todo: 'split it, or save it as plain text',
  });
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES') return 'may not be read';
  return messageOf(error);
}
