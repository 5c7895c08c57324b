import { DAY, dayOf, monthsBefore } from '../../model/index.ts';
import { quarterBefore } from '../compose.ts';
import { type Context, clock, column, entriesFrom, workdays } from '../entries.ts';
import { entryUrl } from '../style/trs.ts';
import type { Column, Entry } from '../types.ts';

/** The lists of the portal: everything that is a dated series of articles. */
export interface PortalColumns {
  readonly sections: readonly Column[];
  readonly news: Column;
  readonly bureau: Column;
  readonly town: Column;
  readonly notices: Column;
  readonly policies: Column;
  readonly readings: Column;
  readonly responses: Column;
  readonly statistics: Column;
  readonly personnel: Column;
  readonly planning: Column;
  readonly report: Column;
  readonly special: Column;
}

export interface Sections {
  readonly about: Column;
  readonly news: Column;
  readonly open: Column;
  readonly service: Column;
  readonly talk: Column;
  readonly data: Column;
}

export function sections(): Sections {
  return {
    about: column('/zjqh/', '走进栖禾', '概况信息', null),
    news: column('/xwdt/', '新闻动态', '工作动态', null),
    open: column('/zwgk/', '政务公开', '信息公开目录', null),
    service: column('/bsfw/', '办事服务', '办事服务', null),
    talk: column('/hdjl/', '互动交流', '咨询投诉', null),
    data: column('/sjfb/', '数据发布', '数据发布', null),
  };
}

export function portalColumns(context: Context, top: Sections): PortalColumns {
  const { data, calendar } = context;
  const office = `${data.county.name}人民政府办公室`;
  const centre = `${data.county.name}融媒体中心`;
  const list = (
    name: string,
    templates: Parameters<typeof entriesFrom>[2],
    count: number,
    first: number,
    step: number,
    from: string,
  ) => entriesFrom(context, name, templates, workdays(calendar, count, first, step), from);
  const pair = documents(context);
  const policies = column(
    '/zwgk/zcwj/',
    '政策文件',
    '政策文件',
    top.open,
    pair.documents,
    '县政府及县政府办公室印发的规范性文件和其他政策文件',
  );
  const readings = column(
    '/zwgk/zcjd/',
    '政策解读',
    '政策解读',
    top.open,
    pair.readings,
    '对县政府政策文件的文字、图解和问答解读',
  );
  const report = column(
    '/zwgk/xxgknb/',
    '政府信息公开年报',
    '信息公开年报',
    top.open,
    annualReports(context),
  );
  return {
    sections: [top.about, top.news, top.open, top.service, top.talk, top.data],
    news: column(
      '/xwdt/qhyw/',
      '栖禾要闻',
      '工作动态',
      top.news,
      list('news', data.news.county, 30, 1, 2, centre),
    ),
    bureau: column(
      '/xwdt/bmdt/',
      '部门动态',
      '工作动态',
      top.news,
      list('bureau', data.news.bureau, 14, 1, 4, centre),
    ),
    town: column(
      '/xwdt/xzdt/',
      '乡镇动态',
      '工作动态',
      top.news,
      list('town', data.news.town, 14, 2, 4, centre),
    ),
    notices: column(
      '/zwgk/tzgg/',
      '通知公告',
      '通知公告',
      top.open,
      list('notices', data.policies.notices, 16, 2, 9, office),
    ),
    policies: { ...policies, entries: link(policies, readings, '相关解读') },
    readings: { ...readings, entries: link(readings, policies, '相关文件') },
    responses: column(
      '/hdjl/hygq/',
      '回应关切',
      '回应关切',
      top.talk,
      list('responses', data.interaction.responses, 4, 6, 24, office),
    ),
    statistics: column('/sjfb/tjxx/', '统计信息', '数据发布', top.data, statistics(context)),
    personnel: column('/zwgk/rsxx/', '人事信息', '工作动态', top.open, personnel(context)),
    planning: column('/zwgk/ghjh/', '规划计划', '政策文件', top.open, planning(context)),
    report,
    special: column(
      '/xwdt/ztzl/',
      '专题专栏',
      '工作动态',
      top.news,
      list('special', data.news.county.slice(-5), 5, 5, 11, centre),
    ),
  };
}

/** Documents and their interpretations, in pairs; the interpretation comes a day after the document. */
function documents(context: Context): { documents: Entry[]; readings: Entry[] } {
  const { data, calendar } = context;
  const random = context.random.fork('policies');
  const office = `${data.county.name}人民政府办公室`;
  const documents: Entry[] = [];
  const readings: Entry[] = [];
  data.policies.policies.forEach((policy, i) => {
    const age = 12 + i * 23;
    const date = calendar.workday(age);
    const serial = data.policies.policies.length * 3 - i * 3;
    documents.push({
      id: 9_600 - i,
      title: policy.title,
      date,
      time: clock(random),
      source: office,
      author: '办公室',
      body: policy.body,
      document: {
        number: `${policy.number}〔${date.slice(0, 4)}〕${serial}号`,
        issuer: policy.number === '栖政办发' ? office : `${data.county.name}人民政府`,
        index: policy.index,
      },
    });
    readings.push({
      id: 9_700 - i,
      title: policy.reading.title,
      date: calendar.workday(age - 1),
      time: clock(random),
      source: office,
      author: '办公室',
      body: policy.reading.body,
      ...(policy.reading.form === undefined ? {} : { graphic: `/images/tj${i}.svg` }),
    });
  });
  return { documents, readings };
}

