/**
 * Element classes of a service guide (办事指南要素) in their official names, and the headings that sites print for them.
 * The first eight are those that the veto “服务不实用” counts (facts SITE-VETO-06b); the rest are further elements of
 * 国办发〔2016〕55号 and GB/T 39554. Order matters nowhere: a heading belongs to exactly one class.
 */
const CLASSES = {
  事项名称:
    '事项名称 服务事项 办理事项 办事事项 项目名称 审批事项 主项名称 子项名称 服务名称 业务名称 办事名称 服务事项名称 权力名称 事项 职权名称 许可事项 审批项目 行政许可事项 实施事项名称',
  设定依据:
    '设定依据 法律依据 办理依据 政策依据 实施依据 审批依据 法定依据 办事依据 受理依据 依据 许可依据 设立依据 法律法规依据 政策法规依据 行政审批依据 设定和实施许可的法律依据 事项依据 服务依据 权力依据 职权依据 相关依据 法律法规 相关法规 政策法规 办理法律依据 实施的法律依据',
  申请条件:
    '申请条件 受理条件 办理条件 办事条件 审批条件 准予批准的条件 许可条件 申报条件 申办条件 办理对象和条件 受理范围和条件 受理对象和条件 准予条件 予以批准的条件 条件 申请人条件 办理申请条件 享受条件 准予许可条件 准予批准条件 申请条件和要求 资格条件 许可的条件 受理范围 适用范围 办理范围',
  办理材料:
    '办理材料 申请材料 所需材料 提交材料 申报材料 申请材料目录 材料清单 所需材料清单 申请材料清单 办理所需材料 需提交材料 应提交材料 需要提交的材料 应提交的材料 提供材料 需提供材料 办事材料 受理材料 材料目录 材料 需提交的材料 需要材料 办理要件 办理所需要的材料 所需资料 申报资料 提交资料 申请资料 要件 申请人需提交材料 申请需提交的材料 需要提交的全部材料 所需提交材料 申请应提交材料 申请所需材料 申办材料 审批材料 需要准备的材料 应提供的材料 办理需提交材料',
  办理地点:
    '办理地点 受理地点 办公地址 办公地点 办理地址 办事地点 办事地址 受理地址 窗口地址 办理窗口 受理窗口 地点 地址 联系地址 办理场所 办理地点及窗口 办理地点和窗口 办理处所 收件地址 办理点 咨询地点 服务地点 申办地点',
  办理时间:
    '办理时间 办公时间 工作时间 受理时间 办事时间 服务时间 接件时间 办理时间段 窗口办理时间 对外办公时间 办公时间和地点 上班时间 受理办理时间 作息时间 窗口工作时间 接待时间 业务办理时间',
  联系电话:
    '联系电话 咨询电话 咨询方式 联系方式 电话 办公电话 服务电话 咨询热线 窗口电话 业务电话 咨询电话和监督电话 咨询途径 咨询渠道 咨询联系方式 办理电话 咨询服务电话 受理电话 业务咨询电话 联系人及电话 联系人电话 咨询电话号码',
  办理流程:
    '办理流程 流程图 办事流程 办理程序 办事程序 审批流程 审批程序 受理流程 申请流程 办理流程图 流程 程序 办理步骤 工作流程 许可程序 基本流程 业务流程 申办流程 服务流程 办理过程 行政审批流程 审批流程图 办事流程图 许可流程 办理环节 外部流程图 内部流程图 流程说明 运行流程 申报流程 办理流程说明 网上办理流程 窗口办理流程 网上办理程序 申报程序 申请程序',
  法定时限: '法定时限 法定期限 法定办结时限 法定办理时限 法定办结期限 法定办理期限 法定审批时限 法定工作日',
  承诺时限:
    '承诺时限 承诺期限 承诺办结时限 承诺办理时限 承诺办结期限 办理时限 办结时限 办理期限 办结期限 办理时效 审批时限 承诺办理期限 审批期限 承诺工作日 时限 许可期限 服务时限 办理工作日 承诺审批时限 完成时限',
  收费标准:
    '收费标准 收费情况 是否收费 收费 收费依据 收费项目 收费标准及依据 收费依据及标准 收费标准和依据 费用 办理费用 收费依据和标准 收费信息 收费说明 收费金额 办理收费 收费方式',
  实施主体:
    '实施主体 实施机关 实施机构 受理机构 办理机构 受理部门 办理部门 实施部门 办理单位 承办机构 决定机构 责任部门 行使主体 实施单位 主管部门 办理机关 受理单位 承办单位 许可机关 审批机关 承办部门 责任单位 审批部门 受理机关 办事机构 牵头部门 办理处室',
  受理方式:
    '受理方式 办理方式 办理形式 申请方式 办理途径 受理形式 申请途径 办理渠道 办事方式 受理渠道 申报方式 网上办理方式 申办方式 服务方式 通办范围',
  监督电话:
    '监督电话 投诉电话 监督投诉电话 监督方式 投诉方式 监督投诉方式 监督投诉渠道 投诉渠道 监督投诉 举报电话 投诉举报电话 监督渠道 监督举报电话 投诉监督电话 监督和投诉渠道 投诉',
  办理结果:
    '办理结果 审批结果 结果名称 办理结果名称 结果样本 办结结果 审批结果名称 审批结果类型 结果送达 许可证件 审批证件 办理结果样本 送达方式 结果文书 结果领取方式 办件结果 证件名称',
  服务对象: '服务对象 办理对象 申请人 受理对象 适用对象 申请对象 办事对象 面向对象 行政相对人 对象',
  办件类型:
    '办件类型 事项类型 审批类型 行政职权类型 权力类型 项目类型 事项类别 办理类型 职权类型 业务类型 类别',
} as const;

