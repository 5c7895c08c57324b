/**
 * Learns the weights of `packs/typo/typo.yaml`: puts errors of known kinds into clean texts, lets the check propose changes, and fits a
 * logistic regression to which of them were right. Prints the line to paste.
 *
 *     node scripts/train-typo.ts <clean text file>...
 *
 * The texts must not be those that the word pairs were counted in, nor those that the figures are measured on.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadTypoModel } from '../src/packs/index.ts';
import { createChangeFinder, EVIDENCE } from '../src/text/typo/changes.ts';
import { NEAR_SOUND, SAME_SOUND, SHAPE } from '../src/text/typo/confusions.ts';
import { textOf } from '../src/text/typo/lexicon.ts';

/** A change proposed where nothing is wrong weighs so much: clean text is far more frequent than errors. */
const CLEAN_WEIGHT = 5;
const RIDGE = 1;
const model = loadTypoModel(resolve(import.meta.dirname, '..', 'packs'));
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
for (const file of process.argv.slice(2))
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    for (const { evidence } of find(line))
      rows.push([EVIDENCE.map((kind) => evidence[kind]), 0, CLEAN_WEIGHT]);
    const wrong = withErrors(line);
    if (wrong === line) continue;
    for (const { evidence, start, end } of find(wrong))
      rows.push([
        EVIDENCE.map((kind) => evidence[kind]),
        wrong.slice(start, end) === line.slice(start, end) ? 0 : 1,
        1,
      ]);
  }
console.log(
  `${rows.length} changes proposed, ${rows.filter(([, right]) => right === 1).length} where something is wrong`,
);
const weights = regression();
console.log(
  `weights: {${EVIDENCE.map((kind, index) => `${kind}: ${(weights[index] ?? 0).toFixed(2)}`).join(', ')}}`,
);

/** Newton's method with a ridge. */
function regression(): readonly number[] {
  const size = EVIDENCE.length;
  const w = new Array<number>(size).fill(0);
  const at = (list: readonly number[], index: number) => list[index] ?? 0;
  for (let round = 0; round < 30; round++) {
    const matrix = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size + 1 }, (_, j) => (i === j ? RIDGE : j === size ? -RIDGE * at(w, i) : 0)),
    );
    for (const [x, right, weight] of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, index) => sum + value * at(w, index), 0)));
      matrix.forEach((row, i) => {
        for (let j = 0; j < size; j++) row[j] = at(row, j) + weight * p * (1 - p) * at(x, i) * at(x, j);
        row[size] = at(row, size) + weight * (right - p) * at(x, i);
      });
    }
    for (let i = 0; i < size; i++)
      matrix.forEach((row, other) => {
        const pivot = matrix[i] ?? [];
        const factor = at(row, i) / at(pivot, i);
        if (other !== i) for (let j = i; j <= size; j++) row[j] = at(row, j) - factor * at(pivot, j);
      });
    const steps = matrix.map((row, i) => at(row, size) / at(row, i));
    steps.forEach((step, i) => {
      w[i] = at(w, i) + step;
    });
    if (Math.max(...steps.map(Math.abs)) < 1e-4) break;
  }
  return w;
}
