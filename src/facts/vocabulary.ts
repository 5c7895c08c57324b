import { z } from 'zod';
import { ColumnKind, PAGE_TAGS } from '../model/index.ts';

const Words = z.array(z.string().min(1));
const Days = z.number().int().positive();

/** Words by which the parts of a site are recognised (`packs/site-vocabulary.yaml`). Compiled once by `compileVocabulary`. */
export const SiteVocabulary = z.strictObject({
  schema: z.literal('xunjian.site-vocabulary/1'),
  columns: z.array(z.strictObject({ kind: ColumnKind, types: Words, names: Words })).min(1),
  notColumns: z.strictObject({ exact: Words, contains: Words }),
  homeNames: Words,
  interpretations: z.strictObject({
    titles: Words,
    graphic: Words,
    video: Words,
    interactive: Words,
    linkToInterpretation: Words,
    linkToDocument: Words,
  }),
  documents: z.strictObject({ endings: Words, never: Words, otherBodies: Words }),
  overview: z.strictObject({
    minText: z.number().int().nonnegative(),
    minLoose: z.number().int().nonnegative(),
  }),
  services: z.strictObject({
    entry: Words,
    bodies: Words,
    apply: Words,
    stats: Words,
    classes: z.array(z.strictObject({ name: z.string().min(1), aliases: Words })).min(1),
    vague: Words,
    fileTypes: Words,
    forms: Words,
  }),
  interaction: z.strictObject({
    stats: Words,
    notMessages: Words,
    surveyNot: Words,
    petition: Words,
    discipline: Words,
  }),
  search: z.strictObject({ none: Words }),
  parked: Words,
  /** How a search engine calls itself; a site is asked once in its name. */
  spider: z.string().regex(/^[\x20-\x7e]+$/),
  tags: z.strictObject({
    home: z.array(z.enum(PAGE_TAGS)),
    list: z.array(z.enum(PAGE_TAGS)),
    article: z.array(z.enum(PAGE_TAGS)),
  }),
  limits: z.strictObject({
    entranceLinks: z.number().int().nonnegative(),
    entranceItems: z.number().int().nonnegative(),
    blankText: z.number().int().nonnegative(),
    urlDateDays: Days,
    tagDateDays: Days,
    lastModifiedDays: Days,
    faithfulDays: Days,
    idDays: Days,
    clockHours: Days,
    clusterPages: Days,
    clusterSpread: Days,
  }),
});
export type SiteVocabulary = z.infer<typeof SiteVocabulary>;

/** The vocabulary with its look-ups. */
export interface Lexicon {
  readonly words: SiteVocabulary;
  /** Kind by the tag ColumnType; null where the value is none of the official ones. */
  kindOfType(type: string): ColumnKind | null;
  /** Kind by a column's name; null where no word of it is known. */
  kindOfName(name: string): ColumnKind | null;
  /** The words of a link that names no column: 首页, 登录, 更多 … */
  isFunction(text: string): boolean;
  isHomeName(text: string): boolean;
}

/** Spaces, marks and width do not tell names apart: `政务 公开>` is 政务公开. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

export function has(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

export function compileVocabulary(words: SiteVocabulary): Lexicon {
  const types = new Map(words.columns.flatMap(({ kind, types }) => types.map((type) => [plain(type), kind])));
  const names = words.columns.flatMap(({ kind, names }) =>
    names.map((name) => ({ name: plain(name), kind })),
  );
  const exact = new Set(words.notColumns.exact.map(plain));
  const parts = words.notColumns.contains.map(plain);
  const home = new Set(words.homeNames.map(plain));
  return {
    words,
    kindOfType: remembered((type) => types.get(plain(type)) ?? null),
    kindOfName: remembered((name) => longest(plain(name), names)),
    isFunction: remembered((text) => {
      const bare = plain(text);
      return bare === '' || exact.has(bare) || has(bare, parts);
    }),
    isHomeName: remembered((text) => home.has(plain(text))),
  };
}

/** Texts remembered at most: emptied when there are more, so that memory does not grow with the site. */
const REMEMBERED = 4_000;
/** What is longer is no name, and comes once. */
const LONGEST = 60;

/** Columns and navigation have the same names on every page: what is said of a name is worked out once. */
export function remembered<T>(tell: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return tell(text);
    let told = known.get(text);
    if (told === undefined) {
      told = tell(text);
      if (known.size >= REMEMBERED) known.clear();
      known.set(text, told);
    }
    return told;
  };
}

/** The longest known word decides; of two as long, the one that ends later: Chinese compounds end with their head. */
function longest(
  text: string,
  names: readonly { readonly name: string; readonly kind: ColumnKind }[],
): ColumnKind | null {
  let best: { readonly length: number; readonly end: number; readonly kind: ColumnKind } | null = null;
  for (const { name, kind } of names) {
    const at = text.lastIndexOf(name);
    if (at < 0) continue;
    const end = at + name.length;
    if (best === null || name.length > best.length || (name.length === best.length && end > best.end))
      best = { length: name.length, end, kind };
  }
  return best?.kind ?? null;
}
