import type { PageFacts } from './page.ts';

/** Characters of an article's body that site facts look at: its number stands in the first 300, a quotation takes 160. */
const BODY_KEPT = 600;

/**
 * Page facts as site facts need them: of a long article only the beginning and the length. Whoever reads a page has searched its whole
 * body by then; what goes to another thread and into the journal is a quarter of it.
 */
export function abridged(facts: PageFacts): PageFacts {
  const { article } = facts;
  if (article === null || article.text.length <= BODY_KEPT) return facts;
  return {
    ...facts,
    article: { ...article, text: article.text.slice(0, BODY_KEPT), textLength: bodyLength(article) },
  };
}

/** Length of an article's body, whether or not all of it is there. */
export function bodyLength({ text, textLength }: NonNullable<PageFacts['article']>): number {
  return textLength ?? text.length;
}
