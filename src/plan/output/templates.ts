import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { showProblem } from '../../judge/index.ts';
import { InputError } from '../../model/index.ts';
import { checkTemplate, type Template } from '../template.ts';

/** Documents made for each channel that goes: file name ending and template. */
export const DOCUMENTS = [
  { ending: 'notice', id: 'stop-notice' },
  { ending: 'filing', id: 'filing-form' },
] as const;

export type Templates = Readonly<Record<(typeof DOCUMENTS)[number]['id'], Template>>;

/** Templates of an office's own folder, else those that ship. */
export function loadTemplates(...folders: readonly string[]): Templates {
  const load = (id: string): Template => {
    const file = folders.map((folder) => join(folder, `${id}.yaml`)).find((one) => existsSync(one));
    if (file === undefined)
      throw new InputError({ what: 'template', where: id, why: `is in none of ${folders.join(', ')}` });
    const { template, problems } = checkTemplate(file, readFileSync(file, 'utf8'));
    if (template !== null) return template;
    const [first] = problems;
    throw new InputError({
      what: 'template',
      where: id,
      why: first === undefined ? 'cannot be read' : showProblem(first),
      todo: `mend the file; \`xunjian standards check ${file}\` tells all`,
    });
  };
  return { 'stop-notice': load('stop-notice'), 'filing-form': load('filing-form') };
}
