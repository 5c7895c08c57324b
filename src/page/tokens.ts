import type { El } from './el.ts';
import { Recent } from './recent.ts';

/** The elements of each word of `class` and `id`. */
export function groupByToken(all: readonly El[]): Map<string, El[]> {
  const groups = new Map<string, El[]>();
  const known = new Map<string, El[][]>();
  const recent = new Recent((value) => {
    let own = known.get(value);
    if (own === undefined) {
      own = groupsOf(value, groups);
      known.set(value, own);
    }
    return own;
  });
  for (const el of all) {
    const { attrs } = el;
    for (let i = 0; i < attrs.length; i += 2) {
      const name = attrs[i];
      if (name !== 'class' && name !== 'id') continue;
      const value = attrs[i + 1] ?? '';
      if (value === '') continue;
      for (const group of recent.of(value)) if (group[group.length - 1] !== el) group.push(el);
    }
  }
  return groups;
}

/** Small letters, digits, signs and spaces of ASCII. */
function isPlain(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || (code >= 0x41 && code <= 0x5a)) return false;
  }
  return true;
}

function wordsOf(value: string): string[] {
  if (!isPlain(value)) return value.toLowerCase().split(/\s+/);
  return value.includes(' ') ? value.split(' ') : [value];
}

function groupsOf(value: string, groups: Map<string, El[]>): El[][] {
  const own: El[][] = [];
  for (const word of wordsOf(value)) {
    if (word === '') continue;
    let group = groups.get(word);
    if (group === undefined) {
      group = [];
      groups.set(word, group);
    }
    own.push(group);
  }
  return own;
}
