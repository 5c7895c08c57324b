import type { Place } from './byte-reader.ts';
import {
  type Decoded,
  dechunk,
  decodeBody,
  type HttpMessage,
  header,
  parseResponse,
} from './http-message.ts';
import { type ArchiveRecord, type Damage, type Format, readRecords } from './records.ts';
import type { Slice } from './slice.ts';
import { checkDigest, ownCopy } from './warc-head.ts';

/** One answer of a server, or one saved page, as an archive holds it. */
export interface ArchivedExchange {
  readonly url: string;
  /** When it was fetched (milliseconds); where the record does not say, when the archive was last changed. */
  readonly at: number;
  readonly status: number;
  readonly headers: readonly [name: string, value: string][];
  readonly contentType: string;
  /** Decoded: neither chunked nor content-encoded. */
  readonly body: Buffer;
  /** Whether the archive holds only the beginning of the body. */
  readonly truncated: boolean;
  readonly record: string | null;
  readonly digest: string | null;
  /** Whether the payload (where that has no digest, the block) fits its stated digest; null where none is stated or known. */
  readonly digestOk: boolean | null;
}

export interface ArchiveReport {
  records: number;
  exchanges: number;
  /** What wrote it, as its warcinfo says. */
  software: string | null;
  /** What is broken, by offset. */
  readonly damage: Damage[];
  /** What is whole and was left out: too large, or a reference to a record that is not here. */
  readonly skipped: (Damage & { readonly url: string | null })[];
}

export interface ReadLimits {
  /** Largest record that is held in memory. */
  readonly maxBlock: number;
  /** Largest body after unpacking. */
  readonly maxBody: number;
}

export const READ_LIMITS: ReadLimits = { maxBlock: 64 * 1024 * 1024, maxBody: 64 * 1024 * 1024 };

/** Payloads remembered by place, for revisit records: bounded, so that memory does not grow with the archive. */
const MAX_PLACES = 200_000;
/** Places of damage that are named: a file of noise has millions. */
const MAX_DAMAGE = 10_000;
/** Farther into one gzip member than this, going back costs too much. */
const MAX_SKIP = 64 * 1024 * 1024;

/** Turns the records of the files of one archive into exchanges. Revisits look back across files. */
export class ExchangeReader {
  readonly #limits: ReadLimits;
  readonly #report: ArchiveReport;
  readonly #places = new Map<string, { slice: Slice; format: Format; place: Place }>();

  constructor(limits: ReadLimits, report: ArchiveReport) {
    this.#limits = limits;
    this.#report = report;
  }

  async *read(slice: Slice, format: Format): AsyncGenerator<ArchivedExchange, void, void> {
    const options = {
      format,
      maxBlock: this.#limits.maxBlock,
      onDamage: (damage: Damage) => this.#addDamage(damage),
    };
    for await (const record of readRecords(slice, options)) {
      this.#report.records++;
      if (record.type === 'warcinfo') this.#report.software ??= softwareOf(record);
      const exchange = await this.#exchange(record, slice, format);
      if (exchange === null) continue;
      this.#report.exchanges++;
      yield exchange;
    }
  }

