import { z } from 'zod';
import { deduction, guideline } from '../../basis.ts';
import { link, listOf } from '../../evidence.ts';
import { defineIndicator, type Result } from '../../indicator.ts';

/** 域名名称: a .gov.cn domain of the right form, and the body's name at the head. SITE-DED-20. */
export default defineIndicator({
  id: 'site.domain-name',
  title: { zh: '域名名称', en: 'Domain and name' },
  explain: {
    zh: '查看域名后缀是否为 .gov.cn 或 .政务，政府门户网站是否使用 www 开头的规范域名，首页标题或头部是否展示本地区、本部门机构名称。以 IP 地址或本机名称检查的，不能判断。',
    en: 'Looks whether the domain ends in .gov.cn or .政务, whether a government portal uses the www form, and whether title or head show the name of the place or body. Where the site was reached by an address or local name this cannot be judged.',
  },
  basis: [
    ...deduction('功能设计', '域名名称'),
    guideline('网站名称与域名'),
    { document: '国办函〔2018〕55号 关于加强政府网站域名管理的通知', clause: '域名结构与命名' },
  ],
  subject: 'site',
  needs: ['domain'],
  params: z.strictObject({ suffixes: z.string().min(1), portalPrefix: z.string().min(1) }),
  question: {
    zh: '网站名称是否以本地区、本部门机构名称命名，并在全站页面头部区域显著展示？',
    en: 'Is the site named after the place or body, and is that name shown prominently at the head of every page?',
  },
  outcomes: {
    conforming: {
      state: 'pass',
      says: {
        zh: '域名{host}规范，首页已展示网站名称',
        en: 'Domain {host} conforms, and the home page shows the name',
      },
    },
    suffix: {
      state: 'fail',
      says: { zh: '域名{host}的后缀不是{suffixes}', en: 'Domain {host} does not end in {suffixes}' },
      advice: {
        zh: '按程序申请 .gov.cn 或 .政务 域名并启用，原域名设置跳转并公告过渡期，到期注销。',
        en: 'Apply for a .gov.cn or .政务 domain, redirect the old one for an announced time, then cancel it.',
      },
    },
    structure: {
      state: 'fail',
      says: {
        zh: '政府门户网站域名{host}未使用以“{prefix}”开头的规范结构',
        en: 'The portal’s domain {host} does not have the form that begins with “{prefix}”',
      },
      advice: {
        zh: '启用“www.本地区或部门拼音（英文）.gov.cn”作为主域名，其他域名跳转至主域名。',
        en: 'Make www.□□□.gov.cn the main domain and redirect the others to it.',
      },
    },
    nameNotShown: {
      state: 'fail',
      says: {
        zh: '首页标题和头部未展示网站名称“{name}”（标题为“{title}”）',
        en: 'Neither title nor head of the home page show the name “{name}” (title: “{title}”)',
      },
      advice: {
        zh: '在页面标题和头部区域显著展示网站规范名称；名称为图片的，为图片加上文字说明（alt）。',
        en: 'Show the site’s proper name in title and head; where it is a picture give it a text alternative.',
      },
    },
    nameNotRead: {
      state: 'inconclusive',
      says: {
        zh: '域名{host}规范；首页标题和头部名称未能读取，名称展示情况须人工查看',
        en: 'Domain {host} conforms; neither title nor name at the head could be read, a person has to look',
      },
      advice: {
        zh: '由检查人员查看首页头部是否显著展示网站名称，将结果写入人工认定文件（--answers）。',
        en: 'Let an inspector look at the head of the home page and give the answer by --answers.',
      },
    },
    address: {
      state: 'inconclusive',
      says: {
        zh: '本次以地址{host}访问，不能判断域名是否规范',
        en: 'The site was reached at the address {host}, so its domain cannot be judged',
      },
      advice: {
        zh: '以网站正式域名重新检查，或核对备案域名后将结果写入人工认定文件（--answers）。',
        en: 'Check again under the site’s own domain, or look up the registered one and give the answer by --answers.',
      },
    },
  },
  check({ domain }, { suffixes, portalPrefix }, { subject }) {
    const { host, shownNames, title } = domain;
    const evidence = [link(subject.url, title, `首页头部名称：${shownNames.join('、') || '未识别'}`)];
    if (domain.isAddress) return [{ outcome: 'address', values: { host }, evidence }];
    const endings = listOf(suffixes);
    const results: Result<'suffix' | 'structure' | 'nameNotShown'>[] = [];
    if (!endings.some((ending) => host.endsWith(ending)))
      results.push({
        outcome: 'suffix',
        values: { host, suffixes: endings.slice(0, 2).join('、') },
        evidence,
      });
    else if (subject.role === 'portal' && !host.startsWith(portalPrefix))
      results.push({ outcome: 'structure', values: { host, prefix: portalPrefix }, evidence });
    const shown = [title, ...shownNames].map(plain).filter((text) => text !== '');
    const name = plain(subject.name);
    // A name that is only the host or nothing Chinese is not the body's name: nothing to compare with.
    const known = /\p{Script=Han}/u.test(name);
    if (known && shown.length > 0 && !shown.some((text) => text.includes(name) || name.includes(text)))
      results.push({
        outcome: 'nameNotShown',
        values: { name: subject.name, title: title || '—' },
        evidence,
      });
    if (results.length > 0) return results;
    return [{ outcome: shown.length === 0 ? 'nameNotRead' : 'conforming', values: { host }, evidence }];
  },
});

/** Spaces, punctuation and the words that sites add to their body's name say nothing about it. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(门户网站|政府网站|官方网站|网站|首页)+$/u, '');
}
