import type { Footer } from '../model/index.ts';
import { type El, oneLine, type ParsedPage } from './dom.ts';

const PROVINCE = '京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼港澳台';
const ICP = new RegExp(
  String.raw`[${PROVINCE}]\s?[)）]?\s?ICP\s?[备证]?\s?[:：]?\s?(?:字)?第?\s?(?:B2-)?\d{5,12}\s?号?(?:\s?-\s?[0-9A-Za-z]{1,4})?(?:\s?号)?`,
  'i',
);
const POLICE = new RegExp(
  String.raw`[${PROVINCE}]?\s?公\s?(?:网\s?安\s?备|安\s?网\s?备|网\s?备\s?案|安\s?备\s?案?)\s?(?:案?号)?\s?[:：]?\s?第?\s?\d{8,16}\s?号?`,
);
const ID_CODE = /标\s?识\s?码\s{0,3}(?:[:：为是]|编号)?\s{0,4}([A-Za-z]{2}\d{8}|\d{10})(?!\d)/;
const ANY_ID = /(?<![\dA-Za-z])bm\d{8}(?!\d)/i;
const ANCHOR =
  /ICP|公网安备|公安网备|公网备案|标识码|版权所有|主办单位|主办[:：]|主办\s|Copyright|copyright|©/g;

/** Identity at the foot of a page (底部功能区): from what the page itself holds; null where it is not there. */
export function readFooter(page: ParsedPage, bodyEnd: number): Footer {
  const [from, to, anchor] = region(page, bodyEnd);
  const text = page.text.slice(from, to);
  const plain = page.digits.plain.slice(from, to);
  const entry = errorEntry(page);
  return {
    siteIdCode: idCode(page, plain, entry),
    icp: tidy(ICP.exec(plain)?.[0] ?? wholeText(page, 'ICP', ICP)?.[0]),
    police: tidy(POLICE.exec(plain)?.[0]),
    sponsor: sponsorOf(text),
    contact: contactOf(plain, anchor - from),
    errorReport: entry === null ? null : entry.value,
    sign: signOf(page),
    sitemap: sitemapOf(page),
  };
}

/** The stretch of text with the footer's own words: from the first of them after the body to the last, and what stands beside; where the first stands. */
function region(page: ParsedPage, bodyEnd: number): readonly [number, number, number] {
  const { text } = page;
  let first = -1;
  let last = -1;
  ANCHOR.lastIndex = bodyEnd;
  for (let m = ANCHOR.exec(text); m !== null; m = ANCHOR.exec(text)) {
    if (first < 0) first = m.index;
    last = m.index;
  }
  if (first < 0) return [text.length, text.length, text.length];
  return [Math.max(bodyEnd, first - 200), Math.min(text.length, last + 300), first];
}

/** Looks in the whole page for what the footer does not show, where the page has the word at all. */
function wholeText(page: ParsedPage, word: string, pattern: RegExp): RegExpExecArray | null {
  return page.text.includes(word) ? pattern.exec(page.digits.plain) : null;
}

function tidy(text: string | undefined): string | null {
  return text === undefined ? null : oneLine(text).replace(/\s+/g, '');
}

function idCode(page: ParsedPage, plain: string, entry: ErrorEntry | null): string | null {
  const labelled = ID_CODE.exec(plain)?.[1] ?? wholeText(page, '识', ID_CODE)?.[1];
  if (labelled !== undefined) return labelled;
  return ANY_ID.exec(plain)?.[0] ?? entry?.code ?? null;
}

interface ErrorEntry {
  readonly value: string;
  /** The site's code that the entry carries. */
  readonly code: string | null;
}

const REPORT =
  /jiucuo|zhaocuo|zfwzzc|pucha\.kaipuyun|zfwzgl\.www\.gov\.cn\/exposure|\/exposure\/|gov_?error|wzjc|zfjc/i;
