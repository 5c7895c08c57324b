import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAttachmentReader, createImageReader, type ImageReader } from './index.ts';
import { pngOf } from './png.ts';
import { zipOf } from './testing/files.ts';

/** The library is not here; modules of its shape stand in for what it may do: read, crash, hang, eat memory. */
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ocr-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
function library(name: string, detect: string): string {
  const file = join(dir, `${name}.mjs`);
  const code = `import { readFileSync } from 'node:fs'; class Ocr { #own = 1; async detect(file) { void this.#own; ${detect} } } export default class { static async create() { return new Ocr(); } }`;
  writeFileSync(file, code);
  return pathToFileURL(file).href;
}
const line = (text: string, x: number, y: number, mean = 0.99) =>
  `{ text: ${JSON.stringify(text)}, mean: ${mean}, box: [[${x},${y}],[${x + 50},${y}],[${x + 50},${y + 20}],[${x},${y + 20}]] }`;
const PICTURE = new Uint8Array(pngOf(new Uint8Array(30 * 20).fill(200), 30, 20, 1));

async function read(images: ImageReader, bytes: Uint8Array) {
  const reader = createAttachmentReader({}, images);
  try {
    const { parts, unread } = await reader.read(bytes);
    return {
      parts,
      unread: unread.map(({ path, reason, why, todo }) => `${path}|${reason}|${why.en}; ${todo.en}`),
    };
  } finally {
    await reader.close();
    await images.close();
  }
}

describe('pictures', () => {
  it('are told where nothing can recognise them', async () => {
    const { parts, unread } = await read(createImageReader({ module: 'no-such-library' }), PICTURE);
    expect(parts).toEqual([]);
    expect(unread.join()).toMatch(/\|pictures\|is a picture, .*npm install @gutenye\/ocr-node/);
  });
  it('are read line by line, unsure lines left out, in archives as well', async () => {
    const lines = [line('右', 200, 10), line('下一行', 0, 40), line('左', 0, 12), line('误', 0, 80, 0.3)];
    const images = createImageReader({ module: library('good', `return [${lines.join()}];`) });
    expect(await read(images, zipOf({ 'a.png': PICTURE, 'b.txt': '文' }))).toEqual({
      parts: [
        { path: 'b.txt', place: null, text: '文' },
        { path: 'a.png', place: null, text: '左\t右\n下一行', recognised: true },
      ],
      unread: [],
    });
  });
  it('of documents and slides are read with them, small ones and repeated ones left out', async () => {
    const noise = Uint8Array.from({ length: 90 * 90 }, (_, at) => (at * 2654435761) >>> 24);
    const large = new Uint8Array(pngOf(noise, 90, 90, 1));
    const relations = (target: string) =>
      `<Relationships><Relationship Id="r1" Type="http://x/image" Target="${target}"/></Relationships>`;
    const docx = zipOf({
      'word/document.xml': '<w:document><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:document>',
      'word/media/a.png': large,
      'word/media/rule.png': PICTURE,
    });
    const pptx = zipOf({
      'ppt/presentation.xml': '<p:presentation/>',
      'ppt/slides/slide1.xml': '<p:sld><a:p><a:t>第一页</a:t></a:p></p:sld>',
      'ppt/slides/slide2.xml': '<p:sld><a:p><a:t>第二页</a:t></a:p></p:sld>',
      'ppt/slides/_rels/slide1.xml.rels': relations('../media/b.png'),
      'ppt/slides/_rels/slide2.xml.rels': relations('../media/b.png'),
      'ppt/media/b.png': large,
    });
    const module = library('beside', `return [${line('图中的字', 0, 10)}];`);
    expect((await read(createImageReader({ module }), docx)).parts).toEqual([
      { path: '', place: null, text: expect.stringContaining('正文') },
      { path: '', place: null, text: '图中的字', recognised: true },
    ]);
    expect((await read(createImageReader({ module }), pptx)).parts.at(-1)).toEqual({
      path: '',
      place: { kind: 'slide', number: 1 },
      text: '图中的字',
      recognised: true,
    });
    // Without the library there is no gap to tell of: the text was read.
    expect((await read(createImageReader({ module: 'no-such-library' }), docx)).unread).toEqual([]);
  });
  it('hand out the scanned page of a PDF', async () => {
    const [width, height] = [500, 500];
    const pixels = deflateSync(Buffer.alloc(width * height, 200)).toString('latin1');
    const draw = `q ${width} 0 0 ${height} 0 0 cm /I Do Q`;
    const pdf = Buffer.from(
      `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>\nendobj\n4 0 obj\n<< /Length ${draw.length} >>\nstream\n${draw}\nendstream\nendobj\n5 0 obj\n<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${pixels.length} >>\nstream\n${pixels}\nendstream\nendobj\ntrailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF`,
      'latin1',
    );
    const module = library(
      'pdf',
      `const b = readFileSync(file); return [{ ...${line('', 0, 0)}, text: b.readUInt32BE(16) + 'x' + b.readUInt32BE(20) }];`,
    );
    expect(await read(createImageReader({ module }), new Uint8Array(pdf))).toEqual({
      parts: [{ path: '', place: { kind: 'page', number: 1 }, text: '500x500', recognised: true }],
      unread: [],
    });
  });
  it.each([
    ['crashes', 'process.abort();', {}, /pictures\|.*ended without an answer/],
    [
      'throws',
      'throw new Error("odd picture");',
      {},
      /pictures\|recognising the picture failed \(odd picture\)/,
    ],
    ['answers nonsense', 'return [{ text: 1 }];', {}, /pictures\|recognising the picture failed/],
    [
      'hangs',
      'await new Promise(() => setInterval(() => {}, 1000));',
      { timeMs: 1500 },
      /limit\|recognising it took longer than 1.5 s/,
    ],
    [
      'eats memory',
      'globalThis.kept = []; for (;;) { kept.push(new Uint8Array(3e7).fill(1)); await new Promise((done) => setTimeout(done, 10)); }',
      { memoryMiB: 250 },
      /limit\|recognising it needs more than 250 MiB/,
    ],
  ])('cost nothing but their text where the library %s', async (name, code, limits, says) => {
    const images = createImageReader({ ...limits, module: library(name.replace(' ', '-'), code) });
    expect((await read(images, PICTURE)).unread.join()).toMatch(says);
  });
  it('are refused by their size before they are unpacked', async () => {
    const huge = PICTURE.slice();
    new DataView(huge.buffer).setUint32(16, 100_000);
    const jpeg = new Uint8Array([
      0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 0, 0,
    ]);
    for (const bytes of [huge, jpeg]) {
      const images = createImageReader({ module: 'no-such-library', pixels: 1_000_000 });
      expect((await read(images, bytes)).unread.join()).toContain('more than 1000000 pixels');
    }
  });
});
