import type { AccountWords } from './words.ts';

/** A name that was read. */
export interface NameRead {
  readonly name: string;
  readonly named: 'exact' | 'described';
}

const QUOTED = /["“”„‟「」『』‘’'《》〈〉【】()（）[\]]/g;
const LETTERS = /[\p{L}\p{N}]/gu;
const HAN = /\p{Script=Han}/u;
/** Names have two letters at least; platforms allow thirty. */
const LONGEST = 30;

/** Tells names of accounts from words that stand where names do. */
export class AccountNames {
  readonly #not: ReadonlySet<string>;
  readonly #notIn: AccountWords['notInNames'];
  readonly #platformWords: readonly string[];
  readonly #lead: readonly string[];

  constructor({ notNames, notInNames, platforms, ask, own }: AccountWords) {
    const bySize = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length);
    this.#not = new Set(notNames.map((word) => word.toLowerCase()));
    this.#notIn = notInNames;
    this.#platformWords = bySize(
      Object.values(platforms).flatMap(({ strong, weak }) => [...strong, ...weak]),
    );
    this.#lead = bySize([...ask, ...own.text, ...own.caption]);
  }

  /** A name in quotes or after a colon, as it stands; null where it is none. */
  exact(text: string): NameRead | null {
    const name = plain(text).replace(/^@/, '');
    return this.#isName(name) ? { name, named: 'exact' } : null;
  }

  /** A name in prose without marks around it: what could be a piece of a sentence is none. */
  prose(text: string): NameRead | null {
    const name = this.#bare(plain(text));
    const { any, prose } = this.#notIn;
    if (name.length > 20 || [...any, ...prose].some((word) => name.includes(word))) return null;
    return this.#isName(name) && HAN.test(name) ? { name, named: 'described' } : null;
  }

  /** What a caption or the words of a link say besides the platform: 青岚县公安局官方微博 → 青岚县公安局. */
  caption(text: string): NameRead | null {
    const name = this.#bare(plain(text).replace(/^@/, ''));
    if (name.length > 24 || this.#notIn.any.some((word) => name.includes(word))) return null;
    return this.#isName(name) ? { name, named: 'described' } : null;
  }

  /** Without words of platforms, and what asks to follow. */
  #bare(text: string): string {
    let name = text;
    for (let before = ''; before !== name; ) {
      before = name;
      const tail = [...this.#platformWords, '官方', '政务', '二维码'].find((word) => endsWith(name, word));
      if (tail !== undefined) name = name.slice(0, -tail.length).trim();
      const head = this.#lead.find((word) => name.startsWith(word));
      if (head !== undefined) name = name.slice(head.length).trim();
    }
    return name.replace(/^[：:\s·|-]+|[：:\s·|-]+$/g, '');
  }

  #isName(name: string): boolean {
    if (name.length > LONGEST || (name.match(LETTERS)?.length ?? 0) < 2) return false;
    const lower = name.toLowerCase();
    if (this.#not.has(lower)) return false;
    // 微信, 官方微博: the platform and nothing else.
    if (this.#bare(name) === '') return false;
    // Numbers of telephones, dates, addresses are no names.
    return !/^[\d\s.,:/-]+$/.test(name) && !/^(https?:|www\.)|@|[\\/]{2}/i.test(name);
  }
}

function endsWith(text: string, word: string): boolean {
  return text.length >= word.length && text.slice(-word.length).toLowerCase() === word.toLowerCase();
}

/** On one line, without marks of quotation around it. */
export function plain(text: string): string {
  return text.replace(QUOTED, ' ').replace(/\s+/g, ' ').trim();
}
