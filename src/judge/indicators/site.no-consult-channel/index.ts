import { z } from 'zod';
import { veto } from '../../basis.ts';
import { absenceProven, LOOK_AGAIN } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 未提供网上有效咨询建言渠道. SITE-VETO-05a; petitions, discipline reports and error reports do not count as one. */
export default defineIndicator({
  id: 'site.no-consult-channel',
  title: { zh: '未提供咨询建言渠道', en: 'No channel to consult or suggest' },
  explain: {
    zh: '查找咨询投诉、领导信箱、建言献策等网上咨询建言渠道，并看其能否打开。网上信访、纪检举报、“我为政府网站找错”等专门渠道不算；只有在线访谈、征集调查或智能问答的，由人工判断。能否真正提交，由人工试用认定。',
    en: 'Looks for channels to consult, complain to or advise the body (mailboxes, forms) and whether they open. Petitions, discipline reports and the error-report platform do not count; where there are only interviews, surveys or chat a person decides. Whether a message really gets through a person tries.',
  },
  basis: veto('互动回应差', '未提供网上有效咨询建言渠道（网上信访、纪检举报等专门渠道除外）'),
  subject: 'site',
  needs: ['interaction', 'columns'],
  params: z.strictObject({}),
  question: {
    zh: '网站是否提供能够实际提交的网上咨询建言渠道（网上信访、纪检举报除外）？请试用核实。',
    en: 'Does the site offer a channel to consult or suggest that really takes a message (petitions and discipline reports aside)? Try it.',
  },
  outcomes: {
    offered: {
      state: 'pass',
      says: {
        zh: '提供网上咨询建言渠道“{name}”',
        en: 'The channel “{name}” takes questions and suggestions',
      },
    },
    broken: {
      state: 'fail',
      says: {
        zh: '网上咨询建言渠道（{name}）均无法打开',
        en: 'None of the channels to consult or suggest opens ({name})',
      },
      advice: {
        zh: '修复咨询建言渠道并测试提交流程；迁移到统一平台的更新入口链接。',
        en: 'Mend the channel and test it; where it moved to a shared platform, update the link.',
      },
    },
    absent: {
      state: 'fail',
      says: {
        zh: '未发现网上咨询建言渠道（专门渠道{special}个不计）',
        en: 'No channel to consult or suggest was found ({special} special channels do not count)',
      },
      advice: {
        zh: '在首页开设“咨询投诉”“领导信箱”等栏目，提供可在线提交的表单，并明确答复时限和责任单位。',
        en: 'Open a mailbox or consulting column on the home page with a form that works, and say who answers within what time.',
      },
    },
    onlyOther: {
      state: 'suspected',
      says: {
        zh: '只发现“{name}”等渠道，是否属于有效咨询建言渠道需人工判断',
        en: 'Only channels such as “{name}” were found; whether they count a person decides',
      },
      advice: {
        zh: '确认该渠道能随时提交咨询和建议并得到答复；不能的，另行开设咨询建言渠道。',
        en: 'Make sure that a citizen can ask and suggest there at any time and gets an answer; if not, open a channel for it.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读取的页面中未发现咨询建言渠道，但采集不完整，不能断定没有',
        en: 'No channel was found on the pages read, but too much was not seen to say that there is none',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ interaction, columns }, _, { coverage }) {
    const { channels } = interaction;
    const consult = channels.filter((channel) => channel.kind === 'consult');
    const other = channels.filter(({ kind }) => kind === 'chat' || kind === 'survey' || kind === 'interview');
    const special = channels.length - consult.length - other.length;
    const evidence =
      channels.length === 0
        ? []
        : [
            table(
              ['渠道', '类别', '能否打开', '网址'],
              channels.map(({ name, kind, ok, url }) => [name, kind, ok === null ? null : String(ok), url]),
            ),
          ];
    const working = consult.find((channel) => channel.ok !== false);
    if (working !== undefined) return [{ outcome: 'offered', values: { name: working.name }, evidence }];
    const [broken] = consult;
    if (broken !== undefined) return [{ outcome: 'broken', values: { name: broken.name }, evidence }];
    const column = columns.find(({ kind }) => kind === 'consult');
    // A column of the kind exists and was not read: what it offers is not known.
    const hidden = column !== undefined && !column.read;
    if (hidden || !absenceProven(coverage, columns)) return [{ outcome: 'notSeen', evidence }];
    const [first] = other;
    if (first !== undefined) return [{ outcome: 'onlyOther', values: { name: first.name }, evidence }];
    return [{ outcome: 'absent', values: { special }, evidence }];
  },
});
