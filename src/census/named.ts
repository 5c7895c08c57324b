import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Ids that steps of the life cycle name as successors, so that each share can be told about these channels and no others. Lines that
 * cannot be read are left to the reader of the register, which tells what is wrong with them.
 */
export async function successorsNamed(folder: string, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const path = join(folder, 'events.jsonl');
  const named = new Set<string>();
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return named;
  const lines = createInterface({ input: createReadStream(path, { encoding: 'utf8', signal }) });
  for await (const line of lines) {
    const into = /"into"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
    if (into !== undefined) named.add(JSON.parse(into) as string);
  }
  return named;
}
