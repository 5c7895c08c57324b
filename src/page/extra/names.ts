import { COMMON_SURNAMES, COMPOUND_SURNAMES, RARE_SURNAMES } from './surnames.ts';

/**
 * How much the surroundings already say that a name stands here.
 * - `weak`: any short text on a page
 * - `title`: a leader's title stands beside it
 * - `strong`: a 姓名 column, a label 姓名：
 */
export type NameContext = 'weak' | 'title' | 'strong';

/** Words of two to four characters that begin like a surname and name no person. */
const NOT_NAMES = new Set(
  (
    '咨询 投诉 建议 举报 互动 服务 公开 政务 新闻 动态 安全 安排 安置 安防 安徽 安居 安监局 白皮书 白名单 包括 包保 边境 边界 常委 常委会 常务 常见 常用 常规 常态 车辆 车站 成果 成员 成立 成效 成绩 程序 程度 池塘 ' +
    '从业 从严 单位 单项 党委 党组 党建 党校 党员 党群 党章 党史 党务 党政 党政办 党风 党代会 党委会 党组织 应急 应急办 应用 应对 应当 应届 房产 房屋 房价 方案 方式 方法 方针 方向 方便 方面 封面 付款 ' +
    '高新区 高考 高铁 高校 高速 高度 高级 高中 高效 高层 高龄 高技能 高质量 高标准 高水平 高企 古镇 古城 古迹 关于 关注 关闭 关心 关怀 关键 关联 关系 管理 管委会 管委 管辖 管局 管控 管护 ' +
    '国务院 国家 国企 国际 国资委 国土 国内 国税 国防 何时 何地 何人 和谐 和平 洪涝 洪水 洪灾 华人 华侨 华东 华北 黄色 黄河 黄金 黄页 计划 计生 计算 纪委 纪委办 纪检 纪检组 纪实 纪律 纪要 纪念 纪念日 季度 季节 甲方 ' +
    '简历 简介 简报 简讯 简单 简易 简称 简政 简化 江苏 江苏省 江西 江西省 江北 江南 解读 解决 解答 解释 解析 解除 金融 金融办 金额 金秋 金牌 金山 金税 经济 景区 景点 景观 康复 康养 孔子 来源 来信 来访 来电 ' +
    '劳动 雷电 冷链 冷暖 历任 历史 历届 利用 连线 连接 林业 林业局 林地 林权 林草 林草局 林长制 林区 林场 领导 龙头 路线 路况 路灯 路网 满意 满意度 毛利 明确 明天 明细 莫名 农业 农村 农民 农办 农机 农业局 农委 农林 农产品 农家乐 农贸 欧洲 ' +
    '平台 平安 平均 平等 齐全 齐抓 强化 强制 强调 强国 强县 强农 强基 秦岭 青年 全文 全面 全部 全国 全省 全市 全县 全区 全民 全员 全程 全年 全力 全媒体 全体 权力 权利 权限 权责 任免 任职 任务 任命 任期 任前 任前公示 容量 荣誉 商务 商务局 商业 商品 商贸 商会 商标 尚未 申报 申请 申领 申诉 申办 申请人 师资 师范 ' +
    '施工 施行 施政 石油 石化 时间 时政 时效 时事 时期 史志 史志办 史料 水利 水利局 水务 水务局 水库 水电 水质 水产 水文 司法 司法局 司法所 司机 宋体 苏州 孙子 索引 唐诗 唐人 田园 田间 田长制 通知 通告 通报 通过 通信 同意 童年 屠宰 ' +
    '万元 万人 万户 汪洋 卫生 卫健 卫健局 卫健委 卫计委 卫计局 卫视 温度 温馨 温州 文件 文化 文化局 文旅 文旅局 文广新局 文广局 文号 文艺 文体局 文体 文联 文字 文章 文明 文明办 文物 文物局 文档 文教 文本 武装 武装部 武警 武术 武汉 武汉市 席位 夏季 夏天 夏粮 夏收 夏日 ' +
    '向上 向前 向导 项目 项目办 相关 相册 相片 谢谢 谢绝 辛苦 信访 信访局 信访办 信息 信用 信箱 幸福 宣传 宣传部 宣讲 许可 许可证 严格 严禁 严重 严查 严打 燕子 阳光 养老 易地 易错 殷切 印发 印章 应聘 尤其 游客 游戏 游玩 游览 于是 余额 余人 余万 元旦 元宵 原则 原文 原因 原料 原创 岳父 云南 云南省 云计算 ' +
    '曾任 曾经 曾在 查询 查看 查阅 查找 查处 查验 查收 占地 占比 战略 战士 战疫 章程 章节 征集 政府 政策 支部 郑重 郑州 植树 植物 植保 仲裁 仲裁院 钟表 周边 周报 周末 周年 周期 周围 周一 周二 周三 周四 周五 周六 周日 周知 祝贺 祝福 主任 诸多 诸位 庄严 庄园 宗教 宗教局 宗旨 综合 左右 左侧 ' +
    '习近平 马上办 马上 马路 马拉松 马克思 牛羊 牛奶 牛年 龙年 马年 白天 白酒 白云 成年人 成本 成交 成熟 成长 成功 成品 和美 和睦 陈述 陈列 陈列馆 胡同 曲线 曲艺 石材 石刻 山区 花卉 花木 花园 ' +
    '邮箱 部门 副县长 县长 市长 局长 书记 更多 首页 返回 下载 打印 收藏 关闭 分享 图片 照片 正文 姓名 职务 职位 分工 分管 电话 传真 地址 邮编 备注 序号 性别 民族 籍贯 学历 学位 年龄 职称 专业 出生 汉族 回族 满族 苗族 壮族 藏族 蒙古族 男 女 ' +
    '温馨提示 严正声明 高新技术 安全生产 文化旅游 党政机关 全面小康 司法行政 管理办法 单位介绍 单位概况 成员单位 方便群众 林业和草原 常务会议 常委分工 党务公开 解放军 解放思想 施政报告 简政放权 计划生育 关于我们 申请指南 申请公开'
  ).split(' '),
);

