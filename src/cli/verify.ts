import { Command, Option } from 'commander';
import { type EvidenceCheck, verifyEvidence } from '../collect/archive/index.ts';
import { exitCode } from './config.ts';

/** How many places are named on a terminal; `--format json` has all. */
const SHOWN = 20;

/** `xunjian verify`: whether evidence is whole and unchanged. Exit codes: 0 it is, 1 it is not, 2 could not run. */
export const command = new Command('verify')
  .description(
    '核验证据文件是否完整、未被改动 / check that an evidence file (WARC, WACZ) is whole and unchanged',
  )
  .argument('<file>', 'evidence.warc.gz, or any WARC, ARC or WACZ file')
  .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
  .action(async (file: string, { format }: { format: 'text' | 'json' }) => {
    const check = await verifyEvidence(file);
    const sound = check.digestsBad.length === 0 && check.damage.length === 0;
    process.stdout.write(
      format === 'json' ? `${JSON.stringify(toJson(file, check, sound))}\n` : toText(file, check, sound),
    );
    process.exitCode = sound ? 0 : exitCode.unqualified;
  });

function toJson(file: string, check: EvidenceCheck, sound: boolean) {
  return { schema: 'xunjian.verify/1', file, sound, ...check };
}

function toText(file: string, check: EvidenceCheck, sound: boolean): string {
  const lines = [
    sound
      ? `证据完整，未被改动 / whole and unchanged: ${file}`
      : `证据有缺损或与摘要不符 / damaged, or not what its digests say: ${file}`,
    `  记录 / records ${check.records} · 摘要相符 / digests that fit ${check.digestsOk} · 不符 / that do not ${check.digestsBad.length} · 损坏 / damaged places ${check.damage.length}`,
  ];
  if (check.unstated > 0) {
    lines.push(
      `  ${check.unstated} 条记录未附摘要，无法核验 / records state no digest and cannot be checked`,
    );
  }
  const places = [...check.digestsBad, ...check.damage];
  for (const { offset, why, ...more } of places.slice(0, SHOWN)) {
    const url = 'url' in more && more.url !== null ? ` ${more.url}` : '';
    lines.push(`  字节 / byte ${offset}: ${why}${url}`);
  }
  if (places.length > SHOWN) lines.push(`  … ${places.length - SHOWN} more; --format json has all`);
  return `${lines.join('\n')}\n`;
}
