import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { extractText } from './index.ts';
import { pdfOf, zipOf } from './testing/files.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = (body: string) =>
  zipOf({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
  });

describe('extractText', () => {
  it('reads paragraphs, runs, tables and entities of a DOCX, without what was deleted', async () => {
    const bytes = docx(
      '<w:p><w:r><w:t>认真</w:t></w:r><w:r><w:t xml:space="preserve">部署 &amp; 落实</w:t></w:r><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>张伟</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    );
    const text = await extractText(bytes, 'a.docx');
    expect(text).toMatch(/^认真部署 & 落实\n姓名\s*\t张伟/);
    expect(text).not.toContain('旧文');
  });
  it('reads shared and inline strings and numbers of an XLSX', async () => {
    const bytes = zipOf({
      'xl/workbook.xml': '<workbook/>',
      'xl/sharedStrings.xml':
        '<sst><si><t>姓名</t><rPh><t>xingming</t></rPh></si><si><r><t>张</t></r><r><t>伟</t></r></si></sst>',
      'xl/worksheets/sheet1.xml':
        '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>电话</t></is></c></row><row><c t="s"><v>1</v></c><c><v>12345</v></c></row></sheetData></worksheet>',
    });
    expect(await extractText(bytes, 'a.xlsx')).toBe('姓名\t电话\n张伟\t12345\n');
  });
  it('reads a PDF', async () => {
    expect(await extractText(pdfOf('Notice 12345'), 'a.pdf')).toContain('Notice 12345');
  });
  it.each([
    ['a torn ZIP', docx('<w:p/>').subarray(0, 60), /a\.bin/],
    ['another ZIP', zipOf({ 'readme.txt': 'x' }), /no DOCX or XLSX/],
    ['a torn PDF', new TextEncoder().encode('%PDF-1.4\nnothing'), /a\.bin/],
  ])('says what is wrong with %s in one line', async (_, bytes, message) => {
    const error = await extractText(bytes, 'a.bin').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });
  it('ends a bomb by what really comes out', async () => {
    const bytes = docx(`<w:p><w:r><w:t>${'0'.repeat(5_000_000)}</w:t></w:r></w:p>`);
    expect(bytes.length).toBeLessThan(50_000);
    await expect(extractText(bytes, 'a.docx', { unpackedBytes: 1_000_000 })).rejects.toThrow(
      'unpacks to more than',
    );
  });
  it('ends what takes too long', async () => {
    await expect(extractText(docx('<w:p/>'), 'a.docx', { timeMs: 1 })).rejects.toThrow('longer than');
  });
  it('leaves no thread behind', () => {
    const script = `import { extractText } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}; await extractText(new Uint8Array([0x50,0x4b,3,4]), 'x').catch(() => {}); console.log('done');`;
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        timeout: 15_000,
      }),
    ).toBe('done\n');
  });
});
