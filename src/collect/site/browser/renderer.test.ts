import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  InterruptedError,
  LimitError,
  LocalError,
  RefusedError,
  TransientError,
} from '../../../model/index.ts';
import { findBrowser } from './find.ts';
import type { AddressesOf } from './guard-proxy.ts';
import { createRenderer, PHONE, type Renderer, type RendererOptions } from './renderer.ts';

/** The only name that may be connected to; everything else is refused, as a private address would be. */
const PUBLIC = 'public.example';
const looked: string[] = [];
const addressesOf: AddressesOf = async (host) => {
  looked.push(host);
  if (host === PUBLIC) return [{ address: '127.0.0.1', family: 4 }];
  throw new RefusedError({ what: 'fetch', where: host, why: 'its address is not public' });
};

const PAGES: Readonly<Record<string, string>> = {
  '/script': `<body><ul id="list"></ul><script>
    setTimeout(() => fetch('/data').then((r) => r.text()).then((t) => { list.innerHTML = '<li>' + t + '</li>' }), 50);
  </script></body>`,
  '/data': '2024-05-17 通知公告',
  '/faults': `<body>text<img src="/missing.png"><script>alert('hello'); throw new Error('broken on purpose')</script></body>`,
  '/wide': `<meta name="viewport" content="width=device-width"><body><div style="width:900px">宽</div></body>`,
  '/narrow': `<meta name="viewport" content="width=device-width"><body><p>窄</p></body>`,
  '/blank': '<body><div></div></body>',
  '/polls': `<body>polling<script>setInterval(() => fetch('/data'), 30)</script></body>`,
  '/popup': `<body>popup<script>window.open('/data'); new WebSocket('ws://public.example:' + location.port + '/ws')</script></body>`,
  '/endless': `<body>endless<script>for (;;) {}</script></body>`,
  '/mark': `<body><p>before</p><div><p>请联系<b>张某</b>办理</p></div><p id="target">target</p><i hidden>hidden</i></body>`,
};

