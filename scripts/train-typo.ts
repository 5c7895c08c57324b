/**
 * Learns `packs/typo/judge.json`: puts errors of known kinds into clean texts, lets the check propose changes, and learns which of them
 * were right from the evidence for them.
 *
 *     node scripts/train-typo.ts [--out FILE] <clean text file>...
 *
 * The texts must not be those that the word pairs were counted in, nor those that the figures are measured on.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadUnjudged } from '../src/packs/index.ts';
import { createChangeFinder } from '../src/text/typo/changes.ts';
import { NEAR_SOUND, SAME_SOUND, SHAPE } from '../src/text/typo/confusions.ts';
import { EVIDENCE } from '../src/text/typo/evidence.ts';
import { textOf } from '../src/text/typo/lexicon.ts';

/** A change proposed where nothing is wrong weighs so much: clean text is far more frequent than errors. */
const CLEAN_WEIGHT = 5;
/** Units of the hidden layer; how it is learnt. */
const UNITS = 24;
const EPOCHS = 50;
const BATCH = 256;
const RATE = 0.003;
const DECAY = 1e-4;
/** Times that errors are put into each line. */
const TIMES = 2;
const packs = resolve(import.meta.dirname, '..', 'packs');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: resolve(packs, 'typo', 'judge.json') } },
});
const model = loadUnjudged(packs);
const find = createChangeFinder(model);
const { lexicon, alike } = model;

/** Linear congruential generator: the same errors every time. */
let seed = 7;
const chance = () => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return seed / 0x7fffffff;
};
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chance() * from.length)];

const bySound = new Map<string, string[]>();
const soundOf = (word: string) => [...word].map((c) => alike.sound[c.charCodeAt(0)]).join(' ');
for (let index = 0; index < lexicon.size; index++) {
  const word = textOf(lexicon, index);
  if (word.length !== 2 || (lexicon.logp[index] ?? -99) < -14.5 || lexicon.isName[index] === 1) continue;
  bySound.set(soundOf(word), [...(bySound.get(soundOf(word)) ?? []), word]);
}

/** One of three characters of that kind, the most frequent. */
function likeCharacter(character: string, kind: number): string {
  const { codes, kinds } = alike.of(character.charCodeAt(0));
  const same = [...codes].filter((_, index) => kinds[index] === kind);
  const three = [pick(same), pick(same), pick(same)].filter((code) => code !== undefined);
  const logp = (code: number) => lexicon.logp[lexicon.wordAt[lexicon.roots[code] ?? 0] ?? -1] ?? -20;
  const code = three.sort((a, b) => logp(b) - logp(a))[0];
  return code === undefined ? character : String.fromCharCode(code);
}

/** The text with one or two errors; as it was where none fits. */
function withErrors(text: string): string {
  const runs = [...text.matchAll(/\p{Script=Han}{2,}/gu)];
  const characters = text.split('');
  for (let left = chance() < 0.7 ? 1 : 2; left > 0; left--) {
    const run = pick(runs);
    if (run === undefined) return text;
    const kind = chance();
    const at = run.index + Math.floor(chance() * (run[0].length - 1));
    const two = text.slice(at, at + 2);
    const homophones = bySound.get(soundOf(two)) ?? [];
    if (kind < 0.4 && homophones.includes(two)) {
      const other = pick(homophones.filter((word) => word !== two));
      const wrong =
        other !== undefined && chance() < 0.7
          ? other
          : [...two].map((c) => likeCharacter(c, SAME_SOUND)).join('');
      characters.splice(at, 2, ...wrong);
    } else if (kind < 0.25 && two[0] !== two[1]) characters.splice(at, 2, ...[...two].reverse());
    else if (kind >= 0.2)
      characters[at] = likeCharacter(
        text.charAt(at),
        kind < 0.7 ? SAME_SOUND : kind < 0.78 ? NEAR_SOUND : SHAPE,
      );
  }
  return characters.join('');
}

const rows: (readonly [evidence: readonly number[], right: number, weight: number])[] = [];
for (const file of positionals)
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    for (const { evidence } of find(line))
      rows.push([EVIDENCE.map((kind) => evidence[kind]), 0, CLEAN_WEIGHT]);
    for (let time = 0; time < TIMES; time++) {
      const wrong = withErrors(line);
      if (wrong === line) continue;
      for (const { evidence, start, end } of find(wrong))
        rows.push([
          EVIDENCE.map((kind) => evidence[kind]),
          wrong.slice(start, end) === line.slice(start, end) ? 0 : 1,
          1,
        ]);
    }
  }
