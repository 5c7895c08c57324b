import type { PostRow } from '../model/index.ts';

/** Words of notices by which an account says of itself that it stops. */
export interface StopWords {
  readonly self: readonly string[];
  readonly stop: readonly string[];
  readonly other: readonly string[];
  readonly title: readonly string[];
  /** Words by which a notice says where to go. */
  readonly place: readonly string[];
}

/** One sentence that has a word of each list. */
export function speaksOf(
  { title, text }: PostRow,
  some: readonly string[],
  others: readonly string[],
): boolean {
  const has = (part: string | null | undefined, words: readonly string[]) =>
    typeof part === 'string' && words.some((word) => part.includes(word));
  // Most posts have no such word at all.
  if (!has(title, others) && !has(text, others)) return false;
  return sentencesOf(title, text).some((sentence) => has(sentence, others) && has(sentence, some));
}

function sentencesOf(...parts: readonly (string | null | undefined)[]): readonly string[] {
  return parts.flatMap((part) => part?.split(/[。！!？?；;\n]/) ?? []);
}

/** A post by which the account says of itself that it stops (停更公告): itself, then the stop, in one sentence, no other account between. */
export function isStopNotice({ title, text }: PostRow, notices: StopWords): boolean {
  if (notices.title.some((words) => title?.includes(words) === true)) return true;
  return sentencesOf(title, text).some((sentence) =>
    notices.self.some((own) => {
      const start = sentence.indexOf(own);
      if (start < 0) return false;
      const after = sentence.slice(start + own.length);
      return notices.stop.some((word) => {
        const end = after.indexOf(word);
        return end >= 0 && !notices.other.some((other) => after.slice(0, end).includes(other));
      });
    }),
  );
}

const QUOTED = /[“"「『《【]([^“”"「」『』《》【】]{2,40})[”"」』》】]/g;

/** What a post has in quotation marks: names of other accounts are there. */
export function quotedIn({ title, text }: PostRow): readonly string[] {
  return [...`${title ?? ''}\n${text ?? ''}`.matchAll(QUOTED)].flatMap((match) => match[1] ?? []);
}
