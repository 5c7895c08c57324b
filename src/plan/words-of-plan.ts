import type { Bilingual } from '../model/index.ts';
import type { Case } from './assemble.ts';
import type { Carried, Channel, ForWhat } from './facts/channel.ts';
import { type Pin, showPin } from './pins.ts';
import type { Rule } from './policy/schema.ts';
import type { Reason } from './result.ts';
import type { Decision } from './rules/decide.ts';

/** What a plan says: one function for each kind of point, in both languages. */
const point = (rule: string, zh: string, en: string): Reason => ({
  rule,
  clause: null,
  provenance: null,
  text: { zh, en },
});

export function fromRule(
  { id, clause, provenance }: Pick<Rule, 'id' | 'clause' | 'provenance'>,
  text: Bilingual,
): Reason {
  return { rule: id, clause, provenance, text };
}

export function byRule({ rule }: Decision): Reason {
  return rule === null
    ? point(
        'undecided',
        '政策没有适用的条款，暂保留，由人工决定',
        'No rule of the policy fits; kept until a person decides',
      )
    : fromRule(rule, rule.says);
}

export function byPin(pin: Pin, { rule }: Decision): Reason {
  const against = rule === null ? '' : `；原适用条款：${rule.says.zh}`;
  const was = rule === null ? '' : `; the rule was: ${rule.says.en}`;
  return point('pin', `人工指定（${showPin(pin)}）${against}`, `Decided by a person (${showPin(pin)})${was}`);
}

/** What is known about it that bears on the decision. */
export function aboutChannel({ channel }: Case): Reason[] {
  const { activity, lastPost, purpose, type } = channel;
  if (type === 'site') return [];
  const reasons: Reason[] = [];
  const day = lastPost?.slice(0, 10) ?? null;
  switch (activity) {
    case 'zombie':
      reasons.push(
        point('activity', '开设以来从未发布（僵尸账号）', 'Never posted since it was registered (zombie)'),
      );
      break;
    case 'sleeping':
      reasons.push(
        day === null
          ? point('activity', '长期未更新（睡眠账号）', 'No post for a long time (sleeping)')
          : point('activity', `最近一次更新为${day}（睡眠账号）`, `Last post on ${day} (sleeping)`),
      );
      break;
    case 'unknown':
      reasons.push(
        point(
          'activity',
          '更新情况未能证实：没有覆盖整个时段的采集记录',
          'Activity not proven: no collection covers the whole window',
        ),
      );
      break;
    case 'active':
    case 'byUse':
      break;
  }
  // Without one post that was seen nothing is said: an account is not for show because nobody looked.
  const wasSeen = purpose !== null && Object.values(purpose.percent).some((share) => share > 0);
  if (wasSeen && activity !== 'zombie') reasons.push(forWhat(purpose));
  return reasons;
}

const KINDS: Readonly<Record<string, Bilingual>> = {
  service: { zh: '办事服务', en: 'services' },
  information: { zh: '信息公开', en: 'information' },
  interaction: { zh: '互动回应', en: 'interaction' },
  publicity: { zh: '工作宣传', en: 'publicity' },
  repost: { zh: '转载', en: 'reposts' },
  offDuty: { zh: '与职责无关', en: 'off duty' },
};

/** Kinds of posts below this percentage are not worth a word. */
const LEAST_SHOWN = 5;

function forWhat({ percent, serves, serving, showing }: ForWhat): Reason {
  const told = Object.entries(percent)
    .filter(([, share]) => share >= LEAST_SHOWN)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3);
  const list = (language: 'zh' | 'en') =>
    told
      .map(([kind, share]) => `${KINDS[kind]?.[language] ?? kind} ${share}%`)
      .join(language === 'zh' ? '、' : ', ');
  const example = serves >= 0.5 ? serving : showing;
  const say = (one: string, other: string) => (serves >= 0.5 ? one : other);
  const certainty = `${Math.round(100 * (serves >= 0.5 ? serves : 1 - serves))}%`;
  const zh = `${say('以服务群众为主', '以工作宣传（打卡晒成绩）为主')}，把握${certainty}${told.length > 0 ? `：${list('zh')}` : ''}${example === null ? '' : `；如《${example}》`}`;
  const en = `${say('It serves citizens', 'It is for show')}, ${certainty} sure${told.length > 0 ? `: ${list('en')}` : ''}${example === null ? '' : `; such as “${example}”`}`;
  return point('purpose', zh, en);
}

