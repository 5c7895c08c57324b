import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';

/** A piece of a document, filled in. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly indent: boolean;
      /** Characters kept free at the right. */
      readonly space: number;
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** As official documents are set (党政机关公文格式, GB/T 9704): sizes in half points, lengths in twentieths of a point. */
const TITLE = { font: font('方正小标宋简体'), size: 44 };
const BODY = { font: font('仿宋_GB2312'), size: 32 };
const CELL = { font: font('仿宋_GB2312'), size: 24 };
const LABEL = { font: font('黑体'), size: 24 };
const LINE = 560;
const CHARACTER = 320;
const LABEL_WIDTH = 1800;
const PAGE = { width: 11906, height: 16838 };
const MARGIN = { top: 2098, bottom: 1984, left: 1588, right: 1474 };
const WIDTH = PAGE.width - MARGIN.left - MARGIN.right;

function font(eastAsia: string) {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia };
}

/** A DOCX file on A4. */
export async function docxOf(title: string, blocks: readonly Block[]): Promise<Buffer> {
  const document = new Document({
    title,
    creator: 'xunjian',
    styles: { default: { document: { run: BODY } } },
    sections: [{ properties: { page: { size: PAGE, margin: MARGIN } }, children: blocks.map(childOf) }],
  });
  return await Packer.toBuffer(document);
}

function childOf(block: Block): Paragraph | Table {
  switch (block.kind) {
    case 'title':
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: LINE, after: LINE },
        children: [new TextRun({ text: block.text, ...TITLE })],
      });
    case 'paragraph':
      return new Paragraph({
        alignment: ALIGN[block.align],
        spacing: { line: LINE },
        indent: { ...(block.indent ? { firstLine: 2 * CHARACTER } : {}), right: block.space * CHARACTER },
        children: [new TextRun({ text: block.text, ...BODY })],
      });
    case 'table':
      return tableOf(block.rows);
  }
}

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** Labels narrow, values wide; a row of two spans the whole width. */
function tableOf(rows: readonly (readonly string[])[]): Table {
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const widths = [LABEL_WIDTH, WIDTH / 2 - LABEL_WIDTH, LABEL_WIDTH, WIDTH / 2 - LABEL_WIDTH];
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          // A wide cell left empty is written into by hand (意见).
          height: { value: row.length === 2 && row[1] === '' ? 1400 : 560, rule: 'atLeast' },
          children: row.map((text, at) => {
            const span = row.length === 2 && at === 1 ? 3 : 1;
            const size = widths.slice(at, at + span).reduce((sum, width) => sum + width, 0);
            return new TableCell({
              width: { size, type: WidthType.DXA },
              columnSpan: span,
              verticalAlign: VerticalAlign.CENTER,
              margins: { left: 100, right: 100 },
              children: [
                new Paragraph({ children: [new TextRun({ text, ...(at % 2 === 0 ? LABEL : CELL) })] }),
              ],
            });
          }),
        }),
    ),
  });
}
