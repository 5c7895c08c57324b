import { describe, expect, it } from 'vitest';
import { decodeHtml } from './index.ts';

const PROSE =
  '青岚县人民政府关于召开春季农业生产现场会的通知，各乡镇人民政府，县政府各部门：为做好夏收夏种工作，现将有关事项通知如下。';
const TRADITIONAL =
  '關於召開春季農業生產現場會的通知，各鄉鎮人民政府，為做好工作，現將有關事項通知如下，請認真學習，並在五月二十日前報送總結。';

/** Bytes of a text in a charset that TextEncoder does not write: every two-byte code is decoded once and looked up. */
function encode(text: string, charset: string): Uint8Array {
  const decoder = new TextDecoder(charset, { fatal: true });
  const codes = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      try {
        const sign = decoder.decode(Uint8Array.of(high, low));
        if (!codes.has(sign)) codes.set(sign, [high, low]);
      } catch {
        // No character has this code.
      }
    }
  }
  const bytes: number[] = [];
  for (const sign of text) {
    const code = codes.get(sign);
    if (sign.charCodeAt(0) < 0x80) bytes.push(sign.charCodeAt(0));
    else if (code !== undefined) bytes.push(...code);
    else throw new Error(`${sign} is not in ${charset}`);
  }
  return Uint8Array.from(bytes);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) =>
  new Uint8Array(Uint16Array.from([...text].map((sign) => sign.charCodeAt(0))).buffer);
const swapped = (bytes: Uint8Array) => bytes.map((_, i) => bytes[i ^ 1] ?? 0);
const page = (charset: string, words = PROSE) =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"><title>通知</title></head><body>${words}</body></html>`;

describe('decodeHtml', () => {
  it.each([
    ['UTF-8 that says so', utf8(page('utf-8')), {}, 'utf-8'],
    ['UTF-8 with a BOM', utf8(`\ufeff${page('gb2312')}`), {}, 'utf-8'],
    ['UTF-8 whose meta says gb2312', utf8(page('gb2312')), {}, 'utf-8'],
    ['UTF-8 whose header says GBK', utf8(page('utf-8')), { contentType: 'text/html;charset=GBK' }, 'utf-8'],
    ['GB that says gb2312', encode(page('gb2312'), 'gb18030'), {}, 'gb18030'],
    [
      'a word of GB that is UTF-8 by chance',
      encode('<meta charset="gb2312"><p>停水 hello</p>', 'gb18030'),
      {},
      'gb18030',
    ],
    ['GB that says nothing', encode(`<p>${PROSE}</p>`, 'gb18030'), {}, 'gb18030'],
    ['GB whose meta says utf-8', encode(page('utf-8'), 'gb18030'), {}, 'gb18030'],
    [
      'GB whose header says iso-8859-1',
      encode(page('x'), 'gb18030'),
      { contentType: 'text/html; charset=ISO-8859-1' },
      'gb18030',
    ],
    ['Big5 that says so', encode(page('big5', TRADITIONAL), 'big5'), {}, 'big5'],
    ['Big5 that says nothing', encode(`<p>${TRADITIONAL}</p>`, 'big5'), {}, 'big5'],
    ['UTF-16 with a BOM', utf16(`\ufeff${page('utf-8')}`), {}, 'utf-16le'],
    ['UTF-16 without a BOM', utf16(page('utf-8')), {}, 'utf-16le'],
    ['UTF-16 big-endian without a BOM', swapped(utf16(page('utf-8'))), {}, 'utf-16be'],
    ['a person says so', encode(`<p>${PROSE}</p>`, 'gb18030'), { charset: 'GBK' }, 'gb18030'],
    ['plain ASCII', utf8('<p>hello</p>'), {}, 'utf-8'],
    ['plain ASCII declared GBK', utf8('<meta charset=gbk><p>hello</p>'), {}, 'gb18030'],
    ['a charset inside a comment', utf8(`<!-- <meta charset="big5"> -->${PROSE}`), {}, 'utf-8'],
  ])('%s', (_, bytes, hints, charset) => {
    const decoded = decodeHtml(bytes, hints);
    expect(decoded.charset).toBe(charset);
    expect(decoded.replaced).toBe(0);
    expect(/[通通]知|hello/.test(decoded.text)).toBe(true);
  });

  it('forgives single broken bytes in UTF-8 and counts them', () => {
    const bytes = utf8(PROSE.repeat(10));
    bytes[200] = 0xff;
    const decoded = decodeHtml(bytes);
    expect(decoded.charset).toBe('utf-8');
    expect(decoded.replaced).toBeGreaterThan(0);
  });

  it('reads nothing as nothing', () => {
    expect(decodeHtml(new Uint8Array())).toEqual({ text: '', charset: 'utf-8', replaced: 0 });
  });
});
