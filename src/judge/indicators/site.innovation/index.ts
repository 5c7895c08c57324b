import { z } from 'zod';
import { bonus } from '../../basis.ts';
import { defineIndicator } from '../../indicator.ts';

/** 创新发展: new practice that was formally recognised. SITE-BON-09: documents decide, not a machine. */
export default defineIndicator({
  id: 'site.innovation',
  title: { zh: '创新发展', en: 'Innovation' },
  explain: {
    zh: '创新做法须经上级主管单位认定，由人工根据认定材料加分；未提交材料的不加分。',
    en: 'New practice has to be recognised by the supervising body; a person gives points on the documents. Without documents there are none.',
  },
  basis: bonus('创新发展', '创新做法'),
  subject: 'site',
  needs: [],
  params: z.strictObject({}),
  question: {
    zh: '是否有经上级主管单位认定、推广的创新做法？请附认定文件。',
    en: 'Is there new practice that the supervising body has recognised? Attach the document.',
  },
  outcomes: {
    recognised: {
      state: 'pass',
      by: 'person',
      says: { zh: '创新做法已经认定', en: 'The new practice was recognised' },
    },
    notFiled: {
      state: 'notApplicable',
      says: { zh: '未提交创新做法认定材料，不加分', en: 'No document of recognition was filed; no points' },
    },
  },
  check() {
    return [{ outcome: 'notFiled', evidence: [] }];
  },
});
