import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const BIN = resolve(import.meta.dirname, '../../../bin/xunjian');
const LIMIT_MS = 90_000;

/** Runs the command line as a person does. `meanwhile` gets the running process, to interrupt or kill it. */
export function xunjian(words: readonly string[], meanwhile?: (child: ChildProcess) => void): Promise<Ran> {
  return new Promise((done, fail) => {
    const child = spawn(BIN, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(timer);
      done({ code, out, err });
    });
    meanwhile?.(child);
  });
}