  async #exchange(record: ArchiveRecord, slice: Slice, format: Format): Promise<ArchivedExchange | null> {
    if (record.type !== 'response' && record.type !== 'resource' && record.type !== 'revisit') return null;
    if (record.uri === null) return this.#skip(record, 'the record has no WARC-Target-URI');
    if (record.block === null) return this.#skip(record, `larger than ${this.#limits.maxBlock} bytes`);
    if (record.type === 'revisit') return await this.#revisit(record, record.block, slice.modified);
    if (record.type === 'resource') return fromResource(record, record.block, slice.modified);
    const message = parseResponse(record.block);
    // Other protocols than HTTP are archived too (dns:, ftp:): whole, and not for us.
    if (message === null) {
      if (isHttp(record)) this.#damage(record, 'the record holds no HTTP status line');
      return null;
    }
    this.#remember(record, slice, format);
    return this.#response(record, message, message, slice.modified);
  }

  /** `content` is the message whose body counts: the record's own, or that of the record a revisit refers to. */
  #response(
    record: ArchiveRecord,
    message: HttpMessage,
    content: HttpMessage,
    modified: number,
  ): ArchivedExchange | null {
    const payload = dechunk(content);
    const decoded: Decoded = decodeBody(content, payload, this.#limits.maxBody);
    if (!decoded.ok) {
      this.#damage(record, decoded.why);
      return null;
    }
    const digest = record.fields.get('warc-payload-digest') ?? null;
    return {
      url: record.uri ?? '',
      at: record.at ?? modified,
      status: message.status,
      headers: message.headers,
      contentType: header(content.headers, 'content-type') ?? '',
      body: decoded.body,
      truncated: decoded.truncated || record.fields.has('warc-truncated'),
      record: record.id,
      digest,
      digestOk: payloadOk(digest, content.raw, payload.body) ?? record.blockOk,
    };
  }

  async #revisit(record: ArchiveRecord, block: Buffer, modified: number): Promise<ArchivedExchange | null> {
    const keys = [record.fields.get('warc-refers-to'), digestKey(record.fields.get('warc-payload-digest'))];
    const known = keys
      .map((key) => (key === undefined ? undefined : this.#places.get(key)))
      .find((place) => place);
    const original = known === undefined ? null : await this.#readAt(known);
    if (original === null)
      return this.#skip(record, 'the record that this one refers to is not in the archive');
    // A revisit may carry its own headers; a 304 means that the old answer still held.
    const own = block.length > 0 ? parseResponse(block) : null;
    return this.#response(record, own === null || own.status === 304 ? original : own, original, modified);
  }

  async #readAt({
    slice,
    format,
    place,
  }: {
    slice: Slice;
    format: Format;
    place: Place;
  }): Promise<HttpMessage | null> {
    const options = { format, maxBlock: this.#limits.maxBlock, onDamage: () => {}, from: place };
    for await (const record of readRecords(slice, options)) {
      return record.block === null ? null : parseResponse(record.block);
    }
    return null;
  }

  #remember(record: ArchiveRecord, slice: Slice, format: Format): void {
    if (record.place.skip > MAX_SKIP || this.#places.size > MAX_PLACES) return;
    const known = { slice, format, place: record.place };
    const digest = digestKey(record.fields.get('warc-payload-digest'));
    if (record.id !== null) this.#places.set(ownCopy(record.id), known);
    if (digest !== undefined && !this.#places.has(digest)) this.#places.set(ownCopy(digest), known);
  }

  #addDamage(damage: Damage): void {
    if (this.#report.damage.length < MAX_DAMAGE) this.#report.damage.push(damage);
  }

  #damage(record: ArchiveRecord, why: string): void {
    const about = record.uri === null ? '' : ` (${record.uri.slice(0, 200)})`;
    this.#addDamage({ file: record.file, offset: record.place.offset, why: `${why}${about}` });
  }

  #skip(record: ArchiveRecord, why: string): null {
    this.#report.skipped.push({ file: record.file, offset: record.place.offset, why, url: record.uri });
    return null;
  }
}

function fromResource(record: ArchiveRecord, block: Buffer, modified: number): ArchivedExchange {
  const contentType = record.fields.get('content-type') ?? '';
  const digest = record.fields.get('warc-payload-digest') ?? record.fields.get('warc-block-digest') ?? null;
  return {
    url: record.uri ?? '',
    at: record.at ?? modified,
    status: 200,
    headers: [['Content-Type', contentType]],
    contentType,
    body: block,
    truncated: record.fields.has('warc-truncated'),
    record: record.id,
    digest,
    digestOk: record.blockOk,
  };
}

function softwareOf(record: ArchiveRecord): string | null {
  return /^software:\s*(.+?)\s*$/im.exec(record.block?.toString('utf8', 0, 4096) ?? '')?.[1] ?? null;
}

function isHttp(record: ArchiveRecord): boolean {
  return /^https?:/i.test(record.uri ?? '');
}

/** Writers differ on whether the payload is what was sent or what was meant (de-chunked); either is accepted. */
export function payloadOk(stated: string | null, raw: Buffer, dechunked: Buffer): boolean | null {
  if (stated === null) return null;
  const ok = checkDigest(stated, [raw]);
  return ok === false && dechunked !== raw ? checkDigest(stated, [dechunked]) : ok;
}

function digestKey(stated: string | undefined): string | undefined {
  return stated?.toLowerCase();
}
