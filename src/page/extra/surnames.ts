/**
 * Surnames (姓氏) as data. Used to tell a person's name from any other short run of Han characters.
 *
 * COMMON holds the surnames that hardly ever begin an official word of two or three characters, or that are so frequent that
 * leaving them out would cost more than the word list in `names.ts` has to carry. RARE ones count only where the layout
 * already says that a name stands there (a 姓名 column, a portrait card).
 */
const COMMON_TEXT =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘蒋蔡余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛阎闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦向柳邢骆岳齐梅庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边净古宫苟桑解丘仇应冷迟晏尚诸胥仲褚娄窦岑党窦蒙敖卓蔺池楚滕佘冀臧栾简全奚瞿占匡束巩逯隗亓逄郎鹿满沙燕虞商农邸晋佟艾卞井原刁阳封储伏皮狄和麦闻哈宗扈郜荆莘桑仝郁';

const RARE_TEXT =
  '水云星木山火川平元明花俸酆鄂国计米贝戚郦雍却璩濮寿通扶堵宰浦慎庾终暨居衡步都弘寇广禄阙东殳沃利蔚越夔隆师厍晁勾融訾那饶毋乜养须丰巢蒯相后红竺权盖益桓公万练由干来战种缪初揭智展苑邝遇酒青海黑者肉多才旦扎巴乌斯达次格尼洛泽娜买吐热依玛努库别塔尔托萨加贡旺央拉白德罗衣双幸过律绳续戈毋束';

const COMPOUND_TEXT =
  '欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 夏侯 端木 独孤 南宫 西门 呼延 完颜 澹台 赫连 闻人 申屠 淳于 单于 钟离 鲜于 拓跋 公冶 宗政 濮阳 太叔 仲孙 万俟 第五 左丘 东郭 百里 谷梁 拓拔 纳兰 那拉 爱新';

export const COMMON_SURNAMES: ReadonlySet<string> = new Set(COMMON_TEXT);
export const RARE_SURNAMES: ReadonlySet<string> = new Set(RARE_TEXT);
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(COMPOUND_TEXT.split(' '));
