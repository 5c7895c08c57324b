import type { Automaton } from '../match/automaton.ts';
import { buildAutomaton } from '../match/build.ts';
import { foldTable, NO_FOLD } from '../match/fold.ts';
import type { Neighbours } from '../pack/schema.ts';
import { type Bounds, createBounds } from './bounds.ts';
import type { TextPart } from './context.ts';

/** Whether one of the words stands so near to a span, within the bounds that are asked for. */
export type NearCheck = (near: Neighbours, start: number, end: number, part: TextPart) => boolean;

/** Up to so many questions are cheaper answered by looking around each span than by reading the whole text for the words. */
const FEW = 24;

/**
 * Answers for the spans of one text. Texts that are dense with hits would have the same words searched around every hit: for them
 * the places of all words are found once, by an automaton of each list that is built when a text first needs it.
 */
export function createNearCheck(): (text: string) => NearCheck {
  const automatons = new WeakMap<readonly string[], Automaton>();
  const table = foldTable(NO_FOLD);
  const automatonOf = (words: readonly string[]): Automaton => {
    const known = automatons.get(words);
    if (known !== undefined) return known;
    const made = buildAutomaton(words, table);
    automatons.set(words, made);
    return made;
  };
  return (text) => {
    const asked = new Map<readonly string[], { count: number; places: Places | null }>();
    const boundsAround = createBounds(text);
    // The rules of a pack ask for the same span, one after the other.
    let last: { start: number; end: number; within: number; bounds: Bounds } | null = null;
    let reach: readonly [number, number] = [0, 0];
    return ({ words, within, bounds }, start, end, part) => {
      if (last?.start !== start || last.end !== end || last.within !== within || last.bounds !== bounds) {
        last = { start, end, within, bounds };
        reach = boundsAround({ start, end }, within, bounds, part);
      }
      const [low, high] = reach;
      let state = asked.get(words);
      if (state === undefined) {
        state = { count: 0, places: null };
        asked.set(words, state);
      }
      if (++state.count <= FEW) return around(text, words, low, start) || around(text, words, end, high);
      state.places ??= placesOf(automatonOf(words), text);
      return holds(state.places, low, start) || holds(state.places, end, high);
    };
  };
}

function around(text: string, words: readonly string[], low: number, high: number): boolean {
  if (low >= high) return false;
  const piece = text.slice(low, high);
  return words.some((word) => piece.includes(word));
}

/** Where words stand, by rising start. */
interface Places {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function placesOf(automaton: Automaton, text: string): Places {
  const starts: number[] = [];
  const ends: number[] = [];
  automaton.scan(text, (_, start, end) => {
    // The shortest word at a place comes first, and where it does not fit no longer one does.
    if (starts.at(-1) === start) return;
    starts.push(start);
    ends.push(end);
  });
  return { starts, ends };
}

/** Whether a word stands wholly between two offsets. */
function holds({ starts, ends }: Places, low: number, high: number): boolean {
  let from = 0;
  let to = starts.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((starts[middle] as number) < low) from = middle + 1;
    else to = middle;
  }
  for (let index = from; index < starts.length && (starts[index] as number) < high; index++)
    if ((ends[index] as number) <= high) return true;
  return false;
}
