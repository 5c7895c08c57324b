import { join } from 'node:path';

/** How `bin/xunjian` starts Node; the peers are started the same way. */
export const FLAGS = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=40',
  '--disable-warning=ExperimentalWarning',
];
export const ENVIRONMENT = {
  ...process.env,
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '4194304',
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/xunjian'),
};
