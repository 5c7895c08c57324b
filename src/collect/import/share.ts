/** The part of a register that one thread takes: the accounts and sites whose ids fall to it. */
export interface Share {
  /** 0 to count − 1. The first tells what is wrong with lines that name nobody. */
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Share = { index: 0, count: 1 };

const [QUOTE, BACKSLASH, SPACE, TILDE] = [0x22, 0x5c, 0x20, 0x7e];
/** FNV-1a, 32 bits. */
const [START, PRIME] = [0x811c9dc5, 0x01000193];

/** Which share an id falls to. */
export function shareOf(id: string, count: number): number {
  if (count === 1) return 0;
  let hash = START;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), PRIME);
  return place(hash, count);
}

function place(hash: number, count: number): number {
  return ((hash ^ (hash >>> 15)) >>> 0) % count;
}

/**
 * Share of a line of JSON whose first key is `key` and holds a plain text, seen from its bytes without reading it: a thread passes by
 * the lines of the others cheaply. −1 where the line has another form; then it has to be read to know.
 */
export function shareOfLine(
  key: string,
): (buffer: Buffer, from: number, to: number, count: number) => number {
  const head = Buffer.from(`{"${key}":`);
  return (buffer, from, to, count) => {
    for (let at = 0; at < head.length; at++) if (buffer[from + at] !== head[at]) return -1;
    let at = from + head.length;
    if (buffer[at] === SPACE) at += 1;
    if (buffer[at] !== QUOTE) return -1;
    let hash = START;
    for (at += 1; at < to; at++) {
      const byte = buffer[at] ?? 0;
      if (byte === QUOTE) return place(hash, count);
      if (byte < SPACE || byte > TILDE || byte === BACKSLASH) return -1;
      hash = Math.imul(hash ^ byte, PRIME);
    }
    return -1;
  };
}

/** Ids of the accounts and sites that fall to a share. */
export function subjectsOf(
  tables: { readonly accounts: ReadonlyMap<string, unknown>; readonly sites: ReadonlyMap<string, unknown> },
  { index, count }: Share,
): ReadonlyMap<string, string> {
  const subjects = new Map<string, string>();
  for (const ids of [tables.accounts.keys(), tables.sites.keys()])
    for (const id of ids) if (shareOf(id, count) === index) subjects.set(id, id);
  return subjects;
}
