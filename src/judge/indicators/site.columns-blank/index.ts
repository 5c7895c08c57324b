import { z } from 'zod';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { columnTable, nameSome, piecesOf } from '../../evidence.ts';
import { ownColumns } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

/** 空白栏目: five or more columns with nothing in them. SITE-VETO-04c. */
export default defineIndicator({
  id: 'site.columns-blank',
  title: { zh: '空白栏目', en: 'Blank columns' },
  explain: {
    zh: '统计只有框架、没有任何条目和正文的栏目。由脚本生成、被拦截或未能读取的页面不算空白；仅当未读栏目会影响结论时不作结论。',
    en: 'Counts columns that show nothing but their frame: no entry, no text. A page made by script, blocked or not read is not blank; it prevents a conclusion only where it could change it.',
  },
  basis: veto('栏目不更新', '空白栏目数量达到5个及以上'),
  subject: 'site',
  needs: ['columns'],
  params: z.strictObject({ count: z.number().int().positive() }),
  outcomes: {
    filled: {
      state: 'pass',
      says: {
        zh: '已读取的{read}个栏目中{blank}个空白，未达到{limit}个',
        en: 'Of {read} columns read {blank} are blank; {limit} would be a veto',
      },
    },
    blank: {
      state: 'fail',
      says: {
        zh: '{blank}个栏目为空白（{names}），达到{limit}个',
        en: '{blank} columns are blank ({names}); {limit} are a veto',
      },
      advice: {
        zh: '有内容的尽快补充，没有内容的撤销或归并，并从导航中移除链接；栏目未准备好前不要上线。',
        en: 'Fill them, or remove or merge them and take the links out of the navigation; do not open a column before it has content.',
      },
    },
    unread: {
      state: 'inconclusive',
      says: {
        zh: '{blank}个栏目为空白，另有{unread}个栏目未能读取，可能影响结论',
        en: '{blank} columns are blank and {unread} could not be read, which may change the result',
      },
      advice: LOOK_AGAIN,
    },
    noneSeen: {
      state: 'inconclusive',
      says: {
        zh: '没有识别到任何栏目，无法判断是否空白',
        en: 'No column of the site was recognised, so blank ones cannot be told',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ columns }, { count: limit }) {
    const all = ownColumns(columns);
    const read = all.filter((column) => column.read);
    const unread = all.filter((column) => !column.read);
    const blank = read.filter((column) => column.blank);
    const values = {
      read: read.length,
      unread: unread.length,
      blank: blank.length,
      limit,
      names: nameSome(
        blank.map((column) => column.name),
        8,
      ),
    };
    if (blank.length >= limit)
      return [{ outcome: 'blank', values, ...piecesOf(blank), evidence: [columnTable(blank)] }];
    if (all.length === 0) return [{ outcome: 'noneSeen', evidence: [] }];
    if (blank.length + unread.length >= limit)
      return [{ outcome: 'unread', values, evidence: [columnTable([...blank, ...unread])] }];
    return [{ outcome: 'filled', values, evidence: blank.length === 0 ? [] : [columnTable(blank)] }];
  },
});
