import { createHash, type Hash } from 'node:crypto';
import { parseArcHead } from './arc.ts';
import { ByteReader, type Place } from './byte-reader.ts';
import { type Chunk, gzipChunks, plainChunks } from './gzip-members.ts';
import type { Slice } from './slice.ts';
import { checkDigest, parseFields, type WarcHead } from './warc-head.ts';

/** Something in an archive that cannot be used, and where it is (byte offset in the file). */
export interface Damage {
  readonly file: string;
  readonly offset: number;
  readonly why: string;
}

/** One whole record. */
export interface ArchiveRecord extends WarcHead {
  readonly file: string;
  readonly place: Place;
  /** Content of the record; null where it is larger than the limit. */
  readonly block: Buffer | null;
  readonly length: number;
  /** Whether the block has its stated digest; null where none is stated or its algorithm is not known. */
  readonly blockOk: boolean | null;
}

export interface Format {
  readonly kind: 'warc' | 'arc';
  readonly gzip: boolean;
}

export interface RecordOptions {
  readonly format: Format;
  /** Bytes of a record that are held in memory; larger ones are checked and skipped. */
  readonly maxBlock: number;
  readonly onDamage: (damage: Damage) => void;
  /** Start here instead of at the beginning. */
  readonly from?: Place;
}

const MAX_HEAD = 256 * 1024;
/** Times that reading goes back in a file behind a record with a wrong, huge length: bounds the work on a malicious file. */
const MAX_RETURNS = 100;
const HEAD_END = /\r?\n\r?\n/;

/** All whole records of a WARC or ARC file, in order. What is broken is reported by offset, and reading goes on behind it. */
export async function* readRecords(
  slice: Slice,
  options: RecordOptions,
): AsyncGenerator<ArchiveRecord, void, void> {
  const { format, from } = options;
  const open = (at: number): AsyncIterator<Chunk> =>
    format.gzip ? gzipChunks(slice, at) : plainChunks(slice, at);
  const scan = new Scan(slice, open, options, from?.offset ?? 0);
  if (from !== undefined && from.skip > 0) await scan.skip(from.skip);
  for (;;) {
    const step = await scan.next();
    if (step === 'end') return;
    if (step !== 'again') yield step;
  }
}

class Scan {
  readonly #slice: Slice;
  readonly #open: (at: number) => AsyncIterator<Chunk>;
  readonly #options: RecordOptions;
  #reader: ByteReader;
  /** A break was reported, or a record before; what stands here until the next record belongs to the same damage. */
  #lost = false;
  #returns = 0;