console.log(
  `${rows.length} changes proposed, ${rows.filter(([, right]) => right === 1).length} where something is wrong`,
);
const { hidden, output } = network();
const short = (weights: Iterable<number>) => Array.from(weights, (weight) => Number(weight.toPrecision(4)));
writeFileSync(
  values.out,
  `${JSON.stringify({ schema: 'xunjian.typo-judge/1', evidence: EVIDENCE, hidden: hidden.map(short), output: short(output) })}\n`,
);

/** One hidden layer on the evidence, brought to one scale; logistic loss, Adam (Kingma and Ba 2015). */
function network(): { readonly hidden: readonly Float64Array[]; readonly output: Float64Array } {
  const size = EVIDENCE.length;
  const mean = EVIDENCE.map((_, index) => rows.reduce((sum, [x]) => sum + (x[index] ?? 0), 0) / rows.length);
  const scale = EVIDENCE.map((_, index) => {
    const spread =
      rows.reduce((sum, [x]) => sum + ((x[index] ?? 0) - (mean[index] ?? 0)) ** 2, 0) / rows.length;
    return 1 / (Math.sqrt(spread) || 1);
  });
  const given = rows.map(([x]) =>
    Float64Array.from([...x, 1], (value, index) =>
      index === size ? 1 : (value - (mean[index] ?? 0)) * (scale[index] ?? 1),
    ),
  );
  const per = size + 1;
  const end = UNITS * per;
  const weights = Float64Array.from({ length: end + UNITS + 1 }, (_, index) =>
    index === end + UNITS ? 0 : (chance() + chance() + chance() - 1.5) * (index < end ? 0.35 : 0.6),
  );
  const slope = new Float64Array(weights.length);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  const units = new Float64Array(UNITS);
  const order = Uint32Array.from(rows, (_, index) => index);
  const at = (list: Float64Array, index: number) => list[index] as number;
  const add = (index: number, value: number) => {
    slope[index] = at(slope, index) + value;
  };
  let steps = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE * (1 - epoch / EPOCHS) + 1e-5;
    for (let index = order.length - 1; index > 0; index--) {
      const other = Math.floor(chance() * (index + 1));
      [order[index], order[other]] = [order[other] as number, order[index] as number];
    }
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.subarray(from, from + BATCH);
      slope.fill(0);
      for (const row of batch) learn(row, batch.length);
      steps++;
      for (let index = 0; index < weights.length; index++) {
        const decay = index % per === size && index < end ? 0 : DECAY * at(weights, index);
        const own = at(slope, index) + decay;
        first[index] = 0.9 * at(first, index) + 0.1 * own;
        second[index] = 0.999 * at(second, index) + 0.001 * own * own;
        weights[index] =
          at(weights, index) -
          (rate * at(first, index)) /
            (1 - 0.9 ** steps) /
            (Math.sqrt(at(second, index) / (1 - 0.999 ** steps)) + 1e-8);
      }
    }
  }

  function learn(row: number, of: number): void {
    const x = given[row] as Float64Array;
    const [, right, weight] = rows[row] as (typeof rows)[number];
    let odds = at(weights, end + UNITS);
    for (let unit = 0; unit < UNITS; unit++) {
      let sum = 0;
      for (let index = 0; index < per; index++) sum += at(weights, unit * per + index) * at(x, index);
      units[unit] = Math.max(0, sum);
      odds += at(units, unit) * at(weights, end + unit);
    }
    const error = ((1 / (1 + Math.exp(-odds)) - right) * weight) / of;
    add(end + UNITS, error);
    for (let unit = 0; unit < UNITS; unit++) {
      if (units[unit] === 0) continue;
      add(end + unit, error * at(units, unit));
      const back = error * at(weights, end + unit);
      for (let index = 0; index < per; index++) add(unit * per + index, back * at(x, index));
    }
  }

  // The scale goes into the weights.
  const hidden = Array.from({ length: UNITS }, (_, unit) => {
    const own = weights.slice(unit * per, (unit + 1) * per);
    for (let index = 0; index < size; index++) {
      own[index] = at(own, index) * (scale[index] ?? 1);
      own[size] = at(own, size) - at(own, index) * (mean[index] ?? 0);
    }
    return own;
  });
  return { hidden, output: weights.slice(end) };
}
