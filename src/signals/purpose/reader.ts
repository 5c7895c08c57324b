import type { AccountRow, MessageRow, PostRow, UnitRow } from '../../model/index.ts';
import { type ReplyReader, readingOf } from '../replies/index.ts';
import { createFunctionNames, type ServiceFunction } from './functions.ts';
import { createPostReader, kindAt, REPOST, type ReadPost } from './post.ts';
import { KINDS, type Kind, type PurposeWords } from './words.ts';

/** What an account is for (服务还是打卡). */
export interface Purpose {
  /** Shares of its posts by kind, each post counted by how much it tells; they sum to 1, all 0 when nothing is known. */
  readonly shares: Readonly<Record<Kind, number>>;
  /** Probability that it really serves citizens rather than clocks in for show (打卡晒成绩). */
  readonly serves: number;
  /** 0..1: how much was seen. */
  readonly evidence: number;
  /** Ids of service functions in filed functions, menus, titles and texts, sorted. */
  readonly functions: readonly string[];
  /** Those of them that are filed or in menus, rather than only spoken of. */
  readonly filed: readonly string[];
  /** Posts that tell most, of each leading kind. */
  readonly telling: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind: Kind;
    readonly why: string;
  }[];
}

/** Rows in any order → the purpose of each account. */
export interface PurposeReader {
  post(row: PostRow): void;
  message(row: MessageRow): void;
  purpose(account: AccountRow, unit: UnitRow | null): Purpose;
}

/** Telling posts kept of an account: those of service and show decide, of the others one is enough. */
const KEPT: Readonly<Record<Kind, number>> = {
  service: 2,
  information: 1,
  interaction: 1,
  publicity: 2,
  repost: 1,
  offDuty: 1,
};

/** Without one any reply counts. */
const ANSWERED: ReplyReader = () => ({ quality: 'substantive', why: { zh: '已答复', en: 'answered' } });

interface Telling {
  readonly id: string;
  readonly title: string;
  readonly kind: number;
  readonly strength: number;
  readonly why: readonly number[];
}

interface State {
  posts: number;
  /** Sum of certainties. */
  weight: number;
  readonly sums: number[];
  readonly telling: Telling[];
  /** Posts that serve, by number of the service they speak of. */
  spoken: Map<number, number> | null;
  answered: number;
}

/** With a reader of replies only messages that got an answer of substance count as answered. */
export function createPurposeReader(words: PurposeWords, replies: ReplyReader | null = null): PurposeReader {
  const read = createPostReader(words);
  const named = createFunctionNames(words);
  const states = new Map<string, State>();
  const reasons = new Map<string, readonly number[]>();
  /** Posts have their reasons in common by the thousand: each list of them is held once. */
  const shareWhy = (why: readonly number[]) => {
    const key = why.join();
    const known = reasons.get(key) ?? why;
    if (known === why) reasons.set(key, why);
    return known;
  };
  const stateOf = (id: string): State => {
    let state = states.get(id);
    if (state === undefined) {
      state = {
        posts: 0,
        weight: 0,
        sums: KINDS.map(() => 0),
        telling: [],
        spoken: null,
        answered: 0,
      };
      states.set(id, state);
    }
    return state;
  };
  return {
    post(row) {
      const found = read(row);
      if (found.certainty === 0) return;
      const state = stateOf(row.account);
      state.posts += 1;
      state.weight += found.certainty;
      found.shares.forEach((share, at) => {
        state.sums[at] = (state.sums[at] ?? 0) + share * found.certainty;
      });
      for (const service of found.services) {
        state.spoken ??= new Map();
        state.spoken.set(service, (state.spoken.get(service) ?? 0) + 1);
      }
      keep(state.telling, row.id, found, shareWhy);
    },
    message(row) {
      if (row.valid === false) return;
      const state = stateOf(row.subject);
      const { reading } = readingOf(replies ?? ANSWERED, row.text, row.reply);
      if (reading?.quality === 'substantive') state.answered += 1;
    },
    purpose(account, unit) {
      const state = states.get(account.id);
      const filed = account.functions.flatMap((cell) => named(cell));
      const menus = Object.entries(account.extra)
        .filter(([column]) => words.menuColumns.some((word) => column.includes(word)))
        .flatMap(([, cell]) => named(cell));
      const own = new Map([...filed, ...menus].map((one) => [one.id, one]));
      const spoken = [...(state?.spoken ?? [])].flatMap(([service, times]) => {
        const { least, share } = words.spoken;
        const id = words.services[service]?.id;
        return id !== undefined && times >= least && times >= share * (state?.posts ?? 0) ? [id] : [];
      });
      const serving = [...own.values()].filter(({ serves }) => serves > 0).map(({ id }) => id);
      return {
        shares: sharesOf(state),
        serves: serves(words, state, [...own.values()], account, unit),
        evidence: evidenceOf(words, state, own.size),
        functions: [...new Set([...serving, ...spoken])].sort(),
        filed: serving.sort(),
        telling: (state?.telling ?? [])
          .toSorted((a, b) => a.kind - b.kind || stronger(a, b))
          .map(({ id, title, kind, why }) => ({
            id,
            title,
            kind: kindAt(kind),
            why: whyOf(words, why),
          })),
      };
    },
  };
}

