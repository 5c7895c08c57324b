import type { Bilingual } from '../../model/index.ts';
import type { Period } from '../period.ts';
import { type Missing, type PartValues, reachOf } from './parts.ts';
import { type IndexFile, PARTS, type PartName } from './schema.ts';
import { type ServiceTally, weeksOf } from './tally.ts';

const NAMES: Readonly<Record<PartName, Bilingual>> = {
  serving: { zh: '服务', en: 'Service' },
  answers: { zh: '答复', en: 'Answers' },
  reach: { zh: '到达', en: 'Reach' },
  regular: { zh: '规律', en: 'Regularity' },
  functions: { zh: '功能', en: 'Functions' },
};

const MISSING: Readonly<Record<Missing, Bilingual>> = {
  'no-messages': { zh: '期内没有到期的有效留言', en: 'no valid message was due in the period' },
  'no-reads': { zh: '有阅读数的有用内容太少', en: 'too few useful posts tell their reads' },
  'no-followers': { zh: '粉丝数未知', en: 'the followers are not known' },
  'not-tried': { zh: '期内没有可用性测试记录', en: 'nothing was tried in the period' },
};

/** How each part came about, for a person who wants to argue: score, weight, and the counts behind them. */
export function explainParts(
  tally: ServiceTally,
  parts: PartValues,
  index: IndexFile,
  period: Period,
  filed: number | null,
): readonly Bilingual[] {
  const because: Readonly<Record<PartName, () => Bilingual>> = {
    serving: () => ofPosts(tally),
    answers: () => ofAnswers(tally, index.parts.answers.workdays.value),
    reach: () => ofReach(tally, filed),
    regular: () => ({
      zh: `${weeksOf(period)}周中${tally.weeks}周有有用内容`,
      en: `something useful in ${tally.weeks} of ${weeksOf(period)} weeks`,
    }),
    functions: () => ({
      zh: `测试${tally.tried}次，可用${tally.worked}次`,
      en: `tried ${tally.tried} times, worked ${tally.worked} times`,
    }),
  };
  return PARTS.map((name) => {
    const part = parts[name];
    const weight = index.parts[name].weight.value;
    const { zh, en } = NAMES[name];
    if ('missing' in part) {
      const why = MISSING[part.missing];
      return {
        zh: `${zh}：不计（权重${weight}分给其余各项）：${why.zh}`,
        en: `${en}: left out (its weight of ${weight} goes to the others): ${why.en}`,
      };
    }
    const [score, why] = [(100 * part.value).toFixed(1), because[name]()];
    return {
      zh: `${zh} ${score}（权重${weight}）：${why.zh}`,
      en: `${en} ${score} (weight ${weight}): ${why.en}`,
    };
  });
}

function ofPosts({ posts, useful, reposts }: ServiceTally): Bilingual {
  return {
    zh: `${posts}条中有用${useful}条，转载${reposts}条`,
    en: `${useful} of ${posts} posts are useful, ${reposts} are reposts`,
  };
}

function ofAnswers(tally: ServiceTally, days: number): Bilingual {
  const [inTime, late, unsure, empty, none] = [
    tally.answered('inTime'),
    tally.answered('late'),
    tally.answered('unsure'),
    tally.answered('empty'),
    tally.answered('none'),
  ];
  return {
    zh: `期内到期${tally.due}条（${days}个工作日）：按期且有实质内容${inTime}，逾期${late}，内容待定${unsure}，疑似空洞或答非所问${empty}，未答复${none}`,
    en: `${tally.due} due (${days} working days): ${inTime} in time and of substance, ${late} late, ${unsure} unsure, ${empty} perhaps empty or off topic, ${none} unanswered`,
  };
}

function ofReach(tally: ServiceTally, filed: number | null): Bilingual {
  const reach = reachOf(tally, filed);
  if (reach === null) return { zh: '没有有用内容', en: 'nothing useful was posted' };
  const { median, followers, capped } = reach;
  return {
    zh: `有用内容中位阅读${median}${capped ? '（封顶，为下限）' : ''}，粉丝${followers}`,
    en: `median reads of useful posts ${median}${capped ? ' (capped, a lower bound)' : ''}, ${followers} followers`,
  };
}
