import { z } from 'zod';
import { inFuture, parseTime, type SectionValue, withinDays } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { table } from '../../evidence.ts';
import { newestBelievable } from '../../freshness.ts';
import { defineIndicator } from '../../indicator.ts';

type Home = SectionValue<'home'>;

/** 首页不更新: no dated entry on the home page in the window. 检查指标 2019, part 1, website 3 (SITE-VETO-03). */
export default defineIndicator({
  id: 'site.home-stale',
  title: { zh: '首页不更新', en: 'Home page not updated' },
  explain: {
    zh: '查看首页各栏目条目（及其稿件页面）的日期；首页仅为导航入口的，查看全部二级页面。未注明发布时间的稿件视为未更新，但首页条目全部没有日期、稿件又未逐一读到的，先由人工核对；晚于检查时点的日期不予采信。',
    en: 'Reads the dates of the entries on the home page, on the list or in the article; where the home page is only an entrance, those of all second-level pages. Items without a date do not count as updates, but where no entry of the home page has one and their articles were not all read, a person looks first; dates after the instant of the check are not believed.',
  },
  basis: veto('首页不更新', '监测2周，首页无信息更新的；首页仅为导航入口的，所有二级页面无信息更新的'),
  subject: 'site',
  needs: ['home'],
  params: z.strictObject({ days: z.number().int().positive() }),
  outcomes: {
    updated: {
      state: 'pass',
      says: {
        zh: '检查时点前{days}天内首页有更新，最新为{latest}',
        en: 'The home page was updated in the {days} days before the check, last on {latest}',
      },
    },
    stale: {
      state: 'fail',
      silence: true,
      says: {
        zh: '检查时点前{days}天内首页无信息更新，最新条目为{latest}{note}',
        en: 'Nothing new on the home page in the {days} days before the check; newest entry {latest}{noteEn}',
      },
      advice: {
        zh: '在首页要闻、动态、通知公告等栏目发布近期信息，并为每条信息标注发布日期；首页条目由脚本生成的，确保日期随页面一并输出。',
        en: 'Publish current items in the news and notice columns of the home page, each with its date; where entries come from a script, have the date delivered with the page.',
      },
    },
    undated: {
      state: 'suspected',
      silence: true,
      says: {
        zh: '首页{undated}条条目均未标注可采信的日期{note}，按规定视为不更新，待人工核对稿件发布时间',
        en: 'None of the {undated} entries on the home page has a date to believe{noteEn}, which counts as no update; a person has to look at the articles',
      },
      advice: {
        zh: '在首页条目和稿件正文中注明发布时间；检查人员核对稿件后以 --answers 确认或排除。',
        en: 'Show the publish time with entries and in articles; an inspector looks at the articles and answers by --answers.',
      },
    },
    entranceUnsure: {
      state: 'inconclusive',
      says: {
        zh: '首页列有{dated}条带日期的条目，检查时点前{days}天内均无更新（最新{own}），而二级页面有更新（最新{latest}）；首页是否仅为导航入口待人工认定',
        en: 'The home page lists {dated} dated entries, none from the {days} days before the check (newest {own}), while second-level pages were updated (last {latest}); a person says whether the home page is only an entrance',
      },
      advice: {
        zh: '首页设有信息条目的，应在两周内更新；仅作导航入口的，撤下过期条目。',
        en: 'Update the entries of the home page within two weeks; where it is only an entrance, take old entries down.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '首页（或全部二级页面）未能完整读取，无法判断是否更新',
        en: 'The home page (or all second-level pages) could not be read in full, so updates cannot be judged',
      },
      advice: LOOK_AGAIN,
    },
  },
  question: {
    zh: '打开首页所列稿件，检查时点前两周内是否有更新？',
    en: 'Open the articles listed on the home page: is any from the two weeks before the check?',
  },
  check({ home }, { days }, { asOf, coverage }) {
    const end = parseTime(coverage.to) ?? asOf;
    const dates = datesOf(home);
    const newest = newestBelievable(dates, asOf);
    const future = dates.filter((date) => date !== null && inFuture(date, asOf)).length;
    const undated = home.items.filter((item) => item.date === null).length;
    const values = { days, latest: newest ?? '—', undated, ...notBelieved(future) };
    const common = { key: newest ?? 'undated', values, evidence: evidenceOf(home, newest, asOf) };
    const newestOwn = newestBelievable(ownDates(home), asOf);
    const dated = home.items.filter(({ date }) => date !== null && !inFuture(date, asOf)).length;
    const fresh = newest !== null && withinDays(newest, asOf, days);
    // A list, short as it is, is more than navigation.
    if (
      fresh &&
      home.entranceOnly &&
      dated >= A_LIST &&
      newestOwn !== null &&
      !withinDays(newestOwn, asOf, days)
    )
      return [{ outcome: 'entranceUnsure', ...common, values: { ...values, dated, own: newestOwn } }];
    if (fresh) return [{ outcome: 'updated', values, evidence: common.evidence }];
    // A page updated after the instant that is judged no longer shows what it showed then.
    const later = dates.some((date) => date !== null && inFuture(date, asOf) && !inFuture(date, end));
    if (notSeen(home) || later) return [{ outcome: 'notSeen', values, evidence: common.evidence }];
    return [{ outcome: newest === null ? 'undated' : 'stale', ...common }];
  },
});

/** Dates after the instant of the check are ignored, and that is said. */
function notBelieved(future: number): { note: string; noteEn: string } {
  if (future === 0) return { note: '', noteEn: '' };
  return {
    note: `（另有${future}处日期晚于检查时点，不予采信）`,
    noteEn: ` (${future} dates after the check are not believed)`,
  };
}

/** Dated entries of an entrance from which on they are a list of its own. */
const A_LIST = 2;

/** Dates that the home page itself shows. */
function ownDates(home: Home): (string | null)[] {
  return [home.latest, ...home.items.map((item) => item.date), ...home.blocks.map((block) => block.latest)];
}

function datesOf(home: Home): (string | null)[] {
  const own = ownDates(home);
  return home.entranceOnly ? [...own, ...home.secondLevel.map((page) => page.latest)] : own;
}

function notSeen({ needsScript, entranceOnly, secondLevel }: Home): boolean {
  if (needsScript) return true;
  return entranceOnly && (secondLevel.length === 0 || secondLevel.some((page) => !page.read));
}

function evidenceOf(home: Home, newest: string | null, asOf: number) {
  const pages = home.secondLevel.map((page) => [page.name, page.latest, page.read ? '' : '未读', page.url]);
  const items = home.items.map((item) => [
    item.title,
    item.date,
    item.date !== null && inFuture(item.date, asOf) ? '晚于检查时点，不采信' : '',
    item.url,
  ]);
  return [
    { type: 'url' as const, url: home.url, title: home.title, date: newest },
    table(['标题', '日期', '说明', '网址'], home.entranceOnly ? pages : items),
  ];
}
