/** Peak memory on a large site against that on a small one: `npm run memory -- [small] [large]`. At most 1.3 times, under 400 MB. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ENVIRONMENT, FLAGS } from './start.ts';

async function peakOf(total: number): Promise<number> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'site.ts'), String(total)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const url = `http://127.0.0.1:${line.toString().trim()}/`;
    const file = join(import.meta.dirname, 'runners', 'xunjian.ts');
    const out = execFileSync(process.execPath, [...FLAGS, file, url, String(total)], {
      encoding: 'utf8',
      env: ENVIRONMENT,
    });
    const { pages, seconds, rss } = JSON.parse(out.trim().split('\n').at(-1) ?? '');
    console.log(
      `${pages} pages in ${seconds.toFixed(1)} s (${Math.round(pages / seconds)}/s), peak ${Math.round(rss)} MB`,
    );
    return rss;
  } finally {
    server.kill();
  }
}

const [few, many] = [Number(process.argv[2] ?? 2_000), Number(process.argv[3] ?? 50_000)];
/** The peak of a short run depends on when the collector comes: the median of five. */
const small: number[] = [];
for (let i = 0; i < 5; i++) small.push(await peakOf(few));
const middle = small.sort((a, b) => a - b)[2] ?? Number.NaN;
console.log(`ratio ${((await peakOf(many)) / middle).toFixed(2)} (at most 1.3)`);
