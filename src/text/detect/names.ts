/** The 180 most frequent surnames and the frequent double ones (own list by common knowledge): a light test, not a register. */
const SINGLE =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁耿牟卜肖詹关费纪苗曲欧童凌闫';
const DOUBLE = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '令狐',
  '夏侯',
  '东方',
];
const GIVEN = /^[\u4e00-\u9fa5]{1,2}$/;
/** Words that look like names and are none, and endings that no given name has. */
const NOT_NAMES =
  /^(?:高度|高等|高校|高中|文化|文件|文明|安全|方面|方式|方案|方法|马上|万元|万人|关于|常务|石油|金融|金额|温馨|严格|严重|安排|安装|路段|向前|任务|任何|白天|黄金|江苏|江西|何时|许可|程序|程度|田地|武汉|兰州|贵州|海南|云南|湖南|河南|钟点|费用|管理|左右|路线|易于|章程|施工|施行|康复|平方|申请|申报|龙头|牛奶|季度|曲线|童年|成员|单位|于是|时间|严禁|齐全|关注|梁家|周边|周末|周期|周年|周一|周二|周三|周四|周五|周六|周日|常见|常用|史上|顾客|陆续|孔子|曾经|夏季|秦皇|金牌|高级|高层|毕业|焦点|欧美|凌晨|纪检|纪委|纪律|费率|童话|项目)/;
const BOUNDARY = /[\s　，,、。；;:：（(|\t\0《》“”)）\d.．]/;
/** A label directly before a name counts as a boundary. */
const LABEL =
  /(?:姓名|本人|村民|居民|学生|考生|患者|户主|家长|同志|职工|员工|市民|业主|农户|申请人|受益人|法人|代表)$/;

/** Whether a character is one of the frequent surnames. */
export function isSurname(character: string): boolean {
  return character !== '' && SINGLE.includes(character);
}

function isName(text: string): boolean {
  if (text.length < 2 || text.length > 4 || NOT_NAMES.test(text)) return false;
  if (DOUBLE.some((surname) => text.startsWith(surname))) return text.length > 2 && GIVEN.test(text.slice(2));
  return text.length < 4 && SINGLE.includes(text.charAt(0)) && GIVEN.test(text.slice(1));
}

/** Whether a text ends with what reads as a person's name that stands on its own. */
export function endsWithName(text: string): boolean {
  for (const length of [2, 3, 4]) {
    if (text.length < length || !isName(text.slice(-length))) continue;
    const before = text.slice(0, -length);
    if (before === '' || BOUNDARY.test(before.at(-1) ?? '') || LABEL.test(before.slice(-3))) return true;
  }
  return false;
}

/** Whether a name stands directly behind, as in lists that give the number first. */
export function startsWithName(text: string): boolean {
  const word = /^[\s　，,、（(|\t]{1,3}([\u4e00-\u9fa5]{2,4})(?=[\s　，,、。；;）)|\t]|$)/.exec(text)?.[1];
  return word !== undefined && isName(word);
}

/** Whether a name stands on its own anywhere in a line. */
export function hasName(line: string): boolean {
  return line.split(/[\s　，,、。；;:：（()）|\t]+/).some((word) => endsWithName(word));
}
