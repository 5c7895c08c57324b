import type { PageLink } from '../model/index.ts';
import type { El, ParsedPage } from './dom.ts';

const FILE =
  /\.(?:docx?|xlsx?|pptx?|wps|et|dps|pdf|ofd|ceb|rar|zip|7z|txt|csv|xml|json|rtf|mp3|mp4|wmv|flv|avi|tif)(?:$|[?#&])/i;
const DOWNLOAD =
  /(?:^|[/?&])(?:download|downfile|down|attach|attachment|fileid|file_id|filename)(?:$|[/?&=.])/i;

/** Every address that the page points to, in page order: links first named by their words, then what it embeds. */
export function readLinks(page: ParsedPage): PageLink[] {
  const links: PageLink[] = [];
  for (const el of page.all) {
    const link = linkOf(page, el);
    if (link !== null) links.push(link);
  }
  return links;
}

function linkOf(page: ParsedPage, el: El): PageLink | null {
  switch (el.tag) {
    case 'a':
      return made(page.hrefOf(el), wordsOf(page, el));
    case 'area':
      return made(page.hrefOf(el), el.attr('alt') ?? el.attr('title') ?? '', 'area');
    case 'img':
      return made(page.resolve(el.attr('src')), el.attr('alt') ?? el.attr('title') ?? '', 'img');
    case 'iframe':
    case 'frame':
      return made(page.resolve(el.attr('src')), el.attr('title') ?? '', 'frame');
    case 'script':
      return made(page.resolve(el.attr('src')), '', 'script');
    case 'link':
      return /stylesheet/i.test(el.attr('rel') ?? '') ? made(page.hrefOf(el), '', 'style') : null;
    case 'form':
      return made(page.resolve(el.attr('action')), '', 'form');
    case 'video':
    case 'audio':
    case 'source':
    case 'embed':
      return made(page.resolve(el.attr('src')), '', 'media');
    default:
      return null;
  }
}

function made(url: string | null, text: string, via?: NonNullable<PageLink['via']>): PageLink | null {
  if (url === null) return null;
  return via === undefined ? { url, text } : { url, text, via };
}

/** Words of a link; of a picture its alternative text. */
function wordsOf(page: ParsedPage, el: El): string {
  const words = page.textOf(el);
  if (words !== '') return words;
  const hint = el.attr('title');
  if (hint !== null && hint !== '') return hint.trim();
  return page.within(el, 'img')[0]?.attr('alt')?.trim() ?? '';
}

/** Files offered for download (附件): each once, named by its first words. */
export function readAttachments(links: readonly PageLink[]): PageLink[] {
  const files = new Map<string, PageLink>();
  for (const link of links) {
    if (link.via !== undefined && link.via !== 'area') continue;
    if (!isFile(link)) continue;
    const known = files.get(link.url);
    if (known === undefined || (known.text === '' && link.text !== ''))
      files.set(link.url, { url: link.url, text: link.text });
  }
  return [...files.values()];
}

/** Ends as addresses of pages do and has nothing behind that: most do. */
function isPage(url: string): boolean {
  return (
    (url.endsWith('.html') || url.endsWith('/') || url.endsWith('.htm')) &&
    !url.includes('?') &&
    !url.includes('&')
  );
}

function isFile(link: PageLink): boolean {
  const { url, text } = link;
  const path = url.slice(url.indexOf('/', 8));
  if (!isPage(url) && FILE.test(path)) return true;
  const dotted = text.includes('.');
  if (dotted && FILE.test(text)) return true;
  const named =
    text.includes('附件') || text.includes('下载') || (dotted && /\.(?:docx?|xlsx?|pdf|zip|rar)/i.test(text));
  return named && DOWNLOAD.test(path);
}
