import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError, messageOf } from '../model/index.ts';
import { Dismissal } from '../text/index.ts';

const File = z.strictObject({ schema: z.literal('xunjian.dismissals/1'), dismissals: z.array(Dismissal) });

/** Hits that people dismissed (误报记忆), as YAML. */
export async function readDismissals(file: string): Promise<readonly Dismissal[]> {
  try {
    return File.parse(parse(await readFile(file, 'utf8'))).dismissals;
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    throw new InputError({
      what: 'dismissals',
      where: issue === undefined ? file : `${file} ${issue.path.join('.')}`,
      why: issue?.message ?? messageOf(error).split('\n')[0] ?? 'cannot be read',
      todo: 'give a YAML file with schema: xunjian.dismissals/1',
      cause: error,
    });
  }
}
