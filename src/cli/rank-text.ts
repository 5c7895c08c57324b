import type { Bilingual, Language } from '../model/index.ts';
import type { Ranking, RankRow, Unranked } from '../rank/index.ts';
import { table, wrap } from '../report/index.ts';

/** A ranking for the terminal: rank, change, name, value, what the value rests on. */
export function rankingText(
  ranking: Ranking,
  {
    width,
    language,
    explain = false,
  }: { readonly width: number; readonly language: Language; readonly explain?: boolean },
): string {
  const say = (text: Bilingual) => text[language];
  const { rows, unranked, from, to, before, note, title } = ranking;
  const columns = [
    { head: say({ zh: '名次', en: 'rank' }), align: 'right' },
    { head: say({ zh: '变化', en: 'change' }), align: 'right' },
    { head: say({ zh: '账号', en: 'account' }), flexible: true },
    { head: say({ zh: '指数', en: 'value' }), align: 'right' },
  ] as const;
  const lines = rows.map((row) => [
    String(row.rank),
    change(row.change),
    `${row.name} (${row.account})`,
    row.value.toFixed(2),
  ]);
  const [top, ...ranked] = table(columns, lines, width);
  const shared = sharedNotes(rows);
  const noted = ranked.flatMap((line, at) => {
    const own = rows[at]?.notes.filter((note) => !shared.includes(note)) ?? [];
    return [
      line,
      ...(own.length === 0 ? [] : wrap(notesText({ notes: own }, language), width - 12)).map(
        (note) => `            ${note}`,
      ),
    ];
  });
  const head = `${say(title)}  ${from} — ${to}`;
  return [
    head,
    ...wrap(
      `${say(note)}${say({ zh: '变化与', en: ' Change against ' })}${before.from} — ${before.to}${say({ zh: '相比。', en: '.' })}`,
      width,
    ),
    ...(shared.length === 0
      ? []
      : wrap(
          `${say({ zh: '各账号均有：', en: 'True of all: ' })}${notesText({ notes: shared }, language)}`,
          width,
        )),
    '',
    ...(rows.length === 0
      ? [say({ zh: '没有可排名的账号。', en: 'No account can be ranked.' })]
      : [top, ...noted]),
    ...(explain ? rows.flatMap((row) => explained(row, width, language)) : []),
    ...(unranked.length === 0
      ? []
      : [
          '',
          say({ zh: `未排名 ${unranked.length} 个：`, en: `Not ranked: ${unranked.length}` }),
          ...unranked.map(({ name, account, why }) => `  ${name} (${account})  ${say(UNRANKED[why])}`),
        ]),
    '',
  ].join('\n');
}

export const UNRANKED: Readonly<Record<Unranked, Bilingual>> = {
  'no-reads': { zh: '发布内容均无阅读数', en: 'no post tells its reads' },
  'too-little-known': { zh: '可计算的项目太少，不排名', en: 'too little is known for a rank' },
  'not-collected': {
    zh: '没有覆盖该时段的成功采集记录，不能算作零',
    en: 'no successful collection covers the period; that is no zero',
  },
  cancelled: { zh: '已注销', en: 'cancelled' },
  'not-opened': { zh: '期末尚未开设', en: 'not opened by the end of the period' },
};

const NOTES: Readonly<Record<string, Bilingual>> = {
  'nothing-posted': { zh: '期内未发布', en: 'nothing posted' },
  'small-sample': { zh: '样本小，发布条数', en: 'small sample, posts' },
  'left-out-without-reads': { zh: '无阅读数未计入', en: 'left out without reads' },
  'counted-as-zero': { zh: '其他数据缺失按0计', en: 'other counts missing, taken as 0' },
  'taken-as-headline': { zh: '位置不明按头条计', en: 'place unknown, taken as headline' },
  'taken-as-not-original': { zh: '是否原创不明按非原创计', en: 'origin unknown, taken as not original' },
  'capped-reads': { zh: '阅读数封顶（10万+），指数为下限', en: 'capped reads, value is a lower bound' },
  'left-out-deleted': { zh: '已删除未计入', en: 'deleted, left out' },
  'listed-twice': { zh: '重复只计一次', en: 'listed twice, counted once' },
  'unknown-serving': { zh: '服务不计', en: 'service left out' },
  'unknown-answers': { zh: '答复不计', en: 'answers left out' },
  'unknown-reach': { zh: '到达不计', en: 'reach left out' },
  'unknown-regular': { zh: '规律不计', en: 'regularity left out' },
  'unknown-functions': { zh: '功能未测', en: 'functions not tried' },
  'left-out-without-words': { zh: '无文字未计入', en: 'left out without words' },
  'answers-undated': { zh: '答复无时间按逾期计', en: 'answers without a time, taken as late' },
  'left-out-messages-undated': { zh: '留言无时间未计入', en: 'messages without a time, left out' },
  'holidays-unknown': { zh: '节假日未知，时限按周末推算', en: 'holidays not known, deadlines by weekends' },
  'followers-as-filed': { zh: '粉丝数取自名录', en: 'followers as filed' },
  'few-followers': { zh: '粉丝极少，按下限计', en: 'few followers, taken as the floor' },
  'suspected-followers': { zh: '疑似购买粉丝，待核实', en: 'followers perhaps bought, to be looked into' },
  'suspected-likes': { zh: '疑似强制点赞，待核实', en: 'likes perhaps ordered, to be looked into' },
  'not-fully-collected': { zh: '采集未覆盖整个时段', en: 'collection does not cover the whole period' },
};

/** What holds for every row is said once, above them. */
function sharedNotes([first, ...rest]: readonly RankRow[]): readonly string[] {
  if (first === undefined || rest.length === 0) return [];
  return first.notes.filter((note) => rest.every(({ notes }) => notes.includes(note)));
}

export function notesText({ notes }: Pick<RankRow, 'notes'>, language: Language): string {
  return notes.map((one) => noteText(one, language)).join({ zh: '，', en: ', ' }[language]);
}

function explained({ rank, name, why = [] }: RankRow, width: number, language: Language): string[] {
  if (why.length === 0) return [];
  return ['', `${rank}. ${name}`, ...why.flatMap((line) => wrap(`  ${line[language]}`, width))];
}

function noteText(note: RankRow['notes'][number], language: Language): string {
  const [key = note, count] = note.split(' ');
  const text = NOTES[key]?.[language] ?? key;
  return count === undefined ? text : `${text} ${count}`;
}

function change(value: number | null): string {
  if (value === null) return '—';
  return value > 0 ? `+${value}` : String(value);
}
