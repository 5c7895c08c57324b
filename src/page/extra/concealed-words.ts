/**
 * What tells a hijacked page from a harmless one, as data. Evidence for a person, never a verdict: the text engine's packs judge
 * the words of pages; these few serve to see that a title or a hidden box is stuffed with a trade foreign to government.
 */
export const FOREIGN_TRADE =
  /博彩|赌博|赌场|赌球|六合彩|时时彩|北京赛车|pk10|百家乐|老虎机|娱乐城|娱乐平台|真人荷官|真人娱乐|棋牌游戏|棋牌平台|捕鱼游戏|体育投注|投注网|彩票平台|彩票网|彩票投注|开奖结果|开奖直播|皇冠体育|足球投注|bet365|威尼斯人|澳门新葡京|葡京|太阳城|永利|金沙国际|亚博|开云体育|华体会|乐鱼体育|爱游戏体育|半岛体育|米兰体育|九游|成人视频|成人网站|色情|黄色网站|在线av|av女优|伦理片|无码|私服|代孕|代开发票|办证刻章|迷药|春药|伟哥|信用卡套现|手机定位监听|网络兼职刷单|外围女|约炮|裸聊|在线赌|注册送|首存|mg电子|ag真人|online casino|slot gacor|situs judi|togel|viagra|cialis|payday loan/i;

/** Of these words the ones that also name villages, firms and lawful draws, or what the police act against: one alone says little. */
const COMMON =
  /^(?:博彩|赌博|赌场|赌球|六合彩|彩票网|开奖结果|开奖直播|足球投注|威尼斯人|葡京|太阳城|永利|九游|色情|黄色网站|伦理片|无码|私服|代孕|代开发票|办证刻章|迷药|春药|伟哥|信用卡套现|手机定位监听|网络兼职刷单|注册送|首存|捕鱼游戏|老虎机)$/;

/** A line that speaks against the trade: campaigns, cases, warnings (扫黄打非, 反诈, 禁赌). */
const AGAINST =
  /打击|严打|查处|查获|查禁|破获|侦破|整治|扫黄|扫黑|反诈|防范|防骗|谨防|警惕|抵制|预防|拒绝|远离|禁止|严禁|禁赌|禁毒|取缔|治理|举报|案件|一案|一起|犯罪|违法|非法|违规|涉嫌|涉赌|涉黄|警示|处罚|判决|曝光|揭秘|骗局|诈骗|受骗|被骗|危害|管理办法/;

/**
 * Where a text begins to be stuffed with a foreign trade's words: one that nobody else uses, or two different others, in lines that
 * do not speak against it. -1 where it is not.
 */
export function stuffedAt(text: string): number {
  if (!FOREIGN_TRADE.test(text)) return -1;
  const common = new Set<string>();
  let first = -1;
  let at = 0;
  for (const line of text.split('\n')) {
    if (!AGAINST.test(line))
      for (const { 0: word, index } of line.matchAll(EVERY)) {
        if (first < 0) first = at + index;
        common.add(word.toLowerCase());
        if (!COMMON.test(word) || common.size >= 2) return first;
      }
    at += line.length + 1;
  }
  return -1;
}

const EVERY = new RegExp(FOREIGN_TRADE.source, 'gi');

/** Hosts that pages link to from boxes opened by a click: official names, media, sharing, counters, makers of the site. */
const HARMLESS: ReadonlySet<string> = new Set(
  (
    'gov.cn gov edu.cn edu mil.cn ac.cn org.cn 政务.cn 政务 公益 gov.hk gov.mo conac.cn 12377.cn 12388.gov.cn 12321.cn ' +
    'cyberpolice.cn people.com.cn people.cn xinhuanet.com news.cn cctv.com cctv.cn cntv.cn china.com.cn china.com ' +
    'chinanews.com chinanews.com.cn gmw.cn ce.cn cnr.cn youth.cn chinadaily.com.cn cri.cn qstheory.cn 81.cn ' +
    'legaldaily.com.cn legalinfo.com jcrb.com chinacourt.org 12348.net cpd.com.cn tibet.cn cnii.com.cn xuexi.cn ' +
    'weibo.com weibo.cn sina.com.cn sina.com qq.com weixin.com douyin.com kuaishou.com toutiao.com toutiaocdn.com ' +
    'bilibili.com xiaohongshu.com iqiyi.com youku.com baidu.com bdimg.com bdstatic.com 163.com sohu.com ifeng.com ' +
    'zhihu.com douban.com renren.com kaixin001.com jiathis.com bshare.cn bsharecdn.com cnzz.com 51.la umeng.com ' +
    'google.com google.cn facebook.com twitter.com x.com linkedin.com pinterest.com youtube.com instagram.com ' +
    'microsoft.com mozilla.org mozilla.com apple.com firefox.com.cn adobe.com w3.org schema.org jquery.com 360.cn ' +
    'so.com sogou.com bing.com alipay.com aliyun.com taobao.com amap.com map.baidu.com trs.com.cn ucap.com.cn ' +
    'kaipuyun.cn hanweb.com jpage.com.cn ysx.com wps.cn foxitsoftware.cn unionpay.com chinatax.cn sgcc.com.cn ' +
    '95598.cn csg.cn 10086.cn 10010.com 189.cn 12306.cn china-railway.com.cn chsi.com.cn rednet.cn dahe.cn ' +
    'dzwww.com southcn.com hebnews.cn nmgnews.com.cn hlj.com cnhubei.com voc.com.cn gxnews.com.cn hinews.cn ' +
    'cqnews.net scol.com.cn newssc.org yunnan.cn xzxw.com cnwest.com gansudaily.com.cn ts.cn nxnews.net ' +
    'qhnews.com sxrb.com lnd.com.cn cnjiwang.com dbw.cn eastday.com jschina.com.cn zjol.com.cn anhuinews.com ' +
    'fjsen.com jxnews.com.cn iqilu.com enorth.com.cn qianlong.com bjnews.com.cn rmzxb.com.cn takungpao.com ' +
    'cyol.com workercn.cn farmer.com.cn stdaily.com caixin.com '
  )
    .trim()
    .split(' '),
);

/** Whether a host, or a name above it, is one that hidden boxes of honest pages lead to. */
export function isHarmlessHost(host: string): boolean {
  for (let at = 0; at >= 0; ) {
    if (HARMLESS.has(host.slice(at))) return true;
    const dot = host.indexOf('.', at);
    at = dot < 0 ? -1 : dot + 1;
  }
  return false;
}