/** Last characters that mark an institution, a place, a paper, never a person in a weak place. */
const INSTITUTION_END =
  /[局厅委部市县区镇乡村院所站办处组室会省府网报表队路街道厂店馆园校社司公证书法类型策事务]$/;
const FUNCTION_INSIDE = /[的了与及或是在为等将把被从对至第届条项款页栏]/;
const HAN_NAME = /^\p{Script=Han}{2,5}$/u;
const DOTTED = /^\p{Script=Han}{1,8}(?:·\p{Script=Han}{1,8}){1,3}$/u;
/** 同志, 先生 after a name; （女）, （女，回族） beside it; a number before it. */
const BESIDE = /[（(【[][^（()）】\]]{0,20}[）)】\]]/g;
const AFTER = /(?:同志|先生|女士)$/;
const LEAD = /^(?:\d{1,2}[.、．)）]|[·•◆●■▪☆★>»－-])\s*/;

/**
 * The person's name that a short text is, without 同志, （女） and inner blanks (`李　明` → `李明`); null where it is none.
 * Minority names keep their middle dot (`买买提·艾力`).
 */
export function personName(text: string, context: NameContext): string | null {
  if (text.length < 2 || text.length > 40) return null;
  const bare = text
    .replace(BESIDE, '')
    .trim()
    .replace(LEAD, '')
    .replace(/[：:，,;；。]$/, '');
  const name = bare
    .replace(/[\s\u3000\u00a0\u200b\ufeff]+/g, '')
    .replace(AFTER, '')
    .replace(/[•・‧∙．●]/g, '·');
  // Three blanks apart are three words, not one name: 张 三 yes, 县长 李明 no.
  if (/\S{2,}\s+\S/.test(bare) && !DOTTED.test(name)) return null;
  if (DOTTED.test(name)) return NOT_NAMES.has(name) ? null : dottedName(name, context);
  return HAN_NAME.test(name) && isName(name, context) ? name : null;
}

/** A dot also parts menu words (`咨询·投诉`): a dotted name needs a title or a 姓名 column beside it. */
function dottedName(name: string, context: NameContext): string | null {
  if (context === 'weak' || name.length > 20) return null;
  return name.split('·').some((part) => NOT_NAMES.has(part)) ? null : name;
}

function isName(name: string, context: NameContext): boolean {
  if (NOT_NAMES.has(name) || NOT_NAMES.has(name.slice(0, 4)) || isTitleWord(name)) return false;
  if (COMPOUND_SURNAMES.has(name.slice(0, 2))) {
    return (name.length === 3 || name.length === 4) && !FUNCTION_INSIDE.test(name.slice(2));
  }
  const surname = name.charAt(0);
  if (context === 'strong') return strongName(name);
  if (!COMMON_SURNAMES.has(surname) && !(context === 'title' && RARE_SURNAMES.has(surname))) return false;
  if (name.length > 3) return false;
  return !FUNCTION_INSIDE.test(name.slice(1)) && !INSTITUTION_END.test(name);
}

/** In a column headed 姓名 everything Han of two to five characters is a name but what is a known word. */
function strongName(name: string): boolean {
  const known = COMMON_SURNAMES.has(name.charAt(0)) || RARE_SURNAMES.has(name.charAt(0));
  if (name.length <= 3) return known ? !/[局厅市县]$/.test(name) : !INSTITUTION_END.test(name);
  return !INSTITUTION_END.test(name) && !FUNCTION_INSIDE.test(name);
}

const TITLE_WORD =
  /(?:书记|常委|县长|市长|区长|省长|州长|旗长|盟长|镇长|乡长|村长|主任|局长|厅长|处长|科长|司长|部长|署长|主席|院长|检察长|秘书长|组长|党组成员|党委委员|党工委委员|委员|政委|队长|所长|行长|站长|会长|关长|台长|馆长|校长|社长|理事长|董事长|总经理|监事长|调研员|巡视员|督查专员|督察专员|督学|总(?:工程|经济|会计|规划|农艺|畜牧|兽医|统计|检验|审计|建筑|飞行|药)师|总监|总编辑|总编|专员|专职委员|负责人|参事)/;

