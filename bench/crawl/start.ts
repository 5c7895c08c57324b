/** How `bin/xunjian` starts Node; the peers are started the same way. */
export const FLAGS = ['--max-semi-space-size=16', '--disable-warning=ExperimentalWarning'];
export const ENVIRONMENT = { ...process.env, MALLOC_MMAP_THRESHOLD_: '65536' };
