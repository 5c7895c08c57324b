import type { PostRow } from '../model/index.ts';
import type { PostScanner } from '../signals/index.ts';
import type { Scanner, TextPart } from '../text/index.ts';

/** Characters of context to either side of a hit. */
const AROUND = 40;
/** Between title and text: ends every match, and stands in neither. */
const GAP = '\0';
/** What a census judges by; other kinds (adverts, typos) are for checks before publishing. */
const JUDGED: readonly string[] = ['misstatement', 'harmful', 'secrecy', 'coercion'];

/** Looks through posts, and through messages of the public, with the term packs. */
export function postScanner(scanner: Scanner): PostScanner {
  const look = (
    { text, parts }: Text,
    about: {
      readonly url: string;
      readonly title: string;
      readonly date: string | null;
      readonly region: string | null;
    },
  ) => {
    if (text === '') return [];
    const { url, title, date, region } = about;
    return scanner
      .scan(text, { parts, date, region })
      .filter(({ category }) => JUDGED.includes(category))
      .map((hit) => ({
        ...hit,
        url,
        title,
        date,
        context: text.slice(Math.max(0, hit.start - AROUND), hit.end + AROUND).replaceAll(GAP, ' '),
        selector: null,
      }));
  };
  return {
    packs: scanner.packs,
    scan: (post, region) =>
      look(textOf(post), {
        url: post.url ?? `${post.account}/${post.id}`,
        title: post.title ?? '',
        date: post.published,
        region,
      }),
    scanLink: ({ url, finalUrl, title, text, at }) =>
      look(textOf({ title, text }), {
        url: finalUrl ?? url,
        title: title ?? '',
        date: at,
        region: null,
      }),
    scanMessage: ({ subject, id, text, received }) =>
      look(
        { text: text ?? '', parts: [{ field: 'message', start: 0, end: text?.length ?? 0 }] },
        { url: `${subject}/${id}`, title: '', date: received, region: null },
      ),
  };
}

interface Text {
  readonly text: string;
  readonly parts: readonly TextPart[];
}

function textOf({ title, text }: Pick<PostRow, 'title' | 'text'>): Text {
  const head = title ?? '';
  const body = text ?? '';
  const joined = head !== '' && body !== '' ? head + GAP + body : head + body;
  const split = head === '' ? 0 : head.length + (body === '' ? 0 : GAP.length);
  const parts: TextPart[] = [];
  if (head !== '') parts.push({ field: 'heading', start: 0, end: head.length });
  if (body !== '') parts.push({ field: 'body', start: split, end: joined.length });
  return { text: joined, parts };
}
