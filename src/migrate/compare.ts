import type { AccountRow, PostRow } from '../model/index.ts';

/** What the channel that takes over carries of another's content and functions (承接情况). */
export interface Carried {
  readonly successor: string;
  readonly posts: number;
  /** Posts that stand at the successor too, by title or by text. */
  readonly carried: number;
  readonly missing: readonly {
    readonly id: string;
    readonly title: string;
    readonly published: string | null;
  }[];
  readonly functions: readonly string[];
  readonly functionsMissing: readonly string[];
}

/** Titles and texts of the successor's posts, as short marks: it may have many. */
export class CarriedIndex {
  readonly #titles = new Set<string>();
  readonly #texts = new Set<string>();

  add({ title, text }: PostRow): void {
    const [head, body] = [plain(title), plain(text)];
    if (head.length >= LEAST_TITLE) this.#titles.add(head);
    if (body.length >= LEAST_TEXT) this.#texts.add(markOf(body));
  }

  has({ title, text }: PostRow): boolean {
    const [head, body] = [plain(title), plain(text)];
    return (
      (head.length >= LEAST_TITLE && this.#titles.has(head)) ||
      (body.length >= LEAST_TEXT && this.#texts.has(markOf(body)))
    );
  }
}

/** “通知” stands above many texts: so short a title names none of them. */
const LEAST_TITLE = 6;
const LEAST_TEXT = 20;

/** Letters and digits alone: platforms change spaces, quotes and marks. */
function plain(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/** Its beginning, its end and its length: the same text with another line of contact in the middle is the same text. */
function markOf(text: string): string {
  return `${text.length} ${text.slice(0, 60)} ${text.slice(-20)}`;
}

export function compare(
  account: AccountRow,
  successor: AccountRow,
  posts: readonly PostRow[],
  index: CarriedIndex,
): Carried {
  const missing = posts.filter((post) => !index.has(post));
  return {
    successor: successor.id,
    posts: posts.length,
    carried: posts.length - missing.length,
    missing: missing.map(({ id, title, published }) => ({ id, title: title ?? '', published })),
    functions: account.functions,
    functionsMissing: account.functions.filter((one) => !successor.functions.includes(one)),
  };
}
