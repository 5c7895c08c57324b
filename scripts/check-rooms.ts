/**
 * Holds the direction of imports: a room may import rooms below it and, in its own folder, itself; other rooms only through
 * their `index.ts`; the pure rooms import no I/O. Prints every breach and exits 1.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Top to bottom. A path inside `src/`; the longest match names the room. */
export const ROOMS = [
  'cli',
  'sample',
  'server',
  'jobs',
  'cases',
  'plan',
  'publish',
  'migrate',
  'discover',
  'inspect',
  'census',
  'report',
  'rank',
  'judge',
  'collect/account',
  'collect/import',
  'collect/site',
  'collect/archive',
  'facts',
  'attachments',
  'codes',
  'page',
  'packs',
  'text',
  'discovery',
  'mentions',
  'changes',
  'signals',
  'register',
  'divisions',
  'store',
  'calendar',
  'model',
] as const;

const PURE: readonly string[] = [
  'judge',
  'facts',
  'page',
  'text',
  'mentions',
  'changes',
  'discovery',
  'signals',
  'calendar',
  'model',
];
const IO =
  /^(node:(fs|net|http|https|http2|dns|tls|child_process|worker_threads|process|os|timers)|undici|playwright-core|yauzl|warcio)/;
/** Words that read a clock, chance or the machine inside a pure room. */
const IMPURE = /\b(Date\.now\(|new Date\(\)|Math\.random\(|process\.|performance\.now\(|fetch\()/;

/** Files of rooms without schemas: commands and threads that must start fast take them without loading the rest. */
const LIGHT: readonly string[] = [
  'changes/sketch.ts',
  'mentions/page.ts',
  'model/abridge.ts',
  'model/detached.ts',
  'model/errors.ts',
  'model/hash.ts',
  'model/literal.ts',
  'model/page-tags.ts',
  'model/time.ts',
  'text/scanning.ts',
];

export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

export function roomOf(path: string): string | null {
  let found: string | null = null;
  for (const room of ROOMS) {
    if ((path === room || path.startsWith(`${room}/`)) && room.length > (found?.length ?? 0)) found = room;
  }
  return found;
}

/** Breaches of one file; `path` is relative to `src/`. */
export function checkFile(path: string, code: string): Breach[] {
  const breaches: Breach[] = [];
  const room = roomOf(path);
  const isTest = /\.test\.ts$|(^|\/)testing\//.test(path);
  if (room === null) {
    if (!/^index(\.test)?\.ts$/.test(path))
      breaches.push({ file: path, line: 1, why: 'is in no room; see ROOMS in scripts/check-rooms.ts' });
    return breaches;
  }
  code.split('\n').forEach((text, index) => {
    const breach = (why: string) => breaches.push({ file: path, line: index + 1, why });
    const target = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/.exec(text)?.[1];
    if (target !== undefined) checkImport(path, room, target, isTest, breach);
    if (!isTest && PURE.includes(room) && IMPURE.test(text.replace(/\/\/.*|^\s*\*.*/, ''))) {
      breach(`${room} is pure: no clock, chance, process or network; let the caller pass it in`);
    }
  });
  return breaches;
}

function checkImport(
  path: string,
  room: string,
  target: string,
  isTest: boolean,
  breach: (why: string) => void,
): void {
  if (!target.startsWith('.')) {
    if (!isTest && PURE.includes(room) && IO.test(target))
      breach(`${room} is pure and must not import ${target}`);
    return;
  }
  const to = relative('/src', resolve('/src', dirname(path), target));
  const other = roomOf(to);
  if (to.startsWith('..') || other === room || (isTest && other !== null)) return;
  if (other === null) return void breach(`imports ${to}, which is in no room`);
  const order = ROOMS as readonly string[];
  if (order.indexOf(other) < order.indexOf(room))
    return void breach(`${room} must not import ${other}: imports go down only`);
  if (to !== `${other}/index.ts` && !LIGHT.includes(to))
    breach(`reaches into ${to}; import ${other}/index.ts`);
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..', 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const breaches = files.flatMap((file) => checkFile(file, readFileSync(join(root, file), 'utf8')));
  for (const { file, line, why } of breaches) console.error(`src/${file}:${line}: ${why}`);
  if (breaches.length > 0) process.exitCode = 1;
  else console.log(`rooms: ${files.length} files, imports go down only`);
}
