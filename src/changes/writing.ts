import type { PageSketch, Writing } from '../model/index.ts';
import type { EarlierWords } from './limits.ts';

const SCRIPTS = ['han', 'hangul', 'latin', 'other'] as const;

/** The script that most words of a text are written in. Kana make it Japanese, whose texts are half Han; `none`: mixed, or too short. */
export function writingOf({ scripts, words }: PageSketch, limits: EarlierWords['limits']): Writing {
  const all = scripts.han + scripts.kana + scripts.hangul + scripts.latin + scripts.other;
  if (words < limits.leastText) return 'none';
  if (scripts.kana >= limits.kana * all) return 'kana';
  return SCRIPTS.find((script) => scripts[script] >= limits.writing * all) ?? 'none';
}
