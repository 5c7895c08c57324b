/**
 * Trains `packs/typo/context.br` (see src/text/typo/context.ts) on plain texts that anyone may copy (see docs/typos.md): for each
 * character of the texts, that it is right there, and that characters which sound or look like it are not.
 *
 *     node scripts/train-context.ts [--out FILE] [--limit CHARACTERS] <text file>[*times]...
 *
 * Takes some twenty minutes on one core; the same texts give the same file. Run by hand when a source changes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { loadConfusions } from '../src/packs/index.ts';
import { EDGE_SYMBOL, FAR, formatContext, PLACES, symbolTable, tableOf } from '../src/text/typo/context.ts';

const packs = resolve(import.meta.dirname, '..', 'packs');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: resolve(packs, 'typo', 'context.br') },
    limit: { type: 'string', default: '1e12' },
    width: { type: 'string', default: '96' },
    epochs: { type: 'string', default: '2' },
  },
});

/** Units of the hidden layer, times that the texts are read, and the learning rate, which falls to nothing. */
const WIDTH = Number(values.width);
const EPOCHS = Number(values.epochs);
const RATE = 0.05;
/** Characters beside each right one that are wrong there: alike ones and any. */
const ALIKE = 10;
const ANY = 3;
/** Share of the neighbours that are put wrong, so that one error beside another does not confuse. */
const WRONG = 0.07;
/** Characters seen less often share a row. */
const FEWEST = 25;
/** One line in so many is only measured. */
const MEASURED = 400;
/** Largest whole number of a row. */
const LARGEST = 127;

/** Linear congruential generator: the same numbers every time. */
let seed = 12_345;
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 0x1_0000_0000;
};

// 1. The texts as symbols.
const lines: string[] = [];
let left = Number(values.limit);
for (const given of positionals) {
  const [file = '', times = '1'] = given.split('*');
  const own = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /\p{Script=Han}{2}/u.test(line));
  for (let round = 0; round < Number(times); round++)
    for (const line of own) {
      left -= line.length;
      if (left > 0) lines.push(line);
    }
}
for (let index = lines.length - 1; index > 0; index--) {
  const other = Math.floor(chance() * (index + 1));
  [lines[index], lines[other]] = [lines[other] as string, lines[index] as string];
}
const counts = new Map<string, number>();
for (const line of lines)
  for (const character of line) counts.set(character, (counts.get(character) ?? 0) + 1);
const characters = [...counts]
  .filter(
    ([character, count]) =>
      count >= FEWEST && character.length === 1 && !/[\p{N}\p{Script=Latin}\s]/u.test(character),
  )
  .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  .map(([character]) => character)
  .join('');
const symbols = symbolTable(characters);
const SIZE = characters.length + 3;
const isHan = Uint8Array.from({ length: SIZE }, (_, symbol) =>
  /\p{Script=Han}/u.test(characters.charAt(symbol - 2)) ? 1 : 0,
);
const texts = lines.map((line) =>
  Uint16Array.from(line, (character) => symbols[character.charCodeAt(0)] as number),
);
const total = texts.reduce((sum, text) => sum + text.length, 0);
console.log({ lines: lines.length, total, symbols: SIZE });

// 2. What each may be confused with, the frequent ones more often.
const alike = loadConfusions(packs);
const draws: Uint16Array[] = Array.from({ length: SIZE }, () => new Uint16Array());
for (let symbol = 2; symbol < SIZE - 1; symbol++) {
  if (isHan[symbol] === 0) continue;
  const others = [...alike.of(characters.charCodeAt(symbol - 2)).codes]
    .map((code) => symbols[code] as number)
    .filter((other) => other < SIZE - 1);
  draws[symbol] = drawing(others, (other) => (counts.get(characters.charAt(other - 2)) ?? 1) ** 0.4, 256);
}
const anyDraw = drawing(
  Array.from({ length: SIZE - 3 }, (_, index) => index + 2).filter((symbol) => isHan[symbol] === 1),
  (symbol) => (counts.get(characters.charAt(symbol - 2)) ?? 1) ** 0.75,
  1 << 16,
);

function drawing(from: readonly number[], weight: (symbol: number) => number, size: number): Uint16Array {
  const sum = from.reduce((total, symbol) => total + weight(symbol), 0);
  return Uint16Array.from(
    from.flatMap((symbol) =>
      new Array<number>(Math.max(1, Math.round((size * weight(symbol)) / sum))).fill(symbol),
    ),
  );
}

// 3. Training: plain gradient descent on the logistic loss.
const input = Float32Array.from({ length: PLACES * SIZE * WIDTH }, () => (chance() - 0.5) * 0.2);
const base = new Float32Array(WIDTH).fill(0.05);
const output = new Float32Array(SIZE * WIDTH);
const bias = new Float32Array(SIZE);
const hidden = new Float32Array(WIDTH);
const slope = new Float32Array(WIDTH);
const rows = new Int32Array(2 * FAR);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function lookUp(text: Uint16Array, at: number): void {
  let count = 0;
  for (let offset = -FAR; offset <= FAR; offset++) {
    if (offset === 0) continue;
    const symbol = text[at + offset] ?? EDGE_SYMBOL;
    rows[count++] = (tableOf(offset) * SIZE + symbol) * WIDTH;
  }
  hidden.set(base);
  for (let index = 0; index < count; index++) {
    const row = rows[index] as number;
    for (let unit = 0; unit < WIDTH; unit++)
      hidden[unit] = (hidden[unit] as number) + (input[row + unit] as number);
  }
  for (let unit = 0; unit < WIDTH; unit++) if ((hidden[unit] as number) < 0) hidden[unit] = 0;
}

