import { Parser } from 'htmlparser2';
import type { ListItem, PageFacts, PageLink } from '../../../model/index.ts';
import type { Reader } from '../reading/reader.ts';

/**
 * A reader for the crawler's own tests: links, title, lists (`<li>` with a date), navigation (`<nav>`), refresh, and obstacles
 * marked by `<body class="captcha">`. What pages mean is the page room's matter; what the crawler does about it is tested with this.
 */
export function createReader(): Reader {
  return (bytes, { url, contentType }) => ({
    facts: read(new TextDecoder().decode(bytes), url, contentType),
    hits: [],
  });
}

function read(html: string, url: string, contentType: string | null): PageFacts {
  if (html.includes('CRASH-THE-READER')) process.abort();
  if (html.includes('BREAK-THE-READER')) throw new Error('cannot read this');
  const links: PageLink[] = [];
  const nav: PageLink[] = [];
  const items: ListItem[] = [];
  let base = url;
  let title = '';
  let refresh: string | null = null;
  let bodyClass = '';
  let text = 0;
  let inTitle = false;
  let inNav = false;
  let inItem = false;
  let open: { url: string; text: string } | null = null;
  const resolve = (href: string) => (URL.canParse(href, base) ? new URL(href, base).href : null);
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'base' && attributes.href !== undefined) base = resolve(attributes.href) ?? base;
      if (name === 'title') inTitle = true;
      if (name === 'nav') inNav = true;
      if (name === 'li') inItem = true;
      if (name === 'body') bodyClass = attributes.class ?? '';
      if (name === 'meta' && attributes['http-equiv'] === 'refresh')
        refresh = resolve(/url=(.*)/i.exec(attributes.content ?? '')?.[1] ?? '');
      const href = attributes.href ?? attributes.src;
      if (href === undefined) return;
      const to = resolve(href.trim());
      if (to === null || !to.startsWith('http')) return;
      const plain = to.replace(/#.*$/, '');
      if (name === 'a') open = { url: plain, text: '' };
      else if (name === 'img') links.push({ url: plain, text: '', via: 'img' });
    },
    ontext: (part) => {
      if (inTitle) title += part;
      else text += part.trim().length;
      if (open !== null) open.text += part;
      const date = /\d{4}-\d{2}-\d{2}/.exec(part)?.[0];
      const last = items.at(-1);
      if (inItem && date !== undefined && last !== undefined) items[items.length - 1] = { ...last, date };
    },
    onclosetag: (name) => {
      if (name === 'title') inTitle = false;
      if (name === 'nav') inNav = false;
      if (name === 'li') inItem = false;
      if (name !== 'a' || open === null) return;
      links.push(open);
      if (inNav) nav.push(open);
      if (inItem) items.push({ title: open.text, url: open.url, date: null });
      open = null;
    },
  });
  parser.end(html);
  const obstacle = (['captcha', 'firewall', 'login', 'error-page'] as const).find(
    (kind) => kind === bodyClass,
  );
  return {
    schema: 'xunjian.page/1',
    url,
    kind: 'other',
    charset: /charset=([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8',
    title,
    tags: {},
    column: { name: null, type: null, position: [] },
    items,
    latest: null,
    article: null,
    leaders: [],
    guide: {},
    footer: { siteIdCode: null, icp: null, police: null, sponsor: null, contact: null, errorReport: null },
    links,
    attachments: links.filter((link) => /\.(?:pdf|doc)$/.test(link.url)),
    nav,
    blocks: [],
    search: null,
    channels: [],
    messages: [],
    features: [],
    concealed: [],
    needsScript: bodyClass === 'needs-script',
    refresh,
    obstacle: obstacle === undefined ? null : { kind: obstacle, quote: title },
    textLength: text,
  };
}
