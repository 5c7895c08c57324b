import { safeCell } from '../census/index.ts';
import type { Bilingual, Language } from '../model/index.ts';
import type { Ranking } from '../rank/index.ts';
import { notesText, UNRANKED } from './rank-text.ts';

/** A ranking as a workbook: the table with every part, and who could not be ranked. Written as a stream. */
export async function writeRankingXlsx(ranking: Ranking, file: string, language: Language): Promise<void> {
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true });
  const say = (text: Bilingual) => text[language];
  const sheet = (name: Bilingual, heads: readonly string[], widths: readonly number[]) => {
    const own = book.addWorksheet(say(name), { views: [{ state: 'frozen', ySplit: 1 }] });
    own.columns = heads.map((header, at) => ({ header, width: widths[at] ?? 12 }));
    own.getRow(1).font = { bold: true };
    return (cells: readonly (string | number | null)[]) => own.addRow(cells.map(safeCell)).commit();
  };

  const { rows, unranked, title, from, to, before, note } = ranking;
  const parts = [...new Set(rows.flatMap((row) => Object.keys(row.parts)))];
  const put = sheet(
    { zh: '排名', en: 'Ranking' },
    [
      ...[
        { zh: '名次', en: 'rank' },
        { zh: '变化', en: 'change' },
        { zh: '编号', en: 'id' },
        { zh: '账号', en: 'account' },
        { zh: '指数', en: 'value' },
      ].map(say),
      ...parts,
      say({ zh: '说明', en: 'notes' }),
      say({ zh: '各项依据', en: 'how the parts came about' }),
    ],
    [8, 8, 14, 28, 12, ...parts.map(() => 12), 40, 80],
  );
  for (const row of rows)
    put([
      row.rank,
      row.change,
      row.account,
      row.name,
      row.value,
      ...parts.map((part) => row.parts[part] ?? null),
      notesText(row, language),
      (row.why ?? []).map(say).join('\n'),
    ]);
  const about = sheet({ zh: '说明', en: 'About' }, [say({ zh: '项目', en: 'item' }), say(title)], [16, 80]);
  about([say({ zh: '时段', en: 'period' }), `${from} — ${to}`]);
  about([say({ zh: '对比时段', en: 'change against' }), `${before.from} — ${before.to}`]);
  about([say({ zh: '依据', en: 'by' }), say(note)]);
  if (unranked.length > 0) {
    const out = sheet(
      { zh: '未排名', en: 'Not ranked' },
      [say({ zh: '编号', en: 'id' }), say({ zh: '账号', en: 'account' }), say({ zh: '原因', en: 'why' })],
      [14, 32, 48],
    );
    for (const { account, name, why } of unranked) out([account, name, say(UNRANKED[why])]);
  }
  await book.commit();
}
