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
  readonly #nodes: Node[] = [node()];
  /** Node of each first character, 0 where no term begins so: most characters end here. */
  readonly #first = new Uint16Array(0x10000);

  constructor(lists: readonly (readonly string[])[]) {
    for (const [list, terms] of lists.entries()) for (const term of terms) this.#add(folded(term), list);
  }

  #add(term: string, list: number): void {
    const [head = '', after = ''] = term.split('…');
    if (head === '') return;
    const code = head.charCodeAt(0);
    if (this.#first[code] === 0) this.#first[code] = this.#nodes.push(node()) - 1;
    let at = this.#nodes[this.#first[code] ?? 0] ?? node();
    for (let index = 1; index < head.length; index += 1) {
      const step = head.charCodeAt(index);
      let next = at.next.get(step);
      if (next === undefined) {
        next = node();
        at.next.set(step, next);
      }
      at = next;
    }
    at.ends.push({ list, after });
    // What asks for more is tried first.
    at.ends.sort((a, b) => b.after.length - a.after.length);
  }

  /** Whether a folded text has any. */
  has(text: string): boolean {
    let any = false;
    this.scan(text, () => {
      any = true;
      return false;
    });
    return any;
  }

  /** Calls `found` for each hit in a text that was folded, until it says false. */
  scan(text: string, found: (list: number, from: number, to: number) => unknown): void {
    const { length } = text;
    for (let from = 0; from < length; from += 1) {
      const start = this.#first[text.charCodeAt(from)] ?? 0;
      if (start === 0) continue;
      let at = this.#nodes[start];
      let to = from + 1;
      let list = -1;
      let end = to;
      while (at !== undefined) {
        const hit = at.ends.length === 0 ? -1 : endAt(at, text, to);
        if (hit >= 0) {
          list = hit;
          end = to;
        }
        if (to >= length || at.next.size === 0) break;
        at = at.next.get(text.charCodeAt(to));
        to += 1;
      }
      if (list < 0) continue;
      if (found(list, from, end) === false) return;
      from = end - 1;
    }
  }
}

function node(): Node {
  return { next: new Map(), ends: [] };
}

/** List of the first term that ends here and has what has to follow; −1 where none does. */
function endAt({ ends }: Node, text: string, to: number): number {
  for (const { list, after } of ends) if (after === '' || follows(text, to, after)) return list;
  return -1;
}

function follows(text: string, from: number, after: string): boolean {
  const at = text.indexOf(after, from);
  return at >= 0 && at - from <= REACH && !CLAUSE_END.test(text.slice(from, at));
}

const WIDE = /[Ａ-Ｚａ-ｚ０-９A-Z]/;

/** One spelling of letters and digits; what is Chinese stays as it is. */
export function folded(text: string): string {
  return WIDE.test(text) ? text.normalize('NFKC').toLowerCase() : text;
}
