import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../model/index.ts';
import type { Extracted, ExtractLimits } from './extract.ts';
import { officeText } from './office.ts';
import { pdfText } from './pdf.ts';

const { bytes, limits } = workerData as { bytes: Uint8Array; limits: ExtractLimits };

async function answer(): Promise<Extracted> {
  try {
    const text = bytes[0] === 0x25 ? await pdfText(bytes) : await officeText(bytes, limits.unpackedBytes);
    if (text.length > limits.characters)
      return { ok: false, limit: true, why: `has more than ${limits.characters} characters` };
    return { ok: true, text };
  } catch (error) {
    return {
      ok: false,
      limit: error instanceof RangeError,
      why: messageOf(error).split('\n')[0] ?? 'cannot be read',
    };
  }
}

parentPort?.postMessage(await answer());
