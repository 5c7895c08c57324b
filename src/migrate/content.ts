import { type AccountRow, type PostRow, parseTime, shanghai } from '../model/index.ts';

/** Files that go with a post (附件、图片): paths in the register folder, or addresses. */
export function mediaOf(post: PostRow): readonly string[] {
  const listed = [post.media, post.attachments, post.images].flatMap((value) =>
    Array.isArray(value) ? value : [],
  );
  return [
    ...new Set(
      listed.flatMap((one: unknown) => {
        if (typeof one === 'string') return [one];
        if (typeof one !== 'object' || one === null) return [];
        const { path, url } = one as { path?: unknown; url?: unknown };
        return typeof path === 'string' ? [path] : typeof url === 'string' ? [url] : [];
      }),
    ),
  ];
}

/** `2019-05-17-p12`: sorts by day and is a name on every file system; unusual ids get a number, so that no two fall together. */
export function nameOf(post: PostRow, number: number): string {
  const day = post.published?.slice(0, 10) ?? 'undated';
  const plain = /^[\w-]{1,60}$/.test(post.id) ? post.id : `n${number}`;
  return `${day}-${plain}`;
}

/** A post as Markdown with its data in front (YAML as JSON values, which every YAML reader takes). */
export function markdownOf(post: PostRow, media: readonly MediaFile[]): string {
  const { id, account, published, title, url, reads, likes, shares, comments, original, source } = post;
  const head = { id, account, title, published, url, source, original, reads, likes, shares, comments };
  const lines = Object.entries(head)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const files = media.map(({ given, file }) =>
    file === null ? `- ${given}（未取得 / not collected）` : `- [${given}](../${file})`,
  );
  return [
    '---',
    ...lines,
    '---',
    '',
    `# ${plainLine(post.title ?? post.id)}`,
    '',
    escaped(post.text ?? ''),
    ...(files.length === 0 ? [] : ['', '## 附件 / Attachments', '', ...files]),
    '',
  ].join('\n');
}

export interface MediaFile {
  /** As the post names it. */
  readonly given: string;
  /** Where it was copied to, below the export; null where it was not at hand. */
  readonly file: string | null;
}

/** Words that Markdown would take for marks stay words. */
function escaped(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/[\\`*_<>[\]]/g, '\\$&')
        .replace(/^(\s*)([#>+-]|\d+[.)])(?=\s)/, (_, space, mark) => `${space}\\${mark}`),
    )
    .join('  \n');
}

function plainLine(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim());
}

/** A post as an item of JSON Feed 1.1; counts and what the format has no word for stand under `_xunjian`. */
export function feedItemOf(post: PostRow, file: string, media: readonly MediaFile[]) {
  const { id, url, title, text, published, reads, likes, shares, comments, original, source } = post;
  const at = published === null ? null : parseTime(published);
  return {
    id: url ?? `urn:xunjian:post:${encodeURIComponent(post.account)}:${encodeURIComponent(id)}`,
    ...(url === null || url === undefined ? {} : { url }),
    ...(title === null || title === undefined ? {} : { title }),
    content_text: text ?? '',
    ...(at === null ? {} : { date_published: shanghai(at) }),
    ...(media.length === 0
      ? {}
      : {
          attachments: media.map(({ given, file: path }) => ({
            url: path ?? given,
            mime_type: 'application/octet-stream',
          })),
        }),
    _xunjian: { id, file, published, reads, likes, shares, comments, original, source },
  };
}

/** The address that stands for a post in the web archive. */
export function addressOf(post: PostRow): string {
  return post.url !== null && post.url !== undefined && URL.canParse(post.url)
    ? new URL(post.url).href
    : `urn:xunjian:post:${encodeURIComponent(post.account)}:${encodeURIComponent(post.id)}`;
}

/** A post as a page of its own, readable in any replay tool. */
export function pageOf(post: PostRow, account: AccountRow): string {
  const at = post.published === null ? null : parseTime(post.published);
  const meta = [
    account.name,
    post.published === null
      ? '未注明时间'
      : at === null
        ? post.published
        : shanghai(at).slice(0, 16).replace('T', ' '),
    post.source ?? null,
    typeof post.reads === 'number' ? `阅读 ${post.reads}` : null,
  ].filter((part) => part !== null);
  const title = html(post.title ?? post.id);
  const body = (post.text ?? '').split(/\r?\n/).map((line) => `<p>${html(line)}</p>`);
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1><p>${html(meta.join(' · '))}</p>${body.join('')}</article></body></html>\n`;
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** When a post was published, for the archive; posts without a date are filed under the time of the export. */
export function instantOf(post: PostRow, otherwise: number): number {
  return (post.published === null ? null : parseTime(post.published)) ?? otherwise;
}
