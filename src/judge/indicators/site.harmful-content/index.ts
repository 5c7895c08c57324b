import { z } from 'zod';
import type { SectionValue } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { wayNames } from '../../concealment.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { hitResults, MOST_MATTERS, scanOf } from '../../hits.ts';
import { defineIndicator, type Result } from '../../indicator.ts';

type Content = SectionValue<'content'>;
/** Ways to hide a link that have no use but hiding. Menus that open on hover are `not-displayed` and no sign by themselves. */
const HIDING = ['off-screen', 'zero-size', 'same-colour'];

/** 发布或链接反动、暴力、色情等内容, hidden links among them. SITE-VETO-01c. */
export default defineIndicator({
  id: 'site.harmful-content',
  title: { zh: '发布或链接有害内容', en: 'Harmful content or links to it' },
  explain: {
    zh: '查找页面文字中的有害信息，指向站外的隐藏链接（暗链），以及指向可疑网站、已过期被他人抢注或停放域名的外链。线索由人工打开核实后认定。',
    en: 'Looks for harmful words on pages, for hidden links that lead off the site, and for outlinks to suspect hosts or to domains that expired and are parked. A person opens them and decides.',
  },
  basis: veto('安全、泄密事故等严重问题', '发布或链接反动、暴力、色情等内容'),
  subject: 'site',
  needs: ['content'],
  params: z.strictObject({}),
  question: {
    zh: '所列文字、暗链或外链目标是否为反动、暴力、色情、赌博等有害内容？',
    en: 'Are these words, hidden links or link targets reactionary, violent, pornographic, gambling or otherwise harmful?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '用{packs}个词库扫描{pages}个页面，未发现有害内容、暗链或可疑外链',
        en: '{pages} pages scanned with {packs} term packs; no harmful words, hidden links or suspect outlinks',
      },
    },
    hit: {
      state: 'suspected',
      says: {
        zh: '“{title}”中出现疑似有害内容“{text}”：{why}（全站此类线索共{total}处）',
        en: 'Possibly harmful words “{text}” in “{title}”: {why} ({total} such leads on the site)',
      },
      advice: {
        zh: '立即核实，属有害内容的马上删除，排查是否被篡改并保全日志；误报的以 --answers 排除。',
        en: 'Check at once; delete what is harmful, look for tampering, keep the logs; dismiss a false alarm by --answers.',
      },
    },
    hiddenLink: {
      state: 'suspected',
      says: {
        zh: '{pages}个页面中藏有指向{target}的隐藏链接（{how}）',
        en: '{pages} pages hide links to {target} ({how})',
      },
      advice: {
        zh: '删除暗链，检查模板、公共脚本和服务器是否被植入，修补漏洞后全站复查。',
        en: 'Remove the hidden link, look for what planted it in templates, scripts and server, close the hole and check the whole site again.',
      },
    },
    suspectLink: {
      state: 'suspected',
      says: {
        zh: '{links}处链接指向可疑网站{target}：{why}',
        en: '{links} links lead to the suspect host {target}: {why}',
      },
      advice: {
        zh: '打开核实目标内容，失效或被抢注的外链立即删除或更新，并建立外链定期巡查制度。',
        en: 'Open and check the target; delete or replace links to domains that expired or changed hands, and check outlinks regularly.',
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
        zh: '立即删除相关内容和链接，保全日志，查明来源并按规定报告。',
        en: 'Delete content and links at once, keep the logs, find the source and report as required.',
      },
    },
    notScanned: {
      state: 'inconclusive',
      says: {
        zh: '没有读到任何页面，无法查找有害内容和链接',
        en: 'No page was read, so nothing could be scanned',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ content }, _, { subject }) {
    if (content.pagesScanned === 0) return [{ outcome: 'notScanned', evidence: [] }];
    const words = content.hits.filter((hit) => hit.category === 'harmful' && hit.severity !== 'warn');
    const results = [
      ...hitResults('hit', words),
      ...hiddenLinks(content, subject.hosts).slice(0, MOST_MATTERS),
      ...suspectLinks(content).slice(0, MOST_MATTERS),
    ];
    if (results.length > 0) return results;
    return [{ outcome: 'nothingSeen', values: scanOf(content), evidence: [] }];
  },
});

/** Pages quoted for one hidden target; a template carries it onto every page. */
const QUOTED = 5;

/** One matter per host that hidden links lead to, on however many pages they stand. */
function hiddenLinks(content: Content, hosts: readonly string[]): Result<'hiddenLink'>[] {
  const suspect = new Set(content.outlinks.filter(isSuspect).map((link) => link.host));
  const byHost = new Map<string, Content['concealed']>();
  for (const one of content.concealed) {
    const host = one.url !== null && URL.canParse(one.url) ? new URL(one.url).hostname : null;
    if (host === null || isOwn(host, hosts)) continue;
    if (!HIDING.includes(one.how) && !(one.how === 'not-displayed' && suspect.has(host))) continue;
    byHost.set(host, [...(byHost.get(host) ?? []), one]);
  }
  return [...byHost].map(([host, links]) => {
    const ways = [...new Set(links.map((one) => one.how))].sort();
    return {
      outcome: 'hiddenLink',
      key: host,
      values: { target: host, how: wayNames(ways), pages: new Set(links.map((one) => one.page)).size },
      evidence: links.slice(0, QUOTED).map((one) => ({
        type: 'quote' as const,
        url: one.page,
        text: one.text,
        selector: one.selector,
        ...(one.url === null ? {} : { note: one.url }),
      })),
    };
  });
}

/** The site's own hosts and what lies below them. */
function isOwn(host: string, hosts: readonly string[]): boolean {
  return hosts.some((own) => {
    const bare = own.replace(/^www\./, '').replace(/:\d+$/, '');
    return host === bare || host.endsWith(`.${bare}`);
  });
}

function isSuspect({ state }: Content['outlinks'][number]): boolean {
  return state === 'suspect' || state === 'parked';
}

function suspectLinks(content: Content): Result<'suspectLink'>[] {
  return content.outlinks.filter(isSuspect).map((link) => ({
    outcome: 'suspectLink',
    key: link.host,
    values: { links: link.links, target: link.host, why: link.why ?? link.state },
    evidence: [{ type: 'url', url: link.from, title: link.host, note: link.why ?? link.state }],
  }));
}
