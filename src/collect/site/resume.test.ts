import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InputError, InterruptedError, type LinkFacts } from '../../model/index.ts';
import { crawlSite } from './index.ts';
import { collect, html, serve, serveSite, testOptions, withFolder } from './testing/server.ts';

interface Seen {
  readonly pages: readonly { path: string; depth: number; record: string; digest: string; title: string }[];
  readonly links: LinkFacts;
}

/** 151 addresses (`/` and `/art/0.html` are one page) that link to their neighbours, some dead links, answered with a little delay. */
async function site() {
  return serve((request, response) => {
    const path = request.url ?? '/';
    const n = path === '/' ? 0 : Number(/^\/art\/(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN);
    setTimeout(() => {
      if (!(n < 150)) return html(response, '<title>404</title>', 404);
      const links = [(n * 2 + 1) % 150, (n * 2 + 2) % 150, (n * 7 + 3) % 150, 1_000 + (n % 5)].map(
        (to) => `<a href="/art/${to}.html">to ${to}</a>`,
      );
      html(response, `<title>page ${n}</title><body>${links.join('')}${'内容'.repeat(2_000)}</body>`);
    }, 80);
  });
}

function start(url: string, folder: string): ChildProcess {
  const child = new URL('./testing/crawl-child.ts', import.meta.url).pathname;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, url, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function finish(child: ChildProcess): Promise<Seen> {
  let out = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the child ended with ${code}: ${out}`);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Seen;
}

/** Addresses whose finishing is committed in the crawl's database. */
function finished(folder: string): string[] {
  const file = join(folder, 'work', 'crawl.sqlite');
  if (!existsSync(file)) return [];
  const db = new DatabaseSync(file, { readOnly: true, timeout: 3_000 });
  if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'url'").get() === undefined) {
    db.close();
    return [];
  }
  const rows = db.prepare('SELECT url FROM url WHERE state = 1').all();
  db.close();
  return rows.map(({ url }) => new URL(String(url)).pathname);
}

async function recordsOf(folder: string): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(join(folder, 'evidence.warc.gz')).pipe(createGunzip()))
    chunks.push(chunk);
  return [
    ...Buffer.concat(chunks)
      .toString('latin1')
      .matchAll(/^WARC-Record-ID: (\S+)/gm),
  ].map((match) => match[1] ?? '');
}

const summary = ({ pages, links }: Seen) => ({
  pages: pages
    .map(({ path, digest, title }) => ({ path, digest, title }))
    .sort((a, b) => a.path.localeCompare(b.path)),
  internal: links.internal,
  dead: links.dead.map(({ url, count }) => `${new URL(url).pathname} ${count}`).sort(),
});

describe('a crawl that is killed', () => {
  it('goes on without loss and without repeating a finished page', { timeout: 60_000 }, async () => {
    const server = await site();
    try {
      await withFolder(async (whole) => {
        await withFolder(async (broken) => {
          const truth = await finish(start(server.origin, whole));
          expect(truth.pages).toHaveLength(151);
          expect(truth.links.dead).toHaveLength(5);

          const done = new Set<string>();
          let kills = 0;
          for (const ms of [40, 160, 5, 90]) {
            const child = start(server.origin, broken);
            // Not before something new is committed, then at any moment.
            const had = done.size;
            while (finished(broken).length <= had && child.exitCode === null) await sleep(20);
            await sleep(ms);
            if (child.exitCode !== null) break;
            child.kill('SIGKILL');
            await once(child, 'exit');
            kills += 1;
            for (const path of finished(broken)) done.add(path);
          }
          expect(kills).toBeGreaterThan(1);
          expect(done.size).toBeGreaterThan(0);
          const before = server.asked.length;
          const seen = await finish(start(server.origin, broken));
          expect(summary(seen)).toEqual(summary(truth));
          expect(new Set(seen.pages.map(({ path }) => path)).size).toBe(seen.pages.length);
          const again = server.asked.slice(before).filter((line) => done.has(line.replace('GET ', '')));
          expect(again).toEqual([]);

          const records = await recordsOf(broken);
          expect(new Set(records).size).toBe(records.length);
          for (const { record } of seen.pages) expect(records).toContain(record);
        });
      });
    } finally {
      await server.close();
    }
  });

  it('stops on a signal and goes on from there', async () => {
    const server = await site();
    try {
      await withFolder(async (folder) => {
        const stop = new AbortController();
        const first = collect();
        const sink = {
          ...first,
          page: (visit: Parameters<typeof first.page>[0]) => {
            void first.page(visit);
            if (first.pages.length === 40) stop.abort();
          },
        };
        await expect(
          crawlSite(new URL(server.origin), testOptions(folder), sink, stop.signal),
        ).rejects.toThrow(InterruptedError);
        const second = collect();
        const asked = server.asked.length;
        const { coverage } = await crawlSite(
          new URL(server.origin),
          testOptions(folder, { resume: true }),
          second,
          new AbortController().signal,
        );
        expect(second.pages).toHaveLength(151);
        expect(coverage).toMatchObject({ pages: 151, unseen: [] });
        const repeated = server.asked
          .slice(asked)
          .filter((line) =>
            first.pages.some(
              ({ finalUrl }) => line === `GET ${new URL(finalUrl).pathname}` && line !== 'GET /',
            ),
          );
        expect(repeated).toEqual([]);
      });
    } finally {
      await server.close();
    }
  });

  it('refuses to go on with another site', async () => {
    const a = await serveSite({ '/': 'a' });
    try {
      await withFolder(async (folder) => {
        const signal = new AbortController().signal;
        await crawlSite(new URL(a.origin), testOptions(folder), collect(), signal);
        await expect(
          crawlSite(new URL('http://127.0.0.1:9/'), testOptions(folder, { resume: true }), collect(), signal),
        ).rejects.toThrow(/the earlier run there inspected .*without --resume/);
      });
    } finally {
      await a.close();
    }
  });

  it('says in one line that a folder cannot be written', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'file');
      await writeFile(file, 'x');
      const error = await crawlSite(
        new URL('http://127.0.0.1:9/'),
        testOptions(join(file, 'work')),
        collect(),
        new AbortController().signal,
      ).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InputError);
      expect(String(error)).toMatch(/cannot be written.*choose another folder/);
      expect(String(error)).not.toContain('\n');
    });
  });
});
