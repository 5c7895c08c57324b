import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** What the thread answers: texts of the codes in a picture, or why it could not be decoded. */
export type Answer =
  | { readonly ok: true; readonly codes: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** Codes looked for in one picture. */
const MOST = 4;

// The binary lies in the package itself: left alone, the library would fetch it from a network.
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const ready = prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(wasm).buffer },
  fireImmediately: true,
});

parentPort?.on('message', async (bytes: Uint8Array) => {
  let answer: Answer;
  try {
    await ready;
    const found = await readBarcodes(bytes, {
      formats: ['QRCode', 'MicroQRCode'],
      tryHarder: true,
      tryRotate: true,
      tryInvert: true,
      tryDownscale: true,
      maxNumberOfSymbols: MOST,
    });
    // What is no picture comes back as one result of no format.
    const fault = found.find((one) => !one.isValid && String(one.format) === '' && one.error !== '');
    answer =
      fault === undefined
        ? { ok: true, codes: found.filter((one) => one.isValid).map((one) => one.text) }
        : { ok: false, why: fault.error };
  } catch (error) {
    answer = { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
