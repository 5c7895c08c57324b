import { z } from 'zod';
import type { PostLink } from '../../../model/index.ts';
import { opinion } from '../../basis.ts';
import { table } from '../../evidence.ts';
import { defineAccountIndicator, type Result } from '../../indicator.ts';

/** Links in posts that do not open (发布内容中的链接打不开). No rule names it; a local standard may. */
export default defineAccountIndicator({
  id: 'account.post-links',
  title: { zh: '发布内容中的链接', en: 'Links in posts' },
  explain: {
    zh: '采集时对发布内容中的链接跟进一步（遵守目标网站的 robots.txt），域名不存在或答复“页面不存在”的为疑似失效，由人工核对；超时、拒绝、需登录等无法判断的不作不利推定。指向有害内容或过期域名的，见“发布有害内容”。',
    en: 'Links of posts are followed one step when collecting (robots.txt is kept). A name that does not exist or a page that the site says is not there is perhaps dead, and a person looks; timeouts, refusals and log-ins prove nothing. Links to harmful pages or expired domains are a matter of “Harmful content”.',
  },
  basis: [opinion('强化内容保障，确保信息准确、服务可用')],
  subject: 'account',
  needs: ['links'],
  params: z.strictObject({}),
  question: { zh: '所列链接是否确已失效？', en: 'Are these links really dead?' },
  outcomes: {
    notFollowed: {
      state: 'notApplicable',
      says: { zh: '没有跟进过发布内容中的链接', en: 'No link of its posts was followed' },
    },
    working: {
      state: 'pass',
      says: { zh: '跟进{followed}个链接，均可打开', en: '{followed} links were followed and open' },
    },
    gone: {
      state: 'suspected',
      says: {
        zh: '跟进{followed}个链接，疑似失效{gone}个',
        en: '{gone} of {followed} links that were followed are perhaps dead',
      },
      advice: {
        zh: '逐条打开核对，确已失效的更正内容或补发有效链接。',
        en: 'Open them one by one; correct the post or publish the right address.',
      },
    },
    unread: {
      state: 'inconclusive',
      says: {
        zh: '跟进{followed}个链接，其中{unknown}个无法判断能否打开',
        en: 'Of {followed} links that were followed {unknown} could not be told',
      },
      advice: {
        zh: '换个时间或网络再次跟进（xunjian collect），或人工打开核对。',
        en: 'Follow them again at another time or from another network (xunjian collect), or open them by hand.',
      },
    },
    found: {
      by: 'person',
      state: 'fail',
      says: { zh: '发布内容中有失效链接（{count}个）', en: 'Links in its posts are dead ({count})' },
      advice: {
        zh: '更正内容或补发有效链接，发布前逐一点开检查。',
        en: 'Correct the posts, and open every link before publishing.',
      },
    },
  },
  check({ links }) {
    const { followed, gone, goneCount, unknown, unknownCount } = links;
    if (followed === 0) return [{ outcome: 'notFollowed', evidence: [] }];
    const results: Result<'gone' | 'unread'>[] = [];
    if (goneCount > 0)
      results.push({
        outcome: 'gone',
        count: goneCount,
        values: { followed, gone: goneCount },
        evidence: [listed(gone, goneCount)],
      });
    if (unknownCount > 0)
      results.push({
        outcome: 'unread',
        values: { followed, unknown: unknownCount },
        evidence: [listed(unknown, unknownCount)],
      });
    if (results.length > 0) return results;
    return [{ outcome: 'working', values: { followed }, evidence: [] }];
  },
});

function listed(links: readonly PostLink[], total: number) {
  const rows = links.map(({ url, post, at, why }) => [url, post, at, why]);
  return table(
    ['链接', '发布内容', '跟进时间', '情况'],
    rows,
    total > rows.length ? `${rows.length}/${total}` : undefined,
  );
}