function logit(symbol: number): number {
  const row = symbol * WIDTH;
  let sum = bias[symbol] as number;
  for (let unit = 0; unit < WIDTH; unit++) sum += (hidden[unit] as number) * (output[row + unit] as number);
  return sum;
}

function teach(symbol: number, right: number, rate: number): void {
  const row = symbol * WIDTH;
  const step = (right - sigmoid(logit(symbol))) * rate;
  bias[symbol] = (bias[symbol] as number) + step;
  for (let unit = 0; unit < WIDTH; unit++) {
    const weight = output[row + unit] as number;
    slope[unit] = (slope[unit] as number) + step * weight;
    output[row + unit] = weight + step * (hidden[unit] as number);
  }
}

function learn(): void {
  for (let unit = 0; unit < WIDTH; unit++) {
    if (hidden[unit] === 0) slope[unit] = 0;
    base[unit] = (base[unit] as number) + (slope[unit] as number);
  }
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    for (let unit = 0; unit < WIDTH; unit++)
      input[row + unit] = (input[row + unit] as number) + (slope[unit] as number);
  }
  slope.fill(0);
}

/** A copy in which some characters are wrong. */
function disturbed(text: Uint16Array): Uint16Array {
  const copy = text.slice();
  for (let at = 0; at < copy.length; at++) {
    const from = draws[copy[at] as number] as Uint16Array;
    if (from.length > 0 && chance() < WRONG) copy[at] = from[Math.floor(chance() * from.length)] as number;
  }
  return copy;
}

const begun = performance.now();
let seen = 0;
let told = 0;
for (let epoch = 0; epoch < EPOCHS; epoch++)
  texts.forEach((text, index) => {
    if (index % MEASURED === 0) return;
    const context = disturbed(text);
    const rate = RATE * Math.max(0.01, 1 - seen / (total * EPOCHS));
    seen += text.length;
    for (let at = 0; at < text.length; at++) {
      const symbol = text[at] as number;
      if (isHan[symbol] === 0) continue;
      const others = draws[symbol] as Uint16Array;
      lookUp(context, at);
      teach(symbol, 1, rate);
      if (others.length > 0)
        for (let left = ALIKE; left > 0; left--)
          teach(others[Math.floor(chance() * others.length)] as number, 0, rate);
      for (let left = ANY; left > 0; left--) {
        const other = anyDraw[Math.floor(chance() * anyDraw.length)] as number;
        if (other !== symbol) teach(other, 0, rate);
      }
      learn();
    }
    if (seen - told > 1_000_000) {
      told = seen;
      console.log(
        `${(seen / 1e6).toFixed(1)} M, ${((performance.now() - begun) / 1000).toFixed(0)} s ${measure()}`,
      );
    }
  });

/** Of the lines that are not learnt from: how often the right character has a higher logit than every frequent one like it. */
function measure(): string {
  let right = 0;
  let all = 0;
  let taken = 0;
  for (let index = 0; index < texts.length && taken < 30_000; index += MEASURED) {
    const text = texts[index] as Uint16Array;
    taken += text.length;
    for (let at = 0; at < text.length; at++) {
      const symbol = text[at] as number;
      const others = draws[symbol] as Uint16Array;
      if (others.length === 0) continue;
      lookUp(text, at);
      const own = logit(symbol);
      const wrong = others[Math.floor(chance() * others.length)] as number;
      all++;
      if (own > logit(wrong)) right++;
    }
  }
  return `${((100 * right) / all).toFixed(2)} % of ${all} pairs`;
}

// 4. To whole numbers.
const inputStep = percentile(input, 0.9999) / LARGEST;
const outputStep = percentile(output, 0.9999) / LARGEST;
const biasStep = percentile(bias, 1) / LARGEST;
const whole = (numbers: Float32Array, step: number) =>
  Int8Array.from(numbers, (value) => Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / step))));
const file = formatContext({
  characters,
  width: WIDTH,
  scale: inputStep * outputStep,
  biasScale: biasStep,
  input: whole(input, inputStep),
  base: whole(base, inputStep),
  output: whole(output, outputStep),
  bias: whole(bias, biasStep),
});
const packed = brotliCompressSync(file, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
writeFileSync(values.out, packed);
console.log({
  bytes: file.length,
  packed: packed.length,
  inputStep,
  outputStep,
  biasStep,
  measure: measure(),
});

function percentile(numbers: Float32Array, share: number): number {
  const sorted = numbers.map(Math.abs).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}
