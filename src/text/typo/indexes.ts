import { buildAutomaton } from '../match/build.ts';
import { foldTable, NO_FOLD } from '../match/fold.ts';
import { type Lexicon, textOf, wordOf } from './lexicon.ts';

/** What follows from a list of words and takes time to make: plain arrays, so that they can be kept. */
export interface TypoIndexes {
  readonly seconds: Seconds;
  readonly lacking: LackingOne;
}

/** Nodes of the second level by their unit, in the order of the unit before: those of unit u are `nodes[from[u]]` to `nodes[from[u + 1]]`. */
export interface Seconds {
  readonly from: Int32Array;
  readonly nodes: Int32Array;
  /** The unit before each. */
  readonly firsts: Uint16Array;
}

/** Long words with one character left out: an automaton, and by its terms the words. */
export interface LackingOne {
  readonly automaton: ArrayBuffer;
  readonly words: Int32Array;
}

/** Words from so many characters on are known with one character missing, if they are so frequent (log-probability). */
const LONG = 5;
const FREQUENT = -14;
/** A single character beside a gap that is rarer than this is no word of its own. */
const OWN = -8.3;
const NUMERAL = /[零〇一二两三四五六七八九十百千万亿]/;

export function indexTypos(lexicon: Lexicon): TypoIndexes {
  return { seconds: bySecond(lexicon), lacking: lackingOne(lexicon) };
}

function bySecond({ roots, childFrom, childTo, labels, parents }: Lexicon): Seconds {
  const from = new Int32Array(0x10002);
  let count = 0;
  const each = (visit: (node: number, label: number) => void) => {
    for (const root of roots)
      if (root !== 0)
        for (let node = childFrom[root] as number; node < (childTo[root] as number); node++)
          visit(node, labels[node] as number);
  };
  each((_, label) => {
    from[label + 1] = (from[label + 1] as number) + 1;
    count++;
  });
  for (let label = 1; label < from.length; label++)
    from[label] = (from[label] as number) + (from[label - 1] as number);
  const nodes = new Int32Array(count);
  const firsts = new Uint16Array(count);
  const next = from.slice();
  each((node, label) => {
    const at = next[label] as number;
    nodes[at] = node;
    firsts[at] = labels[parents[node] as number] as number;
    next[label] = at + 1;
  });
  return { from, nodes, firsts };
}

/** Long words with one inner character left out, where what is left can be nothing else. */
function lackingOne(lexicon: Lexicon): LackingOne {
  const terms: string[] = [];
  const words: number[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < lexicon.size; index++) {
    if ((lexicon.logp[index] as number) < FREQUENT || lexicon.isName[index] === 1) continue;
    const word = textOf(lexicon, index);
    if (word.length < LONG || NUMERAL.test(word)) continue;
    for (let at = 1; at < word.length - 1; at++) {
      const left = word.slice(0, at) + word.slice(at + 1);
      if (seen.has(left) || word[at] === word[at - 1] || readsWell(lexicon, left, at)) continue;
      seen.add(left);
      terms.push(left);
      words.push(index);
    }
  }
  const { buffer } = buildAutomaton(terms, foldTable(NO_FOLD));
  // Memory of this thread's own can be kept on disk, shared memory cannot.
  return { automaton: new Uint8Array(buffer).slice().buffer, words: Int32Array.from(words) };
}

/** Whether a text can be cut so that each of the two characters beside a gap is in a word or is a usual one. */
function readsWell(lexicon: Lexicon, text: string, gap: number): boolean {
  const reach = new Uint8Array(text.length + 1);
  reach[0] = 1;
  for (let start = 0; start < text.length; start++) {
    if (reach[start] === 0) continue;
    for (let end = start + 1; end <= text.length; end++) {
      const word = wordOf(lexicon, text.slice(start, end));
      const single = end - start === 1;
      const beside = single && (start === gap - 1 || start === gap);
      if (single ? !beside || (word >= 0 && (lexicon.logp[word] as number) > OWN) : word >= 0) reach[end] = 1;
    }
  }
  return reach[text.length] === 1;
}
