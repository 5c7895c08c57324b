import {
  type Bilingual,
  dayOf,
  type EarlierCompared,
  type EarlierFacts,
  type LineChange,
  type PageChangeKind,
  parseTime,
  type Verdict,
} from '../model/index.ts';
import { RESULT, range, signed, stateName } from './labels.ts';

export const CHANGED: Readonly<Record<PageChangeKind, Bilingual>> = {
  subject: { zh: '变为另一主题', en: 'another subject' },
  language: { zh: '变为另一种文字', en: 'another script' },
  terms: { zh: '标题或标签新出现有害词语', en: 'harmful terms in title or tags' },
  parked: { zh: '变为域名停放页面', en: 'parked domain' },
  login: { zh: '变为登录页面', en: 'login page' },
  error: { zh: '变为错误提示页面', en: 'error page' },
};

export const DIRECTION: Readonly<Record<LineChange['direction'], Bilingual>> = {
  better: { zh: '好转', en: 'better' },
  worse: { zh: '变差', en: 'worse' },
  open: { zh: '有变化', en: 'changed' },
};

/** A sign for each direction, so that colour is never the only carrier. */
export const DIRECTION_SIGN: Readonly<Record<LineChange['direction'], string>> = {
  better: '▲',
  worse: '▼',
  open: '◇',
};

export function earlierTitle({ facts }: EarlierCompared): Bilingual {
  const at = parseTime(facts.collectedAt);
  const day = at === null ? facts.collectedAt : dayOf(at);
  return { zh: `与上次巡查相比（${day}）`, en: `Compared with the inspection of ${day}` };
}

/** Result and score, then and now. */
export function resultThenAndNow(verdict: Verdict, { facts }: EarlierCompared): Bilingual | null {
  const before = facts.verdict;
  if (before === null) return null;
  const side = ({ result, score }: Pick<typeof before, 'result' | 'score'>) => ({
    zh: `${RESULT[result].zh}${score === null ? '' : `（${range(score.min, score.max)} 分）`}`,
    en: `${RESULT[result].en}${score === null ? '' : ` (${range(score.min, score.max)} points)`}`,
  });
  const [then, now] = [side(before), side(verdict)];
  const again = before.rejudged
    ? {
        zh: '；上次按其他指标体系评判，此处已按本次的指标体系重新评判，未计人工认定',
        en: '; judged again here by the standard of this inspection, without people’s decisions',
      }
    : { zh: '', en: '' };
  return {
    zh: `上次${then.zh}，本次${now.zh}${again.zh}。`,
    en: `Then ${then.en}, now ${now.en}${again.en}.`,
  };
}

/** How many indicators got better or worse. */
export function directions({ lines, comparable, facts }: EarlierCompared): Bilingual {
  if (!comparable)
    return facts.verdict === null
      ? {
          zh: '上次巡查没有留下结论，指标不作比较。',
          en: 'The earlier inspection left no verdict to compare with.',
        }
      : {
          zh: `上次按 ${facts.verdict.standard.id} ${facts.verdict.standard.version} 评判，指标不作比较。`,
          en: `The earlier one was judged by ${facts.verdict.standard.id} ${facts.verdict.standard.version}; the indicators are not compared.`,
        };
  const count = (wanted: LineChange['direction']) =>
    lines.filter(({ direction }) => direction === wanted).length;
  if (lines.length === 0) return { zh: '各项指标与上次一致。', en: 'All indicators stand as they did.' };
  const [better, worse, open] = [count('better'), count('worse'), count('open')];
  return {
    zh: `好转 ${better} 项，变差 ${worse} 项，其他变化 ${open} 项。`,
    en: `${better} better, ${worse} worse, ${open} changed otherwise.`,
  };
}

