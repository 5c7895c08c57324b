import type { PageSketch } from '../model/index.ts';

export type Script = keyof PageSketch['scripts'];

/** Hears each word of a text: its 32-bit hash and its script. */
type OnWord = (hash: number, script: Script) => void;

type Letter = Script | null;

/**
 * The words of a text as far as they say what it is about. Chinese and Japanese are written without spaces: their words are pairs of
 * neighbouring characters (bigrams, as is usual in Chinese retrieval); elsewhere a word is a run of letters. Digits are no words: dates
 * and numbers change in a text that stays the same.
 */
export function eachWord(text: string, onWord: OnWord): void {
  let before = 0;
  let script: Letter = null;
  for (let i = 0; i < text.length; i++) {
    const plain = text.charCodeAt(i);
    // Nearly all there is on these pages.
    if (plain >= 0x4e00 && plain <= 0x9fff) {
      if (script !== null) onWord(mixed((before << 16) | plain), script === 'kana' ? 'kana' : 'han');
      script = 'han';
      before = plain;
      continue;
    }
    const code = narrow(plain);
    const last = script;
    script = scriptOf(code);
    if (script === null || !isUnspaced(script, code)) {
      if (script !== null) i = spacedWord(text, i, script, onWord);
      script = null;
      continue;
    }
    if (last !== null) onWord(mixed((before << 16) | code), last === 'kana' ? 'kana' : script);
    before = code;
  }
}

/**
 * A run of letters from `start` on; tells where its last one stands. Single letters are no words, and neither are Latin letters without a
 * plain one among them: Chinese bytes that were read in a wrong charset look like that.
 */
function spacedWord(text: string, start: number, script: Script, onWord: OnWord): number {
  let hash = 0x811c9dc5;
  let i = start;
  let plain = script !== 'latin';
  for (; i < text.length; i++) {
    const code = narrow(text.charCodeAt(i));
    const own = scriptOf(code);
    if (own === null || isUnspaced(own, code)) break;
    if (code < 0x80) plain = true;
    hash = Math.imul(hash ^ lower(code), 0x01000193);
  }
  if (i - start > 1 && plain) onWord(mixed(hash), script);
  return i - 1;
}

function scriptOf(code: number): Letter {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ? 'latin' : null;
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf)) return 'han';
  if (code >= 0xc0 && code <= 0x24f) return code === 0xd7 || code === 0xf7 ? null : 'latin';
  if (code >= 0x3041 && code <= 0x30fe) return code === 0x30fb ? null : 'kana';
  if (code >= 0xac00 && code <= 0xd7a3) return 'hangul';
  if (code >= 0x1e00 && code <= 0x1eff) return 'latin';
  if (code >= 0x370 && code < 0x1e00) return 'other';
  return code === 0x3005 || (code >= 0xf900 && code <= 0xfaff) ? 'han' : null;
}

/** Thai, Lao, Burmese and Khmer have no spaces between words either. */
function isUnspaced(script: Script, code: number): boolean {
  if (script !== 'other') return script === 'han' || script === 'kana';
  return (
    (code >= 0xe00 && code <= 0xeff) ||
    (code >= 0x1000 && code <= 0x109f) ||
    (code >= 0x1780 && code <= 0x17ff)
  );
}

/** Full-width letters as the usual ones. */
function narrow(code: number): number {
  return code >= 0xff21 && code <= 0xff5a ? code - 0xfee0 : code;
}

function lower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** The finaliser of MurmurHash3: one to one on 32 bits, so no two pairs of characters share a hash. */
function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
