import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Command, InvalidArgumentError, Option } from 'commander';
import { InputError, type Language, messageOf, parseTime } from '../model/index.ts';
import { loadPurposeWords } from '../packs/index.ts';
import {
  loadTemplates,
  makePlan,
  openPolicy,
  type PlanDocument,
  parsePin,
  parseSetting,
  planJson,
  planText,
  purposeSource,
  readPlanningWords,
  type Templates,
  writePlanFolder,
  writePlanXlsx,
} from '../plan/index.ts';
import { packageRoot, terminal } from './config.ts';
import { outputOf, put, writeWhole } from './output.ts';
import { openRegister, registerWords } from './register.ts';

const FORMATS = ['text', 'json', 'xlsx'] as const;
const POLICIES = resolve(packageRoot, 'standards', 'policies');
const TEMPLATES = resolve(packageRoot, 'standards', 'templates');
const PACKS = resolve(packageRoot, 'packs');

interface Flags {
  readonly policy: string;
  readonly asOf?: number;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly pin: readonly string[];
  readonly set: readonly string[];
  readonly compare?: string;
  readonly skipBad?: boolean;
  readonly contact?: string;
  readonly notices: boolean;
  readonly templates?: string;
  readonly lang: Language;
}

const collect = (value: string, all: readonly string[]) => [...all, value];

/** `xunjian plan`: what to keep, merge, close. Exit code 0 where a plan was made, 2 where not. */
export const command = new Command('plan')
  .description('整合方案：保留、并入、关停哪些账号和网站 / which accounts and sites to keep, merge or close')
  .argument('<folder>', 'register folder: units.csv, accounts.csv (or a workbook), posts.jsonl …')
  .requiredOption('--policy <id|file>', 'policy to plan by; `xunjian standards list` shows those there are')
  .option('--as-of <time>', 'day of the plan, 2019-05-20 (default: now)', instant)
  .addOption(new Option('--format <format>', 'what is printed').choices([...FORMATS]).default('text'))
  .option(
    '--out <dir>',
    'folder for plan.json, plan.xlsx, plan.html and notices/ (with --format xlsx: a file)',
  )
  .option(
    '--pin <id=action>',
    'decided by a person: ID=keep, ID=close, ID=cancel, ID=merge:ID (repeatable)',
    collect,
    [],
  )
  .option('--set <rule.param=value>', 'try another number: weak.followers=1000 (repeatable)', collect, [])
  .option('--compare <id|file>', 'what another policy would change')
  .option('--skip-bad', 'use the rows that can be read and tell the rest')
  .option('--contact <phone>', 'whom citizens call, for the notices')
  .option('--no-notices', 'with --out: no stop notices and filing forms')
  .option('--templates <dir>', 'own templates of the notice and the form')
  .addOption(new Option('--lang <lang>', 'language of text and workbook').choices(['zh', 'en']).default('zh'))
  .action(run);

/** A register stays in memory whole; let to itself the heap grows to twice of it before it is swept. A quarter less at no more CPU. */
const HEAP_GROWTH = '--heap-growing-percent=50';

async function run(folder: string, flags: Flags): Promise<void> {
  setFlagsFromString(HEAP_GROWTH);
  const { format, lang, out } = flags;
  const file = format === 'xlsx' ? await outputOf('plan', 'plan', flags) : null;
  // Everything that can be wrong on the command line is told before the register is read.
  const policy = openPolicy(flags.policy, POLICIES);
  const compareWith = flags.compare === undefined ? null : openPolicy(flags.compare, POLICIES);
  const pins = flags.pin.map(parsePin);
  const settings = flags.set.map(parseSetting);
  const templates =
    out === undefined || !flags.notices || format === 'xlsx'
      ? null
      : loadTemplates(...(flags.templates === undefined ? [] : [resolve(flags.templates)]), TEMPLATES);
  const document = await makePlan(folder, {
    policy,
    compareWith,
    pins,
    settings,
    words: registerWords(),
    planning: readPlanningWords(resolve(PACKS, 'planning.yaml')),
    purpose: () => purposeSource(loadPurposeWords(PACKS)),
    asOf: flags.asOf ?? Date.now(),
    skipBad: flags.skipBad === true,
    read: openRegister,
  });
  tell(document, lang);
  if (file !== null) {
    await writeWhole('plan', file, (part) => writePlanXlsx(document, part, lang));
    return;
  }
  if (out !== undefined) await write(document, resolve(out), flags, templates);
  const pieces =
    format === 'json' ? planJson(document) : planText(document, { width: terminal().width, language: lang });
  await put(process.stdout, pieces);
}

async function write(
  document: PlanDocument,
  folder: string,
  { lang, contact }: Flags,
  templates: Templates | null,
): Promise<void> {
  const { screen } = terminal();
  const onProgress = (done: number, all: number) => {
    if (screen.isTTY)
      screen.write(
        `\r${lang === 'zh' ? '公告和备案表' : 'notices'} ${done}/${all}${done === all ? '\n' : ''}`,
      );
  };
  try {
    await writePlanFolder(document, folder, {
      language: lang,
      templates,
      contact: contact ?? null,
      onProgress,
    });
  } catch (error) {
    throw new InputError({
      what: 'plan',
      where: folder,
      why: messageOf(error),
      todo: 'give another --out',
      cause: error,
    });
  }
}

/** Ids shown of a problem on the terminal. */
const SHOWN = 8;

/** Problems of register and policy go to standard error, one line each; the plan holds them too. */
function tell({ plan }: PlanDocument, lang: Language): void {
  for (const { what, ids, text } of plan.problems) {
    const more = ids.length > SHOWN ? ` … (${ids.length})` : '';
    process.stderr.write(`xunjian: plan ${what}: ${text[lang]}: ${ids.slice(0, SHOWN).join(', ')}${more}\n`);
  }
}

function instant(text: string): number {
  const at = parseTime(text);
  if (at !== null) return at;
  throw new InvalidArgumentError(
    `${text} is no day or time; give one such as 2019-05-20 or 2019-05-20T10:00`,
  );
}
