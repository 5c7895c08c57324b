import type { ChannelKind } from '../../model/index.ts';
import { Beginnings } from '../quick.ts';

/**
 * Words of entries to channels of interaction (互动渠道), by kind; the first rule that matches the whole text decides. Kinds that
 * do not count as consulting channels (网上信访、纪检举报) come first, so that 信访举报 is never taken for 咨询投诉.
 */
const OWNER = '(?:[\\p{Script=Han}]{0,10}?)';
const RULES: readonly (readonly [ChannelKind, RegExp])[] = [
  [
    'error-report',
    /^(?:我为)?(?:政府)?网站(?:纠错|找错|挑错)$|^我为政府网站找错$|^找错$|^(?:网站|信息|页面|内容)?纠错$|^我要(?:纠错|找错)$|^我为(?:政府网站)?找错$/u,
  ],
  [
    'discipline',
    /12388|^(?:纪检监察|纪委监委|纪检|监察|纪律)[\p{Script=Han}]{0,6}(?:举报|信访)[\p{Script=Han}]{0,4}$|^(?:廉政|反腐|腐败|违纪|四风|巡视|巡察|作风)[\p{Script=Han}]{0,6}(?:举报|监督|信箱)[\p{Script=Han}]{0,4}$/u,
  ],
  [
    'petition',
    /^(?:国家|网上|阳光|手机|视频)?信访(?:大厅|平台|系统|服务|投诉|局|代办|信箱|事项|查询|渠道|网|件)?$|^[\p{Script=Han}]{0,8}(?:网上信访|阳光信访|信访局)[\p{Script=Han}]{0,6}$|^我要信访$/u,
  ],
  [
    'chat',
    /^[\p{Script=Han}]{0,6}(?:智能|在线|网上|机器人|AI)[\p{Script=Han}]{0,4}(?:问答|客服|咨询员|机器人|助手|交流|问政机器人)[\p{Script=Han}]{0,4}$|^(?:实时交流|在线交流|智能机器人|智能客服|智能小[\p{Script=Han}]{1,2}|AI问答|小[\p{Script=Han}]机器人)$/u,
  ],
  [
    'interview',
    /^(?:[\p{Script=Han}]{0,4})?(?:在线访谈|网上访谈|访谈直播|视频访谈|嘉宾访谈|政民访谈|访谈预告|往期访谈|往期回顾访谈|访谈回顾|在线直播访谈|领导访谈|高端访谈|局长访谈|县长访谈|市长访谈|在线访谈室|访谈实录)$|^(?:访谈|政务访谈|政策访谈)$/u,
  ],
  [
    'survey',
    /^(?:[\p{Script=Han}]{0,4})?(?:征集调查|调查征集|民意征集|意见征集|网上调查|在线调查|问卷调查|网上征集|民意调查|网络调查|意见征求|征求意见|建议征集|在线征集|决策征集|征集公告|网上问卷|在线问卷|意见征询|民意调查征集|网上评议|网上听证|立法征集|结果反馈征集)(?:栏目|专栏|区)?$|^(?:征集|调查|问卷|投票|网上投票|在线投票)$/u,
  ],
  [
    'consult',
    new RegExp(
      `^${OWNER}(?:书记|县长|市长|区长|省长|州长|旗长|镇长|乡长|局长|厅长|主任|部长|院长|所长|行长|司长|署长|领导|部门|政府|公众|咨询|投诉|建议|网民|群众|互动|民生|公开|来信|留言|监督|意见|书记市长|书记县长)(?:信箱|邮箱|来信|电子信箱)$`,
      'u',
    ),
  ],
  [
    'consult',
    /^[\p{Script=Han}]{0,6}(?:咨询投诉|投诉咨询|咨询建议|建议咨询|投诉建议|建议投诉|意见建议|投诉举报|举报投诉|建言献策|咨询留言|留言咨询|在线咨询|网上咨询|业务咨询|政策咨询|网上投诉|在线投诉|网上留言|在线留言|公众留言|网友留言|留言板|留言簿|网上问政|网络问政|在线问政|网上信箱|领导信箱|政务咨询|互动留言|咨询求助|投诉求助|办事咨询|公众咨询|依法咨询|咨询服务|市民留言|留言信箱|领导留言板|民声通道|百姓留言|百姓呼声)(?:平台|系统|栏目|专栏|大厅|中心|区|查询)?$/u,
  ],
  [
    'consult',
    /^我要(?:写信|咨询|投诉|建议|留言|提问|问|说|问政|来信|举报|反映|求助|建言|提意见|提建议|发言|诉求)[\p{Script=Han}]{0,4}$|^(?:写信|咨询|投诉|建议|留言|问政|写信须知及写信|提问|我有话说|我有问题|来信|信箱|我来写信|写信入口|互动咨询|网上信件|信件办理)$/u,
  ],
  [
    'consult',
    /^[\p{Script=Han}]{0,12}12345[\p{Script=Han}]{0,12}$|^[\p{Script=Han}]{0,8}(?:便民|政务服务|市长|县长|公共服务|区长|省长)(?:服务)?热线[\p{Script=Han}]{0,4}$/u,
  ],
];

/** One character class that every channel's name shares; most links of a page end here. */
const SIGN =
  /信箱|邮箱|来信|写信|信访|信件|信大厅|咨询|投诉|建议|建言|献策|留言|提问|要问|问政|问题|问答|问卷|调查|征集|征求|征询|访谈|举报|纠错|找错|挑错|客服|机器人|助手|智能|交流|12345|12388|热线|投票|反映|评议|听证|民声|呼声|要说|话说|求助|发言|诉求|监督/;

const QUICK = new Beginnings(SIGN.source.split('|'));

/** What kind of channel a link's or page's words name; null where they name none. The words are the entry's whole text. */
export function channelKindOf(words: string): ChannelKind | null {
  if (words.length < 2 || words.length > 24 || !QUICK.mayBeIn(words) || !SIGN.test(words)) return null;
  const bare = words
    .replace(/[（(【[].{0,12}?[）)】\]]/g, '')
    .replace(/^[·•◆●■▪☆★>»|\-－—\s]+|[>»›＞\-－—|\s]+$/g, '')
    .replace(/(?:入口|>>)$/, '')
    .replace(/[\s“”"'‘’·]+/g, '');
  for (const [kind, rule] of RULES) if (rule.test(bare)) return kind;
  return null;
}
