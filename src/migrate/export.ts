import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { createWarcWriter, writeWacz } from '../collect/archive/index.ts';
import { type RegisterTables, type RegisterWords, readRegister } from '../collect/import/index.ts';
import {
  type AccountRow,
  InputError,
  LocalError,
  messageOf,
  type PostRow,
  shanghai,
} from '../model/index.ts';
import { type Carried, CarriedIndex, compare } from './compare.ts';
import {
  addressOf,
  feedItemOf,
  instantOf,
  type MediaFile,
  markdownOf,
  mediaOf,
  nameOf,
  pageOf,
} from './content.ts';

export interface ExportOptions {
  readonly words: RegisterWords;
  readonly account: string;
  /** Folder to make; must not exist. */
  readonly out: string;
  /** Account that takes over, to see what it carries. */
  readonly successor?: string;
  readonly skipBad?: boolean;
  readonly software: string;
  readonly clock: () => number;
  readonly signal?: AbortSignal;
  readonly read?: typeof readRegister;
}

/** What was exported, with the digest of every file (`manifest.json`). */
export interface Manifest {
  readonly schema: 'xunjian.export/1';
  readonly account: Pick<AccountRow, 'id' | 'name' | 'platform' | 'url' | 'functions'>;
  readonly at: string;
  readonly counts: {
    readonly posts: number;
    readonly undated: number;
    readonly deleted: number;
    readonly media: number;
    readonly mediaMissing: number;
    readonly reads: number;
  };
  readonly from: string | null;
  readonly to: string | null;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  /** null: no successor was named. */
  readonly carried: Carried | null;
}

/**
 * Exports the content of one account (内容归档): every post as Markdown with its media, all as JSON Feed and as WACZ, and a manifest
 * with counts and digests; compares with what the successor carries. Written into a folder beside `out` that is moved there when all
 * of it was written and read back.
 */
export async function exportAccount(folder: string, options: ExportOptions): Promise<Manifest> {
  const { out } = options;
  await refuseExisting(out);
  const half = `${out}.part`;
  await rm(half, { recursive: true, force: true });
  try {
    await mkdir(join(half, 'posts'), { recursive: true });
    const manifest = await writeAll(folder, half, options);
    await rm(out, { recursive: true, force: true });
    await mkdir(dirname(resolve(out)), { recursive: true });
    await rename(half, out);
    return manifest;
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (error instanceof InputError || error instanceof LocalError) throw error;
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !/^(ENOSPC|EACCES|EROFS|ENOTDIR|EDQUOT)$/.test(code)) throw error;
    throw new LocalError({
      what: 'archive',
      where: out,
      why: messageOf(error),
      todo: 'give another --out, or make room; nothing was left behind',
      cause: error,
    });
  }
}

