/**
 * Speed of the crawler against its peers in the same run: `npm ci && npm run bench -- [pages] [rounds]`. The site is served by a
 * process of its own, whose CPU does not count. Prints pages/s, CPU ms a page, peak RSS, and the ratios that TECH asks for.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ENVIRONMENT, FLAGS } from './start.ts';

interface Figures {
  readonly pages: number;
  readonly seconds: number;
  readonly cpuMs: number;
  readonly rss: number;
}

const pages = Number(process.argv[2] ?? 2_000);
const rounds = Number(process.argv[3] ?? 3);
const only = process.argv[4]?.split(',');

async function withSite<T>(total: number, work: (url: string) => T): Promise<T> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'site.ts'), String(total)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    return work(`http://127.0.0.1:${line.toString().trim()}/`);
  } finally {
    server.kill();
  }
}

function run(runner: string, url: string, max: number): Figures {
  const file = join(import.meta.dirname, 'runners', `${runner}.ts`);
  const out = execFileSync(process.execPath, [...FLAGS, file, url, String(max)], {
    encoding: 'utf8',
    timeout: 600_000,
    maxBuffer: 1e8,
    env: ENVIRONMENT,
  });
  const line = out.trim().split('\n').at(-1) ?? '';
  return JSON.parse(line) as Figures;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const table: Record<string, { pages: number; perSecond: number; cpuMs: number; rss: number }> = {};
for (const [runner, total] of [
  ['bare', pages],
  ['xunjian', pages],
  ['cheerio', pages],
  ['linkinator', pages],
] as const) {
  if (only !== undefined && !only.includes(runner)) continue;
  const all = await withSite(total, (url) => {
    run('bare', url, total); // warms the server
    return Array.from({ length: rounds }, () => run(runner, url, total));
  });
  table[runner] = {
    pages: median(all.map((each) => each.pages)),
    perSecond: Math.round(median(all.map((each) => each.pages / each.seconds))),
    cpuMs: Number(median(all.map((each) => each.cpuMs / each.pages)).toFixed(2)),
    rss: Math.round(median(all.map((each) => each.rss))),
  };
}
console.table(table);
const { bare, xunjian, cheerio, linkinator } = table;
if (xunjian !== undefined) {
  const ratio = (a: number, b: number | undefined) => (b === undefined ? '–' : (a / b).toFixed(2));
  console.log(`pages/s against CheerioCrawler (at least 2): ${ratio(xunjian.perSecond, cheerio?.perSecond)}`);
  console.log(`pages/s against linkinator (at least 15): ${ratio(xunjian.perSecond, linkinator?.perSecond)}`);
  console.log(
    `CPU a page against bare undici + htmlparser2 (at most 4): ${ratio(xunjian.cpuMs, bare?.cpuMs)}`,
  );
}
