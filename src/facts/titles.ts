import { plain } from './vocabulary.ts';

/** A page title without the site's and the column's name behind it. */
export function columnlessTitle(title: string): string {
  return title.split(/\s[-_—|]\s|[_|]/)[0]?.trim() ?? title;
}

const NUMBER = /[\p{Script=Han}]{1,16}\s?[〔[【（(［]\s?(?:19|20)\d{2}\s?[〕\]】）)］]\s?第?\s?\d{1,5}\s?号/u;

const YEAR = /[〔[【（(［]\s?(?:19|20)\d{2}\s?[〕\]】）)］]/u;

/** The number of an official document (发文字号), such as 某政发〔2019〕5号; null where none is there. */
export function documentNumber(text: string): string | null {
  // Few texts hold a bracketed year; the whole pattern is tried on those alone.
  if (!YEAR.test(text)) return null;
  return NUMBER.exec(text)?.[0].replace(/\s/g, '') ?? null;
}

/** What two titles about one document share: the title between 《》, or all of it, without frame words. */
export function documentCore(title: string): string {
  const quoted = /《([^》]{4,200})》/.exec(title)?.[1];
  return plain(quoted ?? title)
    .replace(/^(?:关于|印发)+/, '')
    .replace(/(?:政策)?(?:解读|图解|一图读懂|问答)$/, '');
}