function sharesOf(state: State | undefined): Readonly<Record<Kind, number>> {
  const share = (kind: Kind) =>
    state === undefined || state.weight === 0 ? 0 : (state.sums[KINDS.indexOf(kind)] ?? 0) / state.weight;
  return {
    service: share('service'),
    information: share('information'),
    interaction: share('interaction'),
    publicity: share('publicity'),
    repost: share('repost'),
    offDuty: share('offDuty'),
  };
}

function serves(
  { serves: rule }: PurposeWords,
  state: State | undefined,
  functions: readonly ServiceFunction[],
  account: AccountRow,
  unit: UnitRow | null,
): number {
  const counted = KINDS.reduce((sum, kind, at) => sum + rule.counts[kind] * (state?.sums[at] ?? 0), 0);
  const { serving, posts } = rule.prior;
  const share = (Math.max(0, counted) + serving) / ((state?.weight ?? 0) + posts);
  const useful = functions.reduce((sum, one) => sum + one.serves, 0);
  const idle = functions.length > 0 && useful === 0;
  const z =
    rule.bias +
    rule.share * Math.log(share / (1 - share)) +
    Math.min(rule.functions.most, rule.functions.each * useful) +
    (idle ? rule.functions.onlyIdle : 0) +
    Math.min(rule.messages.most, rule.messages.answered * (state?.answered ?? 0)) +
    (rule.accountKind[account.kind ?? ''] ?? 0) +
    (rule.unitKind[unit?.kind ?? ''] ?? 0);
  return 1 / (1 + Math.exp(-z));
}

function evidenceOf(
  { serves: { evidence } }: PurposeWords,
  state: State | undefined,
  functions: number,
): number {
  const seen =
    (state?.weight ?? 0) / evidence.posts +
    functions * evidence.functions +
    (state?.answered ?? 0) * evidence.messages;
  return seen / (1 + seen);
}

/** Keeps the strongest of each kind; of equals the one with the lesser id, so that order does not matter. */
function keep(
  telling: Telling[],
  id: string,
  { shares, best, certainty, title, why }: ReadPost,
  held: (why: readonly number[]) => readonly number[],
): void {
  if (why.length === 0 && best !== REPOST) return;
  const one = { id, title, kind: best, strength: (shares[best] ?? 0) * certainty, why };
  let [same, weakest] = [0, -1];
  for (let at = 0; at < telling.length; at += 1) {
    const other = telling[at];
    if (other?.kind !== best) continue;
    same += 1;
    const weak = telling[weakest];
    if (weak === undefined || stronger(weak, other) < 0) weakest = at;
  }
  const weak = telling[weakest];
  if (same < KEPT[kindAt(best)] || weak === undefined) telling.push({ ...one, why: held(why) });
  else if (stronger(one, weak) < 0) telling[weakest] = { ...one, why: held(why) };
}

function stronger(a: Telling, b: Telling): number {
  return b.strength - a.strength || (a.id < b.id ? -1 : 1);
}

function whyOf({ frames, details }: PurposeWords, why: readonly number[]): string {
  const reasons = why.flatMap((at) => {
    const said = at < frames.length ? frames[at]?.why.zh : details[at - frames.length]?.why.zh;
    return said === undefined ? [] : [said];
  });
  return [...new Set(reasons)].join('、') || '转自他处';
}
