/**
 * The list of words as one compact text (see scripts/build-words.ts): one line a word in the order of code units, each as the number of
 * units shared with the word before (0 to 9; A to J for a name, which protects but is never proposed), the rest of the word, and the
 * frequency class (one letter, a = rarest). In memory it is a tree of characters in flat arrays, laid out level by level: 300,000 words
 * take about 12 MB and are read in some 50 ms.
 */
export interface Lexicon {
  /** Number of words; a word is known by its place in the list. */
  readonly size: number;
  /** Log-probability by word. */
  readonly logp: Float32Array;
  /** Of a single character that no text of the source has. */
  readonly floor: number;
  /** By word: 1 = the name of a person or the like. */
  readonly isName: Uint8Array;
  /** Node of the first character of a word, by UTF-16 unit; 0 = no word begins so. */
  readonly roots: Int32Array;
  /** By node: the word that ends there, -1 = none; its unit; its parent, 0 = none; its children, first and last + 1. */
  readonly wordAt: Int32Array;
  readonly labels: Uint16Array;
  readonly parents: Int32Array;
  readonly childFrom: Int32Array;
  readonly childTo: Int32Array;
  /** By word: its node. */
  readonly nodeOf: Int32Array;
}

/** Two classes for each doubling of the frequency. */
const CLASSES = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const STEP = Math.SQRT2;
const HEAD = /^xunjian\.words\/2 (\d+) (\d+)$/;
const DIGIT = 48;
const LETTER = 65;
/** Units of the longest word that a list may hold. */
const LONGEST = 32;

/** Reads what `formatLexicon` writes. Throws a RangeError on another file. */
export function parseLexicon(text: string): Lexicon {
  const headEnd = text.indexOf('\n');
  const head = HEAD.exec(text.slice(0, headEnd));
  if (head === null) throw new RangeError('not a list of words of this version');
  const total = Number(head[1]);
  const size = Number(head[2]);
  const byClass = new Float32Array(0x80);
  [...CLASSES].forEach((letter, index) => {
    byClass[letter.charCodeAt(0)] = Math.log(STEP ** index / total);
  });
  const logp = new Float32Array(size);
  const isName = new Uint8Array(size);
  // Every unit that is written out is a node of its own; in the order of the file the tree is walked depth first.
  const most = text.length - headEnd;
  const depth = new Uint8Array(most);
  const unit = new Uint16Array(most);
  const above = new Int32Array(most);
  const ending = new Int32Array(most).fill(-1);
  const path = new Int32Array(LONGEST + 1);
  let nodes = 1;
  let word = 0;
  for (let at = headEnd + 1; at < text.length; word++) {
    const mark = text.charCodeAt(at++);
    isName[word] = mark >= LETTER ? 1 : 0;
    let level = mark - (mark >= LETTER ? LETTER : DIGIT);
    let next = text.indexOf('\n', at);
    if (next < 0) next = text.length;
    for (; at < next - 1; at++) {
      above[nodes] = level === 0 ? 0 : (path[level] as number);
      path[++level] = nodes;
      unit[nodes] = text.charCodeAt(at);
      depth[nodes] = level;
      nodes++;
    }
    ending[path[level] as number] = word;
    logp[word] = byClass[text.charCodeAt(at)] as number;
    at = next + 1;
  }
  if (word !== size) throw new RangeError(`the list of words is cut short: ${word} of ${size}`);
  const tree = byLevel(nodes, depth, unit, above, ending, size);
  return { size, logp, floor: Math.log(0.2 / total), isName, ...tree };
}

/** From depth first to level by level, where the children of a node stand together, in the order of their units. */
function byLevel(
  nodes: number,
  depth: Uint8Array,
  unit: Uint16Array,
  above: Int32Array,
  ending: Int32Array,
  size: number,
): Pick<Lexicon, 'roots' | 'wordAt' | 'labels' | 'parents' | 'childFrom' | 'childTo' | 'nodeOf'> {
  const begin = new Int32Array(LONGEST + 2);
  for (let node = 1; node < nodes; node++) {
    const next = (depth[node] as number) + 1;
    begin[next] = (begin[next] as number) + 1;
  }
  begin[1] = 1;
  for (let level = 2; level < begin.length; level++)
    begin[level] = (begin[level] as number) + (begin[level - 1] as number);
  const place = new Int32Array(nodes);
  const roots = new Int32Array(0x10000);
  const wordAt = new Int32Array(nodes).fill(-1);
  const labels = new Uint16Array(nodes);
  const parents = new Int32Array(nodes);
  const childFrom = new Int32Array(nodes);
  const childTo = new Int32Array(nodes);
  const nodeOf = new Int32Array(size);
  for (let node = 1; node < nodes; node++) {
    const level = depth[node] as number;
    const to = begin[level] as number;
    begin[level] = to + 1;
    place[node] = to;
    const label = unit[node] as number;
    labels[to] = label;
    const word = ending[node] as number;
    wordAt[to] = word;
    if (word >= 0) nodeOf[word] = to;
    if (level === 1) roots[label] = to;
    else {
      const parent = place[above[node] as number] as number;
      parents[to] = parent;
      if (childTo[parent] === 0) childFrom[parent] = to;
      childTo[parent] = to + 1;
    }
  }
  return { roots, wordAt, labels, parents, childFrom, childTo, nodeOf };
}

/** Writes what `parseLexicon` reads. `frequencies` by word, counts from 1; `names` are never proposed. */
export function formatLexicon(
  frequencies: ReadonlyMap<string, number>,
  names: ReadonlySet<string> = new Set(),
): string {
  let total = 0;
  for (const count of frequencies.values()) total += count;
  const lines = [`xunjian.words/2 ${Math.round(total)} ${frequencies.size}`];
  let before = '';
  for (const word of [...frequencies.keys()].sort()) {
    let shared = 0;
    while (shared < 9 && shared < word.length && word[shared] === before[shared]) shared++;
    const exact = Math.round(Math.log(Math.max(1, frequencies.get(word) ?? 1)) / Math.log(STEP));
    const mark = String.fromCharCode((names.has(word) ? LETTER : DIGIT) + shared);
    lines.push(`${mark}${word.slice(shared)}${CLASSES[Math.min(CLASSES.length - 1, exact)]}`);
    before = word;
  }
  return `${lines.join('\n')}\n`;
}

/** The child of a node by its unit, 0 = none. */
export function child({ childFrom, childTo, labels }: Lexicon, node: number, label: number): number {
  let low = childFrom[node] as number;
  const end = childTo[node] as number;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle] as number) < label) low = middle + 1;
    else high = middle;
  }
  return low < end && labels[low] === label ? low : 0;
}

/** The place of a word in the list, -1 = none. */
export function wordOf(lexicon: Lexicon, text: string): number {
  let node = lexicon.roots[text.charCodeAt(0)] as number;
  for (let at = 1; node !== 0 && at < text.length; at++) node = child(lexicon, node, text.charCodeAt(at));
  return node === 0 ? -1 : (lexicon.wordAt[node] as number);
}

/** The word at a place of the list. */
export function textOf({ nodeOf, parents, labels }: Lexicon, word: number): string {
  let text = '';
  for (let node = nodeOf[word] as number; node !== 0; node = parents[node] as number)
    text = String.fromCharCode(labels[node] as number) + text;
  return text;
}
