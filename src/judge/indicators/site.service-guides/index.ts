import { z } from 'zod';
import { deduction } from '../../basis.ts';
import { absenceProven, LOOK_AGAIN } from '../../coverage.ts';
import { link, listOf, table } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { sampleOf } from '../../sample.ts';

/** 办事指南: the element classes that a guide must have. SITE-DED-13: each class lacking in a sampled guide −1. */
export default defineIndicator({
  id: 'site.service-guides',
  title: { zh: '办事指南', en: 'Service guides' },
  explain: {
    zh: '按固定次序抽取若干事项的办事指南（不随机抽样，以便复核），逐个核对重点要素类别，每份指南每缺一类计一处。',
    en: 'Takes guides in a fixed order (not at random, so that anyone can repeat it) and checks the element classes; each class lacking in a guide counts once.',
  },
  basis: deduction('办事服务', '办事指南'),
  subject: 'site',
  needs: ['services', 'columns'],
  params: z.strictObject({ sample: z.number().int().positive(), elements: z.string().min(1) }),
  question: {
    zh: '所列指南是否确实缺少相应要素（如以图片、附件或流程图方式提供的，不计缺失）？',
    en: 'Does each guide truly lack these elements (given as a picture, attachment or chart they do not count as lacking)?',
  },
  outcomes: {
    complete: {
      state: 'pass',
      says: {
        zh: '抽查的{count}份办事指南要素齐全',
        en: 'All {count} sampled guides have every element',
      },
    },
    lacking: {
      state: 'fail',
      says: {
        zh: '《{title}》办事指南缺少：{elements}',
        en: 'The guide “{title}” lacks: {elements}',
      },
      advice: {
        zh: '在该指南中补齐所列要素；某项要素确不适用的，填写“无”并说明，不要留空。',
        en: 'Add these elements to the guide; where one does not apply write so instead of leaving it out.',
      },
    },
    none: {
      state: 'fail',
      says: {
        zh: '未发现办事指南（应含要素：{elements}）',
        en: 'No service guide was found (elements it should have: {elements})',
      },
      advice: {
        zh: '为本级办事服务事项逐项编制并公开办事指南，所列要素逐项写明。',
        en: 'Write and publish a guide for every item, with each of these elements.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '办事指南未能读取（页面未读到或在站外平台），不能判断要素是否齐全',
        en: 'No guide could be read (pages unread, or on another platform), so elements cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ services: { guides, entry, itemCount, classes }, columns }, { sample, elements }, { coverage }) {
    const required = listOf(elements);
    const taken = sampleOf(guides, sample, (guide) => guide.url).map((guide) => ({
      guide,
      missing: required.filter((one) => guide.missing.includes(one)),
    }));
    if (taken.length === 0) {
      // Items without a guide that was read: their guides may be among the pages left out.
      const listed = itemCount > 0 || classes.some(({ items }) => items > 0);
      const unread = listed && !coverage.complete;
      const absent = entry?.external !== true && !unread && absenceProven(coverage, columns);
      const evidence = entry === null ? [] : [link(entry.url, entry.name)];
      return [{ outcome: absent ? 'none' : 'notSeen', values: { elements: required.join('、') }, evidence }];
    }
    const evidence = [
      table(
        ['办事指南', '缺少的要素', '网址'],
        taken.map(({ guide, missing }) => [guide.title, missing.join('、') || '齐全', guide.url]),
        '抽查的办事指南',
      ),
    ];
    const lacking = taken.filter(({ missing }) => missing.length > 0);
    if (lacking.length === 0) return [{ outcome: 'complete', values: { count: taken.length }, evidence }];
    return lacking.map(({ guide, missing }) => ({
      outcome: 'lacking' as const,
      key: guide.url,
      count: missing.length,
      values: { title: guide.title, elements: missing.join('、') },
      evidence: [link(guide.url, guide.title), ...evidence],
    }));
  },
});
