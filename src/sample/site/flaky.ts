import { type Context, withBureau } from '../entries.ts';
import { type SampleRequest, type SampleResponse, SEEN_VETOES, type SiteDefinition } from '../types.ts';
import { smallSite } from './small.ts';

/** Outages by the count of requests, a refusal and a cut connection by turns, so that every run meets them and a second try succeeds. */
const EVERY = 40;
const SLOW_EVERY = 31;
const SLOW_MS = 1_500;
/** Pages that a guard shows only after a captcha. */
const GUARDED = /^\/zwgk\/jgzn\/jg2|^\/hdjl\/zxft\/\d/;

/** A small site in good order on a machine that is down now and then. */
export function buildFlaky(context: Context): SiteDefinition {
  const { name, domain } = context.data.offices.flaky;
  const { data } = withBureau(context, name);
  const bureau = name.slice(data.county.name.length);
  const table = smallSite(
    context,
    {
      name,
      english: 'QIHE TRANSPORT BUREAU',
      domain,
      serial: '0041',
      phone: '5550132',
      colour: '#0b6e4f',
      services: true,
    },
    {
      ...data,
      county: {
        ...data.county,
        agency: data.county.agency.slice(4, 7),
        leaders: data.county.leaders.slice(-1),
      },
      news: { ...data.news, county: data.news.bureau },
      services: { ...data.services, items: data.services.items.filter((item) => item.dept.endsWith(bureau)) },
      interaction: {
        ...data.interaction,
        messages: data.interaction.messages.filter((message) => message.bureau.endsWith(bureau)),
        surveys: data.interaction.surveys.slice(0, 2),
        interviews: data.interaction.interviews.slice(3, 4),
      },
    },
  );
  table.routes.set('/robots.txt', () => ({
    type: 'text/plain; charset=utf-8',
    body: 'User-agent: *\nCrawl-delay: 0.1\nDisallow: /admin/\n',
  }));
  table.routes.set('/captcha/image', () => ({
    type: 'image/svg+xml',
    body: '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30" fill="#eee"/><path d="M8 22 20 6 32 24 46 8 60 22 80 7" stroke="#357" fill="none" stroke-width="3"/></svg>',
  }));
  return {
    id: 'flaky',
    name,
    about: {
      zh: '县直部门网站：内容正常，时有中断、变慢，个别页面有验证码',
      en: 'Department site in good order that is down now and then; some pages sit behind a captcha',
    },
    role: 'department',
    services: true,
    needsBrowser: false,
    expect: {
      result: ['qualified', 'undetermined'],
      found: [],
      clear: [...SEEN_VETOES],
    },
    routes: table.routes,
    // 4 of 168 measurements, 2.4 %: under the 5 % that are a veto.
    downEvery: 42,
    before: outage,
    stall,
  };
}

function outage(request: SampleRequest): SampleResponse | null {
  if (request.nth % EVERY === EVERY / 2) return { reset: true, body: '' };
  if (request.nth % EVERY === 0)
    return {
      status: 503,
      headers: { 'Retry-After': '1' },
      body: '<html><head><meta charset="utf-8"><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>',
    };
  if (GUARDED.test(request.path))
    return {
      body: '<!DOCTYPE html><html><head><meta charset="utf-8"><title>安全验证</title></head><body><h2>请完成安全验证</h2><p>您的访问过于频繁，请输入验证码后继续访问。</p><form method="post" action="/captcha/check"><img src="/captcha/image" alt="验证码"><input name="captcha"><button>提交</button></form></body></html>',
    };
  return null;
}

/** Milliseconds that the machine stalls before it answers this request. */
function stall(request: SampleRequest): number {
  return request.nth % SLOW_EVERY === 0 ? SLOW_MS : 0;
}
