import { collectArchive } from '../../collect/archive/index.ts';
import { AccountsSeen, type AccountWords, createMentionReader } from '../../mentions/index.ts';
import type { AccountsFound, Coverage } from '../../model/index.ts';
import { decodeSaved } from './saved.ts';

/** Accounts that the site in an archive or folder of saved pages shows. */
export interface ArchiveAccounts {
  readonly accounts: AccountsFound;
  readonly coverage: Coverage;
  readonly hosts: readonly string[];
  readonly home: { readonly url: string; readonly read: boolean };
}

/** Reads an archive or folder for accounts alone: no facts, no verdict. */
export async function accountsOfArchive(
  path: string,
  kind: 'archive' | 'folder',
  { words, maxCodes }: { readonly words: AccountWords; readonly maxCodes: number },
  signal: AbortSignal,
): Promise<ArchiveAccounts> {
  const mentions = createMentionReader(words);
  const seen = new AccountsSeen(mentions.address);
  const { coverage, hosts, home } = await collectArchive(
    path,
    { mentions },
    {
      page: ({ finalUrl, facts }) => {
        if (facts.accounts !== undefined) seen.page(finalUrl, facts.accounts);
      },
    },
    signal,
  );
  await decodeSaved(seen, { path, kind }, hosts, maxCodes, signal);
  return {
    accounts: seen.result(),
    coverage,
    hosts,
    home: { url: home.url, read: home.failure === null && coverage.pages > 0 },
  };
}
