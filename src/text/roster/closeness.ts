/** Characters that are taken for each other: by sound (groups of one syllable) and by shape. */
export interface Closeness {
  readonly sound: readonly string[];
  readonly shape: readonly string[];
}

/** A test for two characters. */
export function createClose({ sound, shape }: Closeness): (a: string, b: string) => boolean {
  const groupsOf = new Map<string, Set<number>>();
  [...sound, ...shape].forEach((group, index) => {
    for (const character of group) {
      const known = groupsOf.get(character);
      if (known === undefined) groupsOf.set(character, new Set([index]));
      else known.add(index);
    }
  });
  return (a, b) => {
    const right = groupsOf.get(b);
    return right !== undefined && [...(groupsOf.get(a) ?? [])].some((group) => right.has(group));
  };
}

/**
 * Whether a name is another one miswritten: one character that sounds or looks alike, or two given characters in the wrong order.
 * Of names of two characters the first has to be right, because one character alone proves nothing.
 */
export function isMiswritten(
  written: string,
  name: string,
  close: (a: string, b: string) => boolean,
): boolean {
  if (written === name || written.length !== name.length) return false;
  const wrong = Array.from({ length: name.length }, (_, index) => index).filter(
    (index) => written[index] !== name[index],
  );
  const [first = 0, second] = wrong;
  if (wrong.length === 1)
    return (name.length > 2 || first === 1) && close(written.charAt(first), name.charAt(first));
  return (
    wrong.length === 2 &&
    second === first + 1 &&
    first > 0 &&
    written.charAt(first) === name.charAt(second) &&
    written.charAt(second) === name.charAt(first)
  );
}
