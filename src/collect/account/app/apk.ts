import { createHash } from 'node:crypto';
import { fromBufferPromise } from 'yauzl';
import { messageOf } from '../../../model/index.ts';
import { type Manifest, readManifest } from './axml.ts';

/** A package that was looked at (安装包). `faults`: why a phone would refuse it; empty = it can be installed. */
export interface Apk {
  readonly manifest: Manifest | null;
  /** Signature schemes found: v1 (JAR), v2, v3. */
  readonly signed: readonly string[];
  readonly faults: readonly string[];
  readonly sha256: string;
}

const MANIFEST = 'AndroidManifest.xml';
const MANIFEST_BYTES = 4 * 1024 * 1024;
const ENTRIES = 100_000;
/** “End of central directory” of a ZIP file, without a comment of 64 KB at most (APPNOTE.TXT §4.3.16). */
const EOCD = 0x06054b50;
const EOCD_BYTES = 22;
/** Android: APK Signature Scheme v2, “APK Signing Block”: its magic stands right before the central directory. */
const BLOCK_MAGIC = 'APK Sig Block 42';
const SCHEMES: Readonly<Record<number, string>> = { 1896449818: 'v2', 4031998144: 'v3', 462663009: 'v3' };

/** Looks at a package without running it: a whole ZIP file, a manifest that names its package, code signed by somebody. */
export async function readApk(bytes: Uint8Array): Promise<Apk> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const faults: string[] = [];
  let manifest: Manifest | null = null;
  const signed = new Set<string>();
  try {
    const { raw, hasJarSignature } = await entriesOf(buffer);
    if (hasJarSignature) signed.add('v1');
    if (raw === null) faults.push('it has no AndroidManifest.xml');
    else manifest = readManifest(raw);
  } catch (error) {
    faults.push(`it is broken (${messageOf(error)})`);
  }
  for (const scheme of blockSchemes(buffer)) signed.add(scheme);
  if (faults.length === 0 && signed.size === 0) faults.push('it is not signed');
  return {
    manifest,
    signed: [...signed].sort(),
    faults,
    sha256: createHash('sha256').update(buffer).digest('hex'),
  };
}

async function entriesOf(buffer: Buffer): Promise<{ raw: Uint8Array | null; hasJarSignature: boolean }> {
  const zip = await fromBufferPromise(buffer, { lazyEntries: true });
  let raw: Uint8Array | null = null;
  let hasJarSignature = false;
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > ENTRIES) throw new RangeError(`holds more than ${ENTRIES} files`);
    if (/^META-INF\/[^/]+\.(?:RSA|DSA|EC)$/i.test(entry.fileName)) hasJarSignature = true;
    if (entry.fileName !== MANIFEST) continue;
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of await zip.openReadStreamPromise(entry)) {
      const piece = Buffer.from(part);
      size += piece.length;
      if (size > MANIFEST_BYTES) throw new RangeError('its manifest is too large');
      parts.push(piece);
    }
    raw = Buffer.concat(parts);
  }
  return { raw, hasJarSignature };
}

/** Schemes whose block is there. Whether a signature is right only a phone needs to know. */
function blockSchemes(buffer: Buffer): string[] {
  const directory = directoryOffset(buffer);
  if (directory === null || directory < 32) return [];
  if (buffer.toString('latin1', directory - 16, directory) !== BLOCK_MAGIC) return [];
  const size = Number(buffer.readBigUInt64LE(directory - 24));
  const start = directory - size - 8;
  if (start < 0) return [];
  const found: string[] = [];
  for (let at = start + 8; at + 12 <= directory - 24; ) {
    const length = Number(buffer.readBigUInt64LE(at));
    const scheme = SCHEMES[buffer.readUInt32LE(at + 8)];
    if (scheme !== undefined) found.push(scheme);
    if (length < 4) break;
    at += 8 + length;
  }
  return found;
}

function directoryOffset(buffer: Buffer): number | null {
  const least = Math.max(0, buffer.length - EOCD_BYTES - 0xffff);
  for (let at = buffer.length - EOCD_BYTES; at >= least; at -= 1)
    if (buffer.readUInt32LE(at) === EOCD) {
      const offset = buffer.readUInt32LE(at + 16);
      return offset <= at ? offset : null;
    }
  return null;
}