let server: Server;
let port: number;
let folder: string;
let browser: string | null = null;
/** Host and path of every request that reached the server. */
const asked: string[] = [];
const renderers: Renderer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunjian-render-'));
  browser = await findBrowser({
    configured: null,
    path: ['/usr/bin', '/usr/local/bin'].join(delimiter),
  }).catch(() => null);
  server = createServer((request, response) => {
    const { url = '' } = request;
    asked.push(`${request.headers.host?.split(':')[0]} ${url}`);
    if (url === '/never') return;
    if (url.startsWith('/to?'))
      return void response.writeHead(302, { location: decodeURIComponent(url.slice(4)) }).end();
    if (url === '/reach') {
      const target = (name: string) => `http://private.example:${port}/secret-${name}`;
      response.setHeader('content-type', 'text/html');
      return void response.end(`<body>reach
        <img src="${target('img')}"><iframe src="${target('frame')}"></iframe><iframe src="http://127.0.0.1:${port}/secret-literal"></iframe>
        <iframe src="http://[::ffff:127.0.0.1]:${port}/secret-mapped"></iframe><iframe src="http://localhost:${port}/secret-localhost"></iframe>
        <img src="/to?${encodeURIComponent(target('redirect'))}"><link rel="preconnect" href="${target('pre')}">
        <script>fetch('${target('fetch')}', {mode:'no-cors'}); navigator.sendBeacon('${target('beacon')}');
        new WebSocket('ws://127.0.0.1:${port}/secret-ws'); fetch('https://127.0.0.1:${port}/secret-tls', {mode:'no-cors'})</script></body>`);
    }
    const page = PAGES[url];
    response
      .writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(page ?? 'nothing here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  for (const renderer of renderers) await renderer.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

function at(path: string): string {
  return `http://${PUBLIC}:${port}${path}`;
}

/** One browser serves all tests that need no options of their own. */
let shared: Renderer | null = null;

function renderer(executable: string, more?: Partial<RendererOptions>): Renderer {
  if (more === undefined && executable === browser && shared !== null) return shared;
  const made = createRenderer({ executable, addressesOf, quietMs: 150, ...more });
  renderers.push(made);
  if (more === undefined && executable === browser) shared = made;
  return made;
}

/** Without a browser each test holds the one thing that must be true then: a clear error with advice. */
async function withBrowser(test: (executable: string) => Promise<void>): Promise<void> {
  if (browser !== null) return await test(browser);
  const failure = renderer('/nowhere/chromium').render(at('/script'));
  await expect(failure).rejects.toBeInstanceOf(LocalError);
  await expect(failure).rejects.toThrow('apt-get install chromium');
}

describe('createRenderer', () => {
  it('gives advice where there is no browser', async () => {
    const failure = renderer('/nowhere/chromium').render(at('/script'));
    await expect(failure).rejects.toBeInstanceOf(LocalError);
    await expect(failure).rejects.toThrow('apt-get install chromium');
  });

  it('shows what scripts put on the page, with a screenshot', () =>
    withBrowser(async (executable) => {
      const seen = await renderer(executable).render(at('/script'));
      expect(seen.html).toContain('<li>2024-05-17 通知公告</li>');
      expect([seen.finalUrl, seen.status, seen.problems]).toEqual([at('/script'), 200, []]);
      expect(seen.screenshot?.subarray(1, 4).toString()).toBe('PNG');
      expect(seen.screenshot?.readUInt32BE(16)).toBe(1366);
    }));

  it('contacts nobody but the hosts of the page', () =>
    withBrowser(async (executable) => {
      looked.length = 0;
      await renderer(executable, {}).render(at('/narrow'));
      // Time for what a browser does after its start.
      await new Promise((resume) => setTimeout(resume, 2_000));
      expect([...new Set(looked)]).toEqual([PUBLIC]);
    }));

  it('follows redirects and tells the status', () =>
    withBrowser(async (executable) => {
      const shown = renderer(executable);
      const seen = await shown.render(at('/to?%2Fnarrow'), { viewport: PHONE, screenshot: false });
      expect([seen.finalUrl, seen.status, seen.screenshot]).toEqual([at('/narrow'), 200, null]);
      expect((await shown.render(at('/gone'))).status).toBe(404);
    }));

  it('lists what went wrong, and is not held up by dialogs, windows and sockets', () =>
    withBrowser(async (executable) => {
      const shown = renderer(executable);
      const { problems } = await shown.render(at('/faults'));
      expect(problems).toContain('dialog: alert hello');
      expect(problems).toContain('script error: broken on purpose');
      expect(
        problems.some((line) => line.startsWith('HTTP 404: image') && line.includes('/missing.png')),
      ).toBe(true);
      asked.length = 0;
      expect((await shown.render(at('/popup'))).html).toContain('popup');
      expect(asked.some((line) => line.endsWith('/ws'))).toBe(false);
    }));

  it.each([
    ['/wide', 'wider than the screen: 9'],
    ['/blank', 'blank: nothing is shown'],
  ])('notices on a phone: %s', (path, problem) =>
    withBrowser(async (executable) => {
      const { problems } = await renderer(executable).render(at(path), { viewport: PHONE });
      expect(problems.filter((line) => line.startsWith(problem))).toHaveLength(1);
    }),
  );

  it('does not wait for pages that poll', () =>
    withBrowser(async (executable) => {
      const seen = await renderer(executable, { settleMs: 700 }).render(at('/polls'));
      expect(seen.html).toContain('polling');
      expect(seen.ms).toBeLessThan(8_000);
    }));

  it('lets no page reach a private address', () =>
    withBrowser(async (executable) => {
      asked.length = 0;
      const seen = await renderer(executable).render(at('/reach'));
      expect(seen.html).toContain('reach');
      expect(asked.filter((line) => line.includes('secret') && !line.includes('/to?'))).toEqual([]);
      expect(asked.some((line) => line.startsWith(`${PUBLIC} /to?`))).toBe(true);
    }));

  it.each([
    ['a private host', 'http://private.example/'],
    ['a literal address', 'http://127.0.0.1/'],
    ['a file', 'file:///etc/passwd'],
    ['a page of the browser itself', 'chrome://version'],
  ])('refuses %s', (_, url) =>
    withBrowser(async (executable) => {
      await expect(renderer(executable).render(url)).rejects.toBeInstanceOf(RefusedError);
    }),
  );

  it('refuses a page that redirects to a private host', () =>
    withBrowser(async (executable) => {
      const failure = renderer(executable).render(
        at(`/to?${encodeURIComponent(`http://private.example:${port}/secret`)}`),
      );
      await expect(failure).rejects.toBeInstanceOf(RefusedError);
      await expect(failure).rejects.toThrow('not public');
    }));

  it('ends a page that never answers, or never ends', () =>
    withBrowser(async (executable) => {
      const shown = renderer(executable, { pageMs: 4_000 });
      await expect(shown.render(at('/never'))).rejects.toBeInstanceOf(LimitError);
      await expect(shown.render(at('/endless'))).rejects.toBeInstanceOf(LimitError);
      expect((await shown.render(at('/narrow'))).status).toBe(200);
    }));

  it('says that a site does not answer', () =>
    withBrowser(async (executable) => {
      const unused = createServer();
      await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
      const address = unused.address();
      await new Promise((resolve) => unused.close(resolve));
      const dead = typeof address === 'object' && address !== null ? address.port : 0;
      await expect(renderer(executable).render(`http://${PUBLIC}:${dead}/`)).rejects.toBeInstanceOf(
        TransientError,
      );
    }));

  it('stops when asked to', () =>
    withBrowser(async (executable) => {
      const stop = new AbortController();
      const failure = renderer(executable).render(at('/never'), { signal: stop.signal });
      setTimeout(() => stop.abort(), 300);
      await expect(failure).rejects.toBeInstanceOf(InterruptedError);
    }));

  it('marks the place in the screenshot', () =>
    withBrowser(async (executable) => {
      const shown = renderer(executable);
      const plain = await shown.render(at('/mark'));
      for (const mark of [{ text: '请联系 张某' }, { selector: '#target' }]) {
        const seen = await shown.render(at('/mark'), { mark, fullPage: true });
        expect(seen.marked).toBe('selector' in mark ? '#target' : 'body > div > p');
        expect(seen.screenshot?.equals(plain.screenshot ?? Buffer.alloc(0))).toBe(false);
        expect(seen.html).not.toContain('outline');
      }
      for (const mark of [{ text: 'not there' }, { selector: 'i' }, { selector: '<<' }]) {
        expect((await shown.render(at('/mark'), { mark, screenshot: false })).marked).toBeNull();
      }
    }));

  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'a browser that is gone or hangs (%s) is our fault, and is started anew',
    (how) =>
      withBrowser(async (executable) => {
        const pidFile = join(folder, `pid-${how}`);
        const wrapper = join(folder, `browser-${how}`);
        await writeFile(wrapper, `#!/bin/sh\necho $$ > ${pidFile}\nexec ${executable} "$@"\n`);
        await chmod(wrapper, 0o755);
        const shown = renderer(wrapper, { pageMs: 6_000 });
        await shown.render(at('/narrow'));
        const pid = Number(await readFile(pidFile, 'utf8'));
        const failure = shown.render(at('/never'));
        setTimeout(() => process.kill(pid, how), 500);
        try {
          await expect(failure).rejects.toBeInstanceOf(LocalError);
        } finally {
          if (how === 'SIGSTOP') process.kill(pid, 'SIGKILL');
        }
        expect((await shown.render(at('/narrow'))).status).toBe(200);
      }),
    60_000,
  );
});
