import { LOOK_AGAIN } from '../../coverage.ts';
import type { OutcomeSpec } from '../../indicator.ts';

export const outcomes = {
  complete: {
    state: 'pass',
    says: {
      zh: '已公开{count}位领导的姓名、职务和简历',
      en: 'Name, title and résumé of {count} leaders are published',
    },
  },
  missing: {
    state: 'fail',
    says: { zh: '未发现领导信息栏目', en: 'There is no leader information' },
    advice: {
      zh: '开设“领导信息”（领导之窗）栏目，公开班子成员姓名、职务、照片、简历和分管工作。',
      en: 'Open a leader column with name, title, photograph, résumé and division of work of every member of the leadership.',
    },
  },
  noResume: {
    state: 'fail',
    says: { zh: '领导{name}的信息缺少简历', en: 'No résumé of {name} is published' },
    advice: {
      zh: '在该领导页面公开简历（出生年月、学历、工作经历等），人事变动后及时更新。',
      en: 'Publish the résumé on the leader’s page, and keep it current when appointments change.',
    },
  },
  noTitle: {
    state: 'fail',
    says: { zh: '领导{name}的信息缺少职务', en: 'No title of {name} is published' },
    advice: {
      zh: '在该领导姓名旁标明现任职务，人事变动后及时更新。',
      en: 'Show the present title beside the name, and keep it current when appointments change.',
    },
  },
  noTitleNorResume: {
    state: 'fail',
    says: { zh: '领导{name}的信息缺少职务和简历', en: 'Neither title nor résumé of {name} is published' },
    advice: {
      zh: '补充该领导的现任职务和简历，人事变动后及时更新。',
      en: 'Publish the title and the résumé, and keep them current when appointments change.',
    },
  },
  noName: {
    state: 'fail',
    says: {
      zh: '领导信息页面{page}有一位领导缺少姓名',
      en: 'The page {page} shows a leader without a name',
    },
    advice: {
      zh: '补充该领导的姓名；职位空缺的，删除该条信息或注明空缺。',
      en: 'Add the name; where the post is vacant remove the entry or say so.',
    },
  },
  wrong: {
    state: 'fail',
    by: 'person',
    says: {
      zh: '经人工核对，领导姓名、职务或简历不准确',
      en: 'A person found a leader’s name, title or résumé to be wrong',
    },
    advice: {
      zh: '立即按最新任免文件更正；涉及严重表述错误的，同时按单项否决情形复核。',
      en: 'Correct it at once from the latest appointments; where it is a grave misstatement, review it as a veto as well.',
    },
  },
  notSeen: {
    state: 'inconclusive',
    says: {
      zh: '领导信息页面未能读取或未能识别，不能认定未开设或缺失',
      en: 'Leader information could not be read or recognised, so nothing is proven to be lacking',
    },
    advice: LOOK_AGAIN,
  },
} as const satisfies Readonly<Record<string, OutcomeSpec>>;
