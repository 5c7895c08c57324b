import { Command, Option } from 'commander';
import { exportAccount, type Manifest } from '../migrate/index.ts';
import type { Language } from '../model/index.ts';
import { exitCode, version } from './config.ts';
import { put } from './output.ts';
import { openRegister, registerWords } from './register.ts';

interface Flags {
  readonly account: string;
  readonly out: string;
  readonly successor?: string;
  readonly skipBad?: boolean;
  readonly format: 'text' | 'json';
  readonly lang: Language;
}

/** `xunjian archive`: the content of one account as open files, before it is closed. */
export const command = new Command('archive')
  .description(
    '归档一个账号的全部内容 / export the content of one account: Markdown, JSON Feed, WACZ, digests',
  )
  .argument('<folder>', 'register folder with accounts.csv (or a workbook) and posts.jsonl')
  .requiredOption('--account <id>', 'account to export')
  .requiredOption('--out <dir>', 'folder to make')
  .option('--successor <id>', 'account that takes over: tells what it carries and what it lacks')
  .option('--skip-bad', 'use the rows that can be read and tell the rest')
  .addOption(new Option('--format <format>', 'what is printed').choices(['text', 'json']).default('text'))
  .addOption(new Option('--lang <lang>', 'language').choices(['zh', 'en']).default('zh'))
  .action(run);

async function run(folder: string, flags: Flags): Promise<void> {
  const manifest = await exportAccount(folder, {
    words: registerWords(),
    account: flags.account,
    out: flags.out,
    ...(flags.successor === undefined ? {} : { successor: flags.successor }),
    skipBad: flags.skipBad === true,
    software: `xunjian/${version()}`,
    clock: Date.now,
    read: openRegister,
  });
  const text =
    flags.format === 'json'
      ? `${JSON.stringify(manifest, null, 2)}\n`
      : told(manifest, flags.out, flags.lang);
  await put(process.stdout, [text]);
  process.exitCode = exitCode.qualified;
}

/** Missing posts that are named on the terminal; the manifest has all. */
const NAMED = 10;

function told({ account, counts, from, to, carried }: Manifest, out: string, lang: Language): string {
  const zh = lang === 'zh';
  const lines = [
    zh
      ? `已归档“${account.name}”（${account.id}）：${counts.posts}条内容（${from ?? '—'}至${to ?? '—'}），其中未注明时间${counts.undated}条；附件${counts.media}个，未取得${counts.mediaMissing}个`
      : `Archived ${account.name} (${account.id}): ${counts.posts} posts (${from ?? '—'} to ${to ?? '—'}), ${counts.undated} without a date; ${counts.media} files, ${counts.mediaMissing} not at hand`,
    `${out}: posts/*.md  feed.json  archive.wacz  manifest.json`,
  ];
  if (carried !== null) {
    lines.push(
      zh
        ? `承接账号${carried.successor}已有${carried.carried}条，尚缺${carried.missing.length}条`
        : `Successor ${carried.successor} carries ${carried.carried} posts and lacks ${carried.missing.length}`,
      ...carried.missing
        .slice(0, NAMED)
        .map(({ published, title, id }) => `  ${published ?? '—'}  ${title || id}`),
    );
    if (carried.missing.length > NAMED)
      lines.push(zh ? `  等，全部见 manifest.json` : `  and more, see manifest.json`);
    if (carried.functionsMissing.length > 0)
      lines.push(
        zh
          ? `承接账号未承接的功能：${carried.functionsMissing.join('、')}`
          : `Functions that the successor lacks: ${carried.functionsMissing.join(', ')}`,
      );
  }
  return `${lines.join('\n')}\n`;
}
