import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { bareHost, hostOf } from '../../facts/index.ts';
import { InputError, messageOf, parseTime, SiteFacts, shanghai, Verdict } from '../../model/index.ts';
import { FILES } from '../output.ts';
import { readTraces, tracesAt } from './traces.ts';

/** An earlier inspection, as its folder holds it. */
export interface EarlierInspection {
  readonly folder: string;
  readonly facts: SiteFacts;
  /** null where it was not left, or cannot be read by this version. */
  readonly verdict: Verdict | null;
  /** File of its pages' traces; null where an older version of the program left none. */
  readonly traces: string | null;
  /** Evidence that the traces can be made from. */
  readonly evidence: string | null;
}

const Versioned = z.looseObject({ schema: z.string() });
const TODO = 'give the --out folder of an earlier inspection of this site';

function refused(folder: string, why: string, todo: string = TODO, cause?: unknown): InputError {
  return new InputError({ what: 'inspect', where: `--earlier ${folder}`, why, todo, cause });
}

/** Opens the folder of an earlier inspection and reads all of it once. Throws InputError of one line where it is none. */
export async function openEarlier(folder: string, out: string): Promise<EarlierInspection> {
  if (resolve(folder) === resolve(out))
    throw refused(folder, 'it is the folder that this inspection writes to');
  const about = await stat(folder).catch(() => null);
  if (about === null) throw refused(folder, 'there is no such folder');
  if (!about.isDirectory()) throw refused(folder, 'it is a file, not the folder of an inspection');
  const facts = await readFacts(folder);
  const traces = join(folder, FILES.pages);
  const held = await tracesAt(traces);
  if (held === 'ours') for await (const _line of readTraces(traces));
  const evidence = join(folder, FILES.evidence);
  return {
    folder,
    facts,
    verdict: await readVerdict(folder),
    traces: held === 'ours' ? traces : null,
    evidence: (await stat(evidence).catch(() => null))?.isFile() === true ? evidence : null,
  };
}

async function readFacts(folder: string): Promise<SiteFacts> {
  const text = await readFile(join(folder, FILES.facts), 'utf8').catch(() => null);
  if (text === null) throw refused(folder, `it holds no ${FILES.facts}, so it is no finished inspection`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refused(folder, `its ${FILES.facts} is no JSON (${messageOf(error)})`, TODO, error);
  }
  const parsed = SiteFacts.safeParse(value);
  if (parsed.success) return parsed.data;
  const version = Versioned.safeParse(value);
  const schema = version.success ? version.data.schema : null;
  if (schema !== null && /^xunjian\.facts\//.test(schema) && schema !== 'xunjian.facts/1')
    throw refused(
      folder,
      `its facts are of the schema ${schema}, which a newer version of the program wrote`,
      'bring the program up to date',
    );
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'it';
  throw refused(folder, `its ${FILES.facts} holds no facts of a website: ${where}: ${issue?.message}`);
}

async function readVerdict(folder: string): Promise<Verdict | null> {
  const text = await readFile(join(folder, FILES.verdict), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Verdict.parse(JSON.parse(text));
  } catch {
    // Its facts are there and are judged again.
    return null;
  }
}

/** What is inspected now: its hosts, and when. */
export interface Today {
  readonly hosts: readonly string[];
  readonly idCode: string | null;
  readonly at: number;
}

/** Throws InputError where the earlier inspection is of another site, or not earlier. */
export function checkFits({ folder, facts }: EarlierInspection, today: Today): void {
  const { subject, collectedAt } = facts;
  const own = new Set(today.hosts.map(bareHost));
  const sameHost = [...subject.hosts, hostOf(subject.url)].some((host) => own.has(bareHost(host)));
  const sameCode = subject.idCode !== null && subject.idCode === today.idCode;
  if (!sameHost && !sameCode)
    throw refused(folder, `it is the inspection of another site (${subject.name}, ${subject.url})`);
  const at = parseTime(collectedAt);
  if (at !== null && at >= today.at)
    throw refused(
      folder,
      `it is not earlier: it was collected at ${shanghai(at)}, this one at ${shanghai(today.at)}`,
    );
}
