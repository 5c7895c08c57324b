import type { IncomingMessage } from 'node:http';
import type {
  AccountRow,
  CollectionRow,
  FollowerRow,
  MessageRow,
  MetricRow,
  PostRow,
} from '../../../model/index.ts';
import { parseTime } from '../../../model/index.ts';
import type { Resolve } from '../../site/index.ts';
import { serve } from '../../site/testing/server.ts';
import { Api } from '../api.ts';
import { HttpClient } from '../client.ts';
import { Limiter } from '../limiter.ts';
import { collectAccount } from '../run.ts';
import { Secrets } from '../secrets.ts';
import { Tokens } from '../tokens.ts';
import { type AccountCollector, type Credential, type Memory, WHAT, type What } from '../types.ts';

/** What a platform's stand-in is asked, taken apart. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The body as JSON; empty where it is none. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly origin: string;
}

/** An answer: a value goes out as JSON with 200. */
export type Answer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly json: unknown }
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly text: string }
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly bytes: Uint8Array;
    };

export type Platform = (asked: Asked) => Answer;

export interface Options {
  readonly account?: Partial<AccountRow>;
  /** Beside `endpoint` (or `url` with `path`), which point to the stand-in. */
  readonly credential?: Credential;
  readonly path?: string;
  readonly since?: string;
  readonly until?: string;
  readonly now?: string;
  readonly what?: readonly What[];
  readonly memory?: Map<string, unknown>;
  readonly tokens?: Tokens;
  /** Runs one after another against the same server; default 1. */
  readonly times?: number;
  readonly resolve?: Resolve;
  /** Told where the stand-in is before the run. */
  readonly onOrigin?: (origin: string) => void;
}

export interface Outcome {
  readonly posts: PostRow[];
  readonly metrics: MetricRow[];
  readonly messages: MessageRow[];
  readonly followers: FollowerRow[];
  readonly collections: CollectionRow[];
  /** Method and path of each request. */
  readonly asked: string[];
  /** Milliseconds that were waited before tries. */
  readonly waits: number[];
  readonly bugs: unknown[];
  readonly origin: string;
}

/** Our clock in these tests: 2019-05-20 10:00 in Asia/Shanghai. */
export const NOW = '2019-05-20T10:00:00+08:00';

/** Runs a collector against a local server that answers as `platform` does. The clock stands, waits take no time. */
export async function collectFrom(
  collector: AccountCollector,
  platform: Platform,
  options: Options = {},
): Promise<Outcome> {
  const now = parseTime(options.now ?? NOW) ?? 0;
  let origin = '';
  const server = await serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', origin);
      const body = Buffer.concat(parts).toString();
      const answer = platform({
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body,
        json: jsonOf(body),
        origin,
      });
      // The platform's clock agrees with ours unless a test says otherwise.
      response.writeHead(answer.status ?? 200, { date: new Date(now).toUTCString(), ...answer.headers });
      if ('json' in answer) response.end(JSON.stringify(answer.json));
      else response.end('text' in answer ? answer.text : answer.bytes);
    });
  });
  origin = server.origin;
  options.onOrigin?.(origin);
  const secrets = new Secrets();
  const clock = () => now;
  const client = new HttpClient({ userAgent: 'xunjian/test', secrets, allowPrivate: true, clock });
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  const api = new Api({
    client,
    limiter: new Limiter({ gapMs: 0 }, clock, sleep),
    secrets,
    clock,
    random: () => 0.5,
    sleep,
  });
  const memory = options.memory ?? new Map<string, unknown>();
  const store: Memory = { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) };
  const outcome: Outcome = {
    posts: [],
    metrics: [],
    messages: [],
    followers: [],
    collections: [],
    asked: server.asked,
    waits,
    bugs: [],
    origin,
  };
  const place: Record<string, string> =
    collector.endpoint === null ? { url: `${origin}${options.path ?? ''}` } : { endpoint: origin };
  try {
    for (let time = 0; time < (options.times ?? 1); time += 1) {
      const found = collectAccount(
        collector,
        {
          account: { ...ACCOUNT, platform: collector.platform, ...options.account },
          credential: { ...place, ...options.credential },
          since: parseTime(options.since ?? '2019-05-01') ?? 0,
          until: parseTime(options.until ?? options.now ?? NOW) ?? 0,
          api,
          memory: store,
          tokens: options.tokens ?? new Tokens(null, secrets, clock),
          clock,
          resolve: options.resolve ?? (async () => [{ address: '127.0.0.1', family: 4 }]),
        },
        { what: options.what ?? WHAT, secrets, onBug: (error) => outcome.bugs.push(error) },
      );
      for await (const one of found) {
        const list: unknown[] = outcome[one.kind];
        list.push(one.row);
      }
    }
  } finally {
    await client.close();
    await server.close();
  }
  return outcome;
}

/** The essence of a collection record, for comparisons. */
export function spans(rows: readonly CollectionRow[], what: string): string[] {
  return rows
    .filter((row) => row.what === what)
    .map(({ from, to, ok }) => `${ok ? 'ok' : 'failed'} ${from.slice(0, 16)} … ${to.slice(0, 16)}`);
}

const ACCOUNT: AccountRow = {
  id: 'a1',
  unit: null,
  platform: '',
  kind: null,
  name: '甲县发布',
  handle: null,
  registered: null,
  verified: null,
  status: 'active',
  followers: null,
  functions: [],
  staff: null,
  url: null,
  extra: {},
};

function jsonOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
