import { activitypub } from './activitypub/index.ts';
import { app } from './app/index.ts';
import { bilibili } from './bilibili/index.ts';
import { douyin, toutiao } from './douyin/index.ts';
import { exported } from './export/index.ts';
import { feed } from './feed/index.ts';
import { kuaishou } from './kuaishou/index.ts';
import { mastodon } from './mastodon/index.ts';
import type { AccountCollector } from './types.ts';
import { weibo } from './weibo/index.ts';
import { weixin } from './weixin/index.ts';

/** Every platform that can be collected, one line each. */
export const COLLECTORS: readonly AccountCollector[] = [
  weixin,
  weibo,
  douyin,
  toutiao,
  kuaishou,
  bilibili,
  feed,
  mastodon,
  activitypub,
  app,
  exported,
];
