import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InputError, messageOf } from '../../model/index.ts';
import type { ArchivedExchange, ArchiveReport } from './exchanges.ts';
import type { Archive } from './open.ts';

export interface FolderOptions {
  /** Address that the folder stands for; default: its single host-named folder (as wget saves), else its own name as host. */
  readonly base?: string;
  /** Largest file that is read. */
  readonly maxBody?: number;
}

const PAGE = /\.(?:s?html?|xhtml|jspx?|aspx?|php\d?|do|action)$/i;
const HOST = /^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?::\d+)?$/i;
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  css: 'text/css',
  js: 'text/javascript',
  xml: 'application/xml',
  txt: 'text/plain',
};
const HEAD = 64 * 1024;

/**
 * Opens a folder of saved pages. A page's address is what the page itself says (`saved from url`, canonical link), else its path under the base; its fetch time is the file's modification time.
 * @throws InputError where there is no such folder, or no page in it.
 */
export async function openFolder(path: string, options: FolderOptions = {}): Promise<Archive> {
  const files = await listFiles(path);
  if (!files.some((file) => PAGE.test(file))) {
    const why = 'no saved page (.html, .htm, .shtml, .jsp …) is in the folder';
    throw new InputError({
      what: 'open',
      where: path,
      why,
      todo: 'give a folder of saved pages, a web archive or a URL',
    });
  }
  const place = placeOf(path, files, options.base);
  const report: ArchiveReport = { records: 0, exchanges: 0, software: null, damage: [], skipped: [] };
  return {
    path,
    report,
    async *[Symbol.asyncIterator]() {
      for (const file of files) {
        report.records++;
        const exchange = await readSaved(path, file, place, options.maxBody ?? 64 * 1024 * 1024, report);
        if (exchange === null) continue;
        report.exchanges++;
        yield exchange;
      }
    },
    close: async () => {},
  };
}

/** All files below, relative, with `/`; links to elsewhere are not followed. */
async function listFiles(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(path, '/').length).replaceAll('\\', '/'))
      .sort();
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = missing ? 'no such file or folder' : messageOf(error);
    throw new InputError({ what: 'open', where: path, why, todo: 'check the path', cause: error });
  }
}

interface Place {
  /** Part of the relative path that is the host and not in the address. */
  readonly prefix: string;
  readonly base: string;
}

function placeOf(path: string, files: readonly string[], base: string | undefined): Place {
  if (base !== undefined) {
    if (!/^https?:/i.test(base) || !URL.canParse(base)) {
      throw new InputError({ what: 'open', where: base, why: 'the base is no http address' });
    }
    return { prefix: '', base: base.endsWith('/') ? base : `${base}/` };
  }
  const tops = new Set(files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')));
  const [top] = tops;
  if (tops.size === 1 && top !== undefined && HOST.test(top))
    return { prefix: `${top}/`, base: `http://${top}/` };
  const name = basename(resolve(path))
    .toLowerCase()
    .replace(/[^a-z0-9.:-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return { prefix: '', base: `http://${name === '' ? 'folder' : name}/` };
}

async function readSaved(
  folder: string,
  file: string,
  place: Place,
  maxBody: number,
  report: ArchiveReport,
): Promise<ArchivedExchange | null> {
  const path = join(folder, file);
  let body: Buffer;
  let at: number;
  try {
    const about = await stat(path);
    at = Math.trunc(about.mtimeMs);
    if (about.size > maxBody) {
      report.skipped.push({ file: path, offset: 0, why: `larger than ${maxBody} bytes`, url: null });
      return null;
    }
    body = await readFile(path);
  } catch (error) {
    report.damage.push({ file: path, offset: 0, why: messageOf(error) });
    return null;
  }
  const page = PAGE.test(file) || looksLikeHtml(body);
  const contentType = page
    ? 'text/html'
    : (TYPES[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream');
  const own = new URL(place.base + encodePath(file.slice(place.prefix.length))).href;
  return {
    url: page ? (saidUrl(body, place) ?? own) : own,
    at,
    status: 200,
    headers: [],
    contentType,
    body,
    truncated: false,
    record: null,
    digest: null,
    digestOk: null,
  };
}

/** wget and browsers keep the query in the file name (`list.html?page=2`, `list.html@page=2`); blanks and `%` are quoted. */
function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/%3F/i, '?').replaceAll(/%3D/gi, '=').replaceAll('%26', '&'),
    )
    .join('/');
}

function looksLikeHtml(body: Buffer): boolean {
  return /^\s*(?:<!doctype html|<html)/i.test(body.toString('latin1', 0, 512).replace(/^\xef\xbb\xbf/, ''));
}

/** What the page says its address is. The mark of a browser's “save as” is sure; a canonical link counts within the same host only. */
function saidUrl(body: Buffer, place: Place): string | null {
  const head = body.toString('latin1', 0, HEAD);
  const saved = /<!--\s*saved from url=\(\d+\)(https?:\/\/[^\s>]+?)\s*-->/i.exec(head)?.[1];
  if (saved !== undefined && URL.canParse(saved)) return new URL(saved).href;
  const link = /<link\b[^>]{0,500}\brel\s*=\s*["']?canonical\b[^>]{0,500}>/i.exec(head)?.[0];
  const href = /\bhref\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s>]+))/i.exec(link ?? '');
  const canonical = href?.[1] ?? href?.[2] ?? href?.[3];
  if (canonical === undefined || !URL.canParse(canonical, place.base)) return null;
  const url = new URL(canonical, place.base);
  return url.host === new URL(place.base).host ? url.href : null;
}
