import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { accountsOfArchive, FILES } from '../inspect/index.ts';
import type { AccountWords } from '../mentions/index.ts';
import { type AccountsFound, type Coverage, InputError, messageOf, SiteFacts } from '../model/index.ts';

/** Accounts of one site, wherever they were read from. */
export interface SiteResult {
  /** The folder or file. */
  readonly path: string;
  readonly url: string;
  readonly hosts: readonly string[];
  readonly at: string;
  readonly accounts: AccountsFound;
  readonly home: boolean;
  readonly coverage: Pick<Coverage, 'complete' | 'needsScript' | 'pages'>;
}

export interface SourceOptions {
  readonly words: AccountWords;
  /** Pictures decoded at most of an archive. */
  readonly maxCodes: number;
  readonly signal: AbortSignal;
  readonly onSite?: (path: string) => void;
}

/** Folders looked into below the one that was named. */
const MOST_FOLDERS = 20_000;

/**
 * Reads results of inspections (`--out` of inspect), folders that hold many of them, web archives and folders of saved pages. What was
 * named and cannot be read is an error; nothing is passed by.
 */
export async function* readSources(
  paths: readonly string[],
  options: SourceOptions,
): AsyncGenerator<SiteResult> {
  for (const path of paths) {
    const about = await stat(path).catch(() => null);
    if (about === null) throw unusable(path, 'there is no such file or folder');
    if (about.isFile()) yield await archived(path, 'archive', options);
    else yield* folder(path, options);
  }
}

async function* folder(path: string, options: SourceOptions): AsyncGenerator<SiteResult> {
  if (await exists(join(path, FILES.facts))) {
    yield await inspected(path, options);
    return;
  }
  const entries = await readdir(path, { withFileTypes: true });
  const inner = entries.filter((entry) => entry.isDirectory()).slice(0, MOST_FOLDERS);
  const results: string[] = [];
  for (const { name } of inner) if (await exists(join(path, name, FILES.facts))) results.push(name);
  if (results.length === 0) {
    yield await archived(path, 'folder', options);
    return;
  }
  for (const name of results.sort()) yield await inspected(join(path, name), options);
}

async function inspected(path: string, { onSite }: SourceOptions): Promise<SiteResult> {
  onSite?.(path);
  const file = join(path, FILES.facts);
  let facts: SiteFacts;
  try {
    facts = SiteFacts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw unusable(file, `is no result of an inspection (${messageOf(error).split('\n')[0]})`, error);
  }
  const { accounts, home } = facts.sections;
  if (accounts.status !== 'ok')
    throw unusable(
      file,
      'was made before accounts were looked for, or without',
      undefined,
      'inspect the site again, or name its evidence.warc.gz instead',
    );
  return {
    path,
    url: facts.subject.url,
    hosts: facts.subject.hosts,
    at: facts.collectedAt,
    accounts: accounts.value,
    home: home.status === 'ok' && !home.value.needsScript,
    coverage: facts.coverage,
  };
}

async function archived(
  path: string,
  kind: 'archive' | 'folder',
  { words, maxCodes, signal, onSite }: SourceOptions,
): Promise<SiteResult> {
  onSite?.(path);
  const { accounts, coverage, hosts, home } = await accountsOfArchive(
    path,
    kind,
    { words, maxCodes },
    signal,
  );
  return { path, url: home.url, hosts, at: coverage.to, accounts, home: home.read, coverage };
}

function unusable(where: string, why: string, cause?: unknown, todo?: string): InputError {
  return new InputError({
    what: 'discover',
    where,
    why,
    todo: todo ?? 'give --out folders of xunjian inspect, web archives or folders of saved pages',
    ...(cause === undefined ? {} : { cause }),
  });
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
