import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { utc } from '../../model/index.ts';
import { openSources } from './open.ts';
import { readRecords } from './records.ts';
import { sha256OfFile } from './sha256.ts';

export interface WaczPage {
  readonly url: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text?: string;
}

export interface WaczOptions {
  readonly title: string;
  readonly description?: string;
  readonly software: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly pages: readonly WaczPage[];
}

/**
 * Packs one WARC file as a WACZ (Web Archive Collection Zipped 1.1.1): the archive as it is, a sorted index (CDXJ), the list of pages,
 * and a data package with the digest of each. Written beside its place and then moved there: nobody sees half of it.
 */
export async function writeWacz(path: string, warc: string, options: WaczOptions): Promise<void> {
  const name = basename(warc);
  const index = await indexOf(warc, name);
  const pages = [
    JSON.stringify({ format: 'json-pages-1.0', id: 'pages', title: options.title }),
    ...options.pages.map(({ url, title, at, text }, n) =>
      JSON.stringify({ id: `${n + 1}`, url, title, ts: utc(at), ...(text === undefined ? {} : { text }) }),
    ),
  ].join('\n');
  const made = [
    { path: 'indexes/index.cdxj', bytes: Buffer.from(index) },
    { path: 'pages/pages.jsonl', bytes: Buffer.from(`${pages}\n`) },
  ];
  const resources = [
    {
      name,
      path: `archive/${name}`,
      hash: `sha256:${await sha256OfFile(warc)}`,
      bytes: (await stat(warc)).size,
    },
    ...made.map((one) => ({
      name: basename(one.path),
      path: one.path,
      hash: hashOf(one.bytes),
      bytes: one.bytes.length,
    })),
  ];
  const described = Buffer.from(
    `${JSON.stringify(
      {
        profile: 'data-package',
        wacz_version: '1.1.1',
        title: options.title,
        ...(options.description === undefined ? {} : { description: options.description }),
        software: options.software,
        created: utc(options.created),
        resources,
      },
      null,
      2,
    )}\n`,
  );
  const digest = Buffer.from(
    `${JSON.stringify({ path: 'datapackage.json', hash: hashOf(described) }, null, 2)}\n`,
  );
  const mtime = new Date(options.created);
  const zip = new ZipFile();
  // Records are compressed one by one already, and a reader seeks in them: the archive is stored as it is.
  zip.addFile(warc, `archive/${name}`, { compress: false, mtime });
  for (const one of made) zip.addBuffer(one.bytes, one.path, { mtime });
  zip.addBuffer(described, 'datapackage.json', { mtime });
  zip.addBuffer(digest, 'datapackage-digest.json', { mtime });
  zip.end();
  const half = `${path}.part`;
  try {
    await pipeline(zip.outputStream, createWriteStream(half));
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** CDXJ, sorted: where each page stands in the archive. */
async function indexOf(warc: string, filename: string): Promise<string> {
  const damage: string[] = [];
  const sources = await openSources(warc, ({ why }) => damage.push(why));
  const size = (await stat(warc)).size;
  const found: { url: string; date: string; mime: string; digest: string | null; offset: number }[] = [];
  const starts: number[] = [];
  try {
    for (const { slice, format } of sources.files)
      for await (const record of readRecords(slice, {
        format,
        maxBlock: 0,
        onDamage: ({ why }) => damage.push(why),
      })) {
        const { offset } = record.place;
        starts.push(offset);
        if (record.type !== 'resource' && record.type !== 'response') continue;
        const { uri, at, fields } = record;
        if (uri === null) continue;
        found.push({
          url: uri,
          date: at === null ? '' : utc(at),
          mime: record.type === 'resource' ? (fields.get('content-type') ?? '') : 'text/html',
          digest: fields.get('warc-payload-digest') ?? null,
          offset,
        });
      }
  } finally {
    await sources.close();
  }
  if (damage.length > 0) throw new Error(`${warc}: ${damage[0]}`);
  const next = new Map(starts.map((start, n) => [start, starts[n + 1] ?? size]));
  const lines = found.map(({ url, date, mime, digest, offset }) => {
    const fields = {
      url,
      mime,
      status: '200',
      digest,
      length: String((next.get(offset) ?? size) - offset),
      offset: String(offset),
      filename,
    };
    return `${surt(url)} ${date.replace(/\D/g, '').slice(0, 14)} ${JSON.stringify(fields)}\n`;
  });
  return lines.sort().join('');
}

/** Sort-friendly form of an address (SURT): the host from its end. */
function surt(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, port, pathname, search } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return url.toLowerCase();
  const host = hostname.split('.').reverse().join(',');
  return `${host}${port === '' ? '' : `:${port}`})${pathname}${search}`.toLowerCase();
}

function hashOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
