import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const MAIN = resolve(import.meta.dirname, 'main.ts');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'main-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  { name: 'standards list', args: ['standards', 'list'] },
  { name: 'check-text', args: ['check-text', 'draft.txt'] },
])('a reader that goes away is no fault: $name', { timeout: 30_000 }, async ({ args }) => {
  // More than a pipe holds, so that something is left to say when the reader has gone.
  await writeFile(join(folder, 'draft.txt'), '定于2024年2月30日召开会议。\n'.repeat(3_000));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (part) => {
    told += part;
  });
  child.stdout.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(told).toBe('');
});

it.each([
  {
    args: ['inspct'],
    says: "xunjian: unknown command 'inspct' (Did you mean inspect?); --help tells what there is",
  },
  {
    args: ['verify', '--nope'],
    says: "xunjian: verify: unknown option '--nope'; --help tells what there is",
  },
  {
    args: ['standards', 'chek', 'x'],
    says: "xunjian: list: too many arguments for 'list'. Expected 0 arguments but got 2: chek, x; --help tells what there is",
  },
])('a mistake in words is one clear line, exit code 2: $args', async ({ args, says }) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (part) => {
    told += part;
  });
  expect(await once(child, 'close')).toEqual([2, null]);
  expect(told).toBe(`${says}\n`);
});
