import { openArchive, openFolder } from '../../collect/archive/index.ts';
import { type FileVisit, InterruptedError, type SiteFacts } from '../../model/index.ts';
import type { InspectOptions } from '../options.ts';
import { addressKey, type Candidates } from './candidates.ts';
import { AttachmentScan } from './scan.ts';

/** When an archive's last capture of each file was made, by address. */
export class HeldFiles {
  readonly #at = new Map<string, number>();

  file({ url, at, bytes, status }: FileVisit): void {
    if (bytes > 0 && status === 200) this.#at.set(addressKey(url), at);
  }

  at(url: string): number | undefined {
    return this.#at.get(addressKey(url));
  }
}

/** Reads the newest attachments out of an archive or folder and scans them. Goes through it once more, if there are any. */
export async function readSavedAttachments(
  facts: SiteFacts,
  { path, kind }: { readonly path: string; readonly kind: 'archive' | 'folder' },
  candidates: Candidates,
  held: HeldFiles,
  { scan, maxAttachments, ocr }: Pick<InspectOptions, 'scan' | 'maxAttachments' | 'ocr'>,
  signal: AbortSignal,
): Promise<SiteFacts> {
  if (scan?.text === undefined || candidates.count === 0) return facts;
  const all = candidates.newest();
  const task = new AttachmentScan(scan.text, facts.subject.idCode?.slice(0, 6) ?? null, ocr);
  try {
    const there = all.filter(({ url }) => held.at(url) !== undefined);
    const wanted = new Map(there.slice(0, maxAttachments).map((one) => [addressKey(one.url), one]));
    task.miss(
      'not-held',
      all.filter(({ url }) => held.at(url) === undefined).map(({ url }) => url),
    );
    const left = there.slice(maxAttachments).map(({ url }) => url);
    if (wanted.size > 0) {
      const archive = await (kind === 'folder' ? openFolder(path) : openArchive(path));
      try {
        for await (const exchange of archive) {
          if (signal.aborted) throw new InterruptedError({ what: 'read', where: path, why: 'interrupted' });
          const key = addressKey(exchange.url);
          const candidate = wanted.get(key);
          if (candidate === undefined || exchange.at !== held.at(exchange.url)) continue;
          wanted.delete(key);
          if (exchange.truncated) task.miss('limit', [candidate.url]);
          else if (exchange.digestOk === false) task.miss('broken', [candidate.url]);
          else if (task.isFull) left.push(candidate.url);
          else await task.take(candidate, exchange.body, exchange.contentType);
          if (wanted.size === 0) break;
        }
      } finally {
        await archive.close();
      }
    }
    task.miss('budget', left);
    return task.into(facts, candidates.count);
  } finally {
    await task.close();
  }
}
