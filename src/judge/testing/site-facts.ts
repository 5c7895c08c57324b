import { SECTION_NAMES, type SectionName, SiteFacts } from '../../model/index.ts';

const UNAVAILABLE = {
  status: 'unavailable',
  reason: 'not-asked',
  why: { zh: '未采集', en: 'not collected' },
  todo: { zh: '请采集', en: 'collect it' },
} as const;

/** Facts of an invented site; sections that are not given are unavailable. */
export function siteFacts(
  sections: Partial<Record<SectionName, unknown>> = {},
  subject: Partial<SiteFacts['subject']> = {},
): SiteFacts {
  return SiteFacts.parse({
    schema: 'xunjian.facts/1',
    subject: {
      kind: 'site',
      id: '1234560001',
      name: '某县人民政府',
      url: 'http://county.example/',
      hosts: ['county.example'],
      idCode: '1234560001',
      role: 'portal',
      services: true,
      ...subject,
    },
    collectedAt: '2019-05-20T00:10:00+08:00',
    collector: { name: 'test', version: '0' },
    coverage: {
      source: 'live',
      from: '2019-05-20T00:00:00+08:00',
      to: '2019-05-20T00:10:00+08:00',
      pages: 100,
      complete: true,
      unseen: [],
      failures: [],
      failureCounts: {},
      needsScript: 0,
      rendered: 0,
      override: null,
      userAgent: 'test',
    },
    sections: Object.fromEntries(
      SECTION_NAMES.map((name) => [
        name,
        name in sections ? { status: 'ok', value: sections[name] } : UNAVAILABLE,
      ]),
    ),
  });
}
