import { type FoundForm, pageKey, type SiteVocabulary } from '../../facts/index.ts';
import {
  type ColumnKind,
  dayOf,
  type SearchForm,
  type SectionValue,
  type SiteFacts,
} from '../../model/index.ts';
import { formUrl } from './form-encoding.ts';
import type { Opened, Opener } from './opener.ts';

type SearchFacts = SectionValue<'search'>;
type Try = SearchFacts['tries'][number];
type Article = SectionValue<'articles'>[number];

/** A query that no site holds: what its answer shows stands on every answer. */
const NONSENSE = '龘爨鱻麤';
const EXACT = 4;
/** Columns whose entries a search has to find; messages and services may be left to searches of their own. */
const PUBLISHED: ReadonlySet<ColumnKind> = new Set([
  'news',
  'notice',
  'policy',
  'interpretation',
  'statistics',
  'personnel',
  'response',
  'special',
  'other',
]);
/** An index may take some days to hold a new article. */
const SETTLED_DAYS = 3;

/**
 * Tries the site's own search (站内搜索, SITE-DED-24) with titles of its own articles. Not found is said only where the answer
 * says that there is nothing, or shows results without the article; an answer that looks the same for nonsense is filled in by
 * script and proves nothing.
 */
export async function trySearch(
  found: FoundForm | null,
  facts: SiteFacts,
  open: Opener,
  vocabulary: SiteVocabulary,
): Promise<SearchFacts> {
  if (found === null) return { form: null, usable: null, tries: [] };
  const { form } = found;
  const articles = chooseTitles(facts);
  if (form.method === 'post' || articles.length === 0) {
    const why = form.method === 'post' ? '搜索以 POST 方式提交，未自动试用' : '没有读到可供搜索的文章标题';
    return { form: form.action, usable: null, tries: [untried(form, articles[0] ?? null, why)] };
  }
  const control = await open(searchUrl(found, NONSENSE), 'page');
  const tries: Try[] = [];
  for (const article of articles)
    tries.push(await tryOne(found, article, article.title, 'exact', open, control, vocabulary));
  const probe = articles.find((_, at) => tries[at]?.found === true) ?? articles[0];
  if (probe !== undefined) {
    const [fuzzy, typo] = [fuzzyQuery(probe.title), typoQuery(probe.title)];
    if (fuzzy !== null) tries.push(await tryOne(found, probe, fuzzy, 'fuzzy', open, control, vocabulary));
    if (typo !== null) tries.push(await tryOne(found, probe, typo, 'typo', open, control, vocabulary));
  }
  return { form: form.action, usable: usableOf(tries, control), tries };
}

/** Of the newest articles those that an index has had time to take in; spread over them, with titles of their own. */
function chooseTitles(facts: SiteFacts): Article[] {
  if (facts.sections.articles.status !== 'ok') return [];
  const end = Date.parse(facts.collectedAt) - SETTLED_DAYS * 86_400_000;
  const kinds = new Map(
    facts.sections.columns.status === 'ok'
      ? facts.sections.columns.value.map((one) => [one.name, one.kind])
      : [],
  );
  const dated = facts.sections.articles.value.filter(
    (one) =>
      one.date !== null && one.title.length >= 6 && PUBLISHED.has(kinds.get(one.column ?? '') ?? 'other'),
  );
  const settled = dated.filter((one) => (one.date ?? '').slice(0, 10) <= dayOf(end));
  const pool = [
    ...new Map((settled.length >= EXACT ? settled : dated).map((one) => [bare(one.title), one])).values(),
  ].slice(0, 24);
  const step = Math.max(1, Math.floor(pool.length / EXACT));
  return pool.filter((_, at) => at % step === 0).slice(0, EXACT);
}

async function tryOne(
  form: FoundForm,
  article: Article,
  query: string,
  kind: Try['kind'],
  open: Opener,
  control: Opened,
  vocabulary: SiteVocabulary,
): Promise<Try> {
  const url = searchUrl(form, query);
  const answer = await open(url, 'page');
  const seen = judgeAnswer(answer, control, article, query, vocabulary);
  return { query, kind, expected: article.title, url, ...seen };
}

