import { stat } from 'node:fs/promises';
import { InputError } from '../model/index.ts';

/** What is inspected: a live site, a web archive, or a folder of saved pages. */
export type Target =
  | { readonly kind: 'live'; readonly url: string }
  | { readonly kind: 'archive'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string };

const HOST = /^(?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,}(?::\d{1,5})?(?:\/\S*)?$/u;

/** Tells what a target is. A name without a scheme is a file where there is one, else a host. */
export async function targetOf(text: string): Promise<Target> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return live(text);
  const found = await stat(text).catch(() => null);
  if (found?.isDirectory()) return { kind: 'folder', path: text };
  if (found?.isFile()) return { kind: 'archive', path: text };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    throw new InputError({
      what: 'inspect',
      where: text,
      why: `the scheme ${scheme}: is not http or https`,
      todo: 'give the address of a website, such as http://www.example.gov.cn/, a web archive or a folder',
    });
  if (HOST.test(text)) return live(`http://${text}`);
  throw new InputError({
    what: 'inspect',
    where: text,
    why: 'there is no such file or folder, and it is no address of a website',
    todo: 'give an address that starts with http:// or https://, a .warc, .warc.gz or .wacz file, or a folder of saved pages',
  });
}

function live(text: string): Target {
  if (!URL.canParse(text) || new URL(text).hostname === '')
    throw new InputError({
      what: 'inspect',
      where: text,
      why: 'it is no valid address',
      todo: 'give one such as http://www.example.gov.cn/',
    });
  const url = new URL(text);
  url.hash = '';
  return { kind: 'live', url: url.href };
}
