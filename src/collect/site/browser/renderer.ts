import { type Browser, type BrowserContext, chromium, errors, type Page } from 'playwright-core';
import {
  InterruptedError,
  LimitError,
  LocalError,
  messageOf,
  RefusedError,
  TransientError,
} from '../../../model/index.ts';
import { noBrowser } from './find.ts';
import { type AddressesOf, type GuardProxy, startGuardProxy } from './guard-proxy.ts';
import { markPlace, type PageLog, type Place, settle, watch } from './page.ts';
import { createSlots } from './slots.ts';

export interface RendererOptions {
  /** Executable of Chromium, as `findBrowser` gives it. */
  readonly executable: string;
  /** The crawler's own check of a host: the addresses that may be connected to, or a RefusedError. */
  readonly addressesOf: AddressesOf;
  readonly userAgent?: string;
  /** For one page, all in all; default 30 s. */
  readonly pageMs?: number;
  /** Time without requests after which a page counts as complete; default 500 ms. */
  readonly quietMs?: number;
  /** Longest wait for that: pages that poll never fall silent; default 8 s. */
  readonly settleMs?: number;
  /** For starting the browser; default 30 s. */
  readonly launchMs?: number;
  /** Pages at once; default 2. */
  readonly concurrency?: number;
  /** Whether Chromium's own sandbox is on; off where we run as root, which Chromium refuses otherwise. */
  readonly sandbox?: boolean;
  /** Milliseconds, for the time that rendering took. */
  readonly clock?: () => number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export const DESKTOP: Viewport = { width: 1366, height: 900 };
export const PHONE: Viewport = { width: 375, height: 812 };

export interface RenderRequest {
  readonly viewport?: Viewport;
  /** Outline this element, or the smallest one that holds this text, in the screenshot. */
  readonly mark?: Place;
  /** The whole page in the screenshot instead of the viewport; default true where the page is shorter than 10,000 px. */
  readonly fullPage?: boolean;
  /** No screenshot: only the page's HTML is wanted. */
  readonly screenshot?: boolean;
  readonly signal?: AbortSignal;
}

export interface Rendered {
  /** The document after its scripts ran. */
  readonly html: string;
  readonly finalUrl: string;
  /** HTTP status of the page itself; null where it came from no server. */
  readonly status: number | null;
  /** PNG; null where none was asked for. */
  readonly screenshot: Buffer | null;
  /** CSS selector of the element that was marked; null where none was found or asked for. */
  readonly marked: string | null;
  /** What went wrong while the page was shown, one line each. */
  readonly problems: readonly string[];
  /** Milliseconds from request to screenshot. */
  readonly ms: number;
}

export interface Renderer {
  /**
   * Shows a page. Rejects with LocalError where the browser failed (nothing is proven about the page), LimitError where the page took
   * too long, RefusedError for an address that may not be fetched, TransientError where the site did not answer.
   */
  render(url: string, request?: RenderRequest): Promise<Rendered>;
  close(): Promise<void>;
}

const TALLEST = 10_000;

/** Starts no browser yet: the first page does. */
export function createRenderer(options: RendererOptions): Renderer {
  return new ChromiumRenderer(options);
}

class ChromiumRenderer implements Renderer {
  readonly #options: RendererOptions;
  readonly #slots: ReturnType<typeof createSlots>;
  readonly #clock: () => number;
  #running: Promise<Running> | null = null;
  /** What `#running` came to. */
  #current: Running | null = null;
  #closed = false;

  constructor(options: RendererOptions) {
    this.#options = options;
    this.#slots = createSlots(options.concurrency ?? 2);
    this.#clock = options.clock ?? (() => performance.now());
  }

  async render(url: string, request: RenderRequest = {}): Promise<Rendered> {
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw new RefusedError({ what: 'render', where: url, why: 'only http and https pages are shown' });
    }
    return await this.#slots.run(async () => {
      stopIfAsked(request.signal, url);
      // Checked here too, so that a refusal reads as one and not as a page that did not load.
      await this.#options.addressesOf(new URL(url).hostname);
      return await this.#attempt(url, request);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const running = this.#running;
    this.#running = null;
    await running?.then(stop, () => {});
  }