/** What an answer of the search says about one expected article. */
export function judgeAnswer(
  answer: Opened,
  control: Opened,
  expected: { readonly title: string; readonly url: string },
  query: string,
  vocabulary: SiteVocabulary,
): Pick<Try, 'found' | 'results' | 'why'> {
  if (answer.ok === null) return { found: null, results: null, why: answer.why };
  if (answer.page === null || answer.ok === false)
    return {
      found: answer.ok === false ? false : null,
      results: null,
      why: answer.why ?? '搜索结果不是网页',
    };
  const { facts, html } = answer.page;
  // “Nothing found” may look like an error page; what it says is read below.
  if (facts.obstacle !== null && facts.obstacle.kind !== 'error-page')
    return { found: null, results: null, why: `搜索被拦截：${facts.obstacle.quote}` };
  if (facts.needsScript) return { found: null, results: null, why: '搜索结果由脚本生成' };
  const frame = new Set(control.page?.facts.links.map((link) => pageKey(link.url)) ?? []);
  const own = facts.links.filter((link) => link.via === undefined && !frame.has(pageKey(link.url)));
  const titled = [...facts.items, ...own.map((link) => ({ title: link.text, url: link.url }))];
  const wanted = pageKey(expected.url);
  const results = own.filter((link) => bare(link.text).length >= 4).length;
  if (
    titled.some(
      (one) => (one.url !== null && pageKey(one.url) === wanted) || isTitle(one.title, expected.title),
    )
  )
    return { found: true, results, why: null };
  if (results > 0) return { found: false, results, why: null };
  const text = html
    .replace(/<script[\s\S]*?<\/script>/gi, '')
    .replace(/<[^>]{0,500}>/g, '')
    .split(query)
    .join('');
  if (vocabulary.search.none.some((words) => text.replace(/\s+/g, '').includes(words)))
    return { found: false, results: 0, why: null };
  return { found: null, results: null, why: '结果页没有可读的结果，可能由脚本加载' };
}

/** Whole, or cut by the list after at least ten characters. */
function isTitle(shown: string, title: string): boolean {
  const [a, b] = [bare(shown.replace(/(?:\.{2,}|…+)\s*$/, '')), bare(title)];
  return a !== '' && (a.includes(b) || (a.length >= 10 && b.startsWith(a)));
}

function usableOf(tries: readonly Try[], control: Opened): boolean | null {
  if (tries.some((one) => one.found === true)) return true;
  if (tries.some((one) => one.results !== null && one.results > 0)) return true;
  // The form leads nowhere: every answer is finally not there.
  const exact = tries.filter((one) => one.kind === 'exact');
  if (control.ok === false && exact.length > 0 && exact.every((one) => one.found === false)) return false;
  return tries.some((one) => one.results === 0) ? true : null;
}

/** As a browser would send it: the page's other fields unchanged, in the charset of the page. */
function searchUrl({ form, charset }: FoundForm, query: string): string {
  return formUrl(form.action, [...Object.entries(form.hidden), [form.param, query]], charset);
}

/** Two parts of a title, as people type it: 关于…加强…通知 → “加强供水 通知”. */
function fuzzyQuery(title: string): string | null {
  const text =
    title
      .replace(/^关于/, '')
      .match(/\p{Script=Han}{2,}/gu)
      ?.join('') ?? '';
  return text.length < 8 ? null : `${text.slice(0, 4)} ${text.slice(-4)}`;
}

/** One character in the middle doubled by its neighbour: a slip of the hand. */
function typoQuery(title: string): string | null {
  const text = [...(title.match(/\p{Script=Han}+/gu)?.join('') ?? '')].slice(0, 8);
  if (text.length < 6) return null;
  [text[2], text[3]] = [text[3] ?? '', text[2] ?? ''];
  return text.join('');
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
}

function untried(form: SearchForm, article: Article | null, why: string): Try {
  const expected = article?.title ?? '';
  return { query: expected, kind: 'exact', expected, url: form.action, found: null, results: null, why };
}
