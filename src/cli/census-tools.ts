import { resolve } from 'node:path';
import { z } from 'zod';
import type { CensusTools } from '../census/index.ts';
import { type RegisterWords, readRegisterWords } from '../collect/import/index.ts';
import { openStandard } from '../inspect/index.ts';
import { Answer } from '../judge/index.ts';
import { loadPacks, loadReplyWords, PackFile, type PackOptions } from '../packs/index.ts';
import { createReplyReader } from '../signals/index.ts';

const Options = z.strictObject({
  /** Folder that holds `standards/` and `packs/`. */
  root: z.string(),
  standard: z.string(),
  packs: z.strictObject({
    extra: z.array(PackFile).readonly().optional(),
    roster: z.array(PackFile).readonly().optional(),
  }),
  answers: z.array(Answer),
  findings: z.boolean(),
});
export type CensusToolsOptions = z.infer<typeof Options>;

/** The tools of a census, made anew in each of its threads. */
export function createCensusTools(options: unknown): CensusTools & { readonly words: RegisterWords } {
  const { root, standard, packs, answers, findings } = Options.parse(options);
  const { scanner } = loadPacks({ folder: resolve(root, 'packs'), ...packsOf(packs) });
  return {
    words: readRegisterWords(resolve(root, 'packs', 'register-columns.yaml')),
    standard: openStandard(standard, resolve(root, 'standards')),
    scanner,
    replies: createReplyReader(loadReplyWords(resolve(root, 'packs'))),
    answers,
    findings,
  };
}

function packsOf({ extra, roster }: CensusToolsOptions['packs']): Pick<PackOptions, 'extra' | 'roster'> {
  return { ...(extra === undefined ? {} : { extra }), ...(roster === undefined ? {} : { roster }) };
}
