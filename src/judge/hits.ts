import type { Evidence, SectionValue } from '../model/index.ts';
import type { Result } from './indicator.ts';

type Content = SectionValue<'content'>;
export type Hit = Content['hits'][number];

/**
 * Findings kept apart, so that each can be confirmed or dismissed alone. What lies beyond comes up as soon as these are settled;
 * the sentence says how many there are.
 */
export const MOST_MATTERS = 50;
/** Places shown for one matter. */
const MOST_PLACES = 5;

/** Severe first, then by address: the same order whatever the order of the facts. */
const RANK = { veto: 0, error: 1, warn: 2 } as const;

interface Matter {
  readonly key: string;
  readonly hits: readonly Hit[];
}

/** One matter is one term by one rule on one page, however often it stands there. */
export function mattersOf(hits: readonly Hit[]): readonly Matter[] {
  const matters = Map.groupBy(hits, (hit) => `${hit.rule} | ${hit.text} | ${hit.url}`);
  return [...matters]
    .map(([key, own]) => ({ key, hits: [...own].sort((a, b) => a.start - b.start) }))
    .sort((a, b) => severity(a) - severity(b) || (a.key < b.key ? -1 : 1));
}

function severity({ hits }: Matter): number {
  return Math.min(...hits.map((hit) => RANK[hit.severity]));
}

/** Results for a person to settle, one per matter. `discreet` leaves out the words around: a secret is not printed twice. */
export function hitResults<O extends string>(
  outcome: O,
  hits: readonly Hit[],
  options: { readonly discreet?: boolean } = {},
): readonly Result<O>[] {
  const matters = mattersOf(hits);
  return matters.slice(0, MOST_MATTERS).map(({ key, hits: own }) => {
    const [first] = own;
    const values = {
      text: first?.text ?? '—',
      why: first?.why ?? '—',
      title: first?.title || (first?.url ?? '—'),
      total: matters.length,
      count: own.length,
    };
    return {
      outcome,
      key,
      count: 1,
      values,
      evidence: [
        ...own.slice(0, MOST_PLACES).map((hit) => quote(hit, options)),
        ...own.slice(0, 1).flatMap((hit) => shot(hit, options)),
      ],
    };
  });
}

function quote(hit: Hit, { discreet = false }: { readonly discreet?: boolean }): Evidence {
  const start = hit.context.indexOf(hit.text);
  const where = discreet || start < 0 ? {} : { context: hit.context, start, end: start + hit.text.length };
  return {
    type: 'quote',
    url: hit.url,
    text: hit.text,
    ...where,
    ...(hit.selector === null ? {} : { selector: hit.selector }),
    note: [hit.why, hit.suggest === null ? null : `→ ${hit.suggest}`, `${hit.pack} · ${hit.rule}`]
      .filter((part) => part !== null && part !== '')
      .join(' · '),
  };
}

/** The matter's place as a browser showed it; a picture of a secret would be the secret once more. */
function shot(
  { url, shot: picture, text }: Hit,
  { discreet = false }: { readonly discreet?: boolean },
): Evidence[] {
  return picture === undefined || discreet ? [] : [{ type: 'screenshot', url, ...picture, note: text }];
}

/** What was scanned with what, for the sentence of a pass: no pack loaded is said, not hidden. */
export function scanOf(content: Content): { readonly pages: number; readonly packs: number } {
  return { pages: content.pagesScanned, packs: content.packs.length };
}
