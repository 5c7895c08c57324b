import type { Evidence, SectionValue } from '../model/index.ts';
import { table } from './evidence.ts';

type Services = SectionValue<'services'>;
type Guide = Services['guides'][number];

/** Guides by how many of the key element classes (重点要素类别) they lack. */
export interface GuideCheck {
  readonly guides: readonly Guide[];
  readonly bad: readonly Guide[];
  /** Service items, read or not. */
  readonly items: number;
  readonly unread: number;
}

export function checkGuides(services: Services, classes: readonly string[], missing: number): GuideCheck {
  const guides = [...new Map(services.guides.map((guide) => [guide.url, guide])).values()];
  const bad = guides.filter((guide) => lacking(guide, classes).length >= missing);
  const items = Math.max(services.itemCount, guides.length);
  return { guides, bad, items, unread: items - guides.length };
}

function lacking(guide: Guide, classes: readonly string[]): readonly string[] {
  return classes.filter((name) => guide.missing.includes(name));
}

export function guideTable(guides: readonly Guide[], classes: readonly string[]): Evidence {
  return table(
    ['事项', '缺失要素', '数量', '网址'],
    guides.map((guide) => {
      const names = lacking(guide, classes);
      return [guide.title, names.join('、'), names.length, guide.url];
    }),
  );
}
