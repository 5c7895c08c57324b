import { truncate } from 'node:fs/promises';
import { type ExchangeArchive, verifyEvidence } from '../collect/archive/index.ts';
import { InputError } from '../model/index.ts';

/** Counts the records of an evidence file as they are written: two for an exchange, one for a thing of ours, one warcinfo. */
export function counting(writer: ExchangeArchive): {
  readonly archive: ExchangeArchive;
  readonly records: () => number;
} {
  let records = 1;
  const archive: ExchangeArchive = {
    write: (exchange) => {
      records += 2;
      return writer.write(exchange);
    },
    writeResource: (uri, contentType, bytes, at) => {
      records += 1;
      return writer.writeResource(uri, contentType, bytes, at);
    },
    committed: () => writer.committed(),
    close: () => writer.close(),
  };
  return { archive, records: () => records };
}

/** Records that an earlier run left in the evidence, up to what its state vouches for; what lies behind is cut off. */
export async function recordsBefore(path: string, bytes: number): Promise<number> {
  if (bytes === 0) return 0;
  try {
    await truncate(path, bytes);
  } catch (error) {
    throw new InputError({
      what: 'resume',
      where: path,
      why: 'the evidence of the earlier run is not there',
      todo: 'give another --out and begin anew',
      cause: error,
    });
  }
  return (await verifyEvidence(path)).records;
}
