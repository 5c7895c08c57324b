import { folded, Terms } from './terms.ts';
import { KINDS, type Kind, type PurposeWords } from './words.ts';

/** The beginning of a text tells what it is for; long texts cost time and drift. */
const READ = 400;

export interface PostText {
  readonly title?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly original?: boolean | null | undefined;
  readonly source?: string | null | undefined;
}

export interface ReadPost {
  /** Probability of each kind, in the order of KINDS. */
  readonly shares: readonly number[];
  /** 0..1: how much the post told. */
  readonly certainty: number;
  readonly title: string;
  /** Numbers of the frames and details that spoke for the likeliest kind. */
  readonly why: readonly number[];
  /** Numbers of the services that its title speaks of, if it serves; texts name papers and places of others. */
  readonly services: readonly number[];
}

const SERVICE = KINDS.indexOf('service');
const PUBLICITY = KINDS.indexOf('publicity');
const REPOST = KINDS.indexOf('repost');

/** Title and text of one post → what it is for. Naive Bayes by weights of the list, with what a frame of show makes of words of service. */
export function createPostReader(words: PurposeWords): (post: PostText) => ReadPost {
  const { frames, services, details, weights } = words;
  const frameTerms = new Terms(frames.map((frame) => frame.words));
  const topicTerms = new Terms(services.map(({ topics = [] }) => topics));
  const patterns = details.map(({ pattern }) => new RegExp(pattern, 'u'));
  const kindOf = frames.map(({ kind }) => KINDS.indexOf(kind));
  const prior = KINDS.map((kind) => weights.prior[kind]);

  return ({ title, text, original, source }) => {
    const { head, body } = partsOf(title ?? '', text ?? '');
    const scores = [...prior];
    const told = prior.map(() => 0);
    const add = (kind: number, weight: number) => {
      scores[kind] = (scores[kind] ?? 0) + weight;
      told[kind] = (told[kind] ?? 0) + Math.abs(weight);
    };
    const hits: number[] = [];
    const inHead = countsIn(frameTerms, head);
    for (const [list, times] of inHead) {
      const frame = frames[list];
      if (frame === undefined) continue;
      add(kindOf[list] ?? 0, frame.weight + (times > 1 ? weights.again : 0));
      hits.push(list);
    }
    for (const list of countsIn(frameTerms, body).keys()) {
      const frame = frames[list];
      if (frame === undefined || inHead.has(list)) continue;
      const share = frame.body ?? weights.body;
      if (share > 0) {
        add(kindOf[list] ?? 0, frame.weight * share);
        hits.push(list);
      }
    }
    const shown = (told[PUBLICITY] ?? 0) > (told[SERVICE] ?? 0);
    const served = !shown && (told[SERVICE] ?? 0) > 0;
    const topics = [...countsIn(topicTerms, head).keys()];
    const { topic } = weights;
    if (topics.length > 0) add(SERVICE, shown ? topic.shown : served ? topic.served : topic.alone);
    if (!shown && countsIn(topicTerms, body).size > 0) add(SERVICE, topic.body);
    let [above, beneath] = [0, 0];
    for (const [at, pattern] of patterns.entries()) {
      const detail = details[at];
      if (detail === undefined) continue;
      const title = detail.title !== 0 && pattern.test(head);
      const below = detail.body !== 0 && pattern.test(body);
      if (title) above += detail.title;
      if (below) beneath += detail.body;
      if (title || below) hits.push(frames.length + at);
    }
    const most = weights.details;
    const said = Math.min(above, most.title) + Math.min(beneath, most.body);
    if (said > 0) add(SERVICE, said * (shown ? most.shown : 1));
    const named = source !== null && source !== undefined && source.trim() !== '';
    if (named && original !== true)
      add(REPOST, original === false ? weights.repost.said : weights.repost.named);
    const shares = softmax(scores);
    const best = shares.indexOf(Math.max(...shares));
    const all = told.reduce((one, other) => one + other, 0);
    const { least, half } = weights.certainty;
    const serves = best === SERVICE;
    return {
      shares,
      certainty: head === '' && body === '' ? 0 : least + (1 - least) * (all / (all + half)),
      title: head,
      why: hits.filter((hit) => (hit < frames.length ? kindOf[hit] : SERVICE) === best),
      services: serves ? topics : [],
    };
  };
}

const BRACKETED = /^\s*【([^】]{2,60})】/;

/** Microblogs have no title of their own: it stands in brackets before the text, or is the first sentence. */
function partsOf(title: string, text: string): { readonly head: string; readonly body: string } {
  const start = folded(text.slice(0, READ));
  const inBrackets = BRACKETED.exec(start);
  const own = folded(title.slice(0, READ).trim());
  const bare = BRACKETED.exec(own)?.[1] ?? own;
  const rest = inBrackets === null ? start : start.slice(inBrackets[0].length);
  if (bare !== '') return { head: bare, body: rest.startsWith(own) ? rest.slice(own.length) : rest };
  if (inBrackets?.[1] !== undefined) return { head: inBrackets[1], body: rest };
  const end = /[。！？!?\n]/.exec(start)?.index ?? start.length;
  return { head: start.slice(0, end + 1).slice(0, 60), body: start.slice(Math.min(end + 1, 60)) };
}

function countsIn(terms: Terms, text: string): Map<number, number> {
  const counts = new Map<number, number>();
  terms.scan(text, (list) => counts.set(list, (counts.get(list) ?? 0) + 1));
  return counts;
}

function softmax(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const sum = parts.reduce((one, other) => one + other, 0);
  return parts.map((part) => part / sum);
}

export function kindAt(index: number): Kind {
  return KINDS[index] ?? 'information';
}
