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

const RUNNERS = ['bare', 'xunjian', 'cheerio', 'linkinator'] as const;
type Runner = (typeof RUNNERS)[number];
const chosen = RUNNERS.filter((runner) => only?.includes(runner) ?? true);

/** One after the other in each round: the machine's speed drifts within minutes, so only neighbours can be compared. */
const all = await withSite(pages, (url) => {
  run('bare', url, pages); // warms the server
  return Array.from(
    { length: rounds },
    () => new Map<Runner, Figures>(chosen.map((runner) => [runner, run(runner, url, pages)])),
  );
});

const of = (runner: Runner, figure: (figures: Figures) => number) =>
  all.flatMap((round) => {
    const figures = round.get(runner);
    return figures === undefined ? [] : [figure(figures)];
  });
const speed = ({ pages, seconds }: Figures) => pages / seconds;
const cpu = ({ pages, cpuMs }: Figures) => cpuMs / pages;

console.table(
  Object.fromEntries(
    chosen.map((runner) => [
      runner,
      {
        pages: median(of(runner, (figures) => figures.pages)),
        perSecond: Math.round(median(of(runner, speed))),
        cpuMs: Number(median(of(runner, cpu)).toFixed(2)),
        rss: Math.round(median(of(runner, ({ rss }) => rss))),
      },
    ]),
  ),
);

/** Ours against a peer's, round by round, and the median. */
function ratios(what: string, peer: Runner, figure: (figures: Figures) => number): void {
  const [own, other] = [of('xunjian', figure), of(peer, figure)];
  if (own.length === 0 || other.length === 0) return;
  const each = own.map((value, round) => value / (other[round] ?? Number.NaN));
  console.log(`${what}: ${median(each).toFixed(2)} (${each.map((ratio) => ratio.toFixed(2)).join(', ')})`);
}
ratios('pages/s against CheerioCrawler (at least 2)', 'cheerio', speed);
ratios('pages/s against linkinator (at least 15)', 'linkinator', speed);
ratios('CPU a page against bare undici + htmlparser2 (at most 4)', 'bare', cpu);
