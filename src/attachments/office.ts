import type { PartPlace, ReadPart } from './reading.ts';
import { resolvePart, walkXml } from './xml.ts';
import type { Zip } from './zip.ts';

type Part = Omit<ReadPart, 'path'>;

/** Text of a DOCX (ECMA-376, WordprocessingML): the body first, because people count from its beginning. */
export async function wordParts(zip: Zip): Promise<Part[]> {
  const body = 'word/document.xml';
  const names = zip
    .names()
    .filter((name) => /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/.test(name))
    .sort((a, b) => Number(b === body) - Number(a === body) || (a < b ? -1 : 1));
  const texts: string[] = [];
  for (const name of names) texts.push(wordText(await zip.text(name)));
  return [{ place: null, text: texts.filter((text) => text.trim() !== '').join('\n') }];
}

/** Rows of a workbook (SpreadsheetML), cells parted by tabs; a part for each sheet, by its name. */
export async function sheetParts(zip: Zip): Promise<Part[]> {
  const shared = zip.has('xl/sharedStrings.xml') ? sharedStrings(await zip.text('xl/sharedStrings.xml')) : [];
  const titles = await sheetNames(zip);
  const sheets = zip
    .names()
    .filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .sort((a, b) => numberIn(a) - numberIn(b));
  const parts: Part[] = [];
  for (const [index, file] of sheets.entries()) {
    const name = titles.get(file);
    parts.push({
      place: { kind: 'sheet', number: index + 1, ...(name === undefined ? {} : { name }) },
      text: sheetText(await zip.text(file), shared),
    });
  }
  return parts;
}

/** Slides of a PPTX (PresentationML) in the order that they are shown, each with its notes. */
export async function slideParts(zip: Zip): Promise<Part[]> {
  const order = await slideOrder(zip);
  const parts: Part[] = [];
  for (const [index, file] of order.entries()) {
    const notes = (await relations(zip, file)).find(({ type }) => type.endsWith('/notesSlide'))?.target;
    const texts = [slideText(await zip.text(file))];
    if (notes !== undefined && zip.has(notes)) texts.push(slideText(await zip.text(notes)));
    parts.push({ place: { kind: 'slide', number: index + 1 }, text: texts.join('\n') });
  }
  return parts;
}

/** A picture that stands in a document, worksheet or slide. */
export interface OfficePicture {
  readonly name: string;
  readonly place: PartPlace | null;
}

/** PNG and JPEG pictures by the order of the slides or of their names, each once; emblems and rules are drawn otherwise or too small. */
export async function officePictures(zip: Zip): Promise<readonly OfficePicture[]> {
  const found = new Map<string, OfficePicture>();
  const add = (name: string, place: PartPlace | null) => {
    if (
      /\.(?:png|jpe?g)$/i.test(name) &&
      zip.has(name) &&
      zip.size(name) >= LEAST_PICTURE &&
      !found.has(name)
    )
      found.set(name, { name, place });
  };
  if (zip.has('ppt/presentation.xml'))
    for (const [index, slide] of (await slideOrder(zip)).entries())
      for (const { type, target } of await relations(zip, slide))
        if (type.endsWith('/image')) add(target, { kind: 'slide', number: index + 1 });
  // What only masters and layouts show stands on no slide of its own.
  for (const name of [...zip.names()].sort()) if (/^(?:word|xl)\/media\//.test(name)) add(name, null);
  return [...found.values()];
}

/** Bytes: a picture with words to read is larger. */
const LEAST_PICTURE = 2_048;

async function slideOrder(zip: Zip): Promise<string[]> {
  const main = 'ppt/presentation.xml';
  const targets = new Map((await relations(zip, main)).map(({ id, target }) => [id, target]));
  const listed: string[] = [];
  if (zip.has(main))
    walkXml(await zip.text(main), {
      open: (name, attributes) => {
        const target = name === 'p:sldId' ? targets.get(attributes['r:id'] ?? '') : undefined;
        if (target !== undefined && zip.has(target)) listed.push(target);
      },
    });
  if (listed.length > 0) return listed;
  return zip
    .names()
    .filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    .sort((a, b) => numberIn(a) - numberIn(b));
}

async function sheetNames(zip: Zip): Promise<Map<string, string>> {
  const main = 'xl/workbook.xml';
  const targets = new Map((await relations(zip, main)).map(({ id, target }) => [id, target]));
  const names = new Map<string, string>();
  walkXml(await zip.text(main), {
    open: (name, attributes) => {
      const target = name === 'sheet' ? targets.get(attributes['r:id'] ?? '') : undefined;
      if (target !== undefined && attributes.name !== undefined) names.set(target, attributes.name);
    },
  });
  return names;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** What a part refers to (Open Packaging Conventions, ECMA-376 part 2). */
async function relations(zip: Zip, part: string): Promise<Relation[]> {
  const file = part.replace(/[^/]*$/, (name) => `_rels/${name}.rels`);
  const found: Relation[] = [];
  if (!zip.has(file)) return found;
  walkXml(await zip.text(file), {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined && TargetMode !== 'External')
        found.push({ id: Id, type: Type ?? '', target: resolvePart(part, Target) });
    },
  });
  return found;
}

function numberIn(name: string): number {
  return Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
}

/** Runs of text (w:t) joined; a paragraph ends a line, a cell a tab. Deleted text (w:delText) is gone. */
function wordText(xml: string): string {
  const pieces: string[] = [];
  let inText = false;
  let cells = 0;
  // The same text box again, for programs that do not know the first form.
  let fallback = 0;
  walkXml(xml, {
    open: (name) => {
      if (name === 'mc:Fallback') fallback++;
      if (fallback > 0) return;
      if (name === 'w:t') inText = true;
      else if (name === 'w:tab') pieces.push('\t');
      else if (name === 'w:br' || name === 'w:cr') pieces.push('\n');
      else if (name === 'w:tc') cells++;
    },
    text: (piece) => {
      if (inText) pieces.push(piece);
    },
    close: (name) => {
      if (name === 'mc:Fallback') fallback--;
      if (fallback > 0) return;
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

/** Runs of text (a:t) joined; a paragraph ends a line. */
function slideText(xml: string): string {
  const pieces: string[] = [];
  let inText = false;
  walkXml(xml, {
    open: (name) => {
      if (name === 'a:t') inText = true;
      else if (name === 'a:br') pieces.push('\n');
    },
    text: (piece) => {
      if (inText) pieces.push(piece);
    },
    close: (name) => {
      if (name === 'a:t') inText = false;
      else if (name === 'a:p') pieces.push('\n');
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
  walkXml(xml, {
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
  walkXml(xml, {
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
