/**
 * The term automaton against fastscan (the fastest engine found on npm) and ripgrep, all overlapping hits counted, in the same run.
 * Last come the figures that are aimed at, each with its aim. `node --expose-gc run.ts [MB]`; needs `npm install` here, and `rg` for its row.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKept, writeKept } from '../../src/packs/kept.ts';
import { Automaton, buildAutomaton, foldTable, NO_FOLD, parseFolding } from '../../src/text/index.ts';
import { makeCorpus } from './corpus.ts';

const megabytes = Number(process.argv[2] ?? 50);
const ROUNDS = 5;
const folding = parseFolding(readFileSync(join(import.meta.dirname, '../../packs/folding.yaml'), 'utf8'));
const ALL = {
  width: true,
  letterCase: true,
  variants: folding.traditional,
  lookalikes: folding.lookalikes,
  invisible: true,
  inserted: true,
};

const { terms, text } = makeCorpus(50_000, megabytes * 1e6);
const many = makeCorpus(200_000, 1_000, 2).terms;
const size = Buffer.byteLength(text) / 1e6;
console.log(
  `${terms.length} terms, ${size.toFixed(1)} MB of UTF-8 (${text.length} characters), median of ${ROUNDS}`,
);

interface Engine {
  readonly name: string;
  readonly build: number;
  /** Milliseconds to load it from disk, and the bytes that it takes. */
  readonly load?: number;
  readonly bytes?: number;
  /** Part of the text that one round reads. */
  readonly share: number;
  readonly run: () => number;
}
const engines: Engine[] = [
  ours('xunjian, 50,000 terms', terms, NO_FOLD),
  ours('xunjian, 50,000 terms, all normalisation', terms, ALL),
  ours('xunjian, 200,000 terms', [...terms, ...many].slice(0, 200_000), NO_FOLD),
  ours('xunjian, 200,000 terms, all normalisation', [...terms, ...many].slice(0, 200_000), ALL),
];
await fastscan();
const folder = mkdtempSync(join(tmpdir(), 'xunjian-bench-'));
ripgrep(folder);

// Engines take turns, so that a busy machine slows all alike.
const results = engines.map(() => ({ times: [] as number[], hits: 0 }));
for (let round = 0; round <= ROUNDS; round++)
  engines.forEach(({ run, share }, index) => {
    // What the engine before left behind is not this one's cost.
    globalThis.gc?.();
    const begun = performance.now();
    const hits = run();
    const ms = (performance.now() - begun) / share;
    const result = results[index];
    if (result === undefined || round === 0) return;
    result.times.push(ms);
    result.hits = Math.round(hits / share);
  });
rmSync(folder, { recursive: true });
const msOf = (index: number) =>
  [...(results[index]?.times ?? [])].sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
engines.forEach(({ name, build }, index) => {
  const ms = msOf(index);
  const ratios = [0, 1].map((row) => (ms / msOf(row)).toFixed(2)).join(' and ');
  console.log(
    `${name.padEnd(46)} build ${build.toFixed(0).padStart(5)} ms ${(size / (ms / 1000)).toFixed(1).padStart(7)} MB/s, 1st and 2nd row are ${ratios} × as fast, ${results[index]?.hits} hits`,
  );
});

report();

