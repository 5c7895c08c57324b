import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DAY, InputError, messageOf, PermanentError, parseTime } from '../../../model/index.ts';
import type { AccountCollector, End, Found, Run, Source, Step } from '../types.ts';
import { type ExportTable, rangeOf, readExport } from './read.ts';
import { readTables } from './tables.ts';
import { type ExportWords, readExportWords } from './words.ts';

const WORDS = new URL('../../../../packs/platform-exports.yaml', import.meta.url);

interface Exports {
  readonly tables: readonly ExportTable[];
  readonly problems: readonly string[];
  /** When the file of each table was made: nothing later is in it. */
  readonly made: ReadonlyMap<ExportTable, number>;
}

/**
 * What operators download from the back-end of their platform (后台导出): XLSX and CSV in the account's own `folder`, headers by
 * `packs/platform-exports.yaml`. A table covers the period that it or its file's name states, else from its oldest to its newest post, and never
 * beyond the moment at which the file was made. Two tables that part from each other leave a hole, which is not covered.
 */
export const exported: AccountCollector = {
  platform: 'export',
  title: '后台导出',
  endpoint: null,
  needs: ['folder'],
  quota: ({ folder = '' }) => folder,
  pace: { gapMs: 0 },
  open(run) {
    let known: Promise<Exports> | null = null;
    const exports = () => {
      known ??= readFolder(run, readExportWords(WORDS));
      return known;
    };
    return { posts: source(exports, 'posts', run), metrics: source(exports, 'metrics', run) };
  },
};

async function readFolder({ account, credential }: Run, words: ExportWords): Promise<Exports> {
  const folder = resolve(credential.folder ?? '');
  let names: string[];
  try {
    names = (await readdir(folder))
      .filter((name) => /\.(?:xlsx|xls|csv|txt)$/i.test(name) && !/^[.~]/.test(name))
      .sort();
  } catch (error) {
    throw new InputError({
      what: 'collect',
      where: folder,
      why: messageOf(error),
      todo: 'give the folder of the downloads',
      cause: error,
    });
  }
  const tables: ExportTable[] = [];
  const problems: string[] = [];
  const made = new Map<ExportTable, number>();
  for (const name of names) {
    const path = join(folder, name);
    try {
      const at = (await stat(path)).mtimeMs;
      for (const raw of await readTables(path)) {
        const table = readExport(raw, name, account.id, words);
        if (table === null) {
          if (raw.rows.length > 0)
            problems.push(`${raw.name}: no known table (headers: packs/platform-exports.yaml)`);
          continue;
        }
        tables.push(table);
        problems.push(...table.problems);
        made.set(table, at);
      }
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  return { tables, problems, made };
}

/** Newest table first; the proof ends at the first hole. */
function source(exports: () => Promise<Exports>, kind: 'posts' | 'metrics', run: Run): Source {
  return async function* (): AsyncGenerator<Step, End> {
    const { tables, problems, made } = await exports();
    const own = tables.filter(
      (table) =>
        table[kind].length > 0 || (kind === 'posts' && table.period !== null && table.metrics.length === 0),
    );
    yield {
      rows: own.flatMap((table): Found[] =>
        kind === 'posts'
          ? table.posts.map((row) => ({ kind: 'posts' as const, row }))
          : table.metrics.map((row) => ({ kind: 'metrics' as const, row })),
      ),
    };
    const spans = own
      .flatMap((table) => {
        const span = spanOfTable(table, kind);
        return span === null ? [] : [[span[0], Math.min(span[1], made.get(table) ?? span[1])] as const];
      })
      .sort((a, b) => b[1] - a[1]);
    const [newest] = spans;
    const why = [
      ...problems.slice(0, 3),
      ...(problems.length > 3 ? [`and ${problems.length - 3} more`] : []),
    ].join('; ');
    if (newest === undefined)
      return { covers: 'reached', why: why || 'no table of this kind is in the folder' };
    // A row that could not be read may be a post: then nothing is proven by the table.
    if (problems.length > 0)
      throw new PermanentError({
        what: 'read',
        where: run.credential.folder ?? '',
        why,
        todo: 'mend the tables',
      });
    let from = newest[0];
    for (const span of spans) if (span[1] >= from) from = Math.min(from, span[0]);
    yield { rows: [], reached: Math.max(from, Math.min(run.since, newest[1])), to: newest[1] };
    return from <= run.since
      ? { covers: 'window', to: newest[1] }
      : { covers: 'reached', to: newest[1], why: 'the tables go back no further' };
  };
}

function spanOfTable(table: ExportTable, kind: 'posts' | 'metrics'): readonly [number, number] | null {
  if (table.period !== null) return table.period;
  if (kind === 'posts') return rangeOf(table.posts);
  const days = table.metrics.flatMap(({ day }) => parseTime(day) ?? []);
  return days.length === 0 ? null : [Math.min(...days), Math.max(...days) + DAY];
}