async function writeAll(folder: string, half: string, options: ExportOptions): Promise<Manifest> {
  const { account, successor, posts, index } = await contentOf(folder, options);
  const now = options.clock();
  const files = new Files(half);
  const items: ReturnType<typeof feedItemOf>[] = [];
  const warc = join(half, 'data.warc.gz');
  const writer = await createWarcWriter(warc, { software: options.software, clock: options.clock });
  let [media, mediaMissing, reads] = [0, 0, 0];
  for (const [n, post] of posts.entries()) {
    options.signal?.throwIfAborted();
    const name = nameOf(post, n + 1);
    const own = await copyMedia(folder, half, name, mediaOf(post), files);
    media += own.length;
    mediaMissing += own.filter(({ file }) => file === null).length;
    reads += post.reads ?? 0;
    const path = `posts/${name}.md`;
    await files.put(path, markdownOf(post, own));
    items.push(feedItemOf(post, path, own));
    const page = Buffer.from(pageOf(post, account));
    await writer.writeResource(addressOf(post), 'text/html; charset=utf-8', page, instantOf(post, now));
  }
  await writer.close();
  await writeWacz(join(half, 'archive.wacz'), warc, {
    title: account.name,
    software: options.software,
    created: now,
    pages: posts.map((post) => ({
      url: addressOf(post),
      title: post.title ?? post.id,
      at: instantOf(post, now),
    })),
  });
  await rm(warc);
  await files.add('archive.wacz');
  await files.put('feed.json', `${JSON.stringify(feedOf(account, items), null, 2)}\n`);
  const days = posts.flatMap(({ published }) => published?.slice(0, 10) ?? []).sort();
  const { id, name, platform, url, functions } = account;
  const manifest: Manifest = {
    schema: 'xunjian.export/1',
    account: { id, name, platform, url, functions },
    at: shanghai(now),
    counts: {
      posts: posts.length,
      undated: posts.length - days.length,
      deleted: posts.filter(({ deleted, deletedAt }) => deleted === true || (deletedAt ?? null) !== null)
        .length,
      media,
      mediaMissing,
      reads,
    },
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    files: files.listed(),
    carried: successor === null ? null : compare(account, successor, posts, index),
  };
  await writeFile(join(half, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await files.check();
  return manifest;
}

interface Content {
  readonly account: AccountRow;
  readonly successor: AccountRow | null;
  readonly posts: readonly PostRow[];
  readonly index: CarriedIndex;
}

async function contentOf(folder: string, options: ExportOptions): Promise<Content> {
  const posts: PostRow[] = [];
  const index = new CarriedIndex();
  const register = await (options.read ?? readRegister)(folder, {
    words: options.words,
    skipBad: options.skipBad === true,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    sink: () => ({
      posts: (row) => {
        if (row.account === options.account) posts.push(row);
        else if (row.account === options.successor) index.add(row);
      },
    }),
  });
  const account = accountOf(register, options.account, '--account');
  const successor =
    options.successor === undefined ? null : accountOf(register, options.successor, '--successor');
  posts.sort((a, b) => order(a.published ?? '', b.published ?? '') || order(a.id, b.id));
  return { account, successor, posts, index };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function accountOf({ accounts }: RegisterTables, id: string, flag: string): AccountRow {
  const account = accounts.get(id);
  if (account !== undefined) return account;
  throw new InputError({
    what: 'archive',
    where: `${flag} ${id}`,
    why: 'the register has no account of this id',
    todo: 'look it up in accounts.csv',
  });
}

/** Copies what lies in the register folder; paths that lead out of it are not followed. */
async function copyMedia(
  folder: string,
  half: string,
  name: string,
  media: readonly string[],
  files: Files,
): Promise<readonly MediaFile[]> {
  const copied: MediaFile[] = [];
  for (const [n, given] of media.entries()) {
    const from = await insideOf(folder, given);
    if (from === null) {
      copied.push({ given, file: null });
      continue;
    }
    const file = `media/${name}-${n + 1}${/^\.\w{1,8}$/.test(extname(given)) ? extname(given) : ''}`;
    await mkdir(join(half, 'media'), { recursive: true });
    await copyFile(from, join(half, file));
    await files.add(file);
    copied.push({ given, file });
  }
  return copied;
}

async function insideOf(folder: string, given: string): Promise<string | null> {
  if (/^[a-z][a-z\d+.-]*:/i.test(given)) return null;
  try {
    const [root, path] = [await realpath(folder), await realpath(resolve(folder, given))];
    const away = relative(root, path);
    if (away === '' || away.startsWith(`..${sep}`) || away === '..') return null;
    return (await stat(path)).isFile() ? path : null;
  } catch {
    return null;
  }
}

function feedOf({ name, url }: AccountRow, items: readonly object[]) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: name,
    language: 'zh-CN',
    ...(url === null ? {} : { home_page_url: url }),
    items,
  };
}

async function refuseExisting(out: string): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found === null) return;
  throw new InputError({
    what: 'archive',
    where: out,
    why: 'it exists already, and an archive is not overwritten',
    todo: 'give another --out, or remove it first',
  });
}

/** Files of an export with their digests; read back at the end, for an archive that cannot be read is none. */
class Files {
  readonly #root: string;
  readonly #files: { readonly path: string; readonly bytes: number; readonly sha256: string }[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  async put(path: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await writeFile(join(this.#root, path), bytes);
    this.#files.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
  }

  async add(path: string): Promise<void> {
    const bytes = await readFile(join(this.#root, path));
    this.#files.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
  }

  listed(): Manifest['files'] {
    return [...this.#files].sort((a, b) => order(a.path, b.path));
  }

  async check(): Promise<void> {
    for (const { path, sha256: digest } of this.#files)
      if (sha256(await readFile(join(this.#root, path))) !== digest)
        throw new LocalError({
          what: 'archive',
          where: path,
          why: 'it cannot be read back as it was written',
          todo: 'check the disk and run it again',
        });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
