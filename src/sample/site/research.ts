import type { Context } from '../entries.ts';
import type { SiteDefinition } from '../types.ts';
import { smallSite } from './small.ts';

/** The portal of a body without services to the public: its score leaves the service part out (ENG-06). */
export function buildResearch(context: Context): SiteDefinition {
  const { data } = context;
  const { name, domain, leaders, articles } = data.offices.research;
  const table = smallSite(
    context,
    {
      name,
      english: 'QIHE OFFICE OF LOCAL HISTORY',
      domain,
      serial: '0052',
      phone: '5550188',
      colour: '#7a4b1e',
      services: false,
    },
    {
      ...data,
      county: { ...data.county, leaders },
      news: { ...data.news, county: articles },
      interaction: {
        ...data.interaction,
        messages: data.interaction.messages.slice(-3),
        surveys: data.interaction.surveys.slice(-2),
        interviews: data.interaction.interviews.slice(-1),
      },
    },
  );
  return {
    id: 'research',
    name,
    about: {
      zh: '没有对外服务职能的单位网站：不检查办事服务，其余指标得分乘以 4/3',
      en: 'Site of a body without services to the public: scored without the service part, times 4/3',
    },
    role: 'portal',
    services: false,
    needsBrowser: false,
    expect: {
      result: ['qualified'],
      found: [],
      clear: [
        'SITE-VETO-01c',
        'SITE-VETO-03',
        'SITE-VETO-04a',
        'SITE-VETO-04c',
        'SITE-VETO-05a',
        'SITE-VETO-05b',
        'SITE-VETO-06a',
        'SITE-VETO-06b',
        ...['01', '02', '03', '04', '05', '06', '07', '08', '18', '21', '22', '23', '24', '26'].map(
          (n) => `SITE-DED-${n}`,
        ),
      ],
    },
    routes: table.routes,
  };
}
