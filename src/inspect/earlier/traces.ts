import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { HostsSeen, METHOD, traceOf } from '../../changes/index.ts';
import { hostOf, onHosts } from '../../facts/index.ts';
import {
  type FailedVisit,
  InputError,
  LocalError,
  type MovedVisit,
  messageOf,
  type PageVisit,
  TraceHead,
  TraceLine,
} from '../../model/index.ts';
import { FILES, type OutputFolder } from '../output.ts';

/** Characters of lines that gather before they are compressed: each time is a trip to the thread pool, as dear as a page's lines. */
const GATHERED = 65_536;

/**
 * Writes the traces of an inspection's pages for the one after it, as they come: `file` is there once `finish` was called, and holds
 * at most 0.8 KB a page after compression.
 */
export class TraceWriter {
  readonly #file: string;
  readonly #part: string;
  readonly #gzip = createGzip({ level: constants.Z_BEST_SPEED });
  readonly #written: Promise<void>;
  readonly #hosts: HostsSeen;
  #lines = '';
  #fault: unknown = null;

  /** `part` is where the file grows; `hosts` are the site's own. */
  constructor(file: string, part: string, hosts: readonly string[]) {
    this.#file = file;
    this.#part = part;
    this.#hosts = new HostsSeen(outsideOf(hosts));
    this.#written = pipeline(this.#gzip, createWriteStream(part)).catch((error: unknown) => {
      this.#fault = error;
    });
    this.#lines = `${JSON.stringify({ schema: 'xunjian.pages/1', method: METHOD })}\n`;
  }

  page(visit: PageVisit): void | Promise<void> {
    const trace = traceOf(visit);
    if (trace === null) return;
    if (trace.obstacle === null) this.#hosts.page(visit);
    return this.#line(trace);
  }

  moved({ url, to }: MovedVisit): void | Promise<void> {
    return this.#line({ t: 'moved', url, to });
  }

  failed({ url, kind }: FailedVisit): void | Promise<void> {
    return this.#line({ t: 'failed', url, kind });
  }

  #line(line: TraceLine): void | Promise<void> {
    if (this.#fault !== null) throw this.#broken();
    this.#lines += `${JSON.stringify(line)}\n`;
    if (this.#lines.length < GATHERED) return;
    const lines = this.#lines;
    this.#lines = '';
    if (this.#gzip.write(lines)) return;
    // Ends where the disk fails as well, which the next line tells.
    return Promise.race([once(this.#gzip, 'drain'), this.#written]).then(() => {});
  }

  async finish(): Promise<void> {
    await this.#line(this.#hosts.line());
    this.#gzip.end(this.#lines);
    await this.#written;
    if (this.#fault !== null) throw this.#broken();
    await rename(this.#part, this.#file);
  }

  /** Lets go of the file; what was written stays where it is. */
  close(): void {
    this.#gzip.destroy();
  }

  #broken(): LocalError {
    return new LocalError({
      what: 'write',
      where: this.#part,
      why: messageOf(this.#fault),
      todo: 'see that the disk has room and can be written to, then run again with --resume',
      cause: this.#fault,
    });
  }
}

/** The traces of this inspection, in its output folder. */
export function tracesFor(folder: OutputFolder, hosts: readonly string[]): TraceWriter {
  return new TraceWriter(folder.path(FILES.pages), join(folder.work, FILES.pages), hosts);
}

/** The host of an address outside the site; null inside. */
function outsideOf(hosts: readonly string[]): (url: string) => string | null {
  const inside = onHosts(hosts);
  return (url) => (inside(url) ? null : hostOf(url) || null);
}

/** Whether there is a file of traces, and whether we can compare them: `other` = made in another way. */
export async function tracesAt(file: string): Promise<'none' | 'ours' | 'other'> {
  if (!(await stat(file).catch(() => null))?.isFile()) return 'none';
  for await (const { text } of textLines(file)) {
    const head = TraceHead.safeParse(parsed(file, 1, text));
    if (head.success) return head.data.method === METHOD ? 'ours' : 'other';
    throw unreadable(file, 1, 'it is no list of pages of this version of the program');
  }
  throw unreadable(file, 1, 'it is empty');
}

/** The lines of a file of traces, one after the other. Throws InputError with the line where one cannot be read. */
export async function* readTraces(file: string): AsyncGenerator<TraceLine> {
  for await (const { text, number } of textLines(file)) {
    if (number === 1) continue;
    const line = TraceLine.safeParse(parsed(file, number, text));
    if (!line.success) throw unreadable(file, number, line.error.issues[0]?.message ?? 'it is no page');
    yield line.data;
  }
}

async function* textLines(file: string): AsyncGenerator<{ readonly text: string; readonly number: number }> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip()).setEncoding('utf8');
  source.once('error', (error) => text.destroy(error));
  let number = 0;
  let rest = '';
  try {
    for await (const chunk of text) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield { text: line, number: ++number };
    }
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(file, number + 1, messageOf(error), error);
  } finally {
    source.destroy();
    text.destroy();
  }
  if (rest !== '') throw unreadable(file, number + 1, 'the line is cut off');
}

function parsed(file: string, number: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, number, messageOf(error), error);
  }
}

function unreadable(file: string, line: number, why: string, cause?: unknown): InputError {
  return new InputError({
    what: 'read',
    where: `${file}:${line}`,
    why,
    todo: 'remove that file and the evidence beside it is read instead',
    cause,
  });
}
