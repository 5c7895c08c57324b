import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { EarlierWords } from '../changes/index.ts';
import { DiscoveryWords } from '../discovery/index.ts';
import { AccountWords } from '../mentions/index.ts';
import { InputError, messageOf } from '../model/index.ts';
import { PurposeWords, ReplyWords } from '../signals/index.ts';
import { kept } from './kept.ts';

/** `purpose.yaml` of a folder of packs: what accounts write, by what it is for. Throws InputError with the place in the file. */
export function loadPurposeWords(folder: string): PurposeWords {
  return loadWords(join(folder, 'purpose.yaml'), PurposeWords);
}

/** `replies.yaml` of a folder of packs: what replies to messages say. Throws InputError with the place in the file. */
export function loadReplyWords(folder: string, cache?: string): ReplyWords {
  return loadWords(join(folder, 'replies.yaml'), ReplyWords, cache);
}

/** `accounts.yaml` of a folder of packs: how pages and posts name accounts. Throws InputError with the place in the file. */
export function loadAccountWords(folder: string, cache?: string): AccountWords {
  return loadWords(join(folder, 'accounts.yaml'), AccountWords, cache);
}

/** `discovery.yaml` of a folder of packs: how found accounts are compared. Throws InputError with the place in the file. */
export function loadDiscoveryWords(folder: string): DiscoveryWords {
  return loadWords(join(folder, 'discovery.yaml'), DiscoveryWords);
}

/** `earlier.yaml` of a folder of packs: how two inspections of a site are compared. Throws InputError with the place in the file. */
export function loadEarlierWords(folder: string): EarlierWords {
  return loadWords(join(folder, 'earlier.yaml'), EarlierWords);
}

/** One of a room above this one, checked by its schema. Throws InputError with the place in the file. */
export function loadWords<T>(file: string, schema: z.ZodType<T>, cache?: string): T {
  const fail = (why: string, cause?: unknown) =>
    new InputError({
      what: 'vocabulary',
      where: file,
      why,
      todo: 'mend the file; the one that ships with the program shows the format',
      ...(cause === undefined ? {} : { cause }),
    });
  let content: unknown;
  try {
    const text = readFileSync(file, 'utf8');
    // Ten times as long as the schema's check; `null` is no vocabulary, so that it need not be kept.
    content = kept(cache, 'words', text, () => parse(text) as unknown);
  } catch (error) {
    throw fail(messageOf(error), error);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail(`${issue?.path.join('.') || 'it'}: ${issue?.message}`);
}