  async #attempt(url: string, request: RenderRequest): Promise<Rendered> {
    const running = await this.#start();
    const { pageMs = 30_000 } = this.#options;
    const started = this.#clock();
    const controls = new AbortController();
    const limit = AbortSignal.any([
      controls.signal,
      ...(request.signal === undefined ? [] : [request.signal]),
    ]);
    const timer = setTimeout(() => controls.abort(), pageMs);
    let context: BrowserContext | null = null;
    let log: PageLog | null = null;
    let doing: Promise<Rendered> | null = null;
    try {
      const work = async () => {
        context = await newContext(running.browser, this.#options, request.viewport ?? DESKTOP);
        // A page is shown without its WebSockets: what arrives by them is no published page, and never falls silent.
        await context.routeWebSocket(/.*/, (socket) => socket.close());
        const page = await context.newPage();
        log = watch(page, context);
        return await this.#show(page, log, url, request, started);
      };
      doing = work();
      return await Promise.race([doing, whenAborted(limit)]);
    } catch (error) {
      const asked = readLog(log)?.asked ?? url;
      throw await this.#explain(error, { url, asked }, running, controls.signal.aborted, request.signal);
    } finally {
      clearTimeout(timer);
      // A context that was still being made when the time ran out is closed when it comes.
      if (context === null) doing?.catch(() => this.#closeContext(context, running));
      else await this.#closeContext(context, running);
    }
  }

  async #show(
    page: Page,
    log: PageLog,
    url: string,
    request: RenderRequest,
    started: number,
  ): Promise<Rendered> {
    const { pageMs = 30_000, quietMs = 500, settleMs = 8_000 } = this.#options;
    const answer = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: pageMs });
    // Two seconds are kept for the screenshot.
    const left = pageMs - (this.#clock() - started) - 2_000;
    await settle(page, log, quietMs, Math.min(settleMs, left));
    const html = await page.content();
    const look = await log.look(page, request.viewport ?? DESKTOP);
    const marked = request.mark === undefined ? null : await markPlace(page, request.mark);
    const fullPage = request.fullPage ?? (marked === null && look.height <= TALLEST);
    const screenshot =
      request.screenshot === false
        ? null
        : await page.screenshot({ type: 'png', fullPage, animations: 'disabled' });
    return {
      html,
      finalUrl: page.url(),
      status: answer?.status() ?? null,
      screenshot,
      marked,
      problems: [...log.problems(), ...look.problems],
      ms: Math.round(this.#clock() - started),
    };
  }

  #start(): Promise<Running> {
    if (this.#closed)
      throw new LocalError({ what: 'browser', where: this.#options.executable, why: 'it is closed' });
    this.#running ??= launch(this.#options).then(
      (running) => {
        this.#current = running;
        return running;
      },
      (error: unknown) => {
        this.#running = null;
        throw error;
      },
    );
    return this.#running;
  }

  /** Says in our words what failed; a browser that is gone or hangs is started anew for the next page. */
  async #explain(
    error: unknown,
    { url, asked }: { readonly url: string; readonly asked: string },
    running: Running,
    late: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Error> {
    if (signal?.aborted === true)
      return new InterruptedError({ what: 'render', where: url, why: 'interrupted' });
    const gone = !running.browser.isConnected();
    if (gone || (late && !(await responds(running.browser)))) {
      await this.#drop(running);
      return new LocalError({
        what: 'render',
        where: url,
        why: gone ? 'the browser crashed' : 'the browser hangs',
        todo: 'run again; the page is left undecided',
        cause: error,
      });
    }
    const message = messageOf(error).split('\n')[0] ?? '';
    if (late || error instanceof errors.TimeoutError) {
      const { pageMs = 30_000 } = this.#options;
      return new LimitError({ what: 'render', where: url, why: `not shown within ${pageMs / 1000} s` });
    }
    const refusal = URL.canParse(asked) ? running.proxy.refusal(new URL(asked).hostname) : null;
    if (refusal !== null) {
      const what = asked === url ? 'render' : 'follow redirect to';
      return new RefusedError({ what, where: asked, why: refusal, cause: error });
    }
    if (/crash/i.test(message)) {
      return new LocalError({
        what: 'render',
        where: url,
        why: 'the page crashed the browser',
        cause: error,
      });
    }
    const why = /net::(ERR_[A-Z_]+)/.exec(message)?.[1] ?? message;
    return new TransientError({
      what: 'render',
      where: url,
      why: `the page did not load (${why})`,
      cause: error,
    });
  }

  async #closeContext(context: BrowserContext | null, running: Running): Promise<void> {
    // Of a browser that was given up nothing is left to close.
    if (context === null || !this.#holds(running)) return;
    if (!(await inTime(context.close(), 5_000))) await this.#drop(running);
  }

  #holds(running: Running): boolean {
    return this.#current === running;
  }

  async #drop(running: Running): Promise<void> {
    if (this.#holds(running)) {
      this.#current = null;
      this.#running = null;
    }
    await stop(running);
  }
}