/** The figures of the issue: measured, and aimed at. */
function report(): void {
  const at = (start: string) => engines.findIndex(({ name }) => name.startsWith(start));
  const ratio = (slow: number, fast: number) =>
    slow < 0 ? 'not measured' : `${(msOf(slow) / msOf(fast)).toFixed(2)} ×`;
  const [plain, all, plain200, all200] = [0, 1, 2, 3];
  const worst = (value: (engine: Engine) => number, of = '') =>
    Math.max(...engines.filter(({ name, bytes }) => bytes !== undefined && name.includes(of)).map(value));
  const rows: readonly (readonly [what: string, measured: string, aim: string])[] = [
    ['50,000 terms against fastscan', ratio(at('fastscan'), plain), '≥ 15 ×'],
    ['50,000 terms against ripgrep', ratio(at('ripgrep'), plain), '≥ 8 ×'],
    ['… with all normalisation, against fastscan', ratio(at('fastscan'), all), '≥ 6 ×'],
    ['… with all normalisation, against ripgrep', ratio(at('ripgrep'), all), '≥ 3 ×'],
    ['200,000 terms against 50,000', ratio(plain, plain200), '≥ 0.6 ×'],
    ['… with all normalisation', ratio(all, all200), '≥ 0.6 ×'],
    [
      'build, 50,000 terms, the slower',
      `${worst(({ build }) => build, '50,000').toFixed(0)} ms`,
      '< 1,000 ms',
    ],
    ['build, 200,000 terms, the slower', `${worst(({ build }) => build).toFixed(0)} ms`, '< 1,000 ms'],
    [
      'load from disk, 200,000 terms, the slower',
      `${worst(({ load = 0 }) => load).toFixed(0)} ms`,
      '< 100 ms',
    ],
    [
      'memory of the automaton, the largest',
      `${(worst(({ bytes = 0 }) => bytes) / 1e6).toFixed(1)} MB`,
      '< 80 MB',
    ],
  ];
  console.log();
  for (const [what, measured, aim] of rows)
    console.log(`${what.padEnd(46)} ${measured.padStart(14)}   aim ${aim}`);
}

function ours(name: string, list: readonly string[], options: typeof NO_FOLD): Engine {
  const table = foldTable(options);
  const begun = performance.now();
  const automaton = buildAutomaton(list, table);
  const build = performance.now() - begun;
  const dir = mkdtempSync(join(tmpdir(), 'xunjian-bench-'));
  const file = join(dir, 'automaton.bin');
  writeKept(dir, file, Uint8Array.from(new Uint8Array(automaton.buffer)));
  const from = performance.now();
  const bytes = readKept(file);
  if (bytes === null) throw new Error(`${name}: what was kept cannot be read`);
  const loaded = new Automaton(bytes.buffer);
  const load = performance.now() - from;
  const mb = (automaton.buffer.byteLength / 1e6).toFixed(1);
  console.log(`${name}: ${mb} MB, loaded from disk in ${load.toFixed(0)} ms`);
  rmSync(dir, { recursive: true });
  return {
    name,
    build,
    load,
    bytes: automaton.buffer.byteLength,
    share: 1,
    run: () => {
      let count = 0;
      loaded.scan(text, () => count++);
      return count;
    },
  };
}

async function fastscan(): Promise<void> {
  const module = await import('fastscan').catch(() => null);
  if (module === null) {
    console.log('fastscan: not installed');
    return;
  }
  const FastScanner = (module.default ?? module) as new (
    words: readonly string[],
  ) => { search(text: string): unknown[] };
  const begun = performance.now();
  const scanner = new FastScanner(terms);
  const build = performance.now() - begun;
  // It holds all hits in an array: a fifth of the text is enough, and as fast per character.
  const part = text.slice(0, Math.floor(text.length / 5));
  engines.push({
    name: 'fastscan, 50,000 terms',
    build,
    share: part.length / text.length,
    run: () => scanner.search(part).length,
  });
}

function ripgrep(dir: string): void {
  writeFileSync(join(dir, 'terms'), `${terms.join('\n')}\n`);
  writeFileSync(join(dir, 'text'), text);
  const args = ['-F', '-o', '-j1', '--no-filename', '-f', join(dir, 'terms'), join(dir, 'text')];
  const run = () => spawnSync('rg', args, { maxBuffer: 1e9 });
  if (run().error !== undefined) {
    console.log('ripgrep: not installed');
    return;
  }
  engines.push({
    name: 'ripgrep -F -o -j1 (hits that do not overlap)',
    build: 0,
    share: 1,
    run: () => run().stdout.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0),
  });
}
