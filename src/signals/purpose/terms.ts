interface Node {
  readonly next: Map<number, Node>;
  /** Numbers of lists that have a term ending here, with what has to follow in the same clause ('' = nothing). */
  readonly ends: { readonly list: number; readonly after: string }[];
}

/** Farthest that the second half of a term may lie behind the first. */
const REACH = 24;
const CLAUSE_END = /[。！？!?；;\n]/;

/**
 * Lists of terms → which of them a text has. Longest term first, left to right, none inside another, so that 会议室预约 is no
 * 会议. A term `A…B` is A with B behind it in the same clause.
 */
export class Terms {
  readonly #root: Node = node();

  constructor(lists: readonly (readonly string[])[]) {
    for (const [list, terms] of lists.entries())
      for (const term of terms) {
        const [head = '', after = ''] = folded(term).split('…');
        let at = this.#root;
        for (let index = 0; index < head.length; index += 1) {
          const code = head.charCodeAt(index);
          let next = at.next.get(code);
          if (next === undefined) {
            next = node();
            at.next.set(code, next);
          }
          at = next;
        }
        at.ends.push({ list, after });
        // What asks for more is tried first.
        at.ends.sort((a, b) => b.after.length - a.after.length);
      }
  }

  /** Calls `found` for each hit in a text that was folded. */
  scan(text: string, found: (list: number, from: number, to: number) => void): void {
    for (let from = 0; from < text.length; ) {
      let at = this.#root.next.get(text.charCodeAt(from));
      let to = from + 1;
      let [list, end] = [-1, from + 1];
      while (at !== undefined) {
        const hit = at.ends.length === 0 ? undefined : at.ends.find(({ after }) => follows(text, to, after));
        if (hit !== undefined) [list, end] = [hit.list, to];
        at = to < text.length ? at.next.get(text.charCodeAt(to)) : undefined;
        to += 1;
      }
      if (list >= 0) found(list, from, end);
      from = end;
    }
  }
}

function node(): Node {
  return { next: new Map(), ends: [] };
}

function follows(text: string, from: number, after: string): boolean {
  if (after === '') return true;
  const clause = text.slice(from, from + REACH + after.length);
  const at = clause.indexOf(after);
  return at >= 0 && !CLAUSE_END.test(clause.slice(0, at));
}

const WIDE = /[Ａ-Ｚａ-ｚ０-９A-Z]/;

/** One spelling of letters and digits; what is Chinese stays as it is. */
export function folded(text: string): string {
  return WIDE.test(text) ? text.normalize('NFKC').toLowerCase() : text;
}