/** Assigned inside a callback, where the compiler's narrowing does not look. */
function readLog(log: PageLog | null): PageLog | null {
  return log;
}

interface Running {
  readonly browser: Browser;
  readonly proxy: GuardProxy;
}

async function launch(options: RendererOptions): Promise<Running> {
  const proxy = await startGuardProxy(options.addressesOf);
  const sandbox = options.sandbox ?? process.getuid?.() !== 0;
  try {
    const browser = await chromium.launch({
      executablePath: options.executable,
      headless: true,
      chromiumSandbox: sandbox,
      timeout: options.launchMs ?? 30_000,
      // Signals are ours to handle: the crawl stops first, then closes the browser.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      proxy: { server: proxy.server, bypass: '<-loopback>' },
      args: FLAGS,
    });
    return { browser, proxy };
  } catch (error) {
    await proxy.close();
    const message = messageOf(error);
    if (/ENOENT|EACCES|doesn't exist/.test(message)) throw noBrowser(error);
    throw new LocalError({
      what: 'browser',
      where: options.executable,
      why: `it did not start (${message.split('\n')[0]})`,
      todo: 'try it by hand; XUNJIAN_BROWSER names another one',
      cause: error,
    });
  }
}

/** Everything goes through the proxy or nowhere: no QUIC, no WebRTC beside it, no names resolved by the browser. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-dev-shm-usage',
  '--dns-prefetch-disable',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

function newContext(
  browser: Browser,
  { userAgent }: RendererOptions,
  viewport: Viewport,
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { ...viewport },
    ...(userAgent === undefined ? {} : { userAgent }),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: false,
    serviceWorkers: 'block',
    // A phone is more than a narrow window: pages ask for touch and a mobile viewport.
    isMobile: viewport.width < 600,
    hasTouch: viewport.width < 600,
  });
}

async function stop({ browser, proxy }: Running): Promise<void> {
  await inTime(browser.close(), 5_000);
  await proxy.close();
}

async function responds(browser: Browser): Promise<boolean> {
  const asked = browser.newContext().then((context) => context.close());
  return await inTime(asked, 3_000);
}

/** Whether a promise is fulfilled within a time. */
async function inTime(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = promise.then(
    () => true,
    () => false,
  );
  return await Promise.race([done, late]).finally(() => clearTimeout(timer));
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stopped = () => reject(new Error('aborted'));
    if (signal.aborted) stopped();
    else signal.addEventListener('abort', stopped, { once: true });
  });
}

function stopIfAsked(signal: AbortSignal | undefined, url: string): void {
  if (signal?.aborted === true)
    throw new InterruptedError({ what: 'render', where: url, why: 'interrupted' });
}
