import { z } from 'zod';
import type { Document } from '../../../model/index.ts';
import { deduction } from '../../basis.ts';
import { absenceProven, LOOK_AGAIN } from '../../coverage.ts';
import { link, listOf, shownDay, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { newest } from '../../sample.ts';

/** 解读比例: documents issued in the body's own name have an interpretation. SITE-DED-07: each without one −1. */
export default defineIndicator({
  id: 'site.interpretation-share',
  title: { zh: '解读比例', en: 'Documents with an interpretation' },
  explain: {
    zh: '取最新的若干份以本地区、本部门名义印发的政策文件（不随机，以便复核），查看是否有对应的解读材料（相互链接或标题对应）。标题表明不需要解读的（如任免、招聘、会议、公示）不抽取，其余由人工剔除。',
    en: 'Takes the newest documents that the body issued in its own name (not at random, so that anyone can repeat it) and looks for an interpretation of each, by link or by title. Those whose title says that they need none (appointments, recruitment, meetings) are left out; a person takes out others.',
  },
  basis: deduction('发布解读', '解读比例'),
  subject: 'site',
  needs: ['documents', 'interpretations', 'columns'],
  params: z.strictObject({ sample: z.number().int().positive(), exempt: z.string() }),
  question: {
    zh: '所列文件是否以本地区、本部门名义印发、是否需要解读？确有解读而未被识别的，请指出网址。',
    en: 'Was each document issued in the body’s own name, and does it need an interpretation? Where there is one that was not recognised, name its address.',
  },
  outcomes: {
    interpreted: {
      state: 'pass',
      says: {
        zh: '抽取的{count}份政策文件均有解读材料',
        en: 'All {count} sampled documents have an interpretation',
      },
    },
    uninterpreted: {
      state: 'fail',
      says: {
        zh: '未发现《{title}》（{date}）的解读材料',
        en: 'No interpretation was found of “{title}” ({date})',
      },
      advice: {
        zh: '补充编发该文件的解读材料，并与文件相互链接；今后文件与解读同步起草、同步审批、同步发布。',
        en: 'Publish an interpretation of it and link both ways; from now on draft, approve and publish both together.',
      },
    },
    noDocuments: {
      state: 'notApplicable',
      says: {
        zh: '未发现以本地区、本部门名义印发的政策文件，本项无从抽查',
        en: 'No document in the body’s own name was found, so there is nothing to sample',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '政策文件或解读材料未能完整读取，或无法确认印发单位，不能判断解读比例',
        en: 'Documents or interpretations could not be read in full, or it is not clear who issued them',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ documents, interpretations, columns }, { sample, exempt }, { coverage }) {
    const words = listOf(exempt);
    const needsNone = (title: string) => words.some((word) => title.includes(word));
    const taken = newest(
      documents.filter((one) => one.own === true && !needsNone(one.title)),
      (one) => one.date,
      (one) => one.url,
    ).slice(0, sample);
    const known = new Set(interpretations.flatMap((one) => [...one.linksTo, ...one.matched]));
    const interpreted = (one: Document) =>
      one.linksTo.length > 0 || one.matched.length > 0 || known.has(one.url);
    const rows = taken.map((one) => [
      one.title,
      one.date,
      interpreted(one) ? '有' : '未发现',
      one.url,
      one.linksTo[0] ?? one.matched[0] ?? null,
    ]);
    const evidence = [table(['文件', '日期', '解读', '网址', '解读网址'], rows, '抽查的政策文件')];
    const seen = absenceProven(coverage, columns);
    if (taken.length === 0) {
      // Whether one whose issuer is not known has to be interpreted cannot be told.
      const open = documents.some((one) => one.own !== false && !needsNone(one.title));
      const outcome = !open && seen ? 'noDocuments' : 'notSeen';
      return [{ outcome, count: outcome === 'notSeen' ? sample : 1, evidence }];
    }
    const lacking = taken.filter((one) => !interpreted(one));
    if (lacking.length === 0) return [{ outcome: 'interpreted', values: { count: taken.length }, evidence }];
    // An interpretation is an article, so it takes all pages, not only the columns, to say that there is none.
    if (!seen || !coverage.complete) return [{ outcome: 'notSeen', count: lacking.length, evidence }];
    return lacking.map((one) => ({
      outcome: 'uninterpreted' as const,
      key: one.url,
      values: { title: one.title, date: shownDay(one.date) },
      evidence: [link(one.url, one.title), ...evidence],
    }));
  },
});
