import type { Feature, FeatureKind } from '../../model/index.ts';
import { Signs } from '../pairs.ts';
import type { Look } from './look.ts';

/**
 * Words of entries that show a feature of the bonus part (facts §5); the whole text of a link or button is matched. `signs` are
 * characters of which every match has at least one.
 */
export const LINK_RULES: readonly (readonly [kind: FeatureKind, signs: string, rule: RegExp])[] = [
  [
    'rating',
    '评',
    /^(?:我要|服务|办事|政务服务|满意度|网上|在线)?(?:好差评|评价|评议|服务评价|评分|我要评价|满意度评价|评价服务|满意度测评)(?:系统|专栏|此事项|本次服务)?$/,
  ],
  [
    'data-chart',
    '化图说板',
    /^(?:数据|统计)?(?:可视化|数据图解|图表|统计图表|数据可视化|数据地图|图说数据|数说[\p{Script=Han}]{1,6}|数据看板)$/u,
  ],
  [
    'data-download',
    '据口',
    /^(?:数据下载|数据集|数据开放|开放数据|公共数据开放(?:平台|网站)?|政府数据开放(?:平台)?|数据开放平台|数据接口|API接口|数据集下载|公共数据开放网)$/i,
  ],
  [
    'graphic',
    '图',
    /^(?:图解|一图读懂|一图看懂|图文解读|政策图解|图解政策|图说政策|一图了解)(?:[\p{Script=Han}《》“”：:\d\-—、，（）() ]{0,60})$|^【?(?:图解|一图读懂|一图看懂)】?/u,
  ],
  [
    'video',
    '频听视播',
    /^(?:视频|音视频|视频新闻|视频解读|视频点播|音频|视频播报|视频中心|视听[\p{Script=Han}]{1,4}|电视新闻|视频播放|政务视频|音频解读|[\p{Script=Han}]{2,4}新闻联播|视频[\p{Script=Han}]{2})$|^【?(?:视频|音频|视频解读)】/u,
  ],
  [
    'interactive',
    '5动漫',
    /^(?:H5|h5|H5解读|动漫|动画|动漫解读|动画解读|漫画解读|H5专题)$|^【?(?:H5|动漫|动画|漫画)】?.{2,}/,
  ],
  [
    'case-query',
    '询进示',
    /^(?:我的|网上)?(?:办件查询|办事进度查询|办件进度|进度查询|办理进度|办理进度查询|办件公示|办件进度查询|查询进度|结果查询|办件结果查询|状态查询|办理查询|办事查询|事项进度查询|过程和结果查询)$/,
  ],
  [
    'theme-service',
    '务事题景期',
    /^(?:主题服务|场景服务|场景式服务|专题服务|特色服务|一件事(?:一次办)?|“?一件事”?[\p{Script=Han}]{0,6}|高效办成一件事|主题集成服务|主题套餐|办事场景|套餐服务|生命周期|个人主题|法人主题|按主题|重点服务|特色专栏服务)$/u,
  ],
  [
    'print-save',
    '印藏',
    /^(?:【|\[|〖)?(?:打印|打印本页|打印页面|打印此页|我要打印|收藏|收藏本页|收藏本站|加入收藏|添加收藏|打印本文)(?:】|\]|〗)?$/,
  ],
  [
    'language',
    'eEnNсС語어ع语文چབ',
    /^(?:English|ENGLISH|EN|英文版?|English Version|Русский|日本語|한국어|Español|Français|Deutsch|العربية|Tiếng Việt|多语种|多语言|外文版|英语|俄文|日文|韩文|法文|蒙古文|藏文|维吾尔文|ئۇيغۇرچە|བོད་ཡིག)$/i,
  ],
  [
    'accessibility',
    '碍者怀老字',
    /^(?:【|\[)?(?:无障碍|无障碍浏览|无障碍阅读|无障碍通道|进入无障碍|无障碍版|无障碍辅助|长者模式|长者版|关怀版|适老版|适老化|老年版|老年模式|关怀模式|长者助手|无障碍模式|无障碍工具|适老化无障碍|长者专区|大字版|无障碍长者浏览|适老模式|无障碍工具条|长者浏览)(?:】|\])?(?:浏览|模式|版)?$/,
  ],
  [
    'push',
    '阅推定sS页务',
    /^(?:我的订阅|信息订阅|订阅|个性化订阅|政策推送|精准推送|个性化推送|RSS|RSS订阅|邮件订阅|个性化定制|我的定制|智能推送|个性定制|订阅推送|智能推荐|消息订阅|个人主页|个性化服务)$/i,
  ],
  [
    'mobile',
    '机移wW屏',
    /^(?:手机版|移动版|手机站|WAP版?|wap版|触屏版|手机网站|移动端|移动门户|手机门户|移动客户端)$/i,
  ],
  [
    'chat',
    '答服器询助流小互',
    /^[\p{Script=Han}“”]{0,6}(?:智能|在线|AI)(?:问答|客服|机器人|咨询|助手|交流)[\p{Script=Han}]{0,4}$|^(?:实时交流|智能小[\p{Script=Han}]{1,2}|智能互动|机器人问答|政务机器人)$/iu,
  ],
  [
    'service-stats',
    '统示据',
    /^(?:[\p{Script=Han}]{0,4})?(?:办件统计|办事统计|办理统计|服务统计|受理统计|办结统计|办件量统计|办件量公示|办件情况统计|数据统计|事项统计|业务统计|办件公示|办件数据)$/u,
  ],
  [
    'message-stats',
    '统',
    /^(?:[\p{Script=Han}]{0,6})?(?:信件统计|来信统计|留言统计|受理反馈统计|信件办理统计|信箱统计|办理情况统计|留言办理统计|互动统计|统计分析|受理统计|数据统计|回复统计|诉求统计|留言数据统计|信件数据统计|统计数据)$/u,
  ],
  [
    'login',
    '登注证中空',
    /^(?:【|\[|\|)?\s?(?:登录|登陆|用户登录|用户登陆|注册|用户注册|立即注册|个人登录|法人登录|企业登录|登录\s?[|/／]\s?注册|注册\s?[|/／]\s?登录|登录注册|统一身份认证|统一登录|请登录|个人中心|用户中心|会员登录|自然人登录|用户空间|市民登录|个人\/法人登录|个人注册|法人注册)(?:】|\]|\|)?$/,
  ],
  [
    'apply-online',
    '申办受预',
    /^(?:在线申请|网上申请|在线办理|网上办理|我要申请|我要办|立即办理|在线申报|网上申报|在线办|网上办|马上办|我要办理|申请办理|立即申请|在线受理|我要申报|在线预约|网上预约|网上办事入口|去办理|开始办理)$/,
  ],
  [
    'sample-form',
    '表范样填料',
    /^(?:空白?表格?|空表|样表|示例样表|表格下载|下载空表|下载样表|样表下载|空表下载|空白表格(?:下载)?|示范文本|填写样例|样本下载|填报样例|空白表样|示例表|填表说明|样例下载|表样|填写说明|资料下载|空白样表|样例|样表示例|空表样表)(?:下载|查看)?$|(?:空白表|空表|样表)(?:[.．](?:docx?|xlsx?|pdf|wps|zip))?$/i,
  ],
];

