import { isoText, parseDate } from '../dates.ts';

/** Columns of tables of citizens' messages, by what their head says. */
export type MessageColumn =
  | 'title'
  | 'received'
  | 'replied'
  | 'status'
  | 'department'
  | 'reply'
  | 'number'
  | 'views'
  | 'kind';

const HEADS: readonly (readonly [MessageColumn, RegExp])[] = [
  ['replied', /^(?:回复|答复|办结|反馈|回信|办理|处理)(?:时间|日期)$|^(?:答复于|回复于)$/],
  [
    'received',
    /^(?:写信|来信|留言|提交|提问|咨询|发布|发信|受理|信件|收信|投诉|反映|发表|写件|来件|登记|创建|申请)(?:时间|日期)$|^(?:时间|日期)$/,
  ],
  [
    'status',
    /^(?:办理|回复|答复|处理|信件|来信|留言|受理|当前|办件)?(?:状态|情况|进度)$|^是否(?:回复|办结|答复)$|^(?:处理|办理)结果$/,
  ],
  [
    'department',
    /^(?:办理|答复|回复|受理|承办|处理|责任|转办|收信|接收|被咨询|经办|主办)(?:单位|部门|机构|机关|人)$|^(?:部门|单位|收信人|来信单位|写信对象|信箱名称|所属部门)$/,
  ],
  ['reply', /^(?:回复|答复|反馈|办理|处理)(?:内容|意见|结果|情况|信息)$/],
  [
    'title',
    /^(?:信件|来信|留言|咨询|问题|信箱|投诉|诉求|提问|主)?(?:标题|主题|题目)$|^(?:信件|来信|留言|诉求|咨询|问题)(?:名称|内容|摘要)$|^主题$|^事项$/,
  ],
  ['number', /^(?:序号|编号|信件编号|受理编号|查询码|信件编码|流水号|编码|受理号|来信编号)$/],
  [
    'views',
    /^(?:浏览|点击|阅读|查看|访问|关注|浏览量|浏览次数|点击量|点击率|点击数|满意度|评价|满意度评价)(?:数|量|次数)?$/,
  ],
  [
    'kind',
    /^(?:类型|类别|信件类型|信件类别|来信类型|来信类别|留言类型|分类|诉求类型|来源|写信人|来信人|留言人|姓名|网友|公开|是否公开|咨询类型|信箱类型|性质|信件性质|来信者)$/,
  ],
];

/** What a column headed so holds; null where the head is none of a message table's. */
export function messageColumn(head: string): MessageColumn | null {
  const bare = head.replace(/[\s：:*]/g, '');
  if (bare.length < 2 || bare.length > 8) return null;
  for (const [column, rule] of HEADS) if (rule.test(bare)) return column;
  return null;
}

const OPEN =
  /未(?:回复|答复|办结|处理|办理|受理|回应|解决|反馈)|待(?:回复|答复|办理|处理|受理|审核|分派|转办|办结|办)|(?:办理|处理|受理|回复|转办|审核|承办|交办|处置)中|正在(?:办理|处理|受理|回复)|暂(?:无|未)(?:回复|答复)|尚未|^(?:否|未|无|已受理|已转办|受理|转办|已分派|已交办|新信件|已提交|已收件|已签收|已审核)$/;
const DONE =
  /已(?:经)?(?:回复|答复|办结|处理|办理|反馈|办复|回应|解决|完成|回信|办毕|公开回复|评价|结案|归档)|(?:回复|答复|办理|处理)(?:完毕|完成|办结)|办结|^(?:是|已|已回|已复|回复|答复|完成|结案|办理完成)$/;

/** Whether a status word says answered (`已回复`, `已办结`) or open (`办理中`, `待回复`); null where it says neither. */
export function answeredBy(status: string): boolean | null {
  const bare = status.replace(/[\s[\]【】（）()]/g, '');
  if (bare === '' || bare.length > 16) return null;
  if (OPEN.test(bare)) return false;
  return DONE.test(bare) ? true : null;
}

/** Day or time that a cell prints; null where it prints none. */
export function dateIn(text: string): string | null {
  if (text.length > 80 || !/\d/.test(text)) return null;
  const date = parseDate(text.trim());
  return date === null ? null : isoText(date);
}

export type MessageLabel = 'title' | 'received' | 'replied' | 'status' | 'department' | 'reply' | 'question';

const LABELS: readonly (readonly [MessageLabel, RegExp])[] = [
  ['replied', /^(?:回复|答复|办结|反馈|回信|办理|处理)(?:时间|日期)$/],
  [
    'received',
    /^(?:写信|来信|留言|提交|提问|咨询|发信|信件|收信|投诉|反映|发表|写件|登记|诉求|来件)(?:时间|日期)$/,
  ],
  ['status', /^(?:办理|回复|答复|处理|信件|来信|留言|受理|当前)(?:状态|进度)$|^状态$/],
  ['department', /^(?:办理|答复|回复|受理|承办|处理|责任|经办|回信)(?:单位|部门|机构|机关|人)$/],
  [
    'reply',
    /^(?:回复|答复|反馈|办理|处理|官方|部门|回信)(?:内容|意见|结果|情况|信息|详情)$|^(?:回复|答复|官方回复|部门回复|回信|答)$/,
  ],
  ['title', /^(?:信件|来信|留言|咨询|问题|投诉|诉求|提问)?(?:标题|主题|题目)$/],
  [
    'question',
    /^(?:信件|来信|留言|咨询|问题|投诉|诉求|提问|反映|写信)(?:内容|详情|正文|描述|问题)$|^(?:问|来信|留言)$/,
  ],
];

/** What a label on the page of one message names; null where it is none. */
export function messageLabel(text: string): MessageLabel | null {
  const bare = text.replace(/[\s\u3000【】[\]：:*]/g, '');
  if (bare.length < 1 || bare.length > 8) return null;
  for (const [label, rule] of LABELS) if (rule.test(bare)) return label;
  return null;
}
