import { z } from 'zod';

const list = z.array(z.coerce.string().min(1));

/** `packs/discovery.yaml`: words by which found accounts are compared with a register. */
export const DiscoveryWords = z.strictObject({
  schema: z.literal('xunjian.discovery-words/1'),
  elsewhere: list,
  endings: list,
  short: z.record(z.string(), list),
  official: list,
  commercial: list,
  media: list,
  series: z.coerce.string().min(1),
  handleKeys: z.array(
    z.strictObject({
      platform: z.string(),
      begins: z.string().optional(),
      form: z.enum(['digits', 'word', 'any']),
      key: z.string(),
    }),
  ),
  shown: list,
  closed: list,
  limits: z.strictObject({
    pages: z.number().int().positive(),
    frame: z.number().min(0).max(1),
    name: z.number().int().min(2),
  }),
});
export type DiscoveryWords = z.infer<typeof DiscoveryWords>;
