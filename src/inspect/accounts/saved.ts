import { createCodeReader } from '../../codes/index.ts';
import { openArchive, openFolder } from '../../collect/archive/index.ts';
import type { AccountsSeen } from '../../mentions/index.ts';
import { InterruptedError } from '../../model/index.ts';
import { addressKey } from '../attachments/candidates.ts';
import { decode } from './live.ts';

/** Decodes pictures that an archive or folder holds. Goes through it once more, if there are any that may be codes. */
export async function decodeSaved(
  seen: AccountsSeen,
  { path, kind }: { readonly path: string; readonly kind: 'archive' | 'folder' },
  hosts: readonly string[],
  most: number,
  signal: AbortSignal,
): Promise<void> {
  const all = seen.candidates();
  const ready = all.slice(0, most);
  seen.unread(
    'budget',
    all.slice(most).map(({ url }) => url),
  );
  if (ready.length === 0) return;
  const own = new Set(hosts);
  const isOwn = (url: string) => URL.canParse(url) && own.has(new URL(url).host);
  const wanted = new Map(ready.map((one) => [addressKey(one.url), one]));
  const archive = await (kind === 'folder' ? openFolder(path) : openArchive(path));
  const reader = createCodeReader();
  try {
    for await (const exchange of archive) {
      if (signal.aborted) throw new InterruptedError({ what: 'read', where: path, why: 'interrupted' });
      const candidate = wanted.get(addressKey(exchange.url));
      if (candidate === undefined || exchange.status !== 200 || exchange.truncated) continue;
      // A link check keeps that a file is there, and nothing of it.
      if (exchange.body.length === 0) continue;
      wanted.delete(addressKey(exchange.url));
      if (exchange.digestOk === false) seen.unread('broken', [candidate.url]);
      else await decode(seen, candidate, exchange.body, reader, isOwn);
      if (wanted.size === 0) break;
    }
  } finally {
    await reader.close();
    await archive.close();
  }
  seen.unread(
    'not-held',
    [...wanted.values()].map(({ url }) => url),
  );
}
