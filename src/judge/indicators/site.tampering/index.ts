import { z } from 'zod';
import type { SectionValue } from '../../../model/index.ts';
import { veto } from '../../basis.ts';
import { sinceEarlier } from '../../changed.ts';
import { wayNames } from '../../concealment.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { MOST_MATTERS } from '../../hits.ts';
import { defineIndicator, type Result } from '../../indicator.ts';

type Content = SectionValue<'content'>;
const share = z.number().min(0).max(1).optional();
const pages = z.number().int().positive().optional();

/** Marks that attackers leave for search engines and that no editor writes. */
const MARKS = ['script-written', 'keyword-title', 'meta-keywords', 'cloaked', 'malicious-script', 'replaced'];

/** 挂马、篡改等安全攻击未及时有效处置. SITE-VETO-01d: the machine shows signs of an attack, a person judges how it was handled. */
export default defineIndicator({
  id: 'site.tampering',
  title: { zh: '遭攻击篡改未有效处置', en: 'Attack or tampering not handled' },
  explain: {
    zh: '查找页面被篡改的迹象：由脚本写入的隐藏内容，标题或关键词标签被堆砌，只对搜索引擎显示的内容（以搜索引擎的名义再打开首页和一篇文章比对），挖矿、后门程序特征，被替换并署名的页面，嵌入可疑站外框架或脚本。给出上次巡查结果（--earlier）的，逐页比对：网址未变而变为另一主题、另一种文字或域名停放页面的，标题或标签新出现赌博、色情等词语的，转向其他域名的，成批新出现站外脚本或框架的，列为线索；列表、首页每天更新，改版只变版式，均不计。是否处置不及时、造成严重安全事故，由人工依据处置记录认定。',
    en: 'Looks for signs of tampering: hidden content written by script, stuffed titles or keyword tags, what only search engines are shown (the home page and an article are opened once more in the name of one), marks of miners and web shells, pages replaced and signed, frames or scripts from suspect hosts. Where the result of an earlier inspection is given (--earlier), pages are compared one by one: an address whose subject or script became another, or that became a page of a parked domain; a title or tags that newly carry terms of gambling, pornography and the like; addresses that lead to another domain; scripts or frames from new hosts on many pages at once. Lists and home pages change every day and a redesign changes the layout: neither counts. Whether it was handled badly and led to a serious accident a person decides from the records.',
  },
  basis: veto(
    '安全、泄密事故等严重问题',
    '对安全攻击（如页面挂马、内容篡改等）没有及时有效处置，造成严重安全事故',
  ),
  subject: 'site',
  needs: ['content'],
  also: ['earlier'],
  // Each may be left out of a standard: nothing is asked of the comparison then.
  params: z.strictObject({
    alike: share,
    familiar: share,
    awayPages: pages,
    hostPages: pages,
    frameKept: share,
  }),
  question: {
    zh: '所列迹象是否为攻击篡改所致？是否及时有效处置？是否造成严重安全事故？有关部门是否通报过本网站的安全事件？',
    en: 'Do these signs come from an attack? Was it handled in time? Did it lead to a serious accident? Has any authority reported a security incident of this site?',
  },
  outcomes: {
    nothingSeen: {
      state: 'pass',
      says: {
        zh: '检查{pages}个页面，未发现挂马、篡改迹象',
        en: '{pages} pages looked at; no sign of malware or tampering',
      },
    },
    sign: {
      state: 'suspected',
      says: {
        zh: '页面出现疑似篡改迹象（{how}）：“{text}”',
        en: 'A page shows a sign of tampering ({how}): “{text}”',
      },
      advice: {
        zh: '立即核查页面源码与发布记录，确认被篡改的按应急预案处置：下线、保全证据、清除、修补、复测，并按规定报告。',
        en: 'Compare the page source with what was published; if tampered, follow the emergency plan: take down, keep evidence, clean, patch, test again, report.',
      },
    },
    foreignEmbed: {
      state: 'suspected',
      says: {
        zh: '页面嵌入了可疑站外资源{target}：{why}',
        en: 'Pages embed something from the suspect host {target}: {why}',
      },
      advice: {
        zh: '移除来历不明的外部脚本和框架，核查其植入途径；确需使用的外部资源应登记并定期检查。',
        en: 'Remove scripts and frames of unknown origin and find out how they got in; register and check those that are needed.',
      },
    },
    accident: {
      by: 'person',
      state: 'fail',
      says: {
        zh: '遭受安全攻击未及时有效处置，造成严重安全事故',
        en: 'An attack was not handled in time and led to a serious accident',
      },
      advice: {
        zh: '按网络安全事件应急预案全面整改，落实等级保护要求并接受复测。',
        en: 'Follow the emergency plan in full, meet the protection level required, and be tested again.',
      },
    },
    notScanned: {
      state: 'inconclusive',
      says: {
        zh: '没有读到任何页面，无法查找篡改迹象',
        en: 'No page was read, so nothing could be looked at',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ content }, params, { also }) {
    if (content.pagesScanned === 0) return [{ outcome: 'notScanned', evidence: [] }];
    const earlier = also?.('earlier') ?? null;
    const since = earlier === null ? [] : sinceEarlier(earlier, params);
    const results = [...since, ...signs(content), ...foreignEmbeds(content)].slice(0, MOST_MATTERS);
    if (results.length > 0) return results;
    return [{ outcome: 'nothingSeen', values: { pages: content.pagesScanned }, evidence: [] }];
  },
});

/** One sign per page and way: a stuffed title stands on every page of a template, so its text is not part of what it is. */
function signs(content: Content): Result<'sign'>[] {
  return content.concealed
    .filter((one) => MARKS.includes(one.how))
    .map((one) => ({
      outcome: 'sign',
      key: `${one.how} | ${one.page}`,
      values: { how: wayNames([one.how]), text: one.text.slice(0, 60) },
      evidence: [
        {
          type: 'quote',
          url: one.page,
          text: one.text,
          selector: one.selector,
          ...(one.url === null ? {} : { note: one.url }),
        },
      ],
    }));
}

function foreignEmbeds(content: Content): Result<'foreignEmbed'>[] {
  return content.outlinks
    .filter((link) => link.embeds > 0 && (link.state === 'suspect' || link.state === 'parked'))
    .map((link) => ({
      outcome: 'foreignEmbed',
      key: link.host,
      values: { target: link.host, why: link.why ?? link.state },
      evidence: [{ type: 'url', url: link.from, title: link.host, note: link.why ?? link.state }],
    }));
}
