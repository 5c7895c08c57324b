import { unwrap } from './lines.ts';
import { broken, encrypted, type ReadPart } from './reading.ts';
import { localName, resolvePart, walkXml } from './xml.ts';
import type { Zip } from './zip.ts';

type Part = Omit<ReadPart, 'path'>;

/**
 * Text of an OFD file (版式文档, GB/T 33190-2016): OFD.xml names the documents, each Document.xml its pages in order, each page's
 * Content.xml holds TextObjects with TextCodes. Text of a page's templates stands before its own.
 */
export async function ofdParts(zip: Zip): Promise<Part[]> {
  if (zip.names().some((name) => /(?:^|\/)Encryptions\.xml$/i.test(name)))
    throw encrypted({ zh: ' OFD', en: 'OFD' });
  const parts: Part[] = [];
  for (const root of await textsOf(zip, 'OFD.xml', 'DocRoot')) {
    const document = resolvePart('OFD.xml', root);
    const { pages, templates } = await pagesOf(zip, document);
    for (const page of pages) {
      const { text, uses } = await contentOf(zip, page);
      const under: string[] = [];
      for (const id of uses) {
        const file = templates.get(id);
        if (file !== undefined) under.push((await contentOf(zip, file)).text);
      }
      parts.push({
        place: { kind: 'page', number: parts.length + 1 },
        text: unwrap([...under, text].filter((piece) => piece !== '').join('\n')),
      });
    }
  }
  return parts;
}

/** Texts of all elements of a name. */
async function textsOf(zip: Zip, file: string, element: string): Promise<string[]> {
  const texts: string[] = [];
  let open = false;
  walkXml(await zip.text(file), {
    open: (name) => {
      if (localName(name) !== element) return;
      open = true;
      texts.push('');
    },
    text: (text) => {
      if (open) texts.push((texts.pop() ?? '') + text);
    },
    close: (name) => {
      if (localName(name) === element) open = false;
    },
  });
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

async function pagesOf(zip: Zip, document: string) {
  if (!zip.has(document)) throw broken(`lacks ${document}`);
  const pages: string[] = [];
  const templates = new Map<string, string>();
  walkXml(await zip.text(document), {
    open: (name, { ID, BaseLoc }) => {
      if (BaseLoc === undefined) return;
      const file = resolvePart(document, BaseLoc);
      if (localName(name) === 'Page') pages.push(file);
      else if (localName(name) === 'TemplatePage' && ID !== undefined) templates.set(ID, file);
    },
  });
  return { pages, templates };
}

/** Text objects in the order of the file; one that stands lower or further left than the last begins a line. */
async function contentOf(
  zip: Zip,
  file: string,
): Promise<{ readonly text: string; readonly uses: readonly string[] }> {
  const uses: string[] = [];
  if (!zip.has(file)) throw broken(`lacks ${file}`);
  let text = '';
  let box: Box | null = null;
  let last: Box | null = null;
  let codes = 0;
  let lastY: string | undefined;
  let inCode = false;
  walkXml(await zip.text(file), {
    open: (prefixed, attributes) => {
      const name = localName(prefixed);
      if (name === 'Template' && attributes.TemplateID !== undefined) uses.push(attributes.TemplateID);
      else if (name === 'TextObject') {
        box = boxOf(attributes.Boundary);
        codes = 0;
        if (text !== '' && !text.endsWith('\n')) text += separator(last, box);
      } else if (name === 'TextCode') {
        inCode = true;
        // Codes of one object with a Y of their own are lines of it.
        if (codes > 0 && attributes.Y !== undefined && attributes.Y !== '0' && attributes.Y !== lastY)
          text += '\n';
        lastY = attributes.Y;
        codes++;
      }
    },
    text: (piece) => {
      if (inCode) text += piece.replace(/\s*\n\s*/g, '');
    },
    close: (prefixed) => {
      const name = localName(prefixed);
      if (name === 'TextCode') inCode = false;
      else if (name === 'TextObject') last = box;
    },
  });
  return { text: text.trim(), uses };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function boxOf(boundary: string | undefined): Box | null {
  const [x, y, width, height] = (boundary ?? '').trim().split(/\s+/).map(Number);
  return x === undefined || y === undefined || width === undefined || height === undefined
    ? null
    : { x, y, width, height };
}

/** Nothing between neighbours on a line, a tab over a gap, else a new line. */
function separator(last: Box | null, box: Box | null): string {
  if (last === null || box === null) return '\n';
  const sameLine =
    Math.abs(box.y + box.height / 2 - (last.y + last.height / 2)) < Math.min(box.height, last.height) / 2;
  if (!sameLine || box.x < last.x) return '\n';
  return box.x - (last.x + last.width) > Math.max(box.height, last.height) ? '\t' : '';
}