/** Every entry with a link to its counterpart in the other column. */
function link(own: Column, other: Column, label: string): Entry[] {
  return own.entries.map((entry, i) => {
    const counterpart = other.entries[i];
    if (counterpart === undefined) return entry;
    return {
      ...entry,
      relatedLabel: label,
      related: [{ title: counterpart.title, url: entryUrl(other, counterpart) }],
    };
  });
}

function statistics(context: Context): Entry[] {
  const { data, calendar } = context;
  const random = context.random.fork('statistics');
  return [...Array(10).keys()].map((i) => {
    const date = dayOf(monthsBefore(calendar.asOf, i) - 8 * DAY);
    const month = dayOf(monthsBefore(calendar.asOf, i + 2));
    const rows = data.interaction.statistics.indicators.map(([name, unit]) => [
      name,
      unit,
      unit === '%'
        ? `${random.int(3, 8)}.${random.int(0, 9)}`
        : `${random.int(20, 190)}.${random.int(10, 99)}`,
      `${random.int(3, 8)}.${random.int(0, 9)}`,
    ]);
    const last = Number(month.slice(5, 7));
    const label = `${month.slice(0, 4)}年${last === 1 ? '' : '1—'}${last}月`;
    return {
      id: 9_500 - i,
      title: `${label}${data.county.name}主要经济指标`,
      date,
      time: clock(random),
      source: `${data.county.name}统计局`,
      author: '综合股',
      body: [
        `根据初步核算和统计快报，${label}全县主要经济指标完成情况如下，增速均为同比，部分指标为快报数，以年度核定数为准。`,
        '统计口径说明：规模以上工业为年主营业务收入2000万元以上的工业法人单位；固定资产投资不含农户。',
      ],
      table: [['指标名称', '计量单位', '累计完成', '同比增长（%）'], ...rows],
      files: [{ name: `${label}主要经济指标.xlsx`, url: `/sjfb/files/zb${month.slice(0, 7)}.xlsx` }],
      graphic: `/sjfb/files/zb${month.slice(0, 7)}.svg`,
    };
  });
}

function annualReports(context: Context): Entry[] {
  const { data, calendar } = context;
  const year = Number(calendar.back(0).slice(0, 4));
  return [1, 2, 3].map((ago) => {
    const issued = year - ago + 1;
    const early = calendar.back(3) < `${issued}-01-25`;
    const date = early ? `${issued - 1}-01-22` : `${issued}-01-22`;
    const covered = Number(date.slice(0, 4)) - 1;
    return {
      id: 9_400 - ago,
      title: `${data.county.name}人民政府${covered}年政府信息公开工作年度报告`,
      date,
      time: '09:30',
      source: `${data.county.name}人民政府办公室`,
      author: '办公室',
      body: [
        '本年度报告由总体情况、主动公开情况、收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议提起行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。',
        `一、总体情况。${covered}年，全县主动公开政府信息${6200 - ago * 310}条，其中政策文件${40 - ago}件，配发解读材料${40 - ago}篇，办理网上留言${1300 - ago * 90}件。`,
        `二、依申请公开。全年收到申请${60 - ago * 7}件，均在法定期限内答复，未收取信息处理费。`,
        '三、存在的问题及改进。部分单位公开内容更新不够及时，解读形式较为单一。下一步将建立月提醒机制，增加图解和问答类解读。',
      ],
    };
  });
}

function personnel(context: Context): Entry[] {
  const { data, calendar } = context;
  const random = context.random.fork('personnel');
  const kinds = ['干部任前公示', '事业单位公开招聘拟聘用人员公示', '任免职通知', '公开遴选面试公告'];
  return kinds.map((kind, i) => {
    const date = calendar.workday(20 + i * 45);
    return {
      id: 9_300 - i,
      title: `${data.county.name}${date.slice(0, 4)}年${quarterBefore(date)}${kind}`,
      date,
      time: clock(random),
      source: `${data.county.name}人力资源和社会保障局`,
      author: '人事股',
      body: [
        `根据有关规定，经研究，现将${kind}有关事项予以公布，公示期为5个工作日。`,
        '公示期间，如对公示内容有异议，可以书面或者电话形式反映，反映人应当提供真实姓名和联系方式，以便核实和反馈。',
      ],
    };
  });
}

function planning(context: Context): Entry[] {
  const { data, calendar } = context;
  const random = context.random.fork('planning');
  const names = [
    '年度国民经济和社会发展计划',
    '综合交通运输体系专项规划',
    '养老服务设施专项规划',
    '农村供水保障规划',
  ];
  return names.map((name, i) => {
    const date = calendar.workday(40 + i * 70);
    return {
      id: 9_200 - i,
      title: `${data.county.name}${name}`,
      date,
      time: clock(random),
      source: `${data.county.name}发展和改革局`,
      author: '规划股',
      body: [
        '规划编制坚持问题导向和目标导向相结合，在开展实地调研、问卷调查和专家论证的基础上形成，经县人民代表大会或者县政府常务会议审议通过。',
        `主要目标：到规划期末，重点任务完成率达到百分之九十五以上，实施项目${random.int(20, 60)}个，总投资${random.int(8, 40)}亿元。`,
        '保障措施：建立年度评估和中期评估制度，评估结果向社会公开；项目资金纳入财政绩效管理。',
      ],
    };
  });
}
