import type { El, ParsedPage } from './dom.ts';

/** What tells two links apart: where they lead, or which they are where they lead nowhere. */
export function targetKey(link: El): string | number {
  const href = link.attr('href') ?? '';
  return href.length < 2 || href.startsWith('#') || /^javascript/i.test(href) ? link.index : href;
}

/** The link that carries the title: the longest; a category before it (`[通知] 标题`) is shorter. */
export function mainLink(page: ParsedPage, links: readonly El[]): El {
  let best = links[0];
  let most = -1;
  for (const link of links) {
    const letters = Math.max(page.letters(link.t0, link.t1), Math.min(6, (link.attr('title') ?? '').length));
    if (letters > most) {
      most = letters;
      best = link;
    }
  }
  if (best === undefined) throw new RangeError('mainLink: no links');
  return links.length > 1 && isSummary(page, best) ? headOf(page, links, best) : best;
}

/** Letters that a title seldom has. */
const LONG = 40;

function isSummary(page: ParsedPage, link: El): boolean {
  const letters = page.letters(link.t0, link.t1);
  const text = page.text.slice(link.t0, link.t1);
  return (
    letters >= LONG || /[。；！]/.test(text) || (letters * 2 >= LONG && /(?:…|\.{3})\s{0,3}$/.test(text))
  );
}

/** Headline and summary of a card lead to the same page: the headline is the title. */
function headOf(page: ParsedPage, links: readonly El[], summary: El): El {
  const key = targetKey(summary);
  return (
    links.find(
      (link) => targetKey(link) === key && page.letters(link.t0, link.t1) >= 5 && !isSummary(page, link),
    ) ?? summary
  );
}
