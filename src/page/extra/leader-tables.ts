import type { Leader } from '../../model/index.ts';
import type { Look } from './look.ts';
import { cleanTitle, personName } from './names.ts';

const NAME_HEAD = /^(?:领导)?姓\s?名$/;
const TITLE_HEAD = /^(?:现任)?(?:职\s?务|职\s?位|职务职级|行政职务|党内职务|职务名称)/;
const DUTY_HEAD = /分工|分管|职责|负责/;
const RESUME_HEAD = /简历|简介|履历/;

/** Leaders of tables whose head row names the columns 姓名 and 职务. */
export function leadersOfTables(look: Look): Leader[] {
  const page = look.page;
  const leaders: Leader[] = [];
  if (!/姓 ?名/.test(page.text)) return leaders;
  for (const table of page.byTag('table')) {
    const grid = look.gridOf(table);
    const headAt = grid.slice(0, 4).findIndex((row) => row.some((el) => NAME_HEAD.test(look.shortText(el))));
    const head = grid[headAt];
    if (head === undefined) continue;
    const words = head.map((el) => look.shortText(el));
    const column = (pattern: RegExp) => words.findIndex((word) => pattern.test(word));
    const at = {
      name: column(NAME_HEAD),
      title: column(TITLE_HEAD),
      duty: column(DUTY_HEAD),
      resume: column(RESUME_HEAD),
    };
    // 姓名 | 李明 | 性别 | 男 is a form about one person, not a head row.
    if (at.title < 0 || words.some((word, i) => i !== at.name && word.length > 12)) continue;
    for (const row of grid.slice(headAt + 1)) {
      const cell = (i: number) => (i < 0 ? undefined : row[i]);
      const nameCell = cell(at.name);
      const name = nameCell === undefined ? null : personName(look.shortText(nameCell), 'strong');
      if (name === null || nameCell === undefined) continue;
      const word = (i: number) => {
        const el = cell(i);
        return el === undefined ? '' : look.shortText(el, 8000);
      };
      const resume = word(at.resume);
      const duties = word(at.duty).slice(0, 1000);
      const url = look.linkIn(nameCell.t0, nameCell.t1) ?? rowLink(look, row[at.resume]);
      leaders.push({
        name,
        title: cleanTitle(word(at.title)) || null,
        resume: url !== null || resume.length >= 10,
        ...(duties === '' ? {} : { duties }),
        ...(url === null ? {} : { url }),
        ...(url === null || resume.length >= 10 ? {} : { promised: true as const }),
      });
    }
  }
  return leaders;
}

function rowLink(look: Look, el: { t0: number; t1: number } | undefined): string | null {
  return el === undefined ? null : look.linkIn(el.t0, el.t1);
}
