import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { EarlierWords } from '../changes/index.ts';
import { DiscoveryWords } from '../discovery/index.ts';
import { AccountWords } from '../mentions/index.ts';
import { InputError, messageOf } from '../model/index.ts';
import { PurposeWords, ReplyWords } from '../signals/index.ts';

/** `purpose.yaml` of a folder of packs: what accounts write, by what it is for. Throws InputError with the place in the file. */
export function loadPurposeWords(folder: string): PurposeWords {
  return load(join(folder, 'purpose.yaml'), PurposeWords);
}

/** `replies.yaml` of a folder of packs: what replies to messages say. Throws InputError with the place in the file. */
export function loadReplyWords(folder: string): ReplyWords {
  return load(join(folder, 'replies.yaml'), ReplyWords);
}

/** `accounts.yaml` of a folder of packs: how pages and posts name accounts. Throws InputError with the place in the file. */
export function loadAccountWords(folder: string): AccountWords {
  return load(join(folder, 'accounts.yaml'), AccountWords);
}

/** `discovery.yaml` of a folder of packs: how found accounts are compared. Throws InputError with the place in the file. */
export function loadDiscoveryWords(folder: string): DiscoveryWords {
  return load(join(folder, 'discovery.yaml'), DiscoveryWords);
}

/** `earlier.yaml` of a folder of packs: how two inspections of a site are compared. Throws InputError with the place in the file. */
export function loadEarlierWords(folder: string): EarlierWords {
  return load(join(folder, 'earlier.yaml'), EarlierWords);
}

function load<T>(file: string, schema: z.ZodType<T>): T {
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
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw fail(messageOf(error), error);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail(`${issue?.path.join('.') || 'it'}: ${issue?.message}`);
}
