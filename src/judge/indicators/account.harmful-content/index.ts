import { z } from 'zod';
import type { AccountSectionValue } from '../../../model/index.ts';
import { accountVeto } from '../../basis.ts';
import { hitResults, MOST_MATTERS } from '../../hits.ts';
import { defineAccountIndicator, type Result } from '../../indicator.ts';

/** 发布或链接反动、暴力、色情等内容. NM-VETO-01c; a person decides. */
export default defineAccountIndicator({
  id: 'account.harmful-content',
  title: { zh: '发布有害内容', en: 'Harmful content' },
  explain: {
    zh: '用词库扫描名录中全部发布内容的标题和正文。发布内容中的链接，采集时跟进过的（一步），一并扫描其目标页面；指向已过期、停放域名的，可能被抢注，也提请核实。命中只是线索，是否为有害内容由人工认定；图片、音视频和未跟进的链接未检查。',
    en: 'Scans titles and texts of all posts in the register. Of links in posts that were followed when collecting (one step), the pages they lead to are scanned as well; links to domains that expired or are parked may change hands and are shown too. A hit is a lead; whether it is harmful a person decides. Pictures, sound, film and links that were not followed are not looked at.',
  },
  basis: accountVeto('安全、泄密事故等严重问题', '发布或链接反动、暴力、色情等内容'),
  subject: 'account',
  needs: ['content', 'links'],
  params: z.strictObject({}),
  question: {
    zh: '所列内容是否为反动、暴力、色情、赌博等有害内容？内容中的链接是否指向有害页面？',
    en: 'Are these reactionary, violent, pornographic, gambling or otherwise harmful? Do links in posts lead to such pages?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{posts}条发布内容，未发现有害内容线索',
        en: '{posts} posts scanned with {packs} term packs; no lead to harmful content',
      },
    },
    nothingSeenLinked: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{posts}条发布内容，跟进其中{links}个链接，未发现有害内容线索',
        en: '{posts} posts scanned with {packs} term packs, {links} of their links followed; no lead to harmful content',
      },
    },
    linkedHit: {
      state: 'suspected',
      says: {
        zh: '发布内容链接的页面“{title}”中出现疑似有害内容“{text}”：{why}（此类线索共{total}处）',
        en: 'Possibly harmful words “{text}” on the page “{title}” that a post links to: {why} ({total} such leads)',
      },
      advice: {
        zh: '立即打开核实，属有害内容的删除链接、保全记录；误报的排除该线索。',
        en: 'Open it and check at once; take the link out and keep the records if it is harmful, dismiss a false alarm.',
      },
    },
    suspectLink: {
      state: 'suspected',
      says: {
        zh: '{posts}条内容链接到疑似已过期或停放的域名{target}：{why}',
        en: '{posts} posts link to the domain {target}, which looks expired or parked: {why}',
      },
      advice: {
        zh: '打开核实，域名失效或易主的立即删除或更换链接。',
        en: 'Open and check; take out or replace links to domains that expired or changed hands.',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现疑似有害内容“{text}”：{why}（此类线索共{total}处）',
        en: 'Possibly harmful words “{text}” in “{title}”: {why} ({total} such leads)',
      },
      advice: {
        zh: '立即核实，属有害内容的马上删除并保全记录；误报的排除该线索。',
        en: 'Check at once; delete what is harmful and keep the records, dismiss a false alarm.',
      },
    },
    found: {
      by: 'person',
      state: 'fail',
      says: {
        zh: '发布或链接了有害内容（{count}处）',
        en: 'Harmful content is published or linked ({count})',
      },
      advice: {
        zh: '立即删除，检查账号是否被盗用，查明来源并按规定报告。',
        en: 'Delete at once, see whether the account was taken over, find the source and report as required.',
      },
    },
  },
  check({ content, links }) {
    const isHarmful = ({ category, severity }: (typeof content.hits)[number]) =>
      category === 'harmful' && severity !== 'warn';
    const results = [
      ...hitResults('hit', content.hits.filter(isHarmful)),
      ...hitResults('linkedHit', links.hits.filter(isHarmful)),
      ...suspectLinks(links),
    ];
    if (results.length > 0) return results;
    const values = { posts: content.postsScanned, packs: content.packs.length, links: links.followed };
    return [{ outcome: links.followed > 0 ? 'nothingSeenLinked' : 'nothingSeen', values, evidence: [] }];
  },
});

/** One matter per host. */
function suspectLinks({ parked }: AccountSectionValue<'links'>): Result<'suspectLink'>[] {
  const hosts = Map.groupBy(parked, ({ url }) => (URL.canParse(url) ? new URL(url).host : url));
  return [...hosts].slice(0, MOST_MATTERS).map(([host, links]) => ({
    outcome: 'suspectLink',
    key: host,
    values: { posts: links.length, target: host, why: links[0]?.why ?? '—' },
    evidence: links.slice(0, 5).map(({ url, post, postUrl, why }) => ({
      type: 'url' as const,
      url,
      title: post,
      note: postUrl === null ? why : `${why} · ${postUrl}`,
    })),
  }));
}