export type GuideClass = keyof typeof CLASSES;

/** Heading as printed → official class. */
const BY_HEADING: ReadonlyMap<string, GuideClass> = new Map(
  (Object.keys(CLASSES) as GuideClass[]).flatMap((name) =>
    CLASSES[name].split(' ').map((heading) => [heading, name] as const),
  ),
);

/** Headings that mean a guide element only beside others: 地址 or 电话 stands in every footer. */
export const GENERIC_HEADINGS: ReadonlySet<string> = new Set(
  '事项 依据 条件 材料 地点 地址 电话 流程 程序 收费 费用 时限 要件 对象 类别 申请人 投诉 联系电话 联系方式 联系地址 办公地址 办公时间 办公电话 工作时间 咨询电话 监督电话 举报电话 投诉电话 法律法规 政策法规 主管部门 承办单位 责任部门 项目名称 项目类型 适用范围 业务类型 工作流程 责任单位 牵头部门 承办部门 服务对象 服务时间 上班时间 接待时间 作息时间 办公地点 投诉方式 举报方式 监督方式 受理范围 资格条件 业务名称 申请条件 申报条件 许可证件 送达方式 服务电话 咨询热线 相关法规 证件名称 服务方式 申请方式'.split(
    ' ',
  ),
);

/** One character for each class of heading dressing: numbers, brackets, bullets, a colon at the end. */
const NUMBER =
  /^(?:第?[一二三四五六七八九十]{1,3}[、.．,，:：]|[（(][一二三四五六七八九十\d]{1,3}[）)][、.．]?|\d{1,2}(?:[、.．)）]|\s)|[①-⑳]|[·•◆●■▪☆★※>»◎○▶▲\-－])\s*/;
const BRACKETS = /^[【〖［[「『《<＜]\s*([^】〗］\]」』》>＞]{2,20})\s*[】〗］\]」』》>＞]/;

/** A heading without its dressing: `一、设定依据：` → `设定依据`, `【受理 条件】` → `受理条件`. */
export function bareHeading(text: string): string {
  let bare = text.trim();
  for (let i = 0; i < 2; i++) bare = bare.replace(NUMBER, '').trim();
  const inside = BRACKETS.exec(bare);
  if (inside !== null && inside[0].length >= bare.length - 1) bare = inside[1] ?? bare;
  return bare
    .replace(/[\s\u3000\u00a0]+/g, '')
    .replace(/(?:[：:*＊]|（必填）|[（(](?:及|含|附)[^（()）]{0,12}[）)])+$/, '');
}