/** `✗ −2`: a state with the points that hang on it. */
export function standing(side: LineChange['now'], part: LineChange['part']): Bilingual {
  const name = stateName({ state: side.state, part });
  const { min, max } = side.points;
  if (part === 'veto' || (min === 0 && max === 0)) return name;
  const [low, high] = part === 'deduction' ? [-max, -min] : [min, max];
  const cost = low === high ? signed(low) : `${signed(low)}…${signed(high)}`;
  return { zh: `${name.zh} ${cost}`, en: `${name.en} ${cost}` };
}

/** What was compared, and what was not. */
export function pagesCompared({ compared }: EarlierFacts): Bilingual {
  const { both, added, moved, gone, unseen, reused } = compared;
  const more = (count: number, zh: string, en: string) => (count === 0 ? { zh: '', en: '' } : { zh, en });
  const parts = [
    more(added, `，本次新读到 ${added} 个`, `, ${added} read now only`),
    more(moved, `，${moved} 个改为转向其他网址`, `, ${moved} send on now`),
    more(gone, `，${gone} 个已不存在`, `, ${gone} are gone`),
    more(unseen, `，${unseen} 个本次没有读到，无从比较`, `, ${unseen} not read this time`),
    more(
      reused,
      `；${reused} 个网址改登了本网站的其他内容`,
      `; ${reused} addresses carry other content of the site`,
    ),
  ];
  return {
    zh: `两次都读到的页面 ${both} 个${parts.map(({ zh }) => zh).join('')}。`,
    en: `${both} pages read both times${parts.map(({ en }) => en).join('')}.`,
  };
}

/** The rest of what changed, a sentence each; none where nothing did. */
export function otherChanges(facts: EarlierFacts): Bilingual[] {
  const { homeGone, columnsGone, sentAway, newHosts, redated } = facts;
  return [
    ...(homeGone === null
      ? []
      : [
          {
            zh: `首页上次能打开，本次没有打开：${homeGone.why}。`,
            en: `The home page opened then and did not now: ${homeGone.why}.`,
          },
        ]),
    ...some(
      columnsGone.map(({ name }) => name),
      8,
      (names, count) => ({
        zh: `${count} 个一级栏目已不在：${names.zh}。`,
        en: `First-level columns that are gone (${count}): ${names.en}.`,
      }),
    ),
    ...sentAway.map(({ domain, pages, government, home }) => ({
      zh: `${pages} 个网址${home ? '（含首页）' : ''}转向其他域名 ${domain}${government ? '（政府域名，属正常迁移的无需处置）' : ''}。`,
      en: `${pages} addresses${home ? ' (the home page among them)' : ''} lead to another domain, ${domain}${government ? ' (of the government; nothing to do where the site moved)' : ''}.`,
    })),
    ...some(
      newHosts.map(({ host, pages, embeds }) => `${host} (${pages}${embeds > 0 ? `, ${embeds}` : ''})`),
      8,
      (names, count) => ({
        zh: `${count} 个站外主机新出现在多个页面上（后附页面数、其中嵌入脚本或框架的页面数）：${names.zh}。`,
        en: `Outside hosts that are new on many pages (${count}; pages, and pages that load scripts or frames from it): ${names.en}.`,
      }),
    ),
    ...(redated.count === 0
      ? []
      : [
          {
            zh: `${redated.count} 篇文章内容未变而标注日期变了${redated.bulk ? '（成批变化，多为系统迁移所致，不作为线索）' : '，列为伪造发稿日期的线索'}。`,
            en: `${redated.count} articles print another date over the same text${redated.bulk ? ' (so many that the publishing system did it; no lead)' : ', which is a lead to forged dates'}.`,
          },
        ]),
  ];
}

function some(
  names: readonly string[],
  most: number,
  say: (names: Bilingual, count: number) => Bilingual,
): Bilingual[] {
  if (names.length === 0) return [];
  const left = names.length - most;
  const shown = names.slice(0, most);
  return [
    say(
      {
        zh: `${shown.join('、')}${left > 0 ? `等 ${names.length} 个` : ''}`,
        en: `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
      },
      names.length,
    ),
  ];
}
