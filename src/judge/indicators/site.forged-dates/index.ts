import { z } from 'zod';
import { type DateDoubt, parseTime } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';

/** 弄虚作假（如伪造发稿日期）. SITE-VETO-01e: pages that were made later than they say. A person decides. */
export default defineIndicator({
  id: 'site.forged-dates',
  title: { zh: '弄虚作假（伪造发稿日期）', en: 'Forged publish dates' },
  explain: {
    zh: '比对页面标注的发布日期与网址中的日期或编号、文件修改时间、PubDate 标签。页面实际生成明显晚于标注日期的，列为线索；晚于检查时点的日期、标签与页面不一致等可能属疏忽的，只列出供参考。网站服务器时钟有误的，不采信其修改时间。迁移、改版成批生成的页面不计。给出上次巡查结果（--earlier）的，内容未变而标注日期改动的也列为线索，成批改动的除外。',
    en: 'Compares printed dates with dates or numbers in addresses, file times and the tag PubDate. Pages plainly made later than they say are leads; dates in the future and tags that differ may be slips and are only listed. Where the server’s clock is wrong its file times prove nothing. Pages made in bulk by a move or redesign do not count. Where the result of an earlier inspection is given (--earlier), items that print another date over the same text are leads too, unless most of them do.',
  },
  basis: veto('安全、泄密事故等严重问题', '弄虚作假（如伪造发稿日期等）'),
  subject: 'site',
  needs: ['dateDoubts'],
  params: z.strictObject({ signs: z.number().int().positive() }),
  question: {
    zh: '所列稿件的标注日期是否真实？请核对后台发布记录；属补录历史信息或改版迁移的请予排除。网站是否有其他弄虚作假情形？',
    en: 'Are the printed dates true? Check the publishing records; dismiss what was entered later as history or moved. Is anything else on the site faked?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '未发现伪造发稿日期的线索（达到{signs}条方提请核实；另有{weak}条日期不一致，可能属疏忽）',
        en: 'No lead to forged dates ({signs} are needed to ask a person; {weak} dates that differ may be slips)',
      },
    },
    signs: {
      state: 'suspected',
      says: {
        zh: '{count}篇稿件的标注日期疑似不实（实际生成时间明显晚于标注日期，或内容未变而日期改动）',
        en: '{count} items print dates that may not be true: plainly made later, or dated anew over the same text',
      },
      advice: {
        zh: '核对后台发布日志；补录历史信息的应注明补录，不得倒填或翻新日期充作更新；查明后以 --answers 确认或排除。',
        en: 'Check the publishing log; mark items entered later as such, never backdate or redate them; then confirm or dismiss by --answers.',
      },
    },
    forged: {
      by: 'person',
      state: 'fail',
      says: { zh: '经认定存在弄虚作假情形（{count}处）', en: 'Something was faked ({count})' },
      advice: {
        zh: '更正虚假日期，追究责任，建立发布日志留存制度。',
        en: 'Correct the false dates, find who did it, and keep a publishing log.',
      },
    },
  },
  check({ dateDoubts }, { signs }) {
    const wrongClock = dateDoubts.some((doubt) => doubt.kind === 'server-clock');
    const strong = dateDoubts.filter((doubt) => isSign(doubt, wrongClock));
    const pages = new Set(strong.map((doubt) => doubt.url)).size;
    const enough = pages >= signs;
    const shown = enough ? strong : dateDoubts;
    const rows = shown.map(({ title, printed, other, kind, url }) => [title, printed, other, kind, url]);
    const evidence = rows.length === 0 ? [] : [table(['标题', '标注日期', '另一日期', '线索', '网址'], rows)];
    if (enough) return [{ outcome: 'signs', count: pages, values: { count: pages }, evidence }];
    return [{ outcome: 'nothingSeen', values: { signs, weak: dateDoubts.length }, evidence }];
  },
});

/** Made later than printed. The other kinds have innocent reasons: a slip, a tag of a template, a date entered in advance. */
function isSign({ kind, printed, other }: DateDoubt, wrongClock: boolean): boolean {
  switch (kind) {
    case 'new-url-old-date':
    case 'date-moved':
      return true;
    case 'last-modified-later':
      return !wrongClock;
    case 'url-date-differs':
      return isLater(other, printed);
    case 'future':
    case 'tag-differs':
    case 'server-clock':
      return false;
  }
}

/** `other` may be a month (`2019-05`): then it is later only if all of it is. */
function isLater(other: string, printed: string): boolean {
  const a = parseTime(other.length === 7 ? `${other}-01` : other);
  const b = parseTime(printed);
  return a !== null && b !== null && a > b;
}
