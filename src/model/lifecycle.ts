import { z } from 'zod';
import { DayOrTime } from './words.ts';

/**
 * Dated steps in the life of a channel (开办、变更、停更、注销). What a step may follow and what it needs stands in
 * `judge/lifecycle`; here are only the words.
 */
export const LifecycleStep = z.enum([
  'applied', // 申请开办
  'approved', // 批准开办
  'filed', // 备案
  'verified', // 认证
  'opened', // 启用
  'stopped', // 停更（经批准停止运营）
  'resumed', // 恢复运营
  'announced', // 公告停更、下线
  'migrated', // 内容、功能迁移
  'archived', // 归档
  'cancelled', // 平台注销；网站下线
  'recorded', // 备案系统更新
  'transferred', // 移交其他单位
  'merged', // 并入其他账号、网站
  'suspended', // 临时下线
  'markRevoked', // 注销党政机关网站标识
  'domainRevoked', // 注销域名
  'icpRevoked', // 注销ICP备案
  'policeRevoked', // 注销公安备案
  'codeRevoked', // 注销网站标识码
]);
export type LifecycleStep = z.infer<typeof LifecycleStep>;

/** One step that was taken, as a register tells it (`events.jsonl`). */
export const LifecycleEvent = z.strictObject({
  step: LifecycleStep,
  at: DayOrTime,
  /** Who took it; null where nobody said. */
  by: z.string().nullable(),
  /** What proves it: address of the notice, number of the approval, hash of the archive. */
  evidence: z.string().nullable(),
  /** Channel that takes over. */
  into: z.string().nullable(),
});
export type LifecycleEvent = z.infer<typeof LifecycleEvent>;

/** What is known of the life of one channel and of the channel that takes over. */
export const Lifecycle = z.strictObject({
  events: z.array(LifecycleEvent),
  /** Service functions of the channel, as filed. */
  functions: z.array(z.string()),
  /** The channel that takes over, where an event names one; `known` false: the register has none of this id. */
  successor: z
    .strictObject({
      id: z.string(),
      known: z.boolean(),
      name: z.string(),
      inUse: z.boolean(),
      functions: z.array(z.string()),
    })
    .nullable(),
  /** Notices by which the channel says that it stops, and whether they say where to go. */
  notices: z.array(
    z.strictObject({
      at: DayOrTime,
      title: z.string(),
      url: z.string().nullable(),
      namesPlace: z.boolean(),
    }),
  ),
});
export type Lifecycle = z.infer<typeof Lifecycle>;
