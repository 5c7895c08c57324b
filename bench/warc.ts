/**
 * Writing evidence: our writer against warcio's serialiser, the same exchanges in the same run, each to a file of gzip members with
 * block and payload digests. Prints one JSON document; trust the ratios, not the figures.
 *
 *   node bench/warc.ts [exchanges]
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { WARCRecord, WARCSerializer } from 'warcio';
import { createWarcWriter, openArchive, verifyEvidence } from '../src/collect/archive/index.ts';

const COUNT = Number(process.argv[2] ?? 1500);
const ROUNDS = 3;

/** Deterministic list pages of 60 KB: Chinese titles, addresses and dates. */
function page(seed: number): Buffer {
  let state = seed + 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % below;
  };
  let html = `<!DOCTYPE html><html><head><title>通知公告 ${seed}</title></head><body><ul>`;
  while (html.length < 36_000) {
    let title = '';
    for (let n = 0; n < 18; n++) title += String.fromCharCode(0x4e00 + Math.min(next(3000), next(3000)));
    html += `<li><a href="/zwgk/${next(9999)}/t2024${next(99999)}.html" target="_blank">${title}</a><span>2024-05-${10 + next(20)}</span></li>\n`;
  }
  return Buffer.from(`${html}</ul></body></html>`);
}

const pages = Array.from({ length: 40 }, (_, seed) => page(seed));
const body = (n: number) =>
  Buffer.concat([pages[n % pages.length] ?? Buffer.alloc(0), Buffer.from(String(n))]);
const HEADERS = [
  ['Content-Type', 'text/html; charset=utf-8'],
  ['Server', 'nginx'],
  ['Date', 'Fri, 17 May 2024 02:03:04 GMT'],
] as const;
const REQUEST = [
  ['Host', 'www.a.example'],
  ['User-Agent', 'bench'],
] as const;

async function ours(path: string): Promise<void> {
  const writer = await createWarcWriter(path, { software: 'bench', clock: () => 0 });
  for (let n = 0; n < COUNT; n++) {
    await writer.write({
      url: `http://www.a.example/${n}`,
      at: n,
      ip: '192.0.2.1',
      request: { method: 'GET', target: `/${n}`, headers: REQUEST },
      response: { statusLine: 'HTTP/1.1 200 OK', headers: HEADERS, body: body(n) },
    });
  }
  await writer.close();
}

async function theirs(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (let n = 0; n < COUNT; n++) {
    const url = `http://www.a.example/${n}`;
    const date = new Date(n).toISOString();
    const response = WARCRecord.create(
      {
        url,
        date,
        type: 'response',
        warcVersion: 'WARC/1.1',
        statusline: 'HTTP/1.1 200 OK',
        httpHeaders: Object.fromEntries(HEADERS),
      },
      only(body(n)),
    );
    const request = WARCRecord.create(
      {
        url,
        date,
        type: 'request',
        warcVersion: 'WARC/1.1',
        statusline: `GET /${n} HTTP/1.1`,
        httpHeaders: Object.fromEntries(REQUEST),
      },
      only(Buffer.alloc(0)),
    );
    for (const record of [response, request]) {
      if (!file.write(await WARCSerializer.serialize(record, { gzip: true }))) {
        await new Promise<void>((resolve) => file.once('drain', resolve));
      }
    }
  }
  file.end();
  await finished(file);
}

async function* only(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function measure(run: () => Promise<void>): Promise<{ perSecond: number; cpuMs: number }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (COUNT / (performance.now() - start)) * 1000, cpuMs: (user + system) / 1000 / COUNT };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const folder = await mkdtemp(join(tmpdir(), 'xunjian-bench-'));
try {
  const path = (name: string) => join(folder, `${name}.warc.gz`);
  const results: Record<'xunjian' | 'warcio', { perSecond: number; cpuMs: number }[]> = {
    xunjian: [],
    warcio: [],
  };
  for (let round = 0; round <= ROUNDS; round++) {
    const own = await measure(() => ours(path('xunjian')));
    const other = await measure(() => theirs(path('warcio')));
    if (round === 0) continue; // warm-up
    results.xunjian.push(own);
    results.warcio.push(other);
  }
  const check = await verifyEvidence(path('xunjian'));
  const start = performance.now();
  let read = 0;
  const archive = await openArchive(path('xunjian'));
  for await (const exchange of archive) read += exchange.body.length;
  await archive.close();
  const summary = await Promise.all(
    (['xunjian', 'warcio'] as const).map(async (name) => ({
      name,
      exchangesPerSecond: Math.round(median(results[name].map((one) => one.perSecond))),
      cpuMsPerExchange: Number(median(results[name].map((one) => one.cpuMs)).toFixed(3)),
      bytesPerExchange: Math.round((await stat(path(name))).size / COUNT),
    })),
  );
  const [own, other] = summary;
  const ratios =
    own === undefined || other === undefined
      ? null
      : {
          speed: Number((own.exchangesPerSecond / other.exchangesPerSecond).toFixed(2)),
          cpu: Number((own.cpuMsPerExchange / other.cpuMsPerExchange).toFixed(2)),
          size: Number((own.bytesPerExchange / other.bytesPerExchange).toFixed(3)),
        };
  const reading = { megabytesPerSecond: Math.round(read / 1e6 / ((performance.now() - start) / 1000)) };
  const sound = check.digestsBad.length === 0 && check.damage.length === 0;
  console.log(
    JSON.stringify({ exchanges: COUNT, rounds: ROUNDS, writing: summary, ratios, reading, sound }, null, 2),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
