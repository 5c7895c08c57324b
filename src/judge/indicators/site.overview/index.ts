import { z } from 'zod';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { piecesOf } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { presenceOf } from '../../presence.ts';

/** 概况信息: an overview of the place or body is published. SITE-DED-01. */
export default defineIndicator({
  id: 'site.overview',
  title: { zh: '概况信息', en: 'Overview of the place or body' },
  explain: {
    zh: '查看是否开设概况信息栏目并有内容。国务院部门门户网站（标识码以 bm 开头）不检查本项。内容更新是否及时、数据是否准确由人工核对，每发现一处计一次。',
    en: 'Looks for a column with an overview of the place or body, and for content in it. Portals of State Council departments (site code beginning with bm) are not checked. Whether it is current and accurate is checked by a person, each fault counting once.',
  },
  basis: [
    ...deduction('发布解读', '概况信息'),
    guideline('栏目设置 · 概况信息（经济、社会、历史、地理、人文、行政区划等）'),
  ],
  subject: 'site',
  needs: ['overview', 'columns'],
  also: ['home'],
  params: z.strictObject({}),
  question: {
    zh: '概况信息的内容、数据是否准确，是否及时更新？不准确或更新不及时的有几处？',
    en: 'Is the overview accurate and up to date? How many places are wrong or outdated?',
  },
  outcomes: {
    present: {
      state: 'pass',
      says: { zh: '已开设概况信息栏目（{name}）', en: 'An overview is published ({name})' },
    },
    missing: {
      state: 'fail',
      says: { zh: '未发现概况信息栏目', en: 'There is no overview column' },
      advice: {
        zh: '在网站首页或“政务公开”下开设“概况信息”栏目，介绍本地区经济、社会、历史、地理、人文、行政区划等情况，注明数据时点并指定专人维护。',
        en: 'Open an overview column on the home page or below the disclosure section: economy, society, history, geography, divisions; state the date of figures and name who keeps it.',
      },
    },
    blank: {
      state: 'fail',
      says: { zh: '概况信息栏目（{name}）为空白栏目', en: 'The overview column ({name}) is blank' },
      advice: {
        zh: '尽快补充概况信息内容；暂时无内容的栏目先从导航中撤下，不得以空白栏目对外提供服务。',
        en: 'Fill the overview column; take it out of the navigation while there is nothing in it.',
      },
    },
    inaccurate: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '经人工核对，概况信息存在更新不及时或不准确的内容',
        en: 'A person found parts of the overview outdated or inaccurate',
      },
      advice: {
        zh: '按最新统计公报、区划调整等权威资料更新相应内容，并标明更新日期。',
        en: 'Correct those parts from the latest statistical communiqué and other authoritative sources, and state the date of the update.',
      },
    },
    ministry: {
      state: 'notApplicable',
      says: {
        zh: '标识码为{idCode}，国务院部门门户网站不检查概况信息',
        en: 'Site code {idCode}: portals of State Council departments are not checked for an overview',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读取的页面中未见概况信息，尚有页面未能读取，不能认定未开设',
        en: 'No overview on the pages read; others could not be read, so its absence is not proven',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ overview, columns }, _params, { coverage, subject, also }) {
    if (subject.idCode?.startsWith('bm') === true) {
      return [{ outcome: 'ministry', values: { idCode: subject.idCode }, evidence: [] }];
    }
    const {
      state,
      name,
      columns: own,
      evidence,
    } = presenceOf('overview', overview, columns, coverage, also?.('home')?.outside);
    return [{ outcome: state, values: { name }, ...piecesOf(own), evidence }];
  },
});
