/**
 * Entry of the installed package: says which Node is needed before anything that needs it is loaded. A checkout starts by
 * `bin/xunjian`, which pins its own Node.
 */
const NEEDED = [22, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `xunjian: start node ${process.versions.node}: too old; install Node ${NEEDED.join('.')} or later\n`,
  );
  process.exitCode = 2;
} else {
  await import('./main.ts');
}