/** A rank such as 副县长, 党组成员 and nothing else. */
const BARE_TITLE = new RegExp(`^(?:副|正|常务副|第一)?${TITLE_WORD.source}$`);

function isTitleWord(text: string): boolean {
  return BARE_TITLE.test(text);
}

const TITLE_GLOBAL = new RegExp(TITLE_WORD.source, 'g');
/** Ends that turn a title into something else: 县长信箱, 主任会议, 书记讲话, 常委会, 局长办公会. */
const NOT_TITLE =
  /信箱|邮箱|热线|接待|会议|办公会|常务会|讲话|活动|调研(?!员)|致辞|访谈|之窗|论坛|报告|专栏|简历|介绍|风采|分工|一览|常委会(?!.{0,8}(?:主任|委员|秘书长|党组))|委员会(?!.{0,12}(?:书记|主任|主席|委员|组长|局长))|通知|公告|公示|任免|名单|视察|检查|指导|走访|慰问|主持|召开|出席|强调|要求|指出|参加|会见|点击|咨询|留言|负责.|分管.|协助/;

/**
 * Whether a text is a leader's title and nothing more: `县委副书记、县长`, `党组成员、副局长`, `一级调研员`. At most 80 characters.
 */
export function isTitle(text: string): boolean {
  const bare = unspread(text.trim());
  if (bare.length < 2 || bare.length > 80) return false;
  if (!TITLE_WORD.test(bare) || NOT_TITLE.test(bare) || /[。！？!?]/.test(bare)) return false;
  const parts = bare.split(/[、，,;；/／|\s\u3000（）()]+/).filter((part) => part.length > 0);
  const named = parts.filter((part) => TITLE_WORD.test(part)).length;
  // 县委、县政府副县长: a part may lack its own rank, but most have one; and a rank ends the text.
  return named * 2 >= parts.length && parts.every((part) => part.length <= 30) && endsWithRank(bare);
}

/** The rank stands at the end, but for (兼), （正县级） and such. */
function endsWithRank(text: string): boolean {
  const end = text.replace(/[（(][^（()）]{0,16}[）)]\s*$/, '').replace(/[兼、，,\s:：]+$/, '');
  let last = -1;
  for (const hit of end.matchAll(TITLE_GLOBAL)) last = hit.index + hit[0].length;
  return last >= end.length - 1;
}

/** `县 长`, `局　长`: two characters set apart for looks. */
function unspread(text: string): string {
  return /^\p{Script=Han}(?:[\s\u3000]{1,4}\p{Script=Han}){1,3}$/u.test(text)
    ? text.replace(/\s+/g, '')
    : text;
}

/** Tidy form of a title: blanks collapsed, colon and 职务： gone. */
export function cleanTitle(text: string): string {
  return unspread(text.trim().replace(/[：:]$/, ''))
    .replace(/[\s\u3000\u00a0]+/g, ' ')
    .replace(/^\s*(?:现任)?职\s*务\s*[：:]\s*/, '')
    .replace(/[：:，,、\s]+$/, '')
    .trim();
}

/**
 * Name and title out of one text: `县长：李明`, `副县长 王海涛`, `李明  县委副书记、县长`, `李明（县长）`, `李明同志`; null where
 * there is no pair.
 */
export function namedTitle(text: string): { name: string; title: string } | null {
  const line = text.replace(/[\u3000\u00a0]/g, ' ').trim();
  if (line.length < 4 || line.length > 90 || !TITLE_WORD.test(line)) return null;
  return byColon(line) ?? byBlank(line) ?? byBrackets(line);
}

function byColon(line: string): { name: string; title: string } | null {
  const m = /^([^：:]{2,60})[：:]\s*([^：:]{2,60})$/.exec(line);
  return m === null ? null : pair(m[1] ?? '', m[2] ?? '');
}

function byBlank(line: string): { name: string; title: string } | null {
  const words = line.split(' ').filter((word) => word.length > 0);
  if (words.length < 2 || words.length > 8) return null;
  // A name of two characters is often spread: 李 明. Try one or two words at either end.
  for (const take of [1, 2]) {
    if (take >= words.length) break;
    const front = words.slice(0, take);
    const back = words.slice(-take);
    if (take === 1 || front.every((word) => word.length === 1)) {
      const found = pair(words.slice(take).join(' '), front.join(' '));
      if (found !== null) return found;
    }
    if (take === 1 || back.every((word) => word.length === 1)) {
      const found = pair(words.slice(0, -take).join(' '), back.join(' '));
      if (found !== null) return found;
    }
  }
  return null;
}

function byBrackets(line: string): { name: string; title: string } | null {
  const m = /^([^（(]{2,12})[（(]([^（()）]{2,50})[）)]$/.exec(line);
  return m === null ? null : pair(m[1] ?? '', m[2] ?? '');
}

function pair(a: string, b: string): { name: string; title: string } | null {
  if (isTitle(a)) {
    const name = personName(b, 'title');
    if (name !== null) return { name, title: cleanTitle(a) };
  }
  if (isTitle(b)) {
    const name = personName(a, 'title');
    if (name !== null) return { name, title: cleanTitle(b) };
  }
  return null;
}
