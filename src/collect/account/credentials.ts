import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type AccountRow, type Bilingual, InputError } from '../../model/index.ts';
import type { Secrets } from './secrets.ts';
import type { AccountCollector, Credential } from './types.ts';

const Fields = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));

/** The credentials file (凭据文件): what is true of a whole platform, and what belongs to one account. YAML or JSON. */
const CredentialsFile = z.strictObject({
  /** Told to every server in the User-Agent: whom to call. */
  contact: z.string().optional(),
  platforms: z.record(z.string(), Fields).default({}),
  /** By the id in the register. `via` names the collector where it is not that of the account's platform. */
  accounts: z.record(z.string(), Fields).default({}),
});
export type Credentials = z.infer<typeof CredentialsFile>;

/** Fields that are addresses or names, not secrets: they may be shown. */
const OPEN: readonly string[] = [
  'via',
  'endpoint',
  'url',
  'handle',
  'uid',
  'screen_name',
  'appid',
  'app_id',
  'open_id',
  'package',
  'bundle',
  'country',
  'folder',
  'contact',
];

/**
 * Reads a credentials file. It has to be a plain file of `uid` that nobody else may read (mode 0600 or less): anything else is
 * refused. No message shows a line of it.
 */
export function readCredentials(file: string, uid: number | null, secrets: Secrets): Credentials {
  const fail = (why: string, todo: string) => new InputError({ what: 'credentials', where: file, why, todo });
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw fail('there is no such file', 'give another --credentials');
  if (!found.isFile()) throw fail('is no plain file', 'give a YAML or JSON file');
  if (uid !== null && found.uid !== uid) throw fail('belongs to another user', 'make a copy of your own');
  if (uid !== null && (found.mode & 0o077) !== 0)
    throw fail(
      `others may read it (mode ${(found.mode & 0o777).toString(8).padStart(4, '0')})`,
      `run: chmod 600 ${file}`,
    );
  return parseCredentials(readFileSync(file, 'utf8'), file, secrets);
}

export function parseCredentials(text: string, file: string, secrets: Secrets): Credentials {
  const fail = (why: string) =>
    new InputError({ what: 'credentials', where: file, why, todo: 'docs/collecting.md shows the format' });
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  // The library's own message quotes the line.
  if (error !== undefined)
    throw fail(`line ${text.slice(0, error.pos[0]).split('\n').length} is no valid YAML`);
  const parsed = CredentialsFile.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw fail(`${issue?.path.join('.') || 'it'}: ${issue?.message}`);
  }
  for (const fields of [...Object.values(parsed.data.platforms), ...Object.values(parsed.data.accounts)])
    hideAll(fields, secrets);
  return parsed.data;
}

function hideAll(fields: Credential, secrets: Secrets): void {
  for (const [name, value] of Object.entries(fields)) if (!OPEN.includes(name)) secrets.add(value);
}

/** Fields from environment variables, under those of the file. */
export function withEnvironment(
  credentials: Credentials,
  environment: Readonly<Record<string, Credential>>,
  secrets: Secrets,
): Credentials {
  const platforms: Record<string, Record<string, string>> = { ...credentials.platforms };
  for (const [platform, fields] of Object.entries(environment)) {
    hideAll(fields, secrets);
    platforms[platform] = { ...fields, ...platforms[platform] };
  }
  return { ...credentials, platforms };
}

export type Matched =
  | { readonly ok: true; readonly collector: AccountCollector; readonly credential: Credential }
  /** Why the account is not collected. */
  | { readonly ok: false; readonly why: Bilingual };

/** The collector of an account and what it works with: the account's own fields, then those of the platform, then the register. */
export function match(
  account: AccountRow,
  credentials: Credentials,
  collectors: readonly AccountCollector[],
  allowPrivate: boolean,
): Matched {
  const own = credentials.accounts[account.id] ?? {};
  const name = own.via ?? account.platform;
  const collector = collectors.find(({ platform }) => platform === name);
  if (collector === undefined)
    return { ok: false, why: { zh: `没有 ${name} 的采集器`, en: `no collector for ${name}` } };
  const registered = {
    ...(account.handle === null ? {} : { handle: account.handle }),
    ...(account.url === null || own.via !== undefined ? {} : { url: account.url }),
  };
  const endpoint = collector.endpoint === null ? {} : { endpoint: collector.endpoint };
  const credential: Credential = { ...registered, ...endpoint, ...credentials.platforms[name], ...own };
  const missing = collector.needs
    .map((one) => (typeof one === 'string' ? [one] : one))
    .filter((fields) => fields.every((field) => (credential[field] ?? '') === ''))
    .map((fields) => fields.join(' or '));
  if (missing.length > 0) {
    const fields = missing.join(', ');
    return {
      ok: false,
      why: { zh: `缺少凭据（${name}：${fields}）`, en: `no credentials (${fields} of ${name})` },
    };
  }
  if (collector.endpoint !== null && !isSafe(credential.endpoint, allowPrivate))
    throw new InputError({
      what: 'credentials',
      where: `endpoint of ${name}`,
      why: 'is no https address, secrets would travel in the open',
      todo: 'use https, or --allow-private for a gateway of your own',
    });
  return { ok: true, collector, credential };
}

function isSafe(endpoint: string | undefined, allowPrivate: boolean): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  const { protocol } = new URL(endpoint);
  return protocol === 'https:' || (allowPrivate && protocol === 'http:');
}