  constructor(
    slice: Slice,
    open: (at: number) => AsyncIterator<Chunk>,
    options: RecordOptions,
    from: number,
  ) {
    this.#slice = slice;
    this.#open = open;
    this.#options = options;
    this.#reader = new ByteReader(open(from));
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      await this.#reader.fill(1);
      const taken = this.#reader.take(left).length;
      if (taken === 0) return;
      left -= taken;
    }
  }

  async next(): Promise<ArchiveRecord | 'again' | 'end'> {
    const reader = this.#reader;
    await this.#skipLineEnds();
    if (!(await reader.fill(1))) {
      if (reader.interruption === null) return 'end';
      if (!this.#lost) this.#damage(reader.interruption.at, reader.interruption.why);
      this.#lost = true;
      reader.crossBreak();
      return 'again';
    }
    const place = reader.place(this.#options.format.gzip);
    const head = await this.#head(place);
    if (head === null) return 'again';
    return await this.#block(place, head);
  }

  #damage(offset: number, why: string): void {
    this.#options.onDamage({ file: this.#slice.name, offset, why });
  }

  async #skipLineEnds(): Promise<void> {
    while (await this.#reader.fill(1)) {
      const held = this.#reader.held;
      let count = 0;
      while (held[count] === 10 || held[count] === 13) count++;
      this.#reader.take(count);
      if (count < held.length) return;
    }
  }

  /** Reads the head of a record; null where none stands here, after moving to where the next one may begin. */
  async #head(place: Place): Promise<WarcHead | null> {
    const reader = this.#reader;
    const arc = this.#options.format.kind === 'arc';
    let text = '';
    for (let end = -1; end < 0; ) {
      text = reader.held.toString('latin1', 0, MAX_HEAD);
      const match = arc ? /\n/.exec(text) : HEAD_END.exec(text);
      end = match === null ? -1 : match.index + match[0].length;
      if (match !== null) {
        const bytes = reader.held.subarray(0, end);
        const head = arc ? parseArcHead(bytes.toString('utf8').trim()) : parseFields(bytes);
        if (head === null) break;
        reader.take(end);
        return head;
      }
      if (reader.held.length >= MAX_HEAD || !(arc || plausible(text))) break;
      if (!(await reader.fill(reader.held.length + 1))) {
        const interruption = reader.interruption;
        const why = interruption === null ? 'the file ends inside the head of a record' : interruption.why;
        if (!this.#lost) this.#damage(place.offset, why);
        this.#lost = true;
        if (interruption === null) reader.take(reader.held.length);
        else reader.crossBreak();
        return null;
      }
    }
    if (!this.#lost) this.#damage(place.offset, describe(text, arc));
    this.#lost = true;
    await this.#resync();
    return null;
  }

  /** Moves to the next place at which a record may begin: behind at least one byte, at a line start or a gzip member. */
  async #resync(): Promise<void> {
    const reader = this.#reader;
    reader.take(1);
    while (await reader.fill(1)) {
      const member = reader.toNextMember();
      const marker = findMarker(reader.held, this.#options.format.kind);
      if (marker !== null && (member === null || marker <= member)) return void reader.take(marker);
      if (reader.atMember) return;
      if (member !== null) return void reader.take(member);
      // A marker may lie across the end of what is at hand: keep its longest possible beginning.
      reader.take(Math.max(0, reader.held.length - 512));
      if (!(await reader.fill(reader.held.length + 1))) return void reader.take(reader.held.length);
    }
  }

  async #block(place: Place, head: WarcHead): Promise<ArchiveRecord | 'again'> {
    const { maxBlock, format } = this.#options;
    if (head.length === null) {
      this.#damage(place.offset, 'the record has no valid Content-Length');
      this.#lost = true;
      await this.#resync();
      return 'again';
    }
    const digest = head.fields.get('warc-block-digest') ?? null;
    const hashes = head.length > maxBlock && digest !== null ? createHashFor(digest) : null;
    const parts: Buffer[] = [];
    const suspect = { seen: false };
    const got = await this.#take(
      head.length,
      (bytes) => {
        if (head.length !== null && head.length <= maxBlock) parts.push(bytes);
        hashes?.update(bytes);
      },
      suspect,
    );
    const block = head.length <= maxBlock ? Buffer.concat(parts) : null;
    const fault = got < head.length ? this.#shortage(head.length, got) : await this.#misfit(format);
    if (fault !== null) return await this.#broken(place, head, block, fault);
    this.#lost = false;
    const blockOk =
      digest === null ? null : block !== null ? checkDigest(digest, [block]) : checkDigest(digest, hashes);
    if (suspect.seen && blockOk !== true) {
      this.#damage(place.offset, 'the checksum of the gzip member is wrong');
      this.#lost = true;
      return 'again';
    }
    return { ...head, file: this.#slice.name, place, block, length: head.length, blockOk };
  }

  /** Takes up to `length` bytes; stops where a gzip member begins that opens a record. Returns the number taken. */
  async #take(length: number, use: (bytes: Buffer) => void, suspect: { seen: boolean }): Promise<number> {
    const reader = this.#reader;
    let taken = 0;
    while (taken < length) {
      await reader.fill(1);
      if (reader.held.length === 0) break;
      if (taken > 0 && reader.atMember && (await this.#recordHere())) break;
      const until = Math.min(
        length - taken,
        reader.toNextMember() ?? Number.POSITIVE_INFINITY,
        reader.held.length,
      );
      suspect.seen ||= reader.suspect(until);
      use(reader.take(until));
      taken += until;
    }
    return taken;
  }

  async #recordHere(): Promise<boolean> {
    await this.#reader.fill(512);
    return markerAt(this.#reader.held, 0, this.#options.format.kind);
  }

  #shortage(length: number, got: number): string {
    const { interruption, held } = this.#reader;
    if (interruption !== null && held.length === 0) return interruption.why;
    const where = held.length === 0 ? 'the file ends' : 'the next record begins';
    return `${where} inside the record: ${got} of ${length} bytes are there`;
  }

  /**
   * After the block: the two line ends that close a record; or, with fewer, the next record, a gzip member or the end. Anything
   * else means that the stated length is wrong.
   */
  async #misfit({ kind }: Format): Promise<string | null> {
    const reader = this.#reader;
    if (reader.atMember) return null;
    await reader.fill(4);
    const close = /^(?:\r\n\r\n|\n\n)/.exec(reader.held.toString('latin1', 0, 4))?.[0];
    if (close !== undefined) {
      reader.take(close.length);
      return null;
    }
    for (let byte = reader.held[0]; byte === 10 || byte === 13; byte = reader.held[0]) reader.take(1);
    if (reader.atMember || !(await reader.fill(1))) return null;
    await reader.fill(512);
    if (markerAt(reader.held, 0, kind)) return null;
    return 'Content-Length does not fit: no record follows where this one should end';
  }

  /** Reports a record that cannot be used, and looks for records that its wrong length had swallowed. */
  async #broken(place: Place, head: WarcHead, block: Buffer | null, why: string): Promise<'again'> {
    const { kind, gzip } = this.#options.format;
    const uri = head.uri === null ? '' : ` (${head.type} ${head.uri.slice(0, 200)})`;
    this.#damage(place.offset, `${why}${uri}`);
    this.#lost = true;
    if (block !== null) {
      const marker = findMarker(block, kind);
      if (marker !== null) this.#reader.unread(block.subarray(marker));
    } else if (!gzip && this.#returns++ < MAX_RETURNS) {
      // Too large to hold: go back in the file to where its content began.
      this.#reader = new ByteReader(this.#open(place.offset + 1));
      await this.#resync();
    }
    return 'again';
  }
}

