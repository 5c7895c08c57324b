import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const HASHED_AT_ONCE = 1 << 20;

/** SHA-256 of a file, in hexadecimal, without holding it in memory. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    // One buffer for all: those of a stream gather until the collector runs, 50 MB for the evidence of a large site.
    const buffer = Buffer.allocUnsafe(HASHED_AT_ONCE);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
