import { z } from 'zod';
import { Day, type TextHit } from '../../model/index.ts';

/** What a person decided not to see again (误报记忆): one place, or everywhere. Plain data; who keeps it is the caller's business. */
export const Dismissal = z.strictObject({
  fingerprint: z.string().regex(/^(here|everywhere):[0-9a-z]+$/),
  by: z.string().min(1),
  at: Day,
  /** Last day on which it counts; null: until it is taken back. */
  until: Day.nullable(),
  note: z.string().optional(),
});
export type Dismissal = z.infer<typeof Dismissal>;

export interface Fingerprints {
  /** The same words by the same rule at the same place, among the same neighbours, wherever they move within the text. */
  readonly here: string;
  /** The same words by the same rule in any text. */
  readonly everywhere: string;
}

/** Characters to either side that tell one occurrence from another. */
const NEIGHBOURS = 12;

/** `where` names the text: its address or file name. */
export function hitFingerprints(hit: TextHit, text: string, where: string): Fingerprints {
  const what = `${hit.rule}\n${hit.text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')}`;
  const around = `${text.slice(Math.max(0, hit.start - NEIGHBOURS), hit.start)}\n${text.slice(hit.end, hit.end + NEIGHBOURS)}`;
  return {
    here: `here:${digest(`${what}\n${where}\n${around.replace(/[^\S\n]+/g, '')}`)}`,
    everywhere: `everywhere:${digest(what)}`,
  };
}

/** A test for hits that were dismissed and still are on `today` (`YYYY-MM-DD`). */
export function createDismissed(
  dismissals: readonly Dismissal[],
  today: string,
): (hit: TextHit, text: string, where: string) => boolean {
  const known = new Set(
    dismissals.filter(({ until }) => until === null || today <= until).map(({ fingerprint }) => fingerprint),
  );
  if (known.size === 0) return () => false;
  return (hit, text, where) => {
    const { here, everywhere } = hitFingerprints(hit, text, where);
    return known.has(here) || known.has(everywhere);
  };
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units, twice with different offsets for 64 bits: a name, not a protection. */
function digest(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (index & 0xff), 0x01000193);
  }
  return (high >>> 0).toString(36).padStart(7, '0') + (low >>> 0).toString(36).padStart(7, '0');
}
