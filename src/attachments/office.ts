import { Parser } from 'htmlparser2';
import { openZip } from './zip.ts';

/** Text of an Office Open XML file (ECMA-376): paragraphs of a document, rows of a workbook with cells parted by tabs. */
export async function officeText(bytes: Uint8Array, unpackedBytes: number): Promise<string> {
  const zip = await openZip(bytes, unpackedBytes);
  const names = zip.names();
  if (names.includes('word/document.xml')) {
    const parts = names.filter((name) =>
      /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/.test(name),
    );
    // The body first: people count from its beginning.
    parts.sort(
      (a, b) => Number(b === 'word/document.xml') - Number(a === 'word/document.xml') || (a < b ? -1 : 1),
    );
    const texts = [];
    for (const name of parts) texts.push(wordText(await zip.read(name)));
    return texts.filter((text) => text.trim() !== '').join('\n');
  }
  if (names.includes('xl/workbook.xml')) {
    const shared = names.includes('xl/sharedStrings.xml')
      ? sharedStrings(await zip.read('xl/sharedStrings.xml'))
      : [];
    const sheets = names
      .filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
      .sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]));
    const texts = [];
    for (const name of sheets) texts.push(sheetText(await zip.read(name), shared));
    return texts.join('\n');
  }
  throw new Error('is a ZIP file, but no DOCX or XLSX');
}

/** Runs of text (w:t) joined; a paragraph ends a line, a cell a tab. Deleted text (w:delText) is gone. */
function wordText(xml: string): string {
  const pieces: string[] = [];
  let inText = false;
  let cells = 0;
  read(xml, {
    open: (name) => {
      if (name === 'w:t') inText = true;
      else if (name === 'w:tab') pieces.push('\t');
      else if (name === 'w:br' || name === 'w:cr') pieces.push('\n');
      else if (name === 'w:tc') cells++;
    },
    text: (piece) => {
      if (inText) pieces.push(piece);
    },
    close: (name) => {
      if (name === 'w:t') inText = false;
      else if (name === 'w:p') pieces.push(cells > 0 ? ' ' : '\n');
      else if (name === 'w:tc') {
        cells--;
        pieces.push('\t');
      } else if (name === 'w:tr') pieces.push('\n');
    },
  });
  return pieces.join('');
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let piece: string | null = null;
  let inText = false;
  // Readings above characters (rPh) are no text.
  let phonetic = false;
  read(xml, {
    open: (name) => {
      if (name === 'si') piece = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text: (text) => {
      if (inText && piece !== null) piece += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        strings.push(piece ?? '');
        piece = null;
      }
    },
  });
  return strings;
}

function sheetText(xml: string, shared: readonly string[]): string {
  const pieces: string[] = [];
  let type = '';
  let value = '';
  let inValue = false;
  read(xml, {
    open: (name, attributes) => {
      if (name === 'c') {
        type = attributes.t ?? '';
        value = '';
      } else if (name === 'v' || name === 't') inValue = true;
    },
    text: (text) => {
      if (inValue) value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c') pieces.push(type === 's' ? (shared[Number(value)] ?? '') : value, '\t');
      else if (name === 'row') {
        if (pieces.at(-1) === '\t') pieces.pop();
        pieces.push('\n');
      }
    },
  });
  return pieces.join('');
}

interface Handlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

function read(xml: string, { open, text, close }: Handlers): void {
  const parser = new Parser(
    { onopentag: open, ontext: text, onclosetag: close },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}