/** The class that a heading text names; null where it is none. */
export function guideClassOf(text: string): GuideClass | null {
  if (text.length < 2 || text.length > 30) return null;
  const bare = bareHeading(text);
  return BY_HEADING.get(bare) ?? composite(bare)[0] ?? null;
}

const PARTS: ReadonlyMap<string, GuideClass> = new Map([
  ['时间', '办理时间'],
  ['地点', '办理地点'],
  ['地址', '办理地点'],
  ['咨询', '联系电话'],
  ['电话', '联系电话'],
  ['监督', '监督电话'],
  ['投诉', '监督电话'],
  ['条件', '申请条件'],
  ['材料', '办理材料'],
  ['流程', '办理流程'],
  ['程序', '办理流程'],
  ['时限', '承诺时限'],
  ['期限', '承诺时限'],
]);

/** Classes of a heading that names several: `办理地点、时间`, `咨询和监督电话`; none where a part is unknown. */
function composite(bare: string): GuideClass[] {
  if (!/[、和及与]/.test(bare)) return [];
  const classes = bare.split(/[、和及与]/).map((part) => BY_HEADING.get(part) ?? PARTS.get(part));
  const known = classes.filter((name) => name !== undefined);
  return known.length === classes.length && known.length > 1 ? [...new Set(known)] : [];
}

/** What a bare heading names beyond its first class. */
export function furtherClasses(bare: string): readonly GuideClass[] {
  return BY_HEADING.has(bare) ? [] : composite(bare).slice(1);
}

/** `【设定依据】《…法》…`, `一、申请条件：年满…`, `办理时间：周一至周五…`: heading and value in one text. */
export function splitInline(text: string): { heading: string; name: GuideClass; value: string } | null {
  const line = text.trimStart();
  const head = line.slice(0, 40).replace(NUMBER, '').replace(NUMBER, '');
  const offset = Math.min(line.length, 40) - head.length;
  const bracket = BRACKETS.exec(head);
  const colon = bracket === null ? head.search(/[：:]/) : -1;
  if (bracket === null && (colon < 2 || colon > 24)) return null;
  const label = bracket === null ? head.slice(0, colon) : (bracket[1] ?? '');
  const name = guideClassOf(label);
  if (name === null) return null;
  const from = offset + (bracket === null ? colon + 1 : bracket[0].length);
  return {
    heading: bareHeading(label),
    name,
    value: line
      .slice(from)
      .replace(/^[\s：:]+/, '')
      .trim(),
  };
}

const EMPTY =
  /^(?:无|暂无|没有|暂无数据|暂无内容|暂无信息|空|null|undefined|none|n\/a|待补充|待完善|待更新|略|[-—–－_/\\.。…*\s]*)$/i;
/** 无 says something here: no fee, no legal limit. */
const NONE_IS_CONTENT: ReadonlySet<GuideClass> = new Set(['收费标准', '法定时限']);

/** Whether a value says something. 无 in 收费标准 does; a dash says nothing anywhere. */
export function saysSomething(name: GuideClass, value: string): boolean {
  const bare = value.replace(/[\s\u3000\u00a0]+/g, '').replace(/[。.；;]$/, '');
  // What follows a menu's word is the next of the menu (政策法规 | 政策解读); 不限 | 个人 | 法人 are choices of a search.
  if (bare === '' || /^[|｜]/.test(bare) || /^(?:不限|全部|所有)\s?\n/.test(value.trim())) return false;
  const other = bare.length <= 6 ? guideClassOf(bare) : null;
  if (other !== null && other !== name) return false;
  if (!EMPTY.test(bare)) return true;
  return NONE_IS_CONTENT.has(name) && /^(?:无|没有)$/.test(bare);
}
