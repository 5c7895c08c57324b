import { feed } from './feed/index.ts';
import type { AccountCollector } from './types.ts';
import { weibo } from './weibo/index.ts';
import { weixin } from './weixin/index.ts';

/** Every platform that can be collected, one line each. */
export const COLLECTORS: readonly AccountCollector[] = [weixin, weibo, feed];
