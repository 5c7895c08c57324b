import { z } from 'zod';
import { deduction, guideline } from '../../basis.ts';
import { LOOK_AGAIN } from '../../coverage.ts';
import { piecesOf } from '../../evidence.ts';
import { defineIndicator } from '../../indicator.ts';
import { presenceOf } from '../../presence.ts';

/** 机构职能: bodies, their duties and how to reach them. SITE-DED-02. */
export default defineIndicator({
  id: 'site.agency',
  title: { zh: '机构职能', en: 'Bodies and their duties' },
  explain: {
    zh: '查看是否开设机构职能栏目并有机构设置、主要职责、联系方式等内容。内容是否与“三定”规定一致由人工核对，每发现一处计一次。',
    en: 'Looks for a column on the bodies, their duties and contacts. Whether it agrees with the official charter (三定) is checked by a person, each fault counting once.',
  },
  basis: [
    ...deduction('发布解读', '机构职能'),
    guideline('栏目设置 · 机构职能（机构设置、主要职责、联系方式）'),
  ],
  subject: 'site',
  needs: ['agency', 'columns'],
  also: ['home'],
  params: z.strictObject({}),
  question: {
    zh: '机构设置、主要职责、办公地址、办公时间、联系方式、负责人姓名是否准确？不准确的有几处？',
    en: 'Are bodies, duties, addresses, office hours, contacts and heads accurate? How many places are wrong?',
  },
  outcomes: {
    present: {
      state: 'pass',
      says: { zh: '已开设机构职能栏目（{name}）', en: 'Bodies and duties are published ({name})' },
    },
    missing: {
      state: 'fail',
      says: { zh: '未发现机构职能栏目', en: 'There is no column on bodies and their duties' },
      advice: {
        zh: '开设“机构职能”栏目，按“三定”规定公开机构设置、主要职责、内设机构、办公地址、办公时间、联系电话和负责人姓名。',
        en: 'Open a column with the bodies, their duties by official charter, internal divisions, address, office hours, telephone and head.',
      },
    },
    blank: {
      state: 'fail',
      says: {
        zh: '机构职能栏目（{name}）为空白栏目',
        en: 'The column on bodies and duties ({name}) is blank',
      },
      advice: {
        zh: '尽快补充机构设置、主要职责、联系方式等内容；暂时无内容的栏目先从导航中撤下。',
        en: 'Fill it with bodies, duties and contacts; take it out of the navigation while there is nothing in it.',
      },
    },
    inaccurate: {
      state: 'fail',
      by: 'person',
      says: {
        zh: '经人工核对，机构职能信息存在不准确的内容',
        en: 'A person found inaccurate information on bodies or duties',
      },
      advice: {
        zh: '对照最新“三定”规定和通讯录逐项更正，机构改革、搬迁、换号后同步更新。',
        en: 'Correct it item by item from the current charter and directory; update it whenever a body changes, moves or gets a new number.',
      },
    },
    notSeen: {
      state: 'inconclusive',
      says: {
        zh: '已读取的页面中未见机构职能，尚有页面未能读取，不能认定未开设',
        en: 'Nothing on bodies and duties on the pages read; others could not be read, so its absence is not proven',
      },
      advice: LOOK_AGAIN,
    },
  },
  check({ agency, columns }, _params, { coverage, also }) {
    const {
      state,
      name,
      columns: own,
      evidence,
    } = presenceOf('agency', agency, columns, coverage, also?.('home')?.outside);
    return [{ outcome: state, values: { name }, ...piecesOf(own), evidence }];
  },
});
