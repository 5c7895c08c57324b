import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { pngOf } from '../../attachments/png.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

export interface Drawing {
  /** Pixels of a module. */
  readonly scale?: number;
  readonly dark?: readonly [number, number, number];
  readonly light?: readonly [number, number, number];
  /** Share of the side that a logo covers in the middle. */
  readonly logo?: number;
  /** Turned by so many degrees. */
  readonly turn?: number;
}

/** A code as a PNG file, drawn from its modules. */
export async function codePng(
  text: string,
  { scale = 5, dark = [0, 0, 0], light = [255, 255, 255], logo = 0, turn = 0 }: Drawing = {},
): Promise<Buffer> {
  const { symbol } = await writeBarcode(text, { format: 'QRCode', ecLevel: 'H' });
  if (symbol === null) throw new Error('no symbol');
  const quiet = 4;
  const modules = symbol.width + 2 * quiet;
  const side = Math.ceil(modules * scale * (turn === 0 ? 1 : Math.SQRT2));
  const data = new Uint8Array(side * side * 3);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [dx, dy] = [x - side / 2, y - side / 2];
      const column = Math.floor((dx * cos + dy * sin) / scale + modules / 2) - quiet;
      const row = Math.floor((dy * cos - dx * sin) / scale + modules / 2) - quiet;
      const isInside = column >= 0 && row >= 0 && column < symbol.width && row < symbol.height;
      const isLogo =
        Math.abs(column - symbol.width / 2) < (logo * symbol.width) / 2 &&
        Math.abs(row - symbol.height / 2) < (logo * symbol.height) / 2;
      const isDark = isInside && symbol.data[row * symbol.width + column] === 0;
      data.set(isLogo ? [200, 40, 40] : isDark ? dark : light, (y * side + x) * 3);
    }
  return pngOf(data, side, side, 3);
}
