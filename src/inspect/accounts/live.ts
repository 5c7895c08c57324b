import { type CodeReader, createCodeReader } from '../../codes/index.ts';
import type { CrawlResult } from '../../collect/site/index.ts';
import type { AccountsSeen, Candidate } from '../../mentions/index.ts';
import type { FailureKind } from '../../model/index.ts';
import type { Opener } from '../probe/opener.ts';

/** Answers after which a site is not asked for pictures again. */
const REFUSED: ReadonlySet<FailureKind> = new Set(['blocked', 'captcha', 'throttled', 'login']);

/**
 * Fetches pictures that may be codes, at the pace of single questions, and decodes them. Only from the site's own hosts, only what
 * robots.txt lets be fetched, and no more than `most`; a site that refuses one is not asked again.
 */
export async function decodeLive(
  seen: AccountsSeen,
  { hosts, allows }: Pick<CrawlResult, 'hosts' | 'allows'>,
  open: Opener,
  most: number,
): Promise<void> {
  const own = new Set(hosts);
  const isOwn = (url: string) => URL.canParse(url) && own.has(new URL(url).host);
  const all = seen.candidates();
  seen.unread('elsewhere', urlsOf(all.filter(({ url }) => !isOwn(url))));
  const here = all.filter(({ url }) => isOwn(url));
  seen.unread('unreachable', urlsOf(here.filter(({ url }) => !allows(url))));
  const ready = here.filter(({ url }) => allows(url));
  if (ready.length === 0 || most === 0) {
    seen.unread('budget', urlsOf(ready));
    return;
  }
  const reader = createCodeReader();
  try {
    let asked = 0;
    for (const candidate of ready.slice(0, most)) {
      asked++;
      const { file, kind } = await open(candidate.url, 'file');
      if (file !== null) await decode(seen, candidate, file.bytes, reader, isOwn);
      else seen.unread(kind === 'too-large' || kind === 'bomb' ? 'limit' : 'unreachable', [candidate.url]);
      if (kind !== null && REFUSED.has(kind)) break;
    }
    seen.unread('budget', urlsOf(ready.slice(asked)));
  } finally {
    await reader.close();
  }
}

/** Looks into one picture. */
export async function decode(
  seen: AccountsSeen,
  candidate: Candidate,
  bytes: Uint8Array,
  reader: CodeReader,
  isOwn: (url: string) => boolean,
): Promise<void> {
  const reading = await reader.read(bytes);
  if (reading.status === 'read') seen.codes(candidate, reading.codes, isOwn);
  else seen.unread(reading.reason, [candidate.url]);
}

function urlsOf(candidates: readonly Candidate[]): string[] {
  return candidates.map(({ url }) => url);
}
