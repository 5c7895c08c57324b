import { DAY, dayOf, type MetricRow, type PostRow, parseTime, shanghai } from '../../../model/index.ts';
import { Descent } from '../descent.ts';
import { linkField, textOfHtml } from '../html.ts';
import type { AccountCollector, End, Found, Run, Step } from '../types.ts';
import { NotReadyError } from './answers.ts';
import {
  ArticleSummary,
  ArticleTotal,
  Comments,
  Published,
  UserCumulate,
  UserSummary,
  WeixinApi,
} from './api.ts';

/** Items of a page that the interfaces give at most. */
const PUBLISHED_PAGE = 20;
const COMMENT_PAGE = 50;
/** Days that one call about users may span (最大时间跨度). */
const USER_DAYS = 7;

/**
 * 微信公众号 by its own credential (AppID, AppSecret). 微信公众平台开发文档: 发布能力, 数据统计, 图文消息留言管理, 获取 Access token.
 *
 * An article reaches its readers in two ways, and each has its own list: 发布 (`freepublish/batchget`) and 群发 (only by day, in the figures of
 * `getarticletotal`). Silence is proven where both were read. Figures of a day come on the morning after, so the proof ends with yesterday.
 */
export const weixin: AccountCollector = {
  platform: 'weixin',
  title: '微信公众号',
  endpoint: 'https://api.weixin.qq.com',
  needs: ['appid', 'secret'],
  // Quotas belong to each account.
  quota: ({ appid = '' }) => appid,
  pace: { gapMs: 100 },
  open(run) {
    const api = new WeixinApi(run);
    const sent = new SentArticles(api);
    return {
      posts: () => posts(run, api, sent),
      metrics: () => metrics(run, api),
      messages: () => messages(run, api, sent),
    };
  },
};

/** Articles sent on a day, asked once for posts and for comments. */
class SentArticles {
  readonly #api: WeixinApi;
  readonly #days = new Map<string, readonly ArticleTotal[]>();

  constructor(api: WeixinApi) {
    this.#api = api;
  }

  /** Null where the figures of the day are not ready. */
  async of(day: string): Promise<readonly ArticleTotal[] | null> {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const list = await ready(
      this.#api.post('datacube/getarticletotal', { begin_date: day, end_date: day }, ArticleTotal),
    );
    if (list === null) return null;
    this.#days.set(day, list.list);
    return list.list;
  }
}

async function* posts(run: Run, api: WeixinApi, sent: SentArticles): AsyncGenerator<Step, End> {
  const { account, since } = run;
  const ids = new Map<string, string>();
  const descent = new Descent();
  for (let offset = 0; ; offset += PUBLISHED_PAGE) {
    const page = await api.post(
      'cgi-bin/freepublish/batchget',
      { offset, count: PUBLISHED_PAGE, no_content: 0 },
      Published,
    );
    const rows = page.item.flatMap((item) => publishedRows(account.id, item));
    for (const row of rows) ids.set(sameArticle(row), row.id);
    yield { rows: rows.map((row) => ({ kind: 'posts', row })) };
    descent.page(page.item.map(timeOf));
    if (page.item.length === 0 || offset + page.item.length >= page.total_count || descent.passed(since))
      break;
  }
  let to: number | null = null;
  for (const day of daysBack(run)) {
    const list = await sent.of(day);
    const start = parseTime(day) ?? 0;
    if (list === null && to === null) continue;
    if (list === null)
      return { covers: 'reached', to: to ?? start, why: `figures of ${day} are not ready (61503)` };
    to ??= start + DAY;
    yield {
      rows: list.map((article) => ({ kind: 'posts', row: sentRow(account.id, article, ids) })),
      reached: Math.max(start, since),
      to,
    };
  }
  return to === null ? { covers: 'reached', why: TOO_EARLY } : { covers: 'window', to };
}

const TOO_EARLY =
  'figures of a day come on the morning after (群发数据次日可查), none is ready for this window';

/** Days of the window whose figures may be there, newest first; today's never are. */
function* daysBack({ since, until, api, credential }: Run): Generator<string> {
  const now = Math.min(until, api.now(credential.endpoint ?? ''));
  for (let at = (parseTime(dayOf(now)) ?? now) - DAY; at > since - DAY; at -= DAY) yield dayOf(at);
}

function publishedRows(account: string, item: (typeof Published)['_output']['item'][number]): PostRow[] {
  const at = timeOf(item);
  return item.content.news_item.map((news, index) => ({
    account,
    id: `${item.article_id}_${index + 1}`,
    published: at === null ? null : shanghai(at),
    title: news.title,
    text: textOfHtml(news.content ?? news.digest ?? ''),
    ...linkField(news.content, news.url),
    url: news.url ?? null,
    position: index + 1,
    ...(news.author ? { source: news.author } : {}),
    ...(news.is_deleted === true || news.is_deleted === 1 ? { deleted: true } : {}),
  }));
}

function timeOf(item: (typeof Published)['_output']['item'][number]): number | null {
  const seconds = item.content.create_time ?? item.update_time ?? item.content.update_time ?? null;
  return seconds === null ? null : seconds * 1000;
}

