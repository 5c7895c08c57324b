import type { VariantName } from './schema.ts';

/** How characters sound and look, for terms that ask for their variants. */
export interface VariantSource {
  /** Characters by syllable without tone. */
  readonly sound: Readonly<Record<string, string>>;
  readonly shape: readonly string[];
  /** Whether this is a word of its own: 威信 is no 微信. */
  readonly isWord: (text: string) => boolean;
}

export interface Variant {
  readonly text: string;
  /** Written with Latin letters: upper or lower case, and no letter may run on at its ends. */
  readonly latin: boolean;
}

/** No term has more variants: a pack of many terms must stay an automaton of bounded size. */
const MOST = 300;
/** Letters of a term written in pinyin throughout: shorter ones are words of other languages. */
const FEWEST_LETTERS = 5;
const HAN = /^\p{Script=Han}{2,}$/u;

/** Makes the variants of a term: one character by another that sounds or looks alike, or by its syllable; all of them by theirs. */
export function createVariants(
  source: VariantSource,
): (text: string, names: readonly VariantName[]) => Variant[] {
  const syllableOf = new Map<string, string>();
  for (const [syllable, group] of Object.entries(source.sound))
    for (const character of group) syllableOf.set(character, syllable);
  const alike = new Map<string, Set<string>>();
  for (const group of source.shape)
    for (const character of group)
      alike.set(
        character,
        new Set([...(alike.get(character) ?? []), ...group].filter((one) => one !== character)),
      );

  return (text, names) => {
    if (!HAN.test(text)) return [];
    const characters = [...text];
    const syllables = characters.map((character) => syllableOf.get(character));
    const made = new Map<string, Variant>();
    const add = (written: string, latin: boolean) => {
      if (made.size < MOST && written !== text && (latin || !source.isWord(written)))
        made.set(written, { text: written, latin });
    };
    const one = (index: number, other: string) =>
      characters.map((character, at) => (at === index ? other : character)).join('');
    if (names.includes('pinyin') && syllables.every((syllable) => syllable !== undefined)) {
      const whole = syllables.join('');
      if (whole.length >= FEWEST_LETTERS) add(whole, true);
      syllables.forEach((syllable, index) => {
        add(one(index, syllable), true);
      });
    }
    characters.forEach((character, index) => {
      if (names.includes('shape'))
        for (const other of alike.get(character) ?? []) add(one(index, other), false);
      if (names.includes('homophone'))
        for (const other of source.sound[syllables[index] ?? ''] ?? '')
          if (other !== character) add(one(index, other), false);
    });
    return [...made.values()];
  };
}
