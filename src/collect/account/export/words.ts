import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError } from '../../../model/index.ts';

const words = z.array(z.coerce.string());
const table = z.strictObject({ needs: words, columns: z.record(z.string(), words) });
const File = z.strictObject({
  schema: z.literal('xunjian.platform-exports/1'),
  posts: table,
  metrics: table,
  until: words,
});

export type ExportKind = 'posts' | 'metrics';

/** Headers of platforms' own tables, ready to look up. */
export interface ExportWords {
  /** Columns by place: which of ours each is, null where none. Of several headers for one column the first in the list of words. */
  columns(kind: ExportKind, headers: readonly string[]): ReadonlyMap<string, number>;
  needs(kind: ExportKind): readonly string[];
  readonly until: readonly string[];
}

/** `packs/platform-exports.yaml`. */
export function readExportWords(file: URL | string): ExportWords {
  const parsed = File.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError({
      what: 'export words',
      where: String(file),
      why: `${issue?.path.join('.') || 'it'}: ${issue?.message}`,
      todo: 'mend the file',
    });
  }
  const { data } = parsed;
  return {
    columns(kind, headers) {
      const plainHeaders = headers.map(plain);
      const found = new Map<string, number>();
      for (const [column, names] of Object.entries(data[kind].columns)) {
        const at = names.map((name) => plainHeaders.indexOf(plain(name))).find((place) => place >= 0);
        if (at !== undefined) found.set(column, at);
      }
      return found;
    },
    needs: (kind) => data[kind].needs,
    until: data.until,
  };
}

function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, '')
    .replace(/[\s*:]+/g, '');
}