const REPORT_WORDS = /(?:我为|政府)?(?:政府)?网站找错|找错|网站纠错|政府网站纠错|我要找错/;
const CODE =
  /(?:site_?code|sitecode|siteid|site_id)["']?\s{0,3}[=:]\s{0,3}["']?([A-Za-z]{2}\d{8}|\d{10})(?!\d)/i;

/**
 * Words by which an entry may show; looked for in the source first, so that only elements with one are read. Each begins with a
 * rare letter and has at most six: longer ones are searched for in a way that is nine times as slow. `next` are ways to go on.
 */
const TRACES = [
  { word: 'jiu', next: ['cuo', 'Cuo'] },
  { word: 'JiuCuo', next: [''] },
  { word: 'zhao', next: ['cu', 'Cu'] },
  { word: 'kaipuy', next: [''] },
  { word: 'xposur', next: [''] },
  { word: 'zfwz', next: [''] },
  { word: '找错', next: [''] },
  { word: '纠错', next: [''] },
] as const;

/** Where the source has one of these words, in order. */
function traces(html: string): number[] {
  const found: number[] = [];
  for (const { word, next } of TRACES) {
    for (
      let at = html.indexOf(word);
      at >= 0 && found.length < 1_000;
      at = html.indexOf(word, at + word.length)
    )
      if (next.some((end) => html.startsWith(end, at + word.length))) found.push(at);
  }
  return found.sort((a, b) => a - b);
}

/** The entry to 我为政府网站找错: a link, a picture, or the script that puts it there. */
function errorEntry(page: ParsedPage): ErrorEntry | null {
  let value: string | null = null;
  let last: El | null = null;
  for (const at of traces(page.html)) {
    const el = page.elementAtSource(at);
    if (el === null || el === last) continue;
    last = el;
    const said = reportOf(page, el) ?? (el.parent?.tag === 'a' ? reportOf(page, el.parent) : null);
    if (said === null) continue;
    value ??= said;
    const code = codeOf(el) ?? (el.parent?.tag === 'a' ? codeOf(el.parent) : null);
    if (code !== null) return { value, code };
  }
  return value === null ? null : { value, code: null };
}

/** What an element says of the entry; null where it is none. */
function reportOf(page: ParsedPage, el: El): string | null {
  const attrs = el.attrs;
  for (let i = 0; i < attrs.length; i += 2) {
    const name = attrs[i] ?? '';
    const value = attrs[i + 1] ?? '';
    if (name === 'style' || value.length < 4 || value.length > 600) continue;
    if (name === 'alt' || name === 'title' || name === 'aria-label') {
      if (REPORT_WORDS.test(value)) return page.hrefOf(el) ?? value;
    } else if (REPORT.test(value)) return page.resolve(el.attr('href') ?? el.attr('src')) ?? value;
  }
  if (el.tag === 'a' && el.t1 - el.t0 < 30 && REPORT_WORDS.test(page.text.slice(el.t0, el.t1)))
    return page.hrefOf(el) ?? page.textOf(el);
  if (el.tag === 'script' && el.c1 - el.c0 > 20 && el.c1 - el.c0 < 4_000) return scriptEntry(page.rawOf(el));
  return null;
}

/** A script that writes the entry's picture or loads its program. */
function scriptEntry(code: string): string | null {
  if (!/write|createElement|unescape|appendChild/.test(code)) return null;
  return (
    /(?:jiucuo|zhaocuo)\.(?:js|html|png|gif|jpg)|_span_jiucuo|pucha\.kaipuyun|zfwzzc\.www\.gov\.cn/i.exec(
      code,
    )?.[0] ?? null
  );
}

function codeOf(el: El): string | null {
  const attrs = el.attrs;
  for (let i = 0; i < attrs.length; i += 2) {
    const value = attrs[i + 1] ?? '';
    if (value.length > 600) continue;
    const pair = `${attrs[i]}=${value}`;
    const code = CODE.exec(pair)?.[1];
    if (code !== undefined) return code;
    if (attrs[i] === 'onclick') {
      const linked = /Link\(\s{0,3}['"]([A-Za-z]{2}\d{8}|\d{10})['"]/.exec(value)?.[1];
      if (linked !== undefined) return linked;
    }
  }
  return null;
}

const LABELS =
  '主管|承办|协办|联办|建设|技术|支持|维护|运维|运行|版权|地址|联系|邮编|邮箱|电话|网站|政府网站|标识码|备案|Copyright|copyright|All|©';
const SPONSOR = /主\s{0,2}办(?:单位|方|机关|者)?\s{0,3}[:：]\s{0,4}([^\n\t|｜]{2,60})/;
const SPONSOR_SPACED = /主办单位?\s{1,4}([^\s\n\t|｜:：]{4,40})/;
/** Words right before 主办. */
const SPONSORED = /(?:^|[\t|｜\s：:])([\u4e00-\u9fff（）()、·]{4,40})\s{0,2}$/;
const OWNER =
  /版\s?权\s?(?:所\s?有|归属)\s{0,3}[:：©]?\s{0,4}(?:Copyright\s?)?[©\d\s-]{0,14}([\u4e00-\u9fff（）()·]{4,40})/;
const OWNED = /([\u4e00-\u9fff（）()·]{4,30}) {0,2}版 ?权 ?所 ?有/;

/** The body that runs the site (主办单位); where none is named, the owner of the copyright. */
function sponsorOf(text: string): string | null {
  const labelled = SPONSOR.exec(text)?.[1] ?? SPONSOR_SPACED.exec(text)?.[1];
  if (labelled !== undefined) return cutLabels(labelled);
  const sponsored = sponsoredBy(text);
  if (sponsored !== null) return sponsored;
  for (const pattern of [OWNED, OWNER]) {
    const owner = pattern.exec(text)?.[1];
    const name = owner === undefined ? null : cutLabels(owner);
    if (name !== null && BODY_NAME.test(name)) return name;
  }
  return null;
}

/** How names of bodies end: what stands beside 版权所有 may as well be a menu. */
const BODY_NAME =
  /(?:政府|厅|局|委|委员会|办公室|办公厅|院|中心|部|会|署|网|公司|学校|大学|学院|所|处|馆|社|站|门户|关|庭|军|团|队)$/;

/** `青岚县人民政府办公室主办`: the name stands before the word. */
function sponsoredBy(text: string): string | null {
  for (let at = text.indexOf('主办'); at >= 0; at = text.indexOf('主办', at + 2)) {
    if (/^主办\S{0,2}[:：]/.test(text.slice(at, at + 6))) continue;
    const line = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 60), at);
    const name = SPONSORED.exec(line)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

const CUT = new RegExp(
  String.raw`(?:[\s，,；;。](?:${LABELS})|(?:承办|协办|技术支持|网站标识码|政府网站标识码|备案号|版权所有|地址|联系电话|联系我们)[\s:：]?|\s\S{0,24}\s?负责制作|\s?(?:制作维护|制作单位|负责维护)|[${PROVINCE}]ICP|[${PROVINCE}]公网|Copyright)`,
);

function cutLabels(text: string): string | null {
  const cut = text.search(CUT);
  // 主办单位：（空） 承办单位：…: a label where the name should be.
  if (cut === 0 || /^(?:承办|协办|技术支持|制作)/.test(text)) return null;
  const kept = oneLine(cut > 0 ? text.slice(0, cut) : text).replace(/[，,；;、。\s]+$/, '');
  return kept.length >= 2 ? kept : null;
}

const PHONE =
  /(?<![\d-])(?:[(（]?0\d{2,3}[)）]?\s?-?\s?(?:\d{7,8}|12345|123\d\d)|400-?\d{3}-?\d{4}|1[3-9]\d{9}|\d{7,8}|12345|12320|12333|12366|12369|12315)(?![\d])/g;
const CALL = /电\s?话|热\s?线|联系|咨询|Tel|TEL|拨打|值班|传真|投诉/;

/** A telephone number with a word that says it is one; numbers of registrations look like numbers too. */
function contactOf(plain: string, anchor: number): string | null {
  let best: string | null = null;
  let rank = 0;
  PHONE.lastIndex = 0;
  for (let m = PHONE.exec(plain); m !== null; m = PHONE.exec(plain)) {
    const before =
      plain
        .slice(Math.max(0, m.index - 24), m.index)
        .split('\n')
        .pop() ?? '';
    const coded = /^[(（]?0\d{2,3}[)）-]/.test(m[0]);
    if (/备案|标识码|ICP|网安备|证明|邮编/.test(before.slice(-12)) || (!coded && /号\s?$/.test(before)))
      continue;
    const called = CALL.test(before) || CALL.test(plain.slice(Math.max(0, m.index - 24), m.index));
    // Without a word only what has an area code can be told from numbers of registrations.
    if (!called && !coded) continue;
    // What stands before the footer's first words may be the content's.
    const value = (!called ? 1 : /传真/.test(before.slice(-6)) ? 2 : 3) - (m.index < anchor ? 0.5 : 0);
    if (value > rank) {
      rank = value;
      best = m[0].replace(/\s+/g, '').replace('（', '(').replace('）', ')');
    }
  }
  return best;
}

/** 党政机关网站标识. */
function signOf(page: ParsedPage): string | null {
  for (const link of page.byTag('a')) {
    const href = link.attr('href') ?? '';
    if (!href.includes('conac')) continue;
    if (href.includes('bszs.conac.cn') || href.includes('dcs.conac.cn')) return page.hrefOf(link);
  }
  for (const script of page.byTag('script')) {
    const code = script.attr('src') ?? (script.c1 - script.c0 < 3_000 ? page.rawOf(script) : '');
    if (!code.includes('conac')) continue;
    const found = /(?:https?:)?\/\/(?:dcs|bszs)\.conac\.cn[^'"\s%]{0,120}/.exec(code)?.[0];
    if (found !== undefined) return page.resolve(found);
  }
  return null;
}

function sitemapOf(page: ParsedPage): string | null {
  for (const link of page.byTag('a')) {
    if (link.t1 - link.t0 > 12) continue;
    if (/^\s?(?:网站|站点)地图\s?$/.test(page.text.slice(link.t0, link.t1))) return page.hrefOf(link);
  }
  return null;
}
