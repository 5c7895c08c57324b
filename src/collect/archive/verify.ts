import { payloadOk } from './exchanges.ts';
import { dechunk, parseResponse } from './http-message.ts';
import { openSources } from './open.ts';
import { type ArchiveRecord, type Damage, readRecords } from './records.ts';
import { checkDigest } from './warc-head.ts';

export interface EvidenceCheck {
  readonly records: number;
  /** Digests that were stated, known and fit. */
  readonly digestsOk: number;
  /** Records whose content is not what their digest says: changed after they were written, or written wrongly. */
  readonly digestsBad: readonly (Damage & { readonly record: string | null; readonly url: string | null })[];
  /** Records that state no digest: nothing can be said about them. */
  readonly unstated: number;
  readonly damage: readonly Damage[];
}

const MAX_BLOCK = 256 * 1024 * 1024;

/**
 * Checks that evidence is whole and unchanged: every record can be read, and every stated digest (block and payload) fits. Works on
 * any WARC, ARC or WACZ.
 * @throws InputError where the file is no archive.
 */
export async function verifyEvidence(path: string): Promise<EvidenceCheck> {
  const damage: Damage[] = [];
  const bad: EvidenceCheck['digestsBad'][number][] = [];
  const count = { records: 0, ok: 0, unstated: 0 };
  const sources = await openSources(path, (one) => damage.push(one));
  try {
    for (const { slice, format } of sources.files) {
      const options = { format, maxBlock: MAX_BLOCK, onDamage: (one: Damage) => damage.push(one) };
      for await (const record of readRecords(slice, options)) {
        count.records++;
        const checks = [
          ['block', record.blockOk],
          ['payload', checkPayload(record)],
        ] as const;
        for (const [what, ok] of checks) {
          if (ok === true) count.ok++;
          if (ok !== false) continue;
          const why = `the ${what} does not fit its digest`;
          bad.push({
            file: record.file,
            offset: record.place.offset,
            why,
            record: record.id,
            url: record.uri,
          });
        }
        if (checks.every(([, ok]) => ok === null)) count.unstated++;
      }
    }
  } finally {
    await sources.close();
  }
  return { records: count.records, digestsOk: count.ok, digestsBad: bad, unstated: count.unstated, damage };
}

/** A revisit states the digest of a payload that it does not hold. */
function checkPayload({ type, fields, block }: ArchiveRecord): boolean | null {
  const stated = fields.get('warc-payload-digest');
  if (stated === undefined || block === null || type === 'revisit') return null;
  if (!/^application\/http\b/i.test(fields.get('content-type') ?? '')) return checkDigest(stated, [block]);
  const message = parseResponse(block);
  return message === null ? null : payloadOk(stated, message.raw, dechunk(message).body);
}
