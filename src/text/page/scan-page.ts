import type { PageFacts, ScanHit, TextHit } from '../../model/index.ts';
import { partAt, type TextContext, type TextPart } from '../engine/context.ts';
import type { Scanner } from '../engine/scanner.ts';
import type { Field } from '../pack/schema.ts';

export interface PageScanOptions {
  /** Division code of the body; default: the first six digits of the page's 网站标识码. */
  readonly region?: string;
}

/** Characters of context to either side of a hit. */
const AROUND = 40;
/** Between two parts: ends every match, and is no character of any page. */
const GAP = '\0';

/**
 * Scans all words of a page: title, body, list titles, link texts, messages, keywords, and what is hidden. Offsets are those of the
 * parts joined in that order (`pageText`), so that every hit of a page has its own.
 */
export function scanPage(
  scanner: Scanner,
  facts: PageFacts,
  options: PageScanOptions = {},
): readonly ScanHit[] {
  const { text, parts } = pageText(facts);
  const context: TextContext = {
    parts,
    date: facts.article?.published ?? null,
    region: options.region ?? regionOf(facts),
  };
  return scanner.scan(text, context).map((hit) => withContext(hit, text, context));
}

/** Scans a text that is no page: a part of an attachment. The context of a hit stays within it. */
export function scanText(
  scanner: Scanner,
  text: string,
  { date, region }: { readonly date: string | null; readonly region: string | null },
): readonly ScanHit[] {
  const context: TextContext = { parts: [{ field: 'body', start: 0, end: text.length }], date, region };
  return scanner.scan(text, context).map((hit) => withContext(hit, text, context));
}

export function pageText(facts: PageFacts): { readonly text: string; readonly parts: readonly TextPart[] } {
  const parts: TextPart[] = [];
  const pieces: string[] = [];
  const isNew = createSeen();
  let length = 0;
  const add = (field: Field, piece: string | null | undefined) => {
    // A list entry is a link as well: one text is scanned once, where it says most.
    if (piece === null || piece === undefined || piece === '' || !isNew(piece)) return;
    pieces.push(piece);
    parts.push({ field, start: length, end: length + piece.length });
    length += piece.length + GAP.length;
  };
  add('title', facts.title);
  add('heading', facts.article?.title);
  add('keywords', facts.tags.Keywords);
  add('keywords', facts.tags.Description);
  add('body', facts.article?.text);
  for (const value of Object.values(facts.guide)) add('body', value);
  for (const hidden of facts.concealed) add('hidden', hidden.text);
  for (const item of facts.items) add('item', item.title);
  for (const message of facts.messages) {
    add('message', message.title);
    add('message', message.reply);
  }
  for (const link of facts.links) add('link', link.text);
  return { text: pieces.join(GAP), parts };
}

/** Texts of so many units are told apart by their lengths first: a set would read all of each. */
const LONG = 200;

/** Tells of each text whether it is the first of its kind. */
function createSeen(): (text: string) => boolean {
  const short = new Set<string>();
  const long = new Map<number, string[]>();
  return (text) => {
    const { length } = text;
    if (length < LONG) {
      const before = short.size;
      return short.add(text).size > before;
    }
    const alike = long.get(length);
    if (alike === undefined) long.set(length, [text]);
    else if (alike.includes(text)) return false;
    else alike.push(text);
    return true;
  };
}

function regionOf(facts: PageFacts): string | null {
  const code = facts.tags.SiteIDCode ?? facts.footer.siteIdCode;
  return code === undefined || code === null || !/^\d{10}$/.test(code) ? null : code.slice(0, 6);
}

function withContext(hit: TextHit, text: string, context: TextContext): ScanHit {
  const part = partAt(text, context, hit.start);
  const before = text.slice(Math.max(part.start, hit.start - AROUND), hit.start);
  const after = text.slice(hit.end, Math.max(hit.end, Math.min(part.end, hit.end + AROUND)));
  if (hit.category !== 'privacy') return { ...hit, context: before + hit.text + after, selector: null };
  // Facts and reports must not spread what the page should not have shown.
  const shown = maskNumbers(hit.text);
  return {
    ...hit,
    text: shown,
    why: maskNumbers(hit.why),
    context: maskNumbers(before) + shown + maskNumbers(after),
    selector: null,
  };
}

/** Long numbers with their middle hidden, as privacy rules want them shown. */
export function maskNumbers(text: string): string {
  return text.replace(/[0-9０-９Xx]{8,}/g, (number) => {
    const kept = number.length >= 15 ? 4 : 3;
    return number.slice(0, kept) + '*'.repeat(number.length - 2 * kept) + number.slice(-kept);
  });
}
