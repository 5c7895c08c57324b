import { Command, CommanderError } from 'commander';
import { InterruptedError, messageOf, XunjianError } from '../model/errors.ts';
import { exitCode, version } from './config.ts';

/**
 * The front door of the command line. Each command lives in a file of its own that is loaded only when it is called, so that
 * `--help` and one-page commands start fast; the one-line descriptions stand here for the same reason.
 */
const COMMANDS: readonly {
  readonly name: string;
  readonly about: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}[] = [
  {
    name: 'inspect',
    about: '检查一个网站 / inspect one website: URL, WARC or WACZ file, folder of saved pages',
    load: () => import('./inspect.ts'),
  },
  {
    name: 'judge',
    about: '按指定指标重新评判已有事实 / judge stored facts again, under any standard',
    load: () => import('./judge.ts'),
  },
  {
    name: 'read',
    about: '读取单个网页的要素 / page facts of saved pages, as JSON',
    load: () => import('./read.ts'),
  },
  {
    name: 'check-text',
    about: '检查文本内容 / content hits of texts: misstatements, secrets, privacy, harm, adverts, typos',
    load: () => import('./check-text.ts'),
  },
  {
    name: 'collect',
    about:
      '采集名录中各账号的发布、数据和留言 / collect posts, figures and messages of the accounts of a register',
    load: () => import('./collect.ts'),
  },
  {
    name: 'census',
    about: '普查名录中的全部账号和网站 / inspect every account and site in a register folder',
    load: () => import('./census.ts'),
  },
  {
    name: 'discover',
    about:
      '发现账号并与名录比对 / find accounts on sites, in codes and posts, and compare them with a register',
    load: () => import('./discover.ts'),
  },
  {
    name: 'rank',
    about: '按影响力指数给账号排名 / influence ranking of the accounts of a register',
    load: () => import('./rank.ts'),
  },
  {
    name: 'archive',
    about: '归档一个账号的全部内容 / export the content of one account before it is closed',
    load: () => import('./archive.ts'),
  },
  {
    name: 'plan',
    about: '整合方案：保留、并入、关停哪些账号 / which accounts and sites to keep, merge or close',
    load: () => import('./plan.ts'),
  },
  {
    name: 'standards',
    about: '列出、查看、校验指标体系 / list, show and check standards',
    load: () => import('./standards.ts'),
  },
  {
    name: 'verify',
    about: '核验证据文件 / check that an evidence file is whole and unchanged',
    load: () => import('./verify.ts'),
  },
  {
    name: 'demo',
    about: '演示：检查一个示例县 / a sample county served on loopback and inspected live',
    load: () => import('./demo.ts'),
  },
];

const program = new Command('xunjian')
  .description('巡检: inspect government websites and official accounts, with evidence for every verdict')
  .version(version())
  .option('--debug', 'show stack traces')
  .showSuggestionAfterError();

// Who reads may stop early (`… | head`): what is left unsaid is no fault, and what goes into files goes on.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

// Ctrl-C ends a command that has nothing to put in order, as the exit code says; one that has, listens itself.
process.on('SIGINT', () => {
  if (process.listenerCount('SIGINT') === 1) process.exit(exitCode.interrupted);
});

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = report(error);
}

async function run(words: readonly string[]): Promise<void> {
  const named = words.filter((word) => !word.startsWith('-'));
  const asked = named[0] === 'help' ? named[1] : named[0];
  for (const { name, about, load } of COMMANDS) {
    if (asked === name) program.addCommand((await load()).command.description(about));
    else program.addCommand(new Command(name).description(about));
  }
  speakClearly(program);
  if (words.length === 0) program.help();
  await program.parseAsync();
}

/** Mistakes in words and options are told as everything else is: one line that begins with our name. */
function speakClearly(command: Command): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) => {
      const said = text
        .trim()
        .replace(/^error: /, '')
        .replace(/\s*\n\s*/g, ' ')
        .replace(/\.$/, '');
      const on = command === program ? '' : `${command.name()}: `;
      write(`xunjian: ${on}${said}; --help tells what there is\n`);
    },
  });
  for (const one of command.commands) speakClearly(one);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCode.couldNotRun;
  process.stderr.write(`xunjian: ${messageOf(error)}\n`);
  if (process.argv.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (error instanceof InterruptedError) return exitCode.interrupted;
  if (!(error instanceof XunjianError)) {
    process.stderr.write('xunjian: this is a bug; run again with --debug and report it\n');
  }
  return exitCode.couldNotRun;
}