/** Which rules a character may be a sign of: a bit per rule; characters with the same low bits share a place. */
const SIGNS = new Uint32Array(4096);
for (const [i, [, signs]] of LINK_RULES.entries())
  for (const sign of signs) {
    const place = sign.charCodeAt(0) & (SIGNS.length - 1);
    SIGNS[place] = (SIGNS[place] ?? 0) | (1 << i);
  }

const PER_KIND = 5;

/** Features (facts §5) that the page offers, at most five of a kind, each with the words that show it. */
export function readFeatures(look: Look): Feature[] {
  const found: Feature[] = [];
  const counts = new Map<FeatureKind, number>();
  const seen = new Set<string>();
  const add = (kind: FeatureKind, text: string, url: string | null) => {
    const count = counts.get(kind) ?? 0;
    const key = `${kind} ${text}`;
    if (count >= PER_KIND || seen.has(key)) return;
    seen.add(key);
    counts.set(kind, count + 1);
    found.push({ kind, url, text });
  };
  for (const { el, words } of look.links) {
    for (const kind of kindsOf(words)) {
      // 统计分析 beside news is no statistics of messages.
      if (kind === 'message-stats' && !aboutMessages(look)) continue;
      add(kind, words, look.page.hrefOf(el));
    }
  }
  for (const el of look.page.byTag('button')) {
    const text = el.t1 - el.t0 > 60 ? '' : look.page.textOf(el);
    for (const kind of kindsOf(text)) if (kind !== 'message-stats') add(kind, text, null);
  }
  for (const el of look.page.byTag('input')) {
    if (!/^(?:button|submit)$/i.test(el.attr('type') ?? '')) continue;
    const text = (el.attr('value') ?? '').trim();
    for (const kind of kindsOf(text)) add(kind, text, null);
  }
  pageFeatures(look, add);
  return found;
}

