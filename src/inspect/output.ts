import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { InputError, LocalError, messageOf, XunjianError } from '../model/index.ts';

/** What an unfinished inspection was asked to do, so that it is continued as what it was. */
const Plan = z.strictObject({
  schema: z.literal('xunjian.inspection/1'),
  target: z.string(),
  /** When it began (milliseconds). */
  startedAt: z.number(),
});

/** Names in an output folder; `INTERFACES` fixes the first four. */
export const FILES = {
  verdict: 'verdict.json',
  facts: 'facts.json',
  report: 'report.html',
  evidence: 'evidence.warc.gz',
  /** Traces of the pages, by which the next inspection is compared with this one. */
  pages: 'pages.jsonl.gz',
  screenshots: 'screenshots',
  work: '.work',
} as const;

export interface OutputFolder {
  readonly dir: string;
  readonly work: string;
  readonly startedAt: number;
  /** An earlier run of the same inspection is being continued. */
  readonly resumed: boolean;
  path(name: string): string;
  /** Writes a file at once or not at all: a reader never sees half of it. */
  write(name: string, data: string | Uint8Array): Promise<void>;
  /** The inspection is finished: what was only for continuing it is removed. */
  finish(): Promise<void>;
  /** Nothing was collected, so there is nothing to continue: the folder is left as if never used. */
  abandon(): Promise<void>;
}

/** Opens the folder that an inspection leaves its results in. Never overwrites another finished inspection. */
export async function openOutput(
  dir: string,
  target: string,
  options: { readonly resume: boolean; readonly now: number },
): Promise<OutputFolder> {
  const work = join(dir, FILES.work);
  try {
    await makeFolder(resolve(dir));
  } catch (error) {
    throw unusable(dir, error);
  }
  const plan = await readPlan(work);
  if (await exists(join(dir, FILES.verdict)))
    throw new InputError({
      what: 'write',
      where: dir,
      why: 'the folder holds a finished inspection, which is not overwritten',
      todo: 'give another --out, or remove the folder first',
    });
  if (plan !== null && !options.resume)
    throw new InputError({
      what: 'write',
      where: dir,
      why: `the folder holds an unfinished inspection of ${plan.target}`,
      todo: 'add --resume to continue it, or give another --out',
    });
  if (plan !== null && plan.target !== target)
    throw new InputError({
      what: 'resume',
      where: dir,
      why: `the unfinished inspection there is of ${plan.target}, not of ${target}`,
      todo: 'give its own target, or another --out',
    });
  const startedAt = plan?.startedAt ?? options.now;
  const folder = new Output(dir, work, startedAt, plan !== null);
  try {
    await makeFolder(resolve(work));
    const begun: z.infer<typeof Plan> = { schema: 'xunjian.inspection/1', target, startedAt };
    await folder.write(join(FILES.work, 'plan.json'), `${JSON.stringify(begun)}\n`);
  } catch (error) {
    throw error instanceof XunjianError ? error : unusable(dir, error);
  }
  return folder;
}

class Output implements OutputFolder {
  readonly dir: string;
  readonly work: string;
  readonly startedAt: number;
  readonly resumed: boolean;

  constructor(dir: string, work: string, startedAt: number, resumed: boolean) {
    this.dir = dir;
    this.work = work;
    this.startedAt = startedAt;
    this.resumed = resumed;
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  async write(name: string, data: string | Uint8Array): Promise<void> {
    const to = join(this.dir, name);
    const draft = `${to}.${randomUUID().slice(0, 8)}.tmp`;
    try {
      await makeFolder(resolve(to, '..'));
      const file = await open(draft, 'wx');
      try {
        await file.writeFile(data);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, to);
    } catch (error) {
      await unlink(draft).catch(() => {});
      throw unusable(to, error);
    }
  }

  async finish(): Promise<void> {
    await rm(this.work, { recursive: true, force: true });
  }

  async abandon(): Promise<void> {
    await this.finish();
    await rm(this.path(FILES.evidence), { force: true });
    await rm(this.path(FILES.pages), { force: true });
    // Only where it is empty: what others put there stays.
    await rmdir(this.dir).catch(() => {});
  }
}

/** `mkdir -p`, step by step: Node's own goes round for ever where a file system like /proc answers ENOENT. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path || (await exists(parent))) throw error;
    await makeFolder(parent);
    await mkdir(path);
  }
}

async function readPlan(work: string): Promise<z.infer<typeof Plan> | null> {
  const text = await readFile(join(work, 'plan.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Plan.parse(JSON.parse(text));
  } catch (error) {
    throw new InputError({
      what: 'resume',
      where: work,
      why: `the state of the earlier run cannot be read (${messageOf(error).split('\n')[0]})`,
      todo: 'give another --out, or remove the folder',
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

const DISK: Readonly<Record<string, readonly [why: string, todo: string]>> = {
  ENOSPC: [
    'the disk is full',
    'free some space or give an --out on another disk, then run again with --resume',
  ],
  EDQUOT: [
    'the disk quota is used up',
    'free some space or give an --out on another disk, then run again with --resume',
  ],
  EROFS: ['the file system is read-only', 'give an --out that can be written to'],
  EACCES: ['permission denied', 'give an --out that can be written to'],
  EPERM: ['permission denied', 'give an --out that can be written to'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'give an --out that can be a folder'],
  EEXIST: ['there is a file of that name', 'give an --out that can be a folder'],
  ENOENT: ['it cannot be created there', 'give an --out that can be written to'],
  ENAMETOOLONG: ['the name is too long', 'give a shorter --out'],
};

function unusable(where: string, error: unknown): XunjianError {
  const code = (error as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? DISK[code] : undefined;
  const parts = {
    what: 'write',
    where,
    why: known?.[0] ?? messageOf(error),
    todo: known?.[1] ?? 'give another --out',
    cause: error,
  };
  return code === 'ENOSPC' || code === 'EDQUOT' ? new LocalError(parts) : new InputError(parts);
}
