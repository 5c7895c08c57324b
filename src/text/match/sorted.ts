/** The classes of all terms one after the other, in the order of the terms by class: read from front to back. */
interface Sorted {
  /** Place in the order → term. */
  readonly order: Int32Array;
  readonly classes: Uint16Array;
  /** Where the classes of a term begin; one more than there are terms. */
  readonly from: Int32Array;
}

/** Sorts by the first class (counting), then each run by the rest; empty terms are left out. */
export function sortByClass(folded: readonly string[], classOf: Uint16Array, classCount: number): Sorted {
  const total = folded.reduce((sum, term) => sum + term.length, 0);
  const written = flatten(folded, folded.keys(), total, classOf);
  const begins = new Int32Array(classCount + 2);
  for (let term = 0; term < folded.length; term++)
    if (written.from[term] !== written.from[term + 1]) {
      const next = (written.classes[written.from[term] as number] as number) + 1;
      begins[next] = (begins[next] as number) + 1;
    }
  for (let kind = 1; kind < begins.length; kind++)
    begins[kind] = (begins[kind] as number) + (begins[kind - 1] as number);
  const order = new Int32Array(begins[classCount + 1] as number);
  const next = begins.slice();
  for (let term = 0; term < folded.length; term++)
    if (written.from[term] !== written.from[term + 1]) {
      const kind = written.classes[written.from[term] as number] as number;
      const at = next[kind] as number;
      order[at] = term;
      next[kind] = at + 1;
    }
  const { classes, from } = written;
  const compare = (a: number, b: number): number => {
    let left = (from[a] as number) + 1;
    let right = (from[b] as number) + 1;
    const stop = from[a + 1] as number;
    const end = from[b + 1] as number;
    for (; left < stop && right < end; left++, right++)
      if (classes[left] !== classes[right]) return (classes[left] as number) - (classes[right] as number);
    return left < stop ? 1 : right < end ? -1 : a - b;
  };
  for (let kind = 0; kind <= classCount; kind++) {
    const [low, high] = [begins[kind] as number, begins[kind + 1] as number];
    if (high - low > 1) order.subarray(low, high).sort(compare);
  }
  return { order, ...flatten(folded, order, total, classOf) };
}

function flatten(
  folded: readonly string[],
  order: Iterable<number>,
  total: number,
  classOf: Uint16Array,
): { readonly classes: Uint16Array; readonly from: Int32Array } {
  const classes = new Uint16Array(total);
  const from = new Int32Array(folded.length + 1);
  let at = 0;
  let place = 0;
  for (const term of order) {
    const text = folded[term] as string;
    for (let index = 0; index < text.length; index++)
      classes[at++] = classOf[text.charCodeAt(index)] as number;
    from[++place] = at;
  }
  return { classes, from };
}

/** Units that two rows have in common from their beginning on. */
export function shared(classes: Uint16Array, begins: Int32Array, left: number, right: number): number {
  const [a, b] = [begins[left] as number, begins[right] as number];
  const most = Math.min((begins[left + 1] as number) - a, (begins[right + 1] as number) - b);
  let count = 0;
  while (count < most && classes[a + count] === classes[b + count]) count++;
  return count;
}
