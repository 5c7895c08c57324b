import { execFileSync } from 'node:child_process';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createAttachmentReader, extractText, type ReadLimits } from './index.ts';
import { pdfOf, zipOf } from './testing/files.ts';
import { docOf, oleOf, xlsOf } from './testing/legacy.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = (body: string) =>
  zipOf({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
  });
const paragraph = (text: string) => docx(`<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`);
const utf8 = (text: string) => new TextEncoder().encode(text);

const reader = createAttachmentReader();
afterAll(() => reader.close());
/** What came out of a file, short: its parts as `path|place|text`, and why the rest did not. */
async function read(bytes: Uint8Array, limits?: Partial<ReadLimits>) {
  const one = limits === undefined ? reader : createAttachmentReader(limits);
  try {
    const { parts, unread } = await one.read(bytes);
    return {
      parts: parts.map(
        ({ path, place, text }) => `${path}|${place?.kind ?? ''}${place?.number ?? ''}|${text.trim()}`,
      ),
      unread: unread.map(({ path, reason, why }) => `${path}|${reason}|${why.en}`),
    };
  } finally {
    if (one !== reader) await one.close();
  }
}

describe('Office Open XML', () => {
  it('reads paragraphs, runs, tables and entities of a DOCX, without what was deleted', async () => {
    const bytes = docx(
      '<w:p><w:r><w:t>认真</w:t></w:r><w:r><w:t xml:space="preserve">部署 &amp; 落实</w:t></w:r><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>张伟</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    );
    const text = await extractText(bytes, 'a.docx');
    expect(text).toMatch(/^认真部署 & 落实\n姓名\s*\t张伟/);
    expect(text).not.toContain('旧文');
  });
  it('reads a text box once, though it stands there twice', async () => {
    const box = (name: string) => `<mc:${name}><w:p><w:r><w:t>框内</w:t></w:r></w:p></mc:${name}>`;
    const bytes = docx(`<mc:AlternateContent>${box('Choice')}${box('Fallback')}</mc:AlternateContent>`);
    expect((await read(bytes)).parts).toEqual(['||框内']);
  });
  it('reads shared and inline strings and numbers of an XLSX, sheet by sheet', async () => {
    const { parts, unread } = await reader.read(
      zipOf({
        'xl/workbook.xml': '<workbook><sheets><sheet name="人员" r:id="rId9"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId9" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/sharedStrings.xml':
          '<sst><si><t>姓名</t><rPh><t>xingming</t></rPh></si><si><r><t>张</t></r><r><t>伟</t></r></si></sst>',
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>电话</t></is></c></row><row><c t="s"><v>1</v></c><c><v>12345</v></c></row></sheetData></worksheet>',
      }),
    );
    expect(parts).toEqual([
      { path: '', place: { kind: 'sheet', number: 1, name: '人员' }, text: '姓名\t电话\n张伟\t12345\n' },
    ]);
    expect(unread).toEqual([]);
  });
  it('reads slides of a PPTX in the order that they are shown, with their notes', async () => {
    const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
    const rel = (id: string, type: string, to: string) =>
      `<Relationship Id="${id}" Type="http://x/${type}" Target="${to}"/>`;
    const bytes = zipOf({
      'ppt/presentation.xml':
        '<p:presentation><p:sldIdLst><p:sldId id="1" r:id="rId2"/><p:sldId id="2" r:id="rId1"/></p:sldIdLst></p:presentation>',
      'ppt/_rels/presentation.xml.rels': `<Relationships>${rel('rId1', 'slide', 'slides/slide1.xml')}${rel('rId2', 'slide', '/ppt/slides/slide2.xml')}</Relationships>`,
      'ppt/slides/slide1.xml': slide('后页'),
      'ppt/slides/slide2.xml': slide('前页'),
      'ppt/slides/_rels/slide2.xml.rels': `<Relationships>${rel('rId1', 'notesSlide', '../notesSlides/notesSlide1.xml')}</Relationships>`,
      'ppt/notesSlides/notesSlide1.xml': slide('备注'),
    });
    expect((await read(bytes)).parts).toEqual(['|slide1|前页\n\n备注', '|slide2|后页']);
  });
});

describe('PDF', () => {
  it('reads it page by page, and tells of pages that may be pictures', async () => {
    expect(await read(pdfOf(['Notice 12345', '', 'Second']))).toEqual({
      parts: ['|page1|Notice 12345', '|page3|Second'],
      unread: ['|pictures|page 2 has no text and may be a picture'],
    });
    expect((await read(pdfOf(''))).unread).toEqual(['|pictures|is a PDF of pictures without text']);
  });
  it('tells an encrypted one', async () => {
    const zeros = `<${'00'.repeat(32)}>`;
    const locked = pdfOf(
      'secret',
      `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${zeros} /U ${zeros} /P -4 >> /ID [<00> <00>]`,
    );
    expect((await read(locked)).unread).toEqual(['|encrypted|is an encrypted PDF']);
  });
});

describe('OFD (GB/T 33190)', () => {
  const object = (box: string, ...codes: readonly string[]) =>
    `<ofd:TextObject Boundary="${box}">${codes.map((code) => `<ofd:TextCode X="0" Y="5">${code}</ofd:TextCode>`).join('')}</ofd:TextObject>`;
  const page = (content: string) =>
    `<ofd:Page><ofd:Template TemplateID="9"/><ofd:Content><ofd:Layer>${content}</ofd:Layer></ofd:Content></ofd:Page>`;
  const parts = {
    'OFD.xml': '<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
    'Doc_0/Document.xml':
      '<ofd:Document><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_7/Content.xml"/><ofd:Page ID="2" BaseLoc="/Doc_0/Pages/Page_1/Content.xml"/></ofd:Pages></ofd:Document>',
    'Doc_0/Tpls/T.xml': `<ofd:Page>${object('20 5 50 5', '某县人民政府文件')}</ofd:Page>`,
    'Doc_0/Pages/Page_7/Content.xml': page(
      object('20 20 40 5', '关于认真') +
        object('60 20 40 5', '部署&amp;落实') +
        object('20 30 40 5', '第二行'),
    ),
    'Doc_0/Pages/Page_1/Content.xml': page(object('20 20 10 5', '甲') + object('80 20 10 5', '乙')),
  };
  it('reads pages in their order, with their templates, joining neighbours on a line', async () => {
    expect(await read(zipOf(parts))).toEqual({
      parts: ['|page1|某县人民政府文件\n关于认真部署&落实\n第二行', '|page2|某县人民政府文件\n甲\t乙'],
      unread: [],
    });
  });
  it.each([
    [
      'a page that is missing',
      { ...parts, 'Doc_0/Pages/Page_1/Content.xml': undefined },
      /broken\|.*lacks Doc_0\/Pages\/Page_1/,
    ],
    ['encryption', { ...parts, 'Encryptions.xml': '<x/>' }, /encrypted\|is an encrypted OFD/],
  ])('tells of %s', async (_, changed, message) => {
    const whole = Object.fromEntries(
      Object.entries(changed).filter(([, text]) => text !== undefined),
    ) as Record<string, string>;
    expect((await read(zipOf(whole))).unread.join()).toMatch(message);
  });
});

describe('Office 97–2003', () => {
  it('reads a .doc: pieces in order, fields by their result, rows of tables', async () => {
    const bytes = docOf('No. 1\r', '关于\x13 HYPERLINK "x" \x14部署\x15工作的通知\r姓名\x07张伟\x07\x07\r');
    expect((await read(bytes)).parts).toEqual(['||No. 1\n关于部署工作的通知\n姓名\t张伟']);
  });
  it('reads an .xls: strings over two records, numbers, texts of formulas', async () => {
    expect((await read(xlsOf('人员', '姓名和电话'))).parts).toEqual(['|sheet1|姓名和电话\t1234.5\n77\t合计']);
  });
  it.each([
    ['an encrypted .doc', docOf('', '密', 0x100), '|encrypted|is an encrypted Word document'],
    ['an encrypted .xls', xlsOf('a', 'bb', { encrypted: true }), '|encrypted|is an encrypted Excel workbook'],
    [
      'an encrypted DOCX',
      oleOf({ EncryptionInfo: Buffer.alloc(9), EncryptedPackage: Buffer.alloc(5000) }),
      '|encrypted|is an encrypted Office file',
    ],
    [
      'a .ppt',
      oleOf({ 'PowerPoint Document': Buffer.alloc(9) }),
      '|format|is an old PowerPoint file (.ppt), which is not read',
    ],
    ['a torn one', docOf('a', 'b').subarray(0, 700), /^\|broken\|/],
  ])('tells %s', async (_, bytes, message) => {
    const { parts, unread } = await read(bytes.slice());
    expect(parts).toEqual([]);
    expect(unread.join()).toMatch(message);
  });
});

describe('texts and pages', () => {
  const gbk = new Uint8Array([0xb2, 0xbc, 0xca, 0xf0]);
  it.each([
    ['UTF-8', utf8('部署'), ['||部署']],
    ['GB18030', gbk, ['||布署']],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff部署', 'utf16le')), ['||部署']],
    [
      'a page with another name',
      utf8(
        '<html><head><style>x</style></head><body><p>一</p><table><tr><td>甲</td><td>乙</td></tr></table><script>y</script></body></html>',
      ),
      ['||一\n甲\t乙'],
    ],
    ['a page in GBK', Buffer.concat([utf8('<html><meta charset="gb2312"><p>'), gbk]), ['||布署']],
    ['nothing', new Uint8Array(), []],
  ])('reads %s', async (_, bytes, parts) => {
    expect(await read(bytes)).toEqual({ parts, unread: [] });
  });
  it.each([
    ['RAR', utf8('Rar!\x1a\x07\x01\x00'), '|format|is a RAR archive, which is not read'],
    [
      '7z',
      new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
      '|format|is a 7z archive, which is not read',
    ],
    ['gzip', new Uint8Array(gzipSync('x')), '|format|is a gzip archive, which is not read'],
    ['RTF', utf8('{\\rtf1 x}'), '|format|is an RTF document, which is not read'],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      '|pictures|is a picture, whose text is not read',
    ],
    ['bytes', new Uint8Array([1, 2, 3, 4]), '|format|is of no format that is read'],
  ])('tells %s', async (_, bytes, message) => {
    expect(await read(bytes)).toEqual({ parts: [], unread: [message] });
  });
});

