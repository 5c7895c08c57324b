import { readShapes, readSounds } from './variants.ts';

/** Tells whether two characters sound alike (same syllable, whatever the tone) or look alike (同音、形近). */
export function loadAlike(folder: string): (a: string, b: string) => boolean {
  const groups = new Map<string, number[]>();
  let group = 0;
  for (const characters of [...Object.values(readSounds(folder)), ...readShapes(folder)]) {
    for (const character of characters) {
      const own = groups.get(character);
      if (own === undefined) groups.set(character, [group]);
      else own.push(group);
    }
    group++;
  }
  return (a, b) => a !== b && (groups.get(a)?.some((one) => groups.get(b)?.includes(one)) ?? false);
}
