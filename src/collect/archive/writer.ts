import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { utc } from '../../model/index.ts';
import type { Exchange, ExchangeArchive, Kept } from './exchange.ts';
import { type MemberFile, openMemberFile } from './member-file.ts';
import {
  digestOf,
  RECORD_END,
  recordHead,
  requestBlock,
  responseHead,
  type WarcFields,
} from './serialize.ts';

export interface WarcWriterOptions {
  /** Name and version of what writes, for the warcinfo record. */
  readonly software: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Continue a file at this offset, as `committed()` gave it; what lies behind it is cut off. */
  readonly resumeAt?: number;
  /** Who runs the inspection, with contact. */
  readonly operator?: string;
  readonly description?: string;
  /** Source of record ids; random UUIDs by default. */
  readonly uuid?: () => string;
}

/** Payloads shorter than this are not worth a reference (the revisit record itself takes some 500 bytes). */
const REVISIT_MIN = 1024;
/** Payloads remembered for revisit records, those used last: bounded, so that memory does not grow with the site. */
const REVISIT_MEMORY = 3_000;
const IDENTICAL_PAYLOAD = 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest';

interface Original {
  readonly record: string;
  readonly url: string;
  readonly date: string;
}

/**
 * Writes evidence as WARC/1.1 (ISO 28500:2017), one gzip member per record: warcinfo, then request and response of every
 * exchange. A payload that was kept before becomes a revisit record that refers to it.
 */
export async function createWarcWriter(path: string, options: WarcWriterOptions): Promise<ExchangeArchive> {
  const file = await openMemberFile(path, options.resumeAt);
  const writer = new WarcWriter(file, basename(path), options);
  await writer.begin();
  return writer;
}

class WarcWriter implements ExchangeArchive {
  readonly #file: MemberFile;
  readonly #name: string;
  readonly #options: WarcWriterOptions;
  readonly #originals = new Map<string, Original>();
  #warcinfo: string | null = null;

  constructor(file: MemberFile, name: string, options: WarcWriterOptions) {
    this.#file = file;
    this.#name = name;
    this.#options = options;
  }

  /** Each run writes its own warcinfo, so that the records of a resumed run name the run that wrote them. */
  async begin(): Promise<void> {
    const { software, operator, description, clock } = this.#options;
    const fields = [
      ['software', software],
      ['format', 'WARC File Format 1.1'],
      ['conformsTo', 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
      ['operator', operator],
      ['description', description],
    ] as const;
    const lines = fields.flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${flat(value)}\r\n`],
    );
    const block = Buffer.from(lines.join(''), 'utf8');
    const record = this.#newId();
    await this.#put(
      [
        ['WARC-Type', 'warcinfo'],
        ['WARC-Record-ID', record],
        ['WARC-Date', utc(clock())],
        ['WARC-Filename', this.#name],
        ['Content-Type', 'application/warc-fields'],
      ],
      [block],
      digestOf(block),
    );
    this.#warcinfo = record;
  }

  async write(exchange: Exchange): Promise<Kept> {
    const { body } = exchange.response;
    const record = this.#newId();
    const digest = digestOf(body);
    const head = responseHead(exchange);
    const common = this.#common(exchange);
    const original = exchange.truncated === undefined ? this.#originals.get(digest) : undefined;
    const response =
      original === undefined
        ? this.#put(
            [
              ['WARC-Type', 'response'],
              ['WARC-Record-ID', record],
              ...common,
              ['WARC-Payload-Digest', digest],
              ['WARC-Truncated', exchange.truncated ?? null],
              ['Content-Type', 'application/http; msgtype=response'],
            ],
            [head, body],
            digestOf(head, body),
          )
        : this.#put(revisitFields(record, common, digest, original), [head], digestOf(head));
    if (original !== undefined) this.#remember(digest, original);
    else if (exchange.truncated === undefined && body.length >= REVISIT_MIN)
      this.#remember(digest, { record, url: exchange.url, date: utc(exchange.at) });
    const block = requestBlock(exchange);
    const request = this.#put(
      [
        ['WARC-Type', 'request'],
        ['WARC-Record-ID', this.#newId()],
        ...common,
        ['WARC-Concurrent-To', record],
        ['Content-Type', 'application/http; msgtype=request'],
      ],
      [block],
      digestOf(block),
    );
    await Promise.all([response, request]);
    return { record, digest };
  }

  async writeResource(uri: string, contentType: string, bytes: Uint8Array, at: number): Promise<Kept> {
    const record = this.#newId();
    const digest = digestOf(bytes);
    await this.#put(
      [
        ['WARC-Type', 'resource'],
        ['WARC-Record-ID', record],
        ['WARC-Warcinfo-ID', this.#warcinfo],
        ['WARC-Target-URI', target(uri)],
        ['WARC-Date', utc(at)],
        ['WARC-Payload-Digest', digest],
        ['Content-Type', contentType],
      ],
      [bytes],
      digest,
    );
    return { record, digest };
  }

  committed(): Promise<number> {
    return this.#file.committed();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #common({ url, at, ip }: Exchange): WarcFields {
    return [
      ['WARC-Warcinfo-ID', this.#warcinfo],
      ['WARC-Target-URI', target(url)],
      ['WARC-Date', utc(at)],
      ['WARC-IP-Address', ip],
    ];
  }

  #put(fields: WarcFields, block: readonly Uint8Array[], blockDigest: string): Promise<void> {
    const length = block.reduce((sum, part) => sum + part.length, 0);
    const head = recordHead([
      ...fields,
      ['WARC-Block-Digest', blockDigest],
      ['Content-Length', String(length)],
    ]);
    return this.#file.append([head, ...block, RECORD_END]);
  }

  #remember(digest: string, original: Original): void {
    this.#originals.delete(digest);
    if (this.#originals.size >= REVISIT_MEMORY) {
      const oldest = this.#originals.keys().next();
      if (oldest.done !== true) this.#originals.delete(oldest.value);
    }
    this.#originals.set(digest, original);
  }

  #newId(): string {
    return `<urn:uuid:${(this.#options.uuid ?? randomUUID)()}>`;
  }
}

function revisitFields(record: string, common: WarcFields, digest: string, original: Original): WarcFields {
  return [
    ['WARC-Type', 'revisit'],
    ['WARC-Record-ID', record],
    ...common,
    ['WARC-Profile', IDENTICAL_PAYLOAD],
    ['WARC-Payload-Digest', digest],
    ['WARC-Refers-To', original.record],
    ['WARC-Refers-To-Target-URI', target(original.url)],
    ['WARC-Refers-To-Date', original.date],
    ['Content-Type', 'application/http; msgtype=response'],
  ];
}

/** WARC-Target-URI must be a URI: no blanks or line ends. */
function target(url: string): string {
  return url.replace(/[\s\0]/g, (char) => encodeURIComponent(char));
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