/** An article that is in both lists is one: same day, same title. */
function sameArticle({ published, title }: PostRow): string {
  return `${published === null ? '' : dayOf(parseTime(published) ?? 0)} ${title?.replace(/\s+/g, '')}`;
}

function sentRow(account: string, article: ArticleTotal, ids: ReadonlyMap<string, string>): PostRow {
  const day = article.ref_date;
  const [, place = ''] = /_(\d+)$/.exec(article.msgid) ?? [];
  const latest = [...article.details].sort((a, b) => (a.stat_date < b.stat_date ? 1 : -1))[0];
  const known = ids.get(sameArticle({ account, id: '', published: day, title: article.title }));
  return {
    account,
    id: known ?? article.msgid,
    // Only the day is told; a time that the other list gave stays.
    ...(known === undefined ? { published: day } : { published: null }),
    title: article.title,
    ...(article.url ? { url: article.url } : {}),
    ...(latest === undefined ? {} : { reads: latest.int_page_read_count, shares: latest.share_count }),
    ...(Number(place) > 0 ? { position: Number(place) } : {}),
  };
}

async function* metrics(run: Run, api: WeixinApi): AsyncGenerator<Step, End> {
  const days = [...daysBack(run)];
  let to: number | null = null;
  for (let at = 0; at < days.length; at += USER_DAYS) {
    const part = days.slice(at, at + USER_DAYS);
    const spanOf = () => ({ begin_date: part.at(-1), end_date: part[0] });
    let cumulate = await ready(api.post('datacube/getusercumulate', spanOf(), UserCumulate));
    // The newest day may not be ready and then the whole span is refused.
    for (; cumulate === null && to === null && part.length > 1; )
      if (part.shift() !== undefined)
        cumulate = await ready(api.post('datacube/getusercumulate', spanOf(), UserCumulate));
    const span = spanOf();
    const summary = await ready(api.post('datacube/getusersummary', span, UserSummary));
    const rows: Found[] = [];
    for (const day of part) {
      const row = userRow(run.account.id, day, cumulate, summary);
      const read = await ready(
        api.post('datacube/getarticlesummary', { begin_date: day, end_date: day }, ArticleSummary),
      );
      if (row === null && (read === null || read.list.length === 0)) continue;
      to ??= (parseTime(day) ?? 0) + DAY;
      const list = read?.list ?? [];
      rows.push({
        kind: 'metrics',
        row: {
          ...(row ?? { account: run.account.id, day }),
          ...(read === null
            ? {}
            : {
                reads: sum(list.map((one) => one.int_page_read_count)),
                shares: sum(list.map((one) => one.share_count)),
              }),
        },
      });
    }
    const first = part.at(-1);
    yield {
      rows,
      to,
      reached: first === undefined || to === null ? null : Math.max(parseTime(first) ?? 0, run.since),
    };
  }
  return to === null ? { covers: 'reached', why: TOO_EARLY } : { covers: 'window', to };
}

function userRow(
  account: string,
  day: string,
  cumulate: (typeof UserCumulate)['_output'] | null,
  summary: (typeof UserSummary)['_output'] | null,
): MetricRow | null {
  const total = cumulate?.list.filter((one) => one.ref_date === day) ?? [];
  const moves = summary?.list.filter((one) => one.ref_date === day) ?? [];
  if (total.length === 0 && moves.length === 0) return null;
  return {
    account,
    day,
    followers: total.length === 0 ? null : sum(total.map((one) => one.cumulate_user)),
    newFollowers: moves.length === 0 ? null : sum(moves.map((one) => one.new_user)),
    lostFollowers: moves.length === 0 ? null : sum(moves.map((one) => one.cancel_user)),
  };
}

/** Comments on the articles that were sent in the window (图文留言); on older ones nothing is asked. */
async function* messages(run: Run, api: WeixinApi, sent: SentArticles): AsyncGenerator<Step, End> {
  for (const day of daysBack(run)) {
    for (const { msgid } of (await sent.of(day)) ?? []) {
      const [, id = '', place = '1'] = /^(\d+)_(\d+)$/.exec(msgid) ?? [];
      if (id === '') continue;
      for (let begin = 0; ; begin += COMMENT_PAGE) {
        const page = await api.post(
          'cgi-bin/comment/list',
          { msg_data_id: Number(id), index: Number(place) - 1, begin, count: COMMENT_PAGE, type: 0 },
          Comments,
        );
        yield { rows: page.comment.map((one) => commentRow(run.account.id, msgid, one)) };
        if (page.comment.length === 0 || begin + page.comment.length >= page.total) break;
      }
    }
    yield { rows: [], reached: Math.max(parseTime(day) ?? 0, run.since) };
  }
  return { covers: 'window' };
}

/** Who wrote is not kept. */
function commentRow(
  subject: string,
  msgid: string,
  { user_comment_id, create_time, content, reply }: (typeof Comments)['_output']['comment'][number],
): Found {
  return {
    kind: 'messages',
    row: {
      subject,
      id: `${msgid}-${user_comment_id}`,
      received: shanghai(create_time * 1000),
      text: content,
      channel: '公众号留言',
      ...(reply ? { reply: reply.content, repliedAt: shanghai(reply.create_time * 1000) } : {}),
    },
  };
}

async function ready<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotReadyError) return null;
    throw error;
  }
}

function sum(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}
