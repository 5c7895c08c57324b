import type { El } from '../dom.ts';
import { bareHeading, GENERIC_HEADINGS, type GuideClass, guideClassOf, splitInline } from './guide-words.ts';
import type { Cell, Look } from './look.ts';

/** A heading of a guide element as it stands on the page. */
export interface Heading {
  readonly name: GuideClass;
  readonly heading: string;
  readonly cell: Cell;
  /** What stands behind the heading in the same cell (`地址：…`); null where the heading stands alone. */
  readonly inline: string | null;
  readonly el: El | null;
}

/** All headings of guide elements, in page order. */
function headingsOf(look: Look): Heading[] {
  const heads: Heading[] = [];
  for (const cell of look.cells) {
    const head = headingOf(look, cell);
    if (head !== null) heads.push(head);
    if (heads.length > 300) break;
  }
  return heads;
}

/** The end of a page has an address and telephone of its own. */
const FOOT = /主办单位|承办单位：|版权所有|ICP备|网站地图|网站标识码|友情链接|关于我们|技术支持/;

/** Headings such as 地址 and 电话 count only among the guides' own ones, never those of the page's frame. */
export function guideHeadings(look: Look): Heading[] {
  const heads = headingsOf(look);
  const own = heads.filter((head) => !GENERIC_HEADINGS.has(head.heading));
  const first = own[0];
  const last = own.at(-1);
  if (first === undefined || last === undefined) return [];
  const text = look.page.text;
  return heads.filter(({ cell }) => {
    if (cell.from < first.cell.from) return first.cell.from - cell.from < 400;
    return cell.from <= last.cell.from || !FOOT.test(text.slice(last.cell.to, cell.to));
  });
}

function headingOf(look: Look, cell: Cell): Heading | null {
  const alone = cell.text.length <= 30 ? guideClassOf(cell.text) : null;
  if (alone !== null) {
    const el = outermost(look, cell);
    return { name: alone, heading: bareHeading(cell.text), cell, inline: null, el };
  }
  const inline = splitInline(cell.text);
  if (inline !== null) {
    const { name, heading, value } = inline;
    return { name, heading, cell, inline: value, el: value === '' ? outermost(look, cell) : null };
  }
  return labelled(look, cell);
}

/** `<b>设定依据</b><span>…</span>` on one line: the first element of the cell is the heading. */
function labelled(look: Look, cell: Cell): Heading | null {
  if (!/^.{0,6}[事项依据条件材料时间地点电话流程限收费标准主体结果方式对象]{2}/.test(cell.text.slice(0, 30)))
    return null;
  const el = look.elementAt(cell.from, cell.from + 1);
  if (el === null || el.t0 < cell.from || el.t1 >= cell.to || el.t1 - el.t0 > 30) return null;
  const text = look.page.textOf(el);
  const name = guideClassOf(text);
  if (name === null) return null;
  const value = look.page.text
    .slice(el.t1, cell.to)
    .replace(/^[\s：:]+/, '')
    .trim();
  return { name, heading: bareHeading(text), cell, inline: value, el: null };
}

/** The largest element whose text is this cell and nothing more. */
function outermost(look: Look, cell: Cell): El | null {
  let el = look.elementAt(cell.from, cell.to);
  while (el?.parent != null && sameText(look, el.parent, cell)) {
    if (el.tag === 'td' || el.tag === 'th' || el.tag === 'dt') break;
    el = el.parent;
  }
  return el;
}

function sameText(look: Look, el: El, cell: Cell): boolean {
  return look.page.letters(el.t0, el.t1) === look.page.letters(cell.from, cell.to);
}