describe('archives', () => {
  it('reads files in a ZIP and in a ZIP within it, names in GBK, and tells what it could not', async () => {
    const gbk: Readonly<Record<string, string>> = { '附件.docx': 'b8bdbcfe2e646f6378' };
    const name = (text: string) =>
      gbk[text] === undefined ? Buffer.from(text) : Buffer.from(gbk[text], 'hex');
    const inner = zipOf({ '附件.docx': paragraph('里层') }, { name });
    const bytes = zipOf({
      'a.txt': '外层',
      'b.zip': inner,
      'c.rar': 'Rar!\x1a\x07\x01\x00',
      '__MACOSX/._a': 'x',
    });
    expect(await read(bytes)).toEqual({
      parts: ['a.txt||外层', 'b.zip/附件.docx||里层'],
      unread: ['c.rar|format|is a RAR archive, which is not read'],
    });
    expect(await extractText(bytes, 'x.zip', {}, () => {})).toBe(
      '── a.txt ──\n外层\n── b.zip/附件.docx ──\n里层\n',
    );
  });
  it('tells encrypted files', async () => {
    expect((await read(zipOf({ 'a.txt': 'x' }, { flags: 1 }))).unread).toEqual([
      'a.txt|encrypted|is an encrypted file of an archive',
    ]);
  });
  const nested = (depth: number): Uint8Array =>
    depth === 0 ? utf8('x') : zipOf({ 'a.zip': nested(depth - 1) });
  const zeros = Buffer.alloc(5_000_000, 0x30);
  it.each([
    ['too deep', nested(5), { depth: 3 }, 'archives within archives are more than 3 deep'],
    [
      'too many files',
      zipOf(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}`, 'x']))),
      { entries: 20 },
      'holds more than 20 files',
    ],
    [
      'too many files in archives within',
      zipOf({ 'a.zip': zipOf({ a: 'x', b: 'x' }), 'b.zip': zipOf({ a: 'x', b: 'x' }) }),
      { entries: 5 },
      'holds more than 5 files',
    ],
    [
      'too many bytes',
      zipOf({ a: zeros }),
      { unpackedBytes: 1_000_000 },
      'unpacks to more than 1000000 bytes',
    ],
    [
      'too many bytes in archives within',
      zipOf({ 'a.zip': zipOf({ a: zeros }), b: zeros }),
      { unpackedBytes: 8_000_000 },
      'unpacks to more than 8000000 bytes',
    ],
    [
      'a bomb',
      zipOf({ 'a.txt': 'fine', b: zeros }),
      { ratioFrom: 1_000_000 },
      'is an archive bomb: more than 200 times its size comes out of it',
    ],
    ['too much text', zipOf({ a: zeros }), { characters: 1000 }, 'has more than 1000 characters'],
    [
      'a bomb in a DOCX',
      docx(`<w:p><w:r><w:t>${zeros.toString()}</w:t></w:r></w:p>`),
      { unpackedBytes: 1_000_000 },
      'unpacks to more than 1000000 bytes',
    ],
  ] as const)('refuses as a whole: %s', async (_, bytes, limits, why) => {
    expect(await read(bytes, limits)).toEqual({ parts: [], unread: [`|limit|${why}`] });
  });
  it('never fails to answer, whatever the bytes', async () => {
    const whole = [docx('<w:p/>'), pdfOf('x'), docOf('a', 'b'), xlsOf('a', 'bb'), zipOf({ 'a.txt': 'x' })];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(3000),
        async (bytes, changes, cut) => {
          const bad = bytes.slice(0, Math.max(8, bytes.length - cut));
          for (const [at, byte] of changes) if (at > 8 && at < bad.length) bad[at] = byte;
          const { parts, unread } = await reader.read(bad);
          expect(parts.length + unread.length).toBeLessThan(100);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the thread', () => {
  it.each([
    ['a torn ZIP', docx('<w:p/>').subarray(0, 60), /^read a\.bin: is broken .*; open it/],
    ['a torn PDF', utf8('%PDF-1.4\nnothing'), /^read a\.bin: /],
  ])('says what is wrong with %s in one line', async (_, bytes, message) => {
    const error = await extractText(bytes, 'a.bin').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });
  it('ends what takes too long, and reads the next file', async () => {
    const slow = createAttachmentReader({ timeMs: 1 });
    expect((await slow.read(docx('<w:p/>'))).unread[0]?.why.en).toContain('longer than');
    await slow.close();
  });
  it('is killed by what needs too much memory, and reads the next file', async () => {
    const small = createAttachmentReader({ memoryMiB: 24 });
    const cells = Array.from({ length: 400_000 }, (_, at) => `<w:p><w:r><w:t>${at}</w:t></w:r></w:p>`).join(
      '',
    );
    expect((await small.read(docx(cells))).unread.map(({ why }) => why.en)).toEqual([
      'needs more than 24 MiB',
    ]);
    expect((await small.read(utf8('部署'))).parts.map(({ text }) => text)).toEqual(['部署']);
    await small.close();
  });
  it('ends a PDF whose streams unpack without end', async () => {
    let packed = deflateSync(Buffer.alloc(120_000_000, 0x20), { level: 1 });
    packed = deflateSync(packed);
    const body = packed.toString('latin1');
    const pdf = Buffer.from(
      `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Filter [/FlateDecode /FlateDecode] /Length ${body.length} >>\nstream\n${body}\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF`,
      'latin1',
    );
    expect(pdf.length).toBeLessThan(50_000);
    const small = createAttachmentReader({ memoryMiB: 20, timeMs: 3000 });
    expect((await small.read(pdf)).unread.map(({ reason }) => reason)).toEqual(['limit']);
    await small.close();
  }, 15_000);
  it('leaves no thread behind', () => {
    const script = `import { createAttachmentReader } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}; await createAttachmentReader().read(new Uint8Array([0x50,0x4b,3,4])); console.log('done');`;
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        timeout: 15_000,
      }),
    ).toBe('done\n');
  });
});