function createHashFor(stated: string): Hash | null {
  const algorithm = stated
    .slice(0, Math.max(0, stated.indexOf(':')))
    .toLowerCase()
    .replace('-', '');
  return ['sha1', 'sha256', 'sha512', 'md5'].includes(algorithm) ? createHash(algorithm) : null;
}

/** Whether text may be the beginning of a WARC head. */
function plausible(text: string): boolean {
  return text.length < 5 ? 'WARC/'.startsWith(text) : text.startsWith('WARC/');
}

function describe(text: string, arc: boolean): string {
  if (!arc && text.startsWith('WARC/')) return 'the head of the record cannot be read';
  return 'no record begins here';
}

const WARC_LINE = /^WARC\/\d+\.\d+\r?\n[\w-]+:/;
const ARC_LINE =
  /^(?:filedesc|https?|ftp|dns|metadata):[^\n]+? [\da-fA-F.:]+ \d{8,14} \S+ (?:[^\n]* )?\d+\r?\n/;

function markerAt(bytes: Buffer, at: number, kind: Format['kind']): boolean {
  const line = bytes.toString('latin1', at, at + 512);
  return kind === 'warc' ? WARC_LINE.test(line) : ARC_LINE.test(line);
}

/** First place in the bytes, at the beginning of a line, at which a record begins. */
export function findMarker(bytes: Buffer, kind: Format['kind']): number | null {
  const needles = kind === 'warc' ? ['WARC/'] : ['http', 'filedesc:', 'dns:', 'ftp:', 'metadata:'];
  let first: number | null = null;
  for (const needle of needles) {
    for (
      let at = bytes.indexOf(needle);
      at >= 0 && (first === null || at < first);
      at = bytes.indexOf(needle, at + 1)
    ) {
      if ((at === 0 || bytes[at - 1] === 10) && markerAt(bytes, at, kind)) first = at;
    }
  }
  return first;
}