export function outdone({ points, quota }: Case, winner: Case): Reason {
  const zh = `${quota?.says.zh ?? '超出数量'}：保留“${winner.channel.name}”（${shown(winner.points)}分），本账号${shown(points)}分`;
  const en = `${quota?.says.en ?? 'More than there may be'}: “${winner.channel.name}” is kept (${shown(winner.points)} points), this has ${shown(points)}`;
  return {
    rule: quota?.id ?? 'best',
    clause: quota?.clause ?? null,
    provenance: quota?.provenance ?? null,
    text: { zh, en },
  };
}

function shown(points: number): string {
  return points.toFixed(1);
}

export function successor(channel: Channel, into: Channel): Reason {
  const own = channel.body !== null && channel.body === into.body;
  const whose = own ? '本单位' : (into.body?.name ?? '');
  const en = own ? 'of the same body' : `of ${into.body?.name ?? 'no known body'}`;
  return point('successor', `并入${whose}的“${into.name}”`, `Goes into “${into.name}” ${en}`);
}

export function functionsLost(functions: readonly Carried[]): Reason {
  const zh = names(functions, 'zh');
  return point(
    'function',
    `服务功能“${zh}”没有承接账号，落实去向前不得关停`,
    `Nobody takes over ${names(functions, 'en')}: not to be closed until there is a place for it`,
  );
}

export function onPaper(functions: readonly Carried[]): Reason {
  return point(
    'function',
    `备案功能“${names(functions, 'zh')}”未见使用，也没有承接账号，关停前请核实`,
    `Filed functions (${names(functions, 'en')}) seem unused and nobody takes them over: check before closing`,
  );
}

export function names(functions: readonly Carried[], language: 'zh' | 'en'): string {
  return functions.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ');
}

export function undecided({ doubts }: Decision): Reason {
  const near = doubts.map(({ id }) => id).join(', ');
  return point(
    'undecided',
    `政策没有适用的条款${near === '' ? '' : `（事实不清，可能适用：${near}）`}`,
    `No rule of the policy fits${near === '' ? '' : ` (facts are missing for: ${near})`}`,
  );
}

export function unsure({ channel, decision: { rule } }: Case): Reason {
  const guessed = channel.body?.inferred ?? [];
  if (channel.body === null) return point('unsure', '名录中没有主办单位', 'The register names no body');
  if (guessed.length > 0)
    return point(
      'unsure',
      `名录未注明单位的${guessed.map((one) => GUESSED[one].zh).join('、')}，按名称推断，请核实`,
      `The register does not state ${guessed.map((one) => GUESSED[one].en).join(', ')}; read off the name, please check`,
    );
  return point(
    'unsure',
    `适用“${rule?.says.zh ?? ''}”的事实把握不足，请人工复核`,
    `The facts behind “${rule?.says.en ?? ''}” are not certain; please check`,
  );
}

const GUESSED = {
  level: { zh: '层级', en: 'its level' },
  kind: { zh: '性质', en: 'its kind' },
  management: { zh: '管理体制', en: 'who manages it' },
} as const;

export function doubtful({ channel }: Case, rule: Rule): Reason {
  const why =
    channel.activity === 'unknown'
      ? { zh: '更新情况未证实', en: 'its activity is not proven' }
      : { zh: '事实不足', en: 'facts are missing' };
  return {
    ...fromRule(rule, rule.says),
    text: {
      zh: `${why.zh}，不能排除适用“${rule.says.zh}”，请人工复核`,
      en: `${why.en}: “${rule.says.en}” may apply, please check`,
    },
  };
}

export function twoBest({ channel, points }: Case, close: readonly Case[]): Reason {
  const others = close
    .map((one) => `“${one.channel.name}”（${one.channel.id}，${shown(one.points)}分）`)
    .join('、');
  const en = close.map((one) => `“${one.channel.name}” (${one.channel.id}, ${shown(one.points)})`).join(', ');
  return point(
    'best',
    `“${channel.name}”（${shown(points)}分）与${others}难分高下，请人工确定保留哪一个`,
    `“${channel.name}” (${shown(points)} points) and ${en} are nearly equal; a person chooses which to keep`,
  );
}

export function noSuccessor({ body }: Channel): Reason {
  const why =
    body === null
      ? { zh: '名录中没有主办单位', en: 'the register names no body' }
      : body.parent === null
        ? { zh: `“${body.name}”没有上级单位`, en: `${body.name} has no superior body` }
        : {
            zh: '本单位、上级单位和本级政府都没有可承接的账号',
            en: 'neither its body nor those above have a channel that is kept',
          };
  return point('successor', `找不到可并入的账号：${why.zh}`, `There is nowhere to merge it into: ${why.en}`);
}
