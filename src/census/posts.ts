import type { PostRow } from '../model/index.ts';
import type { PostScanner } from '../signals/index.ts';
import type { Scanner, TextPart } from '../text/index.ts';

/** Characters of context to either side of a hit. */
const AROUND = 40;
/** Between title and text: ends every match, and stands in neither. */
const GAP = '\0';
/** What a census judges by; other kinds (adverts, typos) are for checks before publishing. */
const JUDGED: readonly string[] = ['misstatement', 'harmful', 'secrecy'];

/** Looks through title and text of a post with the term packs. */
export function postScanner(scanner: Scanner): PostScanner {
  return {
    packs: scanner.packs,
    scan(post, region) {
      const { text, parts } = textOf(post);
      if (text === '') return [];
      const hits = scanner.scan(text, { parts, date: post.published, region });
      return hits
        .filter(({ category }) => JUDGED.includes(category))
        .map((hit) => ({
          ...hit,
          url: post.url ?? `${post.account}/${post.id}`,
          title: post.title ?? '',
          date: post.published,
          context: text.slice(Math.max(0, hit.start - AROUND), hit.end + AROUND).replaceAll(GAP, ' '),
          selector: null,
        }));
    },
  };
}

function textOf({ title, text }: PostRow): { readonly text: string; readonly parts: readonly TextPart[] } {
  const head = title ?? '';
  const body = text ?? '';
  const joined = head !== '' && body !== '' ? head + GAP + body : head + body;
  const split = head === '' ? 0 : head.length + (body === '' ? 0 : GAP.length);
  const parts: TextPart[] = [];
  if (head !== '') parts.push({ field: 'heading', start: 0, end: head.length });
  if (body !== '') parts.push({ field: 'body', start: split, end: joined.length });
  return { text: joined, parts };
}
