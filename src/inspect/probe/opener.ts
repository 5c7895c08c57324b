import type { ExchangeArchive } from '../../collect/archive/index.ts';
import type { Fetcher } from '../../collect/site/index.ts';
import type { FailureKind, PageFacts } from '../../model/index.ts';
import { decodeHtml, readPage } from '../../page/index.ts';

/** What came of opening an address once. */
export interface Opened {
  readonly url: string;
  readonly finalUrl: string;
  /** true: it opens; false: it finally does not; null: nobody can tell (blocked, our own fault, an outage of the moment). */
  readonly ok: boolean | null;
  readonly status: number | null;
  readonly kind: FailureKind | null;
  readonly why: string | null;
  readonly ms: number | null;
  readonly at: number;
  /** Text and page facts (read when they are asked for), where it is a page that was asked to be read. */
  readonly page: { readonly html: string; readonly facts: PageFacts } | null;
  /** The file, where its bytes were asked for and all of them came. */
  readonly file: { readonly bytes: Uint8Array; readonly contentType: string | null } | null;
}

export interface OpenerOptions {
  readonly fetcher: Fetcher;
  /** Every exchange is kept as evidence. */
  readonly archive: ExchangeArchive;
  readonly clock: () => number;
  readonly signal: AbortSignal;
  /** Milliseconds between two requests to one host. */
  readonly delayMs: number;
  /** Whether robots.txt of a host lets an address be fetched. */
  readonly allowed?: (url: string) => Promise<boolean>;
}

/** Opens single addresses politely, one at a time, through the guarded fetcher, and keeps what came. */
export type Opener = (url: string, want?: 'page' | 'existence' | 'file') => Promise<Opened>;

const GONE: ReadonlySet<number> = new Set([404, 410]);
/** Faults that prove nothing about an address: our side, a refusal, a passing outage. */
const UNSURE: ReadonlySet<FailureKind> = new Set([
  'local-fault',
  'blocked',
  'captcha',
  'login',
  'throttled',
  'robots',
  'refused-address',
  'timeout',
  'reset',
  'too-slow',
  'too-large',
  'bomb',
  'tls',
  'http-5xx',
  'refused-connection',
]);

export function createOpener(options: OpenerOptions): Opener {
  const { fetcher, archive, clock, signal, delayMs, allowed } = options;
  const next = new Map<string, number>();
  const pace = async (url: string) => {
    const host = URL.canParse(url) ? new URL(url).host : '';
    const now = clock();
    const at = Math.max(now, next.get(host) ?? 0);
    next.set(host, at + delayMs);
    if (at > now) await new Promise((done) => setTimeout(done, at - now));
  };
  return async (url, want = 'existence') => {
    if (allowed !== undefined && !(await allowed(url))) return refused(url, clock());
    await pace(url);
    const result = await fetcher.fetch(url, {
      signal,
      ...(want === 'existence' ? { keep: () => 'none' as const } : {}),
    });
    const at = clock();
    signal.throwIfAborted();
    if (!result.ok) {
      for (const exchange of result.chain) await archive.write(exchange);
      const { kind, error } = result.fault;
      const ok = UNSURE.has(kind) ? null : false;
      return {
        url,
        finalUrl: url,
        ok,
        status: null,
        kind,
        why: error.why,
        ms: null,
        at,
        page: null,
        file: null,
      };
    }
    const { fetched } = result;
    for (const exchange of fetched.chain) await archive.write(exchange);
    await archive.write(fetched.exchange);
    const { status } = fetched;
    const page = want === 'page' ? read(fetched.decoded, fetched.url, fetched.contentType) : null;
    const file =
      want === 'file' && status === 200 && fetched.truncated === null
        ? { bytes: fetched.decoded, contentType: fetched.contentType }
        : null;
    const ok = status < 400 ? true : GONE.has(status) ? false : null;
    const kind = status < 400 ? null : status < 500 ? 'http-4xx' : 'http-5xx';
    const why = status < 400 ? null : `HTTP ${status}`;
    return { url, finalUrl: fetched.url, ok, status, kind, why, ms: fetched.ms, at: fetched.at, page, file };
  };
}

function refused(url: string, at: number): Opened {
  const why = 'robots.txt 不允许访问';
  return {
    url,
    finalUrl: url,
    ok: null,
    status: null,
    kind: 'robots',
    why,
    ms: null,
    at,
    page: null,
    file: null,
  };
}

function read(bytes: Uint8Array, url: string, contentType: string | null): Opened['page'] {
  if (contentType !== null && !/html|xml|text\/plain/i.test(contentType)) return null;
  const html = decodeHtml(bytes, { contentType }).text;
  let facts: PageFacts | null = null;
  return {
    html,
    get facts() {
      facts ??= readPage(html, { url });
      return facts;
    },
  };
}
