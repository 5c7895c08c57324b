import type { AccountsFound, Bilingual, FoundAccount, MentionHow } from '../model/index.ts';

const PLATFORM: Readonly<Record<string, Bilingual>> = {
  weixin: { zh: '微信', en: 'WeChat' },
  weibo: { zh: '微博', en: 'Weibo' },
  toutiao: { zh: '今日头条', en: 'Toutiao' },
  douyin: { zh: '抖音', en: 'Douyin' },
  kuaishou: { zh: '快手', en: 'Kuaishou' },
  bilibili: { zh: '哔哩哔哩', en: 'Bilibili' },
  xiaohongshu: { zh: '小红书', en: 'Xiaohongshu' },
  'weixin-channels': { zh: '视频号', en: 'WeChat Channels' },
  'mini-program': { zh: '小程序', en: 'mini program' },
  app: { zh: '客户端', en: 'app' },
  penguin: { zh: '企鹅号', en: 'Penguin' },
  netease: { zh: '网易号', en: 'NetEase' },
  sohu: { zh: '搜狐号', en: 'Sohu' },
  baijia: { zh: '百家号', en: 'Baijiahao' },
  zhihu: { zh: '知乎', en: 'Zhihu' },
  'tencent-weibo': { zh: '腾讯微博', en: 'Tencent Weibo' },
};
const NOT_STATED: Bilingual = { zh: '未注明', en: 'not stated' };

/** A platform as people call it; what has no name of its own is called by its id. */
export function platformName(id: string | null): Bilingual {
  return id === null ? NOT_STATED : (PLATFORM[id] ?? { zh: id, en: id });
}

/** How an account was found. */
export const MENTIONED: Readonly<Record<MentionHow, Bilingual>> = {
  link: { zh: '链接', en: 'link' },
  code: { zh: '二维码', en: 'code' },
  card: { zh: '二维码旁文字', en: 'words beside a code' },
  text: { zh: '文字', en: 'words' },
  search: { zh: '平台搜索', en: 'search on the platform' },
};

const UNREAD: Readonly<Record<AccountsFound['codes']['unread'][number]['reason'], Bilingual>> = {
  budget: { zh: '超出本次数量', en: 'beyond the number asked for' },
  elsewhere: { zh: '在其他主机上', en: 'on other hosts' },
  unreachable: { zh: '未能取得', en: 'not to be had' },
  format: { zh: '格式无法读取', en: 'format that is not read' },
  limit: { zh: '过大', en: 'too large' },
  broken: { zh: '文件损坏', en: 'broken' },
  'not-held': { zh: '存档中没有', en: 'not in the archive' },
};

/** The name of an account, else what else is known of it. */
export function accountLabel({ name, handle, url }: FoundAccount): Bilingual {
  const known = name ?? handle ?? url;
  return known === null ? { zh: '（未写名称）', en: '(no name)' } : { zh: known, en: known };
}

/** What became of the pictures that may be codes, in one sentence. */
export function codesSentence({ codes }: AccountsFound): Bilingual {
  const { candidates, decoded, none, other, unread } = codes;
  const left = (language: 'zh' | 'en') =>
    unread
      .map(({ reason, count }) => `${UNREAD[reason][language]} ${count}`)
      .join(language === 'zh' ? '，' : ', ');
  return {
    zh: `疑似二维码图片 ${candidates} 张：识别出 ${decoded} 张（其中 ${other} 张不是账号），${none} 张没有二维码${unread.length > 0 ? `；未识别：${left('zh')}` : ''}。`,
    en: `${candidates} pictures that may be codes: ${decoded} decoded (${other} of them no accounts), ${none} without a code${unread.length > 0 ? `; not looked into: ${left('en')}` : ''}.`,
  };
}
