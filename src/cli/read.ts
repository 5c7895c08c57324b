import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
// Straight from their files: the rooms' surfaces bring the schemas along, which cost more than reading a page.
import { InputError, messageOf } from '../model/errors.ts';
import { decodeHtml, readPage } from '../page/index.ts';

interface Options {
  readonly url?: string;
  readonly charset?: string;
  readonly jsonl?: boolean;
}

/** Pages beyond this are no pages; reading one would only eat memory. */
const MAX_BYTES = 64 * 1024 * 1024;

export const command = new Command('read')
  .description('page facts of saved pages, as JSON (网页要素)')
  .argument('<file...>', 'HTML files; - reads standard input')
  .option('--url <url>', 'address of the page, which its links start from')
  .option('--charset <name>', 'charset, where it is known better than the page says')
  .option('--jsonl', 'one JSON document per line, with a "file" key')
  .action(async (files: string[], options: Options) => {
    checkOptions(files, options);
    for (const file of files) process.stdout.write(await readOne(file, options));
  });

function checkOptions(files: readonly string[], options: Options): void {
  if (options.url !== undefined && !URL.canParse(options.url))
    throw new InputError({
      what: 'read',
      where: `--url ${options.url}`,
      why: 'is no URL',
      todo: 'give an absolute http(s) address',
    });
  if (options.charset !== undefined && !isCharset(options.charset))
    throw new InputError({
      what: 'read',
      where: `--charset ${options.charset}`,
      why: 'is no charset',
      todo: 'for example utf-8, gb18030, big5',
    });
  if (files.length > 1 && options.jsonl !== true)
    throw new InputError({
      what: 'read',
      where: files[1] ?? '',
      why: 'one page at a time makes one JSON document',
      todo: 'add --jsonl for many files',
    });
}

function isCharset(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

async function readOne(file: string, options: Options): Promise<string> {
  const bytes = await bytesOf(file);
  if (bytes.length > MAX_BYTES)
    throw new InputError({
      what: 'read',
      where: file,
      why: `has ${bytes.length} bytes, more than a page can have (${MAX_BYTES})`,
    });
  const { text, charset } = decodeHtml(
    bytes,
    options.charset === undefined ? {} : { charset: options.charset },
  );
  const url = options.url ?? (file === '-' ? 'http://localhost/' : pathToFileURL(file).href);
  const facts = readPage(text, { url, charset });
  return options.jsonl === true
    ? `${JSON.stringify({ file, ...facts })}\n`
    : `${JSON.stringify(facts, null, 2)}\n`;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await collect(process.stdin) : await readFile(file);
  } catch (error) {
    throw new InputError({
      what: 'read',
      where: file,
      why: reason(error),
      todo: 'give an HTML file',
      cause: error,
    });
  }
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES') return 'may not be read';
  return messageOf(error);
}
