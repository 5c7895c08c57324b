import { Command, CommanderError } from 'commander';
import { messageOf, XunjianError } from '../model/index.ts';
import { exitCode, version } from './config.ts';

/**
 * The front door of the command line. Each command lives in its own file and is loaded only when called, so that `--help` and
 * one-page commands start fast.
 */
const COMMANDS: readonly {
  readonly name: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}[] = [
  { name: 'read', load: () => import('./read.ts') },
  { name: 'verify', load: () => import('./verify.ts') },
];

const program = new Command('xunjian')
  .description('巡检: inspect government websites and official accounts, with evidence for every verdict')
  .version(version())
  .option('--debug', 'show stack traces')
  .exitOverride();

try {
  const asked = process.argv.slice(2).find((word) => !word.startsWith('-'));
  for (const entry of COMMANDS) {
    if (asked === undefined || asked === 'help' || asked === entry.name)
      program.addCommand((await entry.load()).command);
  }
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCode.couldNotRun;
  process.stderr.write(`xunjian: ${messageOf(error)}\n`);
  if (process.argv.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (!(error instanceof XunjianError))
    process.stderr.write('xunjian: this is a bug; run again with --debug and report it\n');
  return error instanceof XunjianError && error.name === 'InterruptedError'
    ? exitCode.interrupted
    : exitCode.couldNotRun;
}
