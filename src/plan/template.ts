import { z } from 'zod';
import { type Problem, placeOf, plain, problemsOf, readLocated, showPath } from '../judge/index.ts';

/** When a block is used. */
const When = z.enum([
  'always',
  'merge',
  'close',
  'cancel',
  'successor',
  'noSuccessor',
  /** Closed without a successor, and there is an account of its body, or of one above, to follow instead; `noFollow`: there is none. */
  'follow',
  'noFollow',
  'functions',
  /** As `functions`, with those too that are only filed. */
  'filedFunctions',
  'contact',
  'noContact',
]);
export type When = z.infer<typeof When>;

const when = z.array(When).min(1).default(['always']);

/** One block of a document; texts hold placeholders such as `{账号名称}`. */
const Block = z.union([
  z.strictObject({ title: z.string(), when }),
  z.strictObject({
    paragraph: z.string(),
    align: z.enum(['left', 'center', 'right']).default('left'),
    indent: z.boolean().default(true),
    /** Characters kept free at the right (成文日期右空四字). */
    space: z.int().min(0).max(20).default(0),
    when,
  }),
  /** Once for each service function; `filed`: also for those that are only filed. */
  z.strictObject({ eachFunction: z.string(), filed: z.boolean().default(false), when }),
  /** Rows of label, value, label, value … */
  z.strictObject({ table: z.array(z.array(z.string()).min(2)).min(1), when }),
]);
export type Block = z.infer<typeof Block>;

/** A document that an office edits: `standards/templates/*.yaml`. */
export const Template = z.strictObject({
  schema: z.literal('xunjian.template/1'),
  id: z.string(),
  title: z.string(),
  blocks: z.array(Block).min(1),
});
export type Template = z.infer<typeof Template>;

/** Placeholders of every block, and of those for each function. */
export const PLACEHOLDERS = [
  '账号名称',
  '账号编号',
  '平台',
  '账号类型',
  '平台账号',
  '主办单位',
  '注册日期',
  '粉丝数',
  '处置方式',
  '处置理由',
  '依据',
  '依据文件',
  '承接账号',
  '承接平台',
  '承接单位',
  '承接网址',
  '关注账号',
  '关注平台',
  '关注单位',
  '关注网址',
  '停更日期',
  '完成时限',
  '公告日期',
  '联系电话',
] as const;
export const FUNCTION_PLACEHOLDERS = ['功能', '功能去向'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number] | (typeof FUNCTION_PLACEHOLDERS)[number];

const NAMED = /\{([^{}]*)\}/g;

/** Reads and checks a template; every mistake with its line. */
export function checkTemplate(
  file: string,
  text: string,
): { readonly template: Template | null; readonly problems: readonly Problem[] } {
  const { tree, problems: broken } = readLocated(text, file);
  if (tree === null) return { template: null, problems: broken };
  const parsed = Template.safeParse(plain(tree));
  if (!parsed.success) return { template: null, problems: problemsOf(tree, parsed.error) };
  const problems = parsed.data.blocks.flatMap((block, at) => {
    const known: readonly string[] =
      'eachFunction' in block ? [...PLACEHOLDERS, ...FUNCTION_PLACEHOLDERS] : PLACEHOLDERS;
    return textsOf(block).flatMap((one) =>
      [...one.matchAll(NAMED)].flatMap(([, name = '']): Problem[] => {
        if (known.includes(name)) return [];
        const path = ['blocks', at];
        const message = `there is no placeholder {${name}}; there are ${known.map((other) => `{${other}}`).join(' ')}`;
        return [{ level: 'error', place: placeOf(tree, path), path: showPath(path), message }];
      }),
    );
  });
  return { template: problems.length > 0 ? null : parsed.data, problems };
}

function textsOf(block: Block): readonly string[] {
  if ('title' in block) return [block.title];
  if ('paragraph' in block) return [block.paragraph];
  if ('eachFunction' in block) return [block.eachFunction];
  return block.table.flat();
}

export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(NAMED, (_, name: string) => values[name] ?? '');
}
