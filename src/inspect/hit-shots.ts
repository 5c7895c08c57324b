import { createHash } from 'node:crypto';
import type { Rendered, RenderRequest } from '../collect/site/index.ts';
import { InterruptedError, type SectionValue, type SiteFacts, utc } from '../model/index.ts';
import { FILES, type OutputFolder } from './output.ts';
import { withSection } from './probe/entries.ts';

type Hit = SectionValue<'content'>['hits'][number];

/** Places shown at most: each costs seconds, and a person goes through them one by one. */
const MOST = 10;
/** Grave first, as judging lists them. */
const RANK = { veto: 0, error: 1, warn: 2 } as const;

export interface Shooting {
  readonly render: (url: string, request: RenderRequest) => Promise<Rendered>;
  readonly folder: Pick<OutputFolder, 'write'>;
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

/**
 * Opens the pages of the gravest hits in the browser, marks the words and keeps a picture of the place (标注截图); the hit learns the
 * selector of the element. What the browser does not find stays as it was. Secrets and personal data get no picture: evidence goes
 * from hand to hand.
 */
export async function shootHits(facts: SiteFacts, shooting: Shooting): Promise<SiteFacts> {
  const { content } = facts.sections;
  if (content.status !== 'ok') return facts;
  const places = Map.groupBy(content.value.hits.filter(mayBeShown), placeOf);
  const grave = [...places.values()].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST);
  const seen = new Map<string, Pick<Hit, 'selector' | 'shot'>>();
  for (const [hit] of grave) {
    const found = hit === undefined ? null : await shoot(hit, shooting);
    if (hit !== undefined && found !== null) seen.set(placeOf(hit), found);
  }
  const hits = content.value.hits.map((hit) =>
    mayBeShown(hit) ? { ...hit, ...seen.get(placeOf(hit)) } : hit,
  );
  return withSection(facts, 'content', { status: 'ok', value: { ...content.value, hits } });
}

function mayBeShown({ category, severity, attachment }: Hit): boolean {
  return attachment !== true && severity !== 'warn' && category !== 'secrecy' && category !== 'privacy';
}

function placeOf({ url, text }: Hit): string {
  return `${url}\n${text}`;
}

function rankOf(hits: readonly Hit[]): number {
  return Math.min(...hits.map(({ severity }) => RANK[severity]));
}

async function shoot(
  { url, text }: Hit,
  { render, folder, clock, signal }: Shooting,
): Promise<Pick<Hit, 'selector' | 'shot'> | null> {
  try {
    const { marked, screenshot } = await render(url, { mark: { text }, signal });
    if (marked === null || screenshot === null) return null;
    const sha256 = createHash('sha256').update(screenshot).digest('hex');
    const file = `${FILES.screenshots}/${sha256}.png`;
    await folder.write(file, screenshot);
    return { selector: marked, shot: { file, sha256, at: utc(clock()) } };
  } catch (error) {
    if (error instanceof InterruptedError || signal.aborted) throw error;
    // A page that does not show costs the picture, not the hit.
    return null;
  }
}
