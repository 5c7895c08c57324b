import { Command, Option } from 'commander';
import type { Language } from '../model/index.ts';
import { INDEX_IDS, type IndexId, Ranker } from '../rank/index.ts';
import { exitCode, terminal } from './config.ts';
import { rankingText } from './rank-text.ts';
import { openRegister, registerWords } from './register.ts';

interface Flags {
  readonly index: IndexId;
  readonly from: string;
  readonly to: string;
  readonly format: 'text' | 'json';
  readonly skipBad?: boolean;
  readonly lang: Language;
}

/** `xunjian rank`: influence ranking of the accounts of a register (INTERFACES). */
export const command = new Command('rank')
  .description('按公布的影响力指数给账号排名 / rank accounts by a published influence index')
  .argument('<folder>', 'register folder with accounts.csv (or a workbook) and posts.jsonl')
  .addOption(new Option('--index <id>', 'index').choices([...INDEX_IDS]).default('wci-14.2'))
  .requiredOption('--from <day>', 'first day, 2019-05-13')
  .requiredOption('--to <day>', 'last day, included')
  .addOption(new Option('--format <format>', 'what is printed').choices(['text', 'json']).default('text'))
  .option('--skip-bad', 'use the rows that can be read and tell the rest')
  .addOption(new Option('--lang <lang>', 'language').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(folder: string, flags: Flags): Promise<void> {
  const words = registerWords();
  let ranker: Ranker | null = null;
  await openRegister(folder, {
    words,
    skipBad: flags.skipBad === true,
    sink: ({ accounts }) => {
      const own = new Ranker(accounts.values(), {
        index: flags.index,
        from: flags.from,
        to: flags.to,
        postCollections: words.collections.posts,
      });
      ranker = own;
      return {
        posts: (row) => own.post(row),
        messages: (row) => own.message(row),
        collections: (row) => own.collection(row),
      };
    },
  });
  if (ranker === null) throw new Error('the register was read without its tables');
  const ranking = (ranker as Ranker).ranking();
  const text =
    flags.format === 'json'
      ? `${JSON.stringify(ranking, null, 2)}\n`
      : rankingText(ranking, { ...terminal(), language: flags.lang });
  await new Promise<void>((done) => process.stdout.write(text, () => done()));
  process.exitCode = exitCode.qualified;
}
