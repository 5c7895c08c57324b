// Straight from its file: reading one page must not load the schemas.
import { PAGE_TAGS, type PageTag } from '../model/page-tags.ts';
import type { ParsedPage } from './dom.ts';
import { NameTable, toUnits } from './tag-names.ts';

/** Lower-case letters of a name → its official spelling (国办发〔2017〕47号, annex). */
const OFFICIAL = new NameTable<PageTag | null>(
  PAGE_TAGS.map((tag) => [tag.toLowerCase(), tag] as const),
  null,
);

export type Tags = Partial<Record<PageTag, string>>;

/**
 * The official page tags (页面标签) as they stand, in any case and with any separator in the name (`site-name`, `Site_Name`).
 * Given twice, the first that is not empty counts; `""` where a tag is present and empty. Tags inside comments are none.
 */
export function readTags(page: ParsedPage): Tags {
  const tags: Tags = {};
  for (const meta of page.byTag('meta')) {
    const name = nameOf(
      meta.attr('name') ?? meta.attr('property') ?? meta.attr('http-equiv') ?? meta.attr('itemprop'),
    );
    if (name === null) continue;
    const content = (meta.attr('content') ?? meta.attr('contents') ?? meta.attr('value') ?? '').trim();
    if (tags[name] === undefined || tags[name] === '') tags[name] = content;
  }
  return tags;
}

function nameOf(raw: string | null): PageTag | null {
  if (raw === null) return null;
  const plain = OFFICIAL.find(toUnits(raw), 0, raw.length);
  if (plain !== null || !/[^a-z]/i.test(raw)) return plain;
  const letters = raw.toLowerCase().replace(/[^a-z]/g, '');
  return letters === '' ? null : OFFICIAL.find(toUnits(letters), 0, letters.length);
}
