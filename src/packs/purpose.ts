import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { InputError, messageOf } from '../model/index.ts';
import { PurposeWords } from '../signals/index.ts';

/** `purpose.yaml` of a folder of packs; throws InputError with the place in the file. */
export function loadPurposeWords(folder: string): PurposeWords {
  const file = join(folder, 'purpose.yaml');
  const fail = (why: string, cause?: unknown) =>
    new InputError({
      what: 'words of purpose',
      where: file,
      why,
      todo: 'mend the file; packs/purpose.yaml of the program shows the format',
      ...(cause === undefined ? {} : { cause }),
    });
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw fail(messageOf(error), error);
  }
  const parsed = PurposeWords.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail(`${issue?.path.join('.') || 'it'}: ${issue?.message}`);
}
