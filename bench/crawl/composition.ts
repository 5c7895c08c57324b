/**
 * What pages are made of, for each 60 KB: `node composition.ts [folder of real pages]`. Says how like real pages those of `site.ts` are.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { pageOf } from './site.ts';

const SYNTHETIC = 2_000;

function synthetic(): string[] {
  return Array.from({ length: 300 }, (_, n) => pageOf(SYNTHETIC, `/col${n % 10}/t${n}.html`) ?? '');
}

function real(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && /\.(?:s?html?|jsp|aspx?)$/i.test(file))
    .map((file) => {
      const bytes = readFileSync(file);
      const gb = /charset\s*=\s*["']?gb/i.test(bytes.subarray(0, 4096).toString('latin1'));
      return new TextDecoder(gb ? 'gb18030' : 'utf-8').decode(bytes);
    });
}

function composition(pages: readonly string[]): Record<string, number> {
  const sum = { text: 0, han: 0, script: 0, tags: 0, attributes: 0, links: 0, packed: 0 };
  let bytes = 0;
  for (const html of pages) {
    const raw = Buffer.from(html);
    bytes += raw.length;
    sum.packed += gzipSync(raw, { level: 1, memLevel: 9 }).length;
    let hidden = 0;
    const parser = new Parser({
      onopentag: (name, attributes) => {
        sum.tags += 1;
        sum.attributes += Object.keys(attributes).length;
        if (name === 'a' && attributes.href !== undefined) sum.links += 1;
        if (name === 'script' || name === 'style') hidden += 1;
      },
      onclosetag: (name) => {
        if (name === 'script' || name === 'style') hidden -= 1;
      },
      ontext: (part) => {
        if (hidden > 0) sum.script += Buffer.byteLength(part);
        else {
          sum.text += Buffer.byteLength(part.trim());
          sum.han += part.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
        }
      },
    });
    parser.end(html);
  }
  const per = Object.entries(sum).map(([name, value]) => [name, Math.round((value * 60_000) / bytes)]);
  return { pages: pages.length, bytes: Math.round(bytes / pages.length), ...Object.fromEntries(per) };
}

const [folder] = process.argv.slice(2);
console.table({
  synthetic: composition(synthetic()),
  ...(folder === undefined ? {} : { real: composition(real(folder)) }),
});
