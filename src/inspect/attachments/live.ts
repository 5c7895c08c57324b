import type { CrawlResult } from '../../collect/site/index.ts';
import type { SiteFacts } from '../../model/index.ts';
import type { InspectOptions } from '../options.ts';
import type { Opener } from '../probe/opener.ts';
import type { Candidates } from './candidates.ts';
import { AttachmentScan } from './scan.ts';

/**
 * Downloads the newest attachments of a live site, at the pace of single questions, and scans them. Only files of the site's own
 * hosts that the link check saw open: what robots.txt forbids or a firewall refuses it did not.
 */
export async function readLiveAttachments(
  facts: SiteFacts,
  candidates: Candidates,
  { attachments, hosts }: Pick<CrawlResult, 'attachments' | 'hosts'>,
  open: Opener,
  { scan, maxAttachments, ocr }: Pick<InspectOptions, 'scan' | 'maxAttachments' | 'ocr'>,
): Promise<SiteFacts> {
  if (scan?.text === undefined || candidates.count === 0) return facts;
  const all = candidates.newest();
  const own = new Set(hosts);
  const opens = new Map(attachments.map(({ url, ok }) => [url, ok]));
  const task = new AttachmentScan(scan.text, facts.subject.idCode?.slice(0, 6) ?? null, ocr);
  const at = (url: string) => (URL.canParse(url) ? new URL(url).host : '');
  try {
    task.miss('elsewhere', urlsOf(all.filter(({ url }) => !own.has(at(url)))));
    // What is gone is a dead link, which is told elsewhere.
    const here = all.filter(({ url }) => own.has(at(url)) && opens.get(url) !== false);
    // Not asked by the link check, or not answered: what nobody was seen to allow is not fetched.
    task.miss('unreachable', urlsOf(here.filter(({ url }) => opens.get(url) !== true)));
    const ready = here.filter(({ url }) => opens.get(url) === true);
    let asked = 0;
    for (const candidate of ready) {
      if (asked >= maxAttachments || task.isFull) break;
      asked++;
      const { file, kind } = await open(candidate.url, 'file');
      if (file !== null) await task.take(candidate, file.bytes, file.contentType);
      else
        task.miss(kind === 'too-large' || kind === 'bomb' || kind === 'too-slow' ? 'limit' : 'unreachable', [
          candidate.url,
        ]);
    }
    task.miss('budget', urlsOf(ready.slice(asked)));
    return task.into(facts, candidates.count);
  } finally {
    await task.close();
  }
}

function urlsOf(candidates: readonly { readonly url: string }[]): string[] {
  return candidates.map(({ url }) => url);
}
