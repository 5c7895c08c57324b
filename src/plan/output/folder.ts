import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Language } from '../../model/index.ts';
import { followers } from '../follow.ts';
import { planHtml } from './html.ts';
import { type PlanDocument, planJson } from './json.ts';
import { goes, noticeOf } from './notices.ts';
import { DOCUMENTS, type Templates } from './templates.ts';
import { writePlanXlsx } from './xlsx.ts';

export interface FolderOptions {
  readonly language: Language;
  /** null: no notices and forms. */
  readonly templates: Templates | null;
  /** Whom citizens call. */
  readonly contact: string | null;
  readonly onProgress?: (done: number, all: number) => void;
}

/** Writes `plan.json`, `plan.xlsx`, `plan.html` and `notices/` into a folder; each file appears whole or not at all. */
export async function writePlanFolder(
  document: PlanDocument,
  folder: string,
  { language, templates, contact, onProgress }: FolderOptions,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const whole = async (name: string, write: (file: string) => Promise<void>) => {
    const file = join(folder, name);
    await write(`${file}.part`);
    await rename(`${file}.part`, file);
    return name;
  };
  const written = [
    await whole('plan.json', (file) => pipeline(Readable.from(planJson(document)), createWriteStream(file))),
    await whole('plan.xlsx', (file) => writePlanXlsx(document, file, language)),
    await whole('plan.html', (file) => writeFile(file, planHtml(document))),
  ];
  if (templates === null) return written;
  const { plan } = document;
  const going = [...plan.actions, ...plan.sites].filter(goes);
  const inside = join(folder, 'notices');
  await clear(inside);
  await mkdir(inside, { recursive: true });
  const { docxOf } = await import('./docx.ts');
  const follow = followers(plan);
  let done = 0;
  for (const action of going) {
    for (const { ending, id } of DOCUMENTS) {
      const template = templates[id];
      const name = join('notices', `${fileName(action.channel.id)}-${ending}.docx`);
      const blocks = noticeOf(plan, action, template, { contact, follow });
      written.push(await whole(name, async (file) => writeFile(file, await docxOf(template.title, blocks))));
    }
    done += 1;
    onProgress?.(done, going.length);
  }
  return written;
}

/** Notices of an earlier plan would contradict this one; only files of our own kind are removed. */
async function clear(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const own = new RegExp(`-(?:${DOCUMENTS.map(({ ending }) => ending).join('|')})\\.docx$`);
  for (const name of names) if (own.test(name)) await rm(join(folder, name));
}

/** An id as a file name; what no file system takes becomes `_`, and then a number tells equal ones apart. */
function fileName(id: string): string {
  const name = id.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^\.+/, '_');
  return name === id
    ? name
    : `${name}-${[...id].reduce((sum, one) => (sum * 31 + (one.codePointAt(0) ?? 0)) >>> 0, 7)}`;
}
