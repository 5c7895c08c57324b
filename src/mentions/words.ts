import { z } from 'zod';

const list = z.array(z.string().min(1));

/** The shape of addresses of one platform. */
export const Shape = z.strictObject({
  platform: z.string().min(1),
  /** Which kind of id it holds. */
  key: z.string().min(1),
  is: z.enum(['account', 'content', 'opaque']),
  hosts: list.min(1),
  path: z.string().startsWith('/'),
  query: z.record(z.string(), z.string()).optional(),
  id: z.enum(['digits', 'word', 'any']),
  except: list.optional(),
});
export type Shape = z.infer<typeof Shape>;

/** `packs/accounts.yaml`: how pages and posts name official accounts, as data. */
export const AccountWords = z.strictObject({
  schema: z.literal('xunjian.account-words/1'),
  shapes: z.array(Shape),
  packages: list,
  platforms: z.record(z.string(), z.strictObject({ strong: list, weak: list })),
  ask: list,
  own: z.strictObject({ text: list, caption: list }),
  source: list,
  at: z.strictObject({ platforms: list, notEndings: list }),
  menus: list,
  notNames: list,
  notInNames: z.strictObject({ any: list, prose: list }),
  handleWords: list,
  subjectWords: list,
  codes: z.strictObject({
    near: list,
    /** By platform; `any` for those that tell none. */
    files: z.record(z.string(), list),
    not: list,
    sides: z.strictObject({
      least: z.number().positive(),
      most: z.number().positive(),
      ratio: z.number().min(1),
    }),
  }),
});
export type AccountWords = z.infer<typeof AccountWords>;
