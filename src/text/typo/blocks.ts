/** A part of a text that is checked by itself, and the units around it that its first and last words may need. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Units of a block: some pages. What stands again in it counts as a name or term. */
export const BLOCK = 1 << 16;
/** Units before the end of a block in which a good place to cut is looked for. */
const SEARCHED = 1 << 12;
/** Units beside a block that are read with it. */
export const BESIDE = 64;
const ENDS: readonly string[] = ['\n', '。', '！', '？', '；', '.', '，', '、', ' '];

/** Cuts a text of any length into blocks, at the end of a line or sentence where there is one. */
export function* blocksOf(text: string, size: number = BLOCK): Generator<Block> {
  for (let start = 0; start < text.length; ) {
    const end = text.length - start <= size ? text.length : cutBefore(text, start, start + size);
    yield {
      start,
      end,
      from: whole(text, Math.max(0, start - BESIDE)),
      to: whole(text, Math.min(text.length, end + BESIDE)),
    };
    start = end;
  }
}

function cutBefore(text: string, start: number, limit: number): number {
  const tail = text.slice(Math.max(start + 1, limit - SEARCHED), limit);
  for (const sign of ENDS) {
    const at = tail.lastIndexOf(sign);
    if (at >= 0) return limit - tail.length + at + 1;
  }
  return Math.max(start + 1, whole(text, limit));
}

/** Not between the two halves of a character. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
}
