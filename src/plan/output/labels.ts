import { levelName, platformName } from '../../census/index.ts';
import type { Bilingual } from '../../model/index.ts';
import { type Action, type ActionWord, type Home, needsSetUp, type Reason } from '../result.ts';

export { levelName };

export const ACTION: Readonly<Record<ActionWord, Bilingual>> = {
  keep: { zh: '保留', en: 'keep' },
  merge: { zh: '并入', en: 'merge' },
  close: { zh: '关停', en: 'close' },
  cancel: { zh: '办理注销', en: 'cancel' },
};

export const REVIEW: Bilingual = { zh: '人工复核', en: 'for review' };

export function platform(id: string): Bilingual {
  return id === 'website' ? { zh: '网站', en: 'website' } : platformName(id);
}

/** What is done with it, in a few words: `并入 “某县发布”（a0023）`. */
export function actionText({ action, into, done }: Action): Bilingual {
  if (into !== null)
    return { zh: `并入“${into.name}”（${into.id}）`, en: `merge into “${into.name}” (${into.id})` };
  if (done) return { zh: '已注销', en: 'cancelled before' };
  return ACTION[action];
}

/** Where a function is found afterwards. */
export function homeText(home: Home): Bilingual {
  const { function: carried, channel, inUse } = home;
  const { name } = carried;
  const paper = inUse ? { zh: '', en: '' } : { zh: '；仅见于备案，请核实', en: '; only filed, please check' };
  if (channel === null)
    return { zh: `${name.zh}：无承接账号${paper.zh}`, en: `${name.en}: no place${paper.en}` };
  const state = stateOf(home);
  return {
    zh: `${name.zh} → ${channel.name}（${state.zh}${paper.zh}）`,
    en: `${name.en} → ${channel.name} (${state.en}${paper.en})`,
  };
}

function stateOf(home: Home): Bilingual {
  if (home.carried) return { zh: '已有', en: 'there already' };
  if (needsSetUp(home)) return { zh: '须先开通', en: 'to be set up first' };
  return { zh: '随内容迁移', en: 'moves with the content' };
}

/** Every point of the argument, those that a person has to look at last and marked. */
export function argument({ reasons, reviewReasons }: Pick<Action, 'reasons' | 'reviewReasons'>): Bilingual[] {
  const said = new Set(reasons.map(({ text }) => text.zh));
  const looks = reviewReasons.filter(({ text }) => !said.has(text.zh)).map(marked);
  return [...reasons.map(({ text }) => text), ...looks];
}

function marked({ text }: Reason): Bilingual {
  return { zh: `【复核】${text.zh}`, en: `[review] ${text.en}` };
}
