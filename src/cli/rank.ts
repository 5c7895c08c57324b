import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { RecordSink, RegisterTables } from '../collect/import/index.ts';
import { openStandard } from '../inspect/index.ts';
import { InputError, type Language } from '../model/index.ts';
import { loadPurposeWords, loadReplyWords } from '../packs/index.ts';
import {
  INDEX_IDS,
  type Index,
  type IndexId,
  openIndex,
  type Period,
  periodNamed,
  periodOf,
  publishedIndex,
  Ranker,
  type Ranking,
  type RankOptions,
  Suspicions,
  serviceIndex,
} from '../rank/index.ts';
import { createPostReader, createReplyReader } from '../signals/index.ts';
import { exitCode, packageRoot, terminal } from './config.ts';
import { outputOf, put, putFile, writeWhole } from './output.ts';
import { rankingText } from './rank-text.ts';
import { writeRankingXlsx } from './rank-xlsx.ts';
import { openRegister, registerWords } from './register.ts';

const FORMATS = ['text', 'json', 'xlsx'] as const;
const PACKS = resolve(packageRoot, 'packs');
const STANDARDS = resolve(packageRoot, 'standards');

interface Flags {
  readonly index: string;
  readonly from?: string;
  readonly to?: string;
  readonly period?: string;
  readonly platform?: string;
  readonly standard: string;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly explain?: boolean;
  readonly skipBad?: boolean;
  readonly lang: Language;
}

/** `xunjian rank`: a ranking of the accounts of a register (INTERFACES). */
export const command = new Command('rank')
  .description(
    '给账号排名：公布的影响力指数或开放的服务指数 / rank accounts by a published index or the open one',
  )
  .argument('<folder>', 'register folder with accounts.csv (or a workbook) and posts.jsonl')
  .option(
    '--index <id|file>',
    `${INDEX_IDS.join(', ')}; service-open or a file of one's own (standards list)`,
    'wci-14.2',
  )
  .option('--from <day>', 'first day, 2019-05-13')
  .option('--to <day>', 'last day, included')
  .option('--period <name>', 'instead: 2019-W20, 2019-05, 2019-Q2 or 2019')
  .option('--platform <platform>', 'accounts of this platform alone, such as weixin')
  .option('--standard <id|file>', 'standard by whose numbers bought followers are suspected', 'cn-2019')
  .addOption(new Option('--format <format>', 'what is made').choices([...FORMATS]).default('text'))
  .option('--out <path>', 'file to write, or a folder for it (xlsx needs one)')
  .option('--explain', 'text: how each part came about')
  .option('--skip-bad', 'use the rows that can be read and tell the rest')
  .addOption(new Option('--lang <lang>', 'language of text and workbook').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(folder: string, flags: Flags): Promise<void> {
  const { format, lang } = flags;
  const file = await outputOf('rank', 'rank', flags);
  const ranking = await rank(folder, flags);
  const text = () =>
    format === 'json'
      ? `${JSON.stringify(ranking, null, 2)}\n`
      : rankingText(ranking, {
          width: file === null ? terminal().width : 100,
          language: lang,
          explain: flags.explain === true,
        });
  if (file === null) await put(process.stdout, [text()]);
  else
    await writeWhole('rank', file, (part) =>
      format === 'xlsx' ? writeRankingXlsx(ranking, part, lang) : putFile(part, [text()]),
    );
  process.exitCode = exitCode.qualified;
}

async function rank(folder: string, flags: Flags): Promise<Ranking> {
  const words = registerWords();
  const isPublished = isPublishedId(flags.index);
  const index = indexOf(flags.index, words);
  const { from, to, end } = periodGiven(flags);
  const standard = isPublished ? null : openStandard(flags.standard, STANDARDS);
  const made: { readonly ranker: Ranker }[] = [];
  await openRegister(folder, {
    words,
    skipBad: flags.skipBad === true,
    only: isPublished
      ? ['posts', 'messages', 'collections']
      : ['posts', 'messages', 'collections', 'metrics', 'followers'],
    sink: (tables: RegisterTables) => {
      const suspicions =
        standard === null ? null : new Suspicions(tables, { standard, words, asOf: end + 1 });
      const options: RankOptions = {
        index,
        from,
        to,
        postCollections: words.collections.posts,
        ...(flags.platform === undefined ? {} : { platform: flags.platform }),
        ...(suspicions === null ? {} : { suspected: (id) => suspicions.of(id) }),
      };
      const ranker = new Ranker(tables.accounts.values(), options);
      made.push({ ranker });
      return sinkOf(ranker, suspicions?.sink ?? {});
    },
  });
  const [one] = made;
  if (one === undefined) throw new Error('the register was read without its tables');
  return one.ranker.ranking();
}

function sinkOf(ranker: Ranker, also: RecordSink): RecordSink {
  return {
    posts: (row) => {
      ranker.post(row);
      also.posts?.(row);
    },
    metrics: (row) => {
      ranker.metric(row);
      also.metrics?.(row);
    },
    followers: (row) => also.followers?.(row),
    messages: (row) => ranker.message(row),
    collections: (row) => ranker.collection(row),
  };
}

function isPublishedId(id: string): id is IndexId {
  return (INDEX_IDS as readonly string[]).includes(id);
}

function indexOf(id: string, words: ReturnType<typeof registerWords>): Index {
  if (isPublishedId(id)) return publishedIndex(id);
  return serviceIndex(openIndex(id, resolve(STANDARDS, 'indices')), {
    posts: createPostReader(loadPurposeWords(PACKS)),
    replies: createReplyReader(loadReplyWords(PACKS)),
    excludedChannels: words.excludedChannels,
    useCollections: words.collections.use,
    ourFaults: words.ourFaults,
  });
}

function periodGiven({ from, to, period }: Flags): Period {
  if (period !== undefined && from === undefined && to === undefined) return periodNamed(period);
  if (period === undefined && from !== undefined && to !== undefined) return periodOf(from, to);
  throw new InputError({
    what: 'rank',
    where: period === undefined ? '--from, --to' : '--period',
    why: period === undefined ? 'the period is not given' : 'stands beside --from or --to',
    todo: 'give --from and --to, or --period such as 2019-05',
  });
}
