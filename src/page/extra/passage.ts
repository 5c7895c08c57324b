import { decodeHTML } from 'entities';
import type { Obstacle } from '../../model/index.ts';
import { type El, oneLine } from '../dom.ts';
import type { Look } from './look.ts';

/** Few letters on display: what stands here may be something else than the page asked for. */
const BARE = 400;
const NEARLY_NOTHING = 60;

type ObstacleKind = Obstacle['kind'];

/** Marks in the source that only such pages carry, looked for where the page shows little else. */
const SOURCE_MARKS: readonly (readonly [ObstacleKind, RegExp])[] = [
  ['script-challenge', /__jsl_clearance(?:_s)?|document\.cookie\s{0,3}=\s{0,3}['"]?__jsl/],
  [
    'script-challenge',
    /\$_ts\s{0,3}=\s{0,3}window|window\[['"]\$_ts['"]\]|\$_ts\.nsd|_\$[a-zA-Z0-9]{2}\s?=\s?\$_ts/,
  ],
  ['script-challenge', /acw_sc__v[23]|arg1\s{0,3}=\s{0,3}['"][0-9A-F]{40}['"]/],
  [
    'script-challenge',
    /cdn-cgi\/challenge-platform|cf-browser-verification|__cf_chl_|jschl[_-]answer|Just a moment\.\.\./,
  ],
  [
    'script-challenge',
    /_waf_bd8ce2ce37|_waf_\w{2,20}|wzws_(?:sid|cid|confirm|reurl)|WZWS_METHOD|safeline_bot|slg-\w{2,10}-challenge|sl-challenge|yunsuo_session|security_session_verify|srcid=.{0,40}security_verify/,
  ],
  [
    'captcha',
    /TencentCaptcha\(|turing\.captcha\.|aliyunCaptcha|AWSC\.use\(|_____tmd_____|punish\?x5secdata|x5secdata|sec_sdk_build|g-recaptcha|hcaptcha\.com|cf-turnstile|initGeetest/,
  ],
];

/** Words by which such pages name themselves. */
const WORDS: readonly (readonly [ObstacleKind, RegExp])[] = [
  [
    'captcha',
    /(?:请(?:输入|完成|点击|拖动|按住|进行)[^\n。]{0,24}(?:验证码?|滑块|拼图)[^\n。]{0,16}(?:继续|后(?:再|继续|方可|才能)?访问|以继续|继续访问)|访问(?:过于)?频繁[^\n]{0,20}验证|安全验证[^\n]{0,30}(?:继续|访问|拖动|滑块)|人机(?:身份)?(?:验证|识别)|滑动验证页面|验证您?是真人|确认您?(?:是|不是)(?:真人|机器人)|verify (?:that )?you are (?:a )?human|请完成(?:安全)?验证)/i,
  ],
  [
    'firewall',
    /(?:您|你)?的?(?:访问|请求|操作|提交|IP)[^\n。]{0,30}(?:被拦截|已被(?:拦截|阻断|拒绝|屏蔽|禁止|封禁)|被(?:防火墙|WAF|系统)?(?:拦截|阻断|阻止|屏蔽)|存在(?:安全)?(?:风险|威胁|攻击行为|不合法))|网站防火墙|Web应用防火墙|创宇盾|知道创宇|加速乐|安全狗|云锁|360(?:网站)?(?:卫士|安全域名)|网站卫士|护卫神|D盾|安骑士|玄武盾|安恒|网防G01|云盾|Request (?:Rejected|blocked)|The requested URL was rejected|access denied|blocked by|Attention Required! \| Cloudflare|WAF|拦截提示|访问(?:被)?(?:拒绝|禁止|受限|限制)|访问过于频繁|请求过于频繁|疑似(?:黑客)?攻击|非法(?:请求|访问)|不在允许访问|禁止访问|Not Allowed|Forbidden/i,
  ],
  [
    'parked',
    /(?:域名|domain|本站|网站|该域名)[^\n。]{0,24}(?:出售|转让|for sale|待售|is parked|parked free|已过期|已到期|尚未续费|has expired|未备案|等待续费)|buy this domain|域名停靠|此域名(?:可|正在)|网站(?:已到期|暂时无法访问)[^\n]{0,30}(?:域名|备案|空间)|sedoparking|This domain (?:may be|is) for sale|domain is for sale|该网站未备案|未绑定(?:域名|网站|站点)|没有找到站点|您没有将此域名或IP绑定/i,
  ],
  [
    'error-page',
    /\b(?:404|403|500|502|503|504)\b[^\n]{0,24}(?:错误|页面|not found|error|找不到|bad gateway|forbidden|gateway|服务器|unavailable|文件|抱歉|对不起|出错)|(?:找不到|未找到|无法找到|没有找到|不存在|无法显示|已被?(?:删除|移除))[^\n。]{0,16}(?:页面?|文件|资源|网页|目录|内容|地址)|(?:页面?|文件|资源|网页|信息|文章|内容|栏目)[^\n。]{0,12}(?:不存在|找不到|未找到|已被?(?:删除|移除|下线)|走丢|丢失|飞走|无法显示|出错)|服务器(?:内部)?(?:错误|繁忙|出错)|应用程序中的服务器错误|HTTP Status \d{3}|Whitelabel Error Page|Server Error in|Internal Server Error|Service Unavailable|Bad Gateway|(?:Page|File|Object) not found|Not Found|Runtime Error|Apache Tomcat\/\d|Welcome to nginx|IIS Windows Server|It works!|系统(?:维护|升级)中|网站(?:维护|升级|建设)中|正在维护|数据库连接(?:错误|失败)|Error establishing a database connection|Fatal error|java\.lang\.\w|Stack trace|An error occurred/i,
  ],
];

/** What stands in place of the page (captcha, firewall, login wall, parked name, error page); null where the page itself is here. */
export function readObstacle(look: Look): Obstacle | null {
  const visible = look.page.visibleLetters();
  if (visible > BARE) return framedError(look, visible);
  const shown = `${look.title}\n${look.page.text.slice(0, 3000)}`;
  // A page with a body of its own links may quote any of these words.
  const links = look.links.length;
  const quoteOf = (m: RegExpExecArray) => oneLine(m[0]).slice(0, 160);
  if (visible <= BARE && links <= 12) {
    const source = look.page.html.slice(0, 60_000);
    for (const [kind, mark] of SOURCE_MARKS) {
      // A captcha's script stands on many login and message pages; here it counts only where nothing else does.
      if (kind === 'captcha' && visible > 120) continue;
      const m = mark.exec(source);
      if (m !== null) return { kind, quote: quoteOf(m) };
    }
  }
  if (links > 20) return titleError(look) ?? framedError(look, visible);
  for (const [kind, words] of WORDS) {
    const m = words.exec(shown);
    if (m !== null && kind === 'error-page' && NO_RESULT.test(contextOf(shown, m))) continue;
    if (m !== null) return { kind, quote: contextOf(shown, m) };
  }
  return loginWall(look, visible);
}

/** A search that found nothing is a page of its own. */
const NO_RESULT = /查询|搜索|检索|关键[词字]|相符/;

const ADDRESSED =
  /[您你](?:要|所|正在|想)?(?:访问|查找|浏览|请求|查看)的(?:页面|网页|文件|信息|内容|栏目|地址|资源|文章|链接)[^\n。]{0,12}(?:不存在|找不到|未找到|没有找到|已?被?(?:删除|移除|下线)|走丢|不可用)/;

/** 您访问的页面不存在 inside the site's own frame, and no article around it. */
function framedError(look: Look, visible: number): Obstacle | null {
  if (visible > 2000 || look.page.sentenceMarks() > 15) return null;
  const m = ADDRESSED.exec(look.page.text);
  return m === null ? null : { kind: 'error-page', quote: contextOf(look.page.text, m) };
}

/** An error page inside the site's own frame says so in its title. */
function titleError(look: Look): Obstacle | null {
  const m =
    /^(?:404|403|500|502|503)\b.{0,40}|^.{0,20}(?:页面不存在|找不到页面|Not Found|页面未找到|访问出错|错误页面|出错了).{0,20}$/i.exec(
      look.title,
    );
  return m === null ? null : { kind: 'error-page', quote: m[0] };
}

/** A form for name and password, and nothing but it. */
function loginWall(look: Look, visible: number): Obstacle | null {
  const password = look.page.byTag('input').find((el) => /^password$/i.test(el.attr('type') ?? ''));
  if (password === undefined || visible > 250 || look.links.length > 12) return null;
  const m = /统一身份认证|统一认证|单点登录|用户登录|登录|登陆|sign in|log in|login/i.exec(
    `${look.title}\n${look.page.text}`,
  );
  return m === null ? null : { kind: 'login', quote: contextOf(`${look.title}\n${look.page.text}`, m) };
}

/** The line that holds the hit. */
function contextOf(text: string, m: RegExpExecArray): string {
  const from = text.lastIndexOf('\n', m.index) + 1;
  const end = text.indexOf('\n', m.index + m[0].length);
  const line = oneLine(text.slice(Math.max(from, m.index - 80), end < 0 ? undefined : end));
  return line.slice(0, 160);
}

/** Whether the page shows nothing without script: an empty frame for an application, or a hint in `<noscript>`. */
export function readNeedsScript(look: Look): boolean {
  const page = look.page;
  const visible = page.visibleLetters();
  if (visible > BARE) return ajaxList(look, visible);
  const scripts = page.byTag('script');
  if (scripts.length === 0) return false;
  const root = ['app', 'root', '__next', '__nuxt', 'main-app', 'q-app', 'appmain'].some((id) =>
    page.byToken(id).some((el) => page.letters(el.t0, el.t1) < 20 && el.end - el.index <= 12),
  );
  if (root) return true;
  const bundle = scripts.some((el) =>
    /(?:app|main|index|bundle|chunk|vendor|umi|runtime)[.\-\w]{0,40}\.js/i.test(el.attr('src') ?? ''),
  );
  if (visible < NEARLY_NOTHING && look.links.length < 3 && bundle) return true;
  const hint = page
    .byTag('noscript')
    .some((el) =>
      /enable javascript|启用\s?javascript|开启\s?javascript|javascript (?:is )?(?:disabled|required)|浏览器不支持\s?javascript|doesn't work properly without JavaScript/i.test(
        page.rawOf(el).slice(0, 2000),
      ),
    );
  if (hint && visible < 150) return true;
  // Nothing on display, no frame, no picture: script is all there is.
  const other =
    page.byTag('img').length +
    page.byTag('frame').length +
    page.byTag('iframe').length +
    page.byTag('object').length;
  if (visible < 10 && other === 0 && scripts.some((el) => el.attr('src') !== null || el.c1 - el.c0 > 80))
    return !sendsAway(look);
  return ajaxList(look, visible);
}

function sendsAway(look: Look): boolean {
  return readRefresh(look) !== null;
}

const LIST_TOKENS =
  /^(?:list|news-?list|list-?(?:box|con|content|data|ul|item)|data-?list|pagelist|article-?list|info-?list|gl-?list|xxgk-?list|con-?list|zx-?list|ul-?list|main-?list|content-?list|newslist\w{0,4})$/;
const LIST_TAGS = new Set(['ul', 'ol', 'div', 'tbody', 'table']);
const FILLS =
  /\$\.(?:ajax|get|getJSON|post)\s{0,2}\(|XMLHttpRequest|axios[.(]|\bfetch\s{0,2}\(|\.load\s{0,2}\(|v-for=|ng-repeat=|layui\.(?:use|laypage)|juicer\(|template\(|\$http\./;

/** A list box that is empty while a script of the page fetches entries. Menus and footers are still text, so only the box counts. */
function ajaxList(look: Look, visible: number): boolean {
  if (visible > 3000) return false;
  const page = look.page;
  const boxes: [El, string][] = [];
  for (const [token, els] of page.tokens()) {
    if (!token.includes('list') || !LIST_TOKENS.test(token)) continue;
    for (const el of els) {
      if (el.hidden) continue;
      if (page.letters(el.t0, el.t1) > 10) return false;
      if (LIST_TAGS.has(el.tag) && el.end - el.index <= 4) boxes.push([el, token]);
    }
  }
  if (boxes.length === 0) return false;
  const code = look.scripts;
  if (!FILLS.test(code) && !page.html.includes('v-for=') && !page.html.includes('ng-repeat=')) return false;
  // The script must name this very box.
  return boxes.some(([el, token]) => code.includes(el.id !== '' ? el.id : token));
}

const MAX_DELAY = 10;

/** Where a meta refresh (10 s at most) or a plain `location =` of a page that shows next to nothing sends the visitor. */
export function readRefresh(look: Look): string | null {
  return metaRefresh(look) ?? scriptRefresh(look);
}

function metaRefresh(look: Look): string | null {
  const page = look.page;
  for (const el of page.byTag('meta')) {
    if ((el.attr('http-equiv') ?? '').trim().toLowerCase() !== 'refresh') continue;
    const url = refreshTarget(page.resolve, page.url, el.attr('content') ?? '');
    if (url !== null) return url;
  }
  // <noscript><meta refresh> is for visitors without script: where the page shows nothing, it is the way on.
  if (page.visibleLetters() > NEARLY_NOTHING) return null;
  for (const el of page.byTag('noscript')) {
    const m =
      /<meta[^>]{0,80}http-equiv\s?=\s?["']?refresh["']?[^>]{0,40}content\s?=\s?(?:"([^"]{1,500})"|'([^']{1,500})')/i.exec(
        page.rawOf(el).slice(0, 3000),
      );
    const url = m === null ? null : refreshTarget(page.resolve, page.url, decodeHTML(m[1] ?? m[2] ?? ''));
    if (url !== null) return url;
  }
  return null;
}

function refreshTarget(
  resolve: (ref: string | null) => string | null,
  here: string,
  content: string,
): string | null {
  const m =
    /^\s*(\d{0,6})(?:\.\d{0,6})?\s{0,9}(?:[;,]\s{0,9})?(?:url\s{0,9}=\s{0,9})?["']?\s{0,9}([^"'\s][^"']{0,2000})?/i.exec(
      content,
    );
  if (m === null || Number(m[1] === '' ? 0 : m[1]) > MAX_DELAY) return null;
  const target = (m[2] ?? '').trim();
  if (target === '') return null;
  const url = resolve(target);
  return url === here ? null : url;
}

const LOCATION =
  /(?:^|[;{}\s(!])(?:(?:window|self|top|parent|document|this)\.){0,2}location(?:\.href)?\s{0,9}(?:=(?!=)|\.(?:replace|assign)\s{0,3}\()\s{0,9}(["'])([^"'\n]{1,500})\1\s{0,9}(?:[;)}\n<]|$)/;

/** Only what stands at the top level of a script: inside a function it waits for something. */
function scriptRefresh(look: Look): string | null {
  const page = look.page;
  if (page.visibleLetters() > NEARLY_NOTHING) return null;
  const onload = page.byTag('body')[0]?.attr('onload') ?? '';
  for (const code of [look.scripts, onload]) {
    const m = LOCATION.exec(topLevel(code));
    const url = m === null ? null : page.resolve(m[2] ?? null);
    if (url !== null && url !== page.url) return url;
  }
  return null;
}

/** The code without the bodies of functions; `setTimeout(function(){…}, 0)` and plain blocks stay. */
function topLevel(code: string): string {
  const source = code.slice(0, 20_000).replace(/<!--|-->/g, '');
  if (!source.includes('function')) return source;
  let kept = '';
  let at = 0;
  for (const m of source.matchAll(
    /(setTimeout\s{0,3}\(\s{0,3}|onload\s{0,3}=\s{0,3}|\(\s{0,3})?function\b[^({]{0,60}\([^)]{0,120}\)\s{0,9}\{/g,
  )) {
    if (m.index < at || m[1] !== undefined) continue;
    kept += source.slice(at, m.index);
    at = closing(source, m.index + m[0].length);
  }
  return kept + source.slice(at);
}

function closing(code: string, from: number): number {
  let depth = 1;
  for (let i = from; i < code.length; i++) {
    const c = code.charCodeAt(i);
    if (c === 0x7b) depth++;
    else if (c === 0x7d && --depth === 0) return i + 1;
  }
  return code.length;
}
