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
  /** Number of the likeliest kind. */
  readonly best: number;
  /** Numbers of the frames, and behind them of the details, that spoke for it. */
  readonly why: readonly number[];
  /** Numbers of the services that its title speaks of, if it serves; texts name papers and places of others. */
  readonly services: readonly number[];
}

const SERVICE = KINDS.indexOf('service');
const PUBLICITY = KINDS.indexOf('publicity');
export const REPOST = KINDS.indexOf('repost');

/** What has been said for each kind so far. */
interface Tally {
  /** Log-odds, in the order of KINDS. */
  readonly scores: number[];
  /** Weight of what was found. */
  readonly told: number[];
  readonly hits: number[];
}

/**
 * Title and text of one post → what it is for: naive Bayes by the weights of the list. Who acts and who is spoken to (frames) decides;
 * what it is about (topics, details) counts little beside a frame of show.
 */
export function createPostReader(words: PurposeWords): (post: PostText) => ReadPost {
  const { frames, services, weights } = words;
  const frameTerms = new Terms(frames.map((frame) => frame.words));
  const topicTerms = new Terms(services.map(({ topics = [] }) => topics));
  const details = words.details.map((one) => ({ ...one, pattern: new RegExp(one.pattern) }));
  const kindOf = frames.map(({ kind }) => KINDS.indexOf(kind));
  const prior = KINDS.map((kind) => weights.prior[kind]);

  const add = (tally: Tally, kind: number, weight: number) => {
    tally.scores[kind] = (tally.scores[kind] ?? 0) + weight;
    tally.told[kind] = (tally.told[kind] ?? 0) + weight;
  };

  const readFrames = (tally: Tally, head: string, body: string) => {
    const above = countsIn(frameTerms, head);
    for (const [list, times] of above) {
      add(tally, kindOf[list] ?? 0, (frames[list]?.weight ?? 0) + (times > 1 ? weights.again : 0));
      tally.hits.push(list);
    }
    for (const list of countsIn(frameTerms, body).keys()) {
      const share = frames[list]?.body ?? weights.body;
      if (share === 0 || above.has(list)) continue;
      add(tally, kindOf[list] ?? 0, (frames[list]?.weight ?? 0) * share);
      tally.hits.push(list);
    }
  };

  const readDetails = (tally: Tally, head: string, body: string, shown: boolean) => {
    let [above, beneath] = [0, 0];
    for (const [at, { title, body: weight, pattern }] of details.entries()) {
      const inHead = title !== 0 && pattern.test(head);
      const inBody = weight !== 0 && pattern.test(body);
      if (inHead) above += title;
      if (inBody) beneath += weight;
      if (inHead || inBody) tally.hits.push(frames.length + at);
    }
    const most = weights.details;
    const said = Math.min(above, most.title) + Math.min(beneath, most.body);
    add(tally, SERVICE, said * (shown ? most.shown : 1));
  };

  return ({ title, text, original, source }) => {
    const { head, body } = partsOf(title ?? '', text ?? '');
    const tally: Tally = { scores: [...prior], told: prior.map(() => 0), hits: [] };
    readFrames(tally, head, body);
    const [served, show] = [tally.told[SERVICE] ?? 0, tally.told[PUBLICITY] ?? 0];
    const shown = show > served && show >= weights.shownFrom;
    const topics = [...countsIn(topicTerms, head).keys()];
    const { topic } = weights;
    if (topics.length > 0) add(tally, SERVICE, shown ? topic.shown : served > 0 ? topic.served : topic.alone);
    if (!shown && topicTerms.has(body)) add(tally, SERVICE, topic.body);
    readDetails(tally, head, body, shown);
    if (source !== null && source !== undefined && source.trim() !== '' && original !== true)
      add(tally, REPOST, original === false ? weights.repost.said : weights.repost.named);

    const shares = softmax(tally.scores);
    const best = shares.indexOf(Math.max(...shares));
    const all = tally.told.reduce((one, other) => one + other, 0);
    const { least, half } = weights.certainty;
    return {
      shares,
      certainty: head === '' && body === '' ? 0 : least + (1 - least) * (all / (all + half)),
      title: head,
      best,
      why: tally.hits.filter((hit) => (hit < frames.length ? kindOf[hit] : SERVICE) === best),
      services: best === SERVICE ? topics : [],
    };
  };
}

const BRACKETED = /^\s*【([^】]{2,60})】/;
/** Longest first sentence that stands for a title. */
const TITLE = 60;

/** Microblogs have no title of their own: it stands in brackets before the text, or is the first sentence. */
function partsOf(title: string, text: string): { readonly head: string; readonly body: string } {
  const start = folded(text.slice(0, READ));
  const own = folded(title.slice(0, READ).trim());
  const inBrackets = BRACKETED.exec(start);
  const rest = inBrackets === null ? start : start.slice(inBrackets[0].length);
  if (own !== '')
    return {
      head: BRACKETED.exec(own)?.[1] ?? own,
      body: rest.startsWith(own) ? rest.slice(own.length) : rest,
    };
  if (inBrackets?.[1] !== undefined) return { head: inBrackets[1], body: rest };
  const end = Math.min(TITLE, (/[。！？!?\n]/.exec(start)?.index ?? start.length) + 1);
  return { head: start.slice(0, end), body: start.slice(end) };
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
