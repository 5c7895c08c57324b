import { letterAt } from './letters.ts';

/** Takes bullets, counters' signs and emptied brackets off a title. */
export function cleanTitle(text: string): string {
  if (text === '') return text;
  const first = letterAt(text, 0) === 1;
  const last = text.charCodeAt(text.length - 1);
  const end = letterAt(text, text.length - 1) === 1;
  const brackets = hasBracket(text);
  // Most titles begin and end with a letter and have no brackets.
  if (first && end && last >= 0x80 && !brackets) return text;
  let title = first ? text : text.replace(/^[\s·•●▪■◆◇○□►▶▷»›※★☆\-–—.>|　]{1,8}/, '');
  if (brackets) title = title.replace(/[[(（【]\s{0,4}[\])）】]/g, '');
  if (brackets || !end) title = withoutEnd(title);
  if (/[WwT!]/.test(title.charAt(title.length - 1)))
    title = title.replace(/\s{0,4}(?:NEW|New|new|HOT)!?$/, '');
  return title.trim();
}

/** At most eight spaces and strokes at the end. */
function withoutEnd(title: string): string {
  const least = Math.max(0, title.length - 8);
  let end = title.length;
  while (end > least && /[\s|]/.test(title.charAt(end - 1))) end--;
  return title.slice(0, end);
}

function hasBracket(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x28 || code === 0xff08 || code === 0x3010) return true;
  }
  return false;
}
