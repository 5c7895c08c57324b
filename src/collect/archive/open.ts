import { InputError } from '../../model/index.ts';
import { parseArcHead } from './arc.ts';
import {
  type ArchivedExchange,
  type ArchiveReport,
  ExchangeReader,
  READ_LIMITS,
  type ReadLimits,
} from './exchanges.ts';
import { findMember, headerLength, peekMember } from './gzip-members.ts';
import { type Damage, type Format, findMarker } from './records.ts';
import { type OpenFile, openFile, type Slice } from './slice.ts';
import { openWacz, type Wacz } from './wacz.ts';

/** Exchanges of an archive in file order; `report` is complete once all are read. Read it once. */
export interface Archive extends AsyncIterable<ArchivedExchange> {
  readonly path: string;
  readonly report: ArchiveReport;
  close(): Promise<void>;
}

/** Bytes at the beginning among which a record is looked for before a file is said to be no archive. */
const SEARCH = 8 * 1024 * 1024;

/**
 * Opens a WARC or ARC file (plain, gzip per record, one gzip) or a WACZ. What is whole is read; what is broken is reported by
 * offset. Memory does not grow with the file.
 * @throws InputError where there is no such file, or it is no archive.
 */
export async function openArchive(path: string, limits: Partial<ReadLimits> = {}): Promise<Archive> {
  const report: ArchiveReport = { records: 0, exchanges: 0, software: null, damage: [], skipped: [] };
  const sources = await openSources(path, (damage) => report.damage.push(damage));
  const reader = new ExchangeReader({ ...READ_LIMITS, ...limits }, report);
  return {
    path,
    report,
    async *[Symbol.asyncIterator]() {
      for (const { slice, format } of sources.files) yield* reader.read(slice, format);
    },
    close: () => sources.close(),
  };
}

export interface Sources {
  readonly files: readonly { readonly slice: Slice; readonly format: Format }[];
  close(): Promise<void>;
}

/** The record files of an archive: itself, or those inside a WACZ. */
export async function openSources(path: string, onDamage: (damage: Damage) => void): Promise<Sources> {
  const file = await openFile(path);
  let wacz: Wacz | null = null;
  try {
    const magic = await file.read(0, 4);
    if (magic.toString('latin1') === 'PK\x03\x04') wacz = await openWacz(file, onDamage);
    const files: { slice: Slice; format: Format }[] = [];
    for (const slice of wacz?.archives ?? [file]) {
      const format = await formatOf(slice);
      if (format !== null) files.push({ slice, format });
      else if (wacz !== null) onDamage({ file: slice.name, offset: 0, why: 'it holds no record' });
    }
    if (files.length === 0) throw noArchive(file);
    return {
      files,
      close: async () => {
        await wacz?.close();
        await file.close();
      },
    };
  } catch (error) {
    await wacz?.close();
    await file.close();
    throw error;
  }
}

function noArchive(file: OpenFile): InputError {
  return new InputError({
    what: 'open',
    where: file.name,
    why: file.size === 0 ? 'the file is empty' : 'it is no WARC, ARC or WACZ file',
    todo: 'give a web archive, a folder of saved pages or a URL',
  });
}

/** Kind of a record file by its first bytes; where these are broken, by the first record that can be found. */
async function formatOf(slice: Slice): Promise<Format | null> {
  const first = await slice.read(0, 64 * 1024);
  const gzip = headerLength(first) !== null;
  const kind = kindOf(gzip ? await peekMember(slice, 0) : first);
  if (kind !== null) return { kind, gzip };
  const member = await findMember(slice, 0, SEARCH);
  if (member !== null) {
    const found = kindOf(await peekMember(slice, member));
    if (found !== null) return { kind: found, gzip: true };
  }
  const bytes = await slice.read(0, SEARCH);
  return findMarker(bytes, 'warc') === null ? null : { kind: 'warc', gzip: false };
}

function kindOf(bytes: Buffer): Format['kind'] | null {
  const line = bytes.toString('latin1', 0, 8192).trimStart().split(/\r?\n/, 1)[0] ?? '';
  if (/^WARC\/\d/.test(line)) return 'warc';
  return line.startsWith('filedesc://') || parseArcHead(line) !== null ? 'arc' : null;
}
