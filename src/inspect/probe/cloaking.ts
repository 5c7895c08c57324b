import type { Concealed, PageFacts, SectionValue } from '../../model/index.ts';
import type { TextScan } from '../../packs/index.ts';
import type { Opened, Opener } from './opener.ts';

type Content = SectionValue<'content'>;
const CATEGORY = 'harmful';
const MOST = 20;

/**
 * What search engines are shown and visitors are not (伪装页面, cloaking): each page is asked for twice, once in the name of a search
 * engine and right after it as any visitor, and what only the former holds is told. Pages that differ as pages do (news, counters)
 * say nothing: it has to be hidden links, stuffed keywords or harmful words. A refused request proves nothing either way.
 */
export async function lookForCloaking(
  content: Content,
  pages: readonly string[],
  openers: { readonly visitor: Opener; readonly searcher: Opener },
  scan: TextScan | undefined,
): Promise<Content> {
  const cloaked: Content['concealed'] = [];
  for (const page of pages) {
    // The visitor's copy comes last: of several captures of an address that one is the page.
    const searcher = await openers.searcher(page, 'page');
    if (searcher.page === null || searcher.ok !== true) continue;
    const visitor = await openers.visitor(page, 'page');
    if (visitor.page === null || visitor.ok !== true) continue;
    cloaked.push(...onlyIn(searcher, visitor, scan).map((one) => ({ ...one, page })));
  }
  return { ...content, concealed: [...content.concealed, ...cloaked.slice(0, MOST)] };
}

function onlyIn(searcher: Opened, visitor: Opened, scan: TextScan | undefined): Concealed[] {
  if (searcher.page === null || visitor.page === null) return [];
  // Most sites show both the very same page.
  if (searcher.page.html === visitor.page.html && searcher.finalUrl === visitor.finalUrl) return [];
  const [shown, seen] = [searcher.page.facts, visitor.page.facts];
  const known = new Set(seen.concealed.map(({ how, url, text }) => `${how} ${url} ${text}`));
  const hidden = shown.concealed
    .filter(({ how, url, text }) => !known.has(`${how} ${url} ${text}`))
    .map((one): Concealed => ({ ...one, how: 'cloaked' }));
  if (hidden.length > 0 || scan === undefined) return hidden;
  const about = { date: null, region: null };
  const rules = new Set(scan(wordsOf(seen), about).map(({ rule }) => rule));
  return scan(wordsOf(shown), about)
    .filter(({ category, rule }) => category === CATEGORY && !rules.has(rule))
    .map(({ context }) => ({
      how: 'cloaked',
      url: searcher.finalUrl === visitor.finalUrl ? null : searcher.finalUrl,
      text: context,
      selector: 'html',
    }));
}

/** What a search engine would index: title, words of links, article. */
function wordsOf({ title, links, article }: PageFacts): string {
  return [title, ...links.map(({ text }) => text), article?.text ?? ''].join('\n');
}
