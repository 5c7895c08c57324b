/** Compiles `src/` to `dist/` with the same layout, and makes the command executable. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});

const main = join(root, 'dist/cli/start.js');
const code = readFileSync(main, 'utf8');
if (!code.startsWith('#!')) writeFileSync(main, `#!/usr/bin/env node\n${code}`);
chmodSync(main, 0o755);