const NO_KINDS: readonly FeatureKind[] = [];

function kindsOf(text: string): readonly FeatureKind[] {
  if (text.length < 2 || text.length > 60) return NO_KINDS;
  // Long words are titles: of those only an explanation in pictures, a film or a page that moves shows a feature.
  if (text.length > 20 && !/图|视频|音频|H5|动漫|动画|漫画/.test(text)) return NO_KINDS;
  let candidates = 0;
  for (let i = 0; i < text.length; i++) candidates |= SIGNS[text.charCodeAt(i) & (SIGNS.length - 1)] ?? 0;
  if (candidates === 0) return NO_KINDS;
  const kinds: FeatureKind[] = [];
  for (let i = 0; candidates !== 0; i++, candidates >>>= 1) {
    const rule = (candidates & 1) === 0 ? undefined : LINK_RULES[i];
    if (rule?.[2].test(text)) kinds.push(rule[0]);
  }
  return kinds;
}

function aboutMessages(look: Look): boolean {
  return /信箱|来信|留言|信件|咨询|互动/.test(look.about);
}

/** Features that no link announces: players, charts, figures in words, a viewport for phones. */
function pageFeatures(look: Look, add: (kind: FeatureKind, text: string, url: string | null) => void): void {
  const page = look.page;
  for (const tag of ['video', 'audio'] as const) {
    const el = page.byTag(tag)[0];
    if (el !== undefined) add('video', `<${tag}>`, page.resolve(el.attr('src')));
  }
  const viewport = page.byTag('meta').find((el) => (el.attr('name') ?? '').toLowerCase() === 'viewport');
  if (viewport !== undefined && /width\s{0,3}=\s{0,3}device-width/i.test(viewport.attr('content') ?? '')) {
    add('mobile', 'viewport', null);
  }
  if (CHARTS.mayBeIn(page.code) && CHARTS.test(look.scripts, page.code)) add('data-chart', 'echarts', null);
  statistics(look, add);
}

const CHARTS = new Signs(/echarts\.init\(|Highcharts\.|new Chart\(/, [
  'echarts.init(',
  'Highcharts.',
  'new Chart(',
]);
const HANDLED = new Signs(/办结|回复|已复|答复|办件/);

/** 本月收到来信 12 封，办结 10 封; 累计办件 1200 件: counts that the page itself prints. */
function statistics(look: Look, add: (kind: FeatureKind, text: string, url: string | null) => void): void {
  const text = look.page.text;
  if (!HANDLED.test(text, look.page.pairs)) return;
  const messages =
    /(?:共?收到|累计收到|受理|来信总[数量]|信件总[数量]|留言总[数量]|收信|总?来信)[^\n。]{0,12}\d+\s?[件封条][^\n。]{0,20}(?:办结|回复|已复|答复|已办|处理)[^\n。]{0,12}\d/.exec(
      text,
    );
  if (messages !== null && /来信|留言|信件|信箱|咨询/.test(text))
    add('message-stats', messages[0].slice(0, 60), null);
  const services =
    /(?:累计|本月|今日|本年|本周|昨日|总)?(?:办件|受理|申报)[量数总]{0,3}\s?[：:]?\s?\d+\s?件?[^\n。]{0,16}(?:办结|办理)[量数]?\s?[：:]?\s?\d+/.exec(
      text,
    );
  if (services !== null) add('service-stats', services[0].slice(0, 60), null);
}
